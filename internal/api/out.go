package api

import (
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// encoding is a content coding (RFC 9110 section 8.4.1).
type encoding string

const (
	identity encoding = ""
	gzipped  encoding = "gzip"
	zstdized encoding = "zstd"
)

// encoding picks the coding of the answer: zstd, then gzip, where accepted.
func (c *call) encoding() encoding { return acceptedEncoding(given(c.r, "Accept-Encoding")) }

func acceptedEncoding(accept string) encoding {
	best := identity
	if accept == "" {
		return best
	}
	for part := range strings.SplitSeq(accept, ",") {
		name, params, _ := strings.Cut(part, ";")
		if weight(params) == 0 {
			continue
		}
		switch strings.TrimSpace(name) {
		case "zstd":
			return zstdized
		case "gzip":
			best = gzipped
		}
	}
	return best
}

const (
	flushAt      = 64 << 10 // a body grows to this before any of it is sent
	compressFrom = 1 << 10  // below this compressing costs more than it saves
)

// out collects a body and sends it: at once with its length where it is
// small, else as it grows, so that no answer is held whole in memory.
type out struct {
	c       *call
	buf     []byte
	encoder io.WriteCloser // nil until something was sent compressed
	sending bool
	err     error
}

var outs = sync.Pool{New: func() any { return &out{buf: make([]byte, 0, 2*flushAt)} }}

// body begins the answer's body.
func (c *call) body() *out {
	o := outs.Get().(*out)
	o.c = c
	return o
}

// Write implements io.Writer.
func (o *out) Write(p []byte) (int, error) {
	o.buf = append(o.buf, p...)
	return len(p), o.more()
}

// more sends what there is, if it is much.
func (o *out) more() error {
	if len(o.buf) < flushAt || o.err != nil {
		return o.err
	}
	o.begin(-1)
	o.send()
	return o.err
}

// end sends the rest. The out must not be used after it.
func (o *out) end() error {
	if !o.sending {
		o.begin(len(o.buf))
	}
	o.send()
	if o.encoder != nil {
		if err := o.encoder.Close(); o.err == nil {
			o.err = err
		}
		release(o.encoder)
	}
	err := o.err
	if cap(o.buf) <= 8*flushAt {
		*o = out{buf: o.buf[:0]}
		outs.Put(o)
	}
	return err
}

// begin sends the header; length is -1 where it is not known yet.
func (o *out) begin(length int) {
	if o.sending {
		return
	}
	o.sending = true
	h := o.c.w.Header()
	h["Content-Type"] = []string{o.c.form.media}
	enc := o.c.encoding()
	if length >= 0 && length < compressFrom {
		enc = identity
	}
	if enc != identity {
		h["Content-Encoding"] = []string{string(enc)}
	} else if length >= 0 {
		h["Content-Length"] = []string{strconv.Itoa(length)}
	}
	o.c.w.WriteHeader(http.StatusOK)
	if enc != identity && o.c.r.Method != http.MethodHead {
		o.encoder = newEncoder(enc, o.c.w)
	}
}

func (o *out) send() {
	if o.err != nil || len(o.buf) == 0 {
		return
	}
	var w io.Writer = o.c.w
	if o.encoder != nil {
		w = o.encoder
	}
	if o.c.r.Method != http.MethodHead {
		_, o.err = w.Write(o.buf)
	}
	o.buf = o.buf[:0]
}

var (
	gzips = sync.Pool{New: func() any {
		w, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed) // the level is valid
		return w
	}}
	zstds = sync.Pool{New: func() any {
		w, _ := zstd.NewWriter(io.Discard, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<18))
		return w
	}}
)

func newEncoder(e encoding, w io.Writer) io.WriteCloser {
	if e == zstdized {
		z := zstds.Get().(*zstd.Encoder)
		z.Reset(w)
		return z
	}
	g := gzips.Get().(*gzip.Writer)
	g.Reset(w)
	return g
}

func release(w io.WriteCloser) {
	switch w := w.(type) {
	case *zstd.Encoder:
		w.Reset(nil)
		zstds.Put(w)
	case *gzip.Writer:
		gzips.Put(w)
	}
}

// write sends a whole body.
func (c *call) write(body []byte) error {
	o := c.body()
	o.buf = append(o.buf, body...)
	return o.end()
}
