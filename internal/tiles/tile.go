package tiles

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Tile is a tile, or a map. Nobody changes it.
type Tile struct {
	Media string // type of Plain
	Plain []byte // empty where nothing lies there

	// LeftOut says what is not in the tile although it lies there, as a
	// Structured Field (RFC 9651): a list of layers with the counts as
	// parameters. It is "" for most tiles.
	LeftOut string

	// Vacant says that no feature is there, so that none is in a part of it.
	Vacant bool

	tag   string // a hash of Plain
	gzip  packed
	zstd  packed
	grown func() // told when a packed form was added; may be nil
}

// packed is a form of the tile that is made when it is first asked for.
type packed struct {
	once  sync.Once
	mu    sync.Mutex
	bytes []byte
}

// New returns a tile.
func New(media string, plain []byte) *Tile {
	sum := sha256.Sum256(plain)
	return &Tile{Media: media, Plain: plain, tag: base64.RawURLEncoding.EncodeToString(sum[:12])}
}

// NewPacked returns a tile of which a gzip form is known already.
func NewPacked(media string, plain, gzipped []byte) *Tile {
	t := New(media, plain)
	t.gzip.once.Do(func() { t.gzip.bytes = gzipped })
	return t
}

// Tag is a short text that other bytes than Plain do not have.
func (t *Tile) Tag() string { return t.tag }

// smallest is the size in bytes below which packing costs more than it saves.
const smallest = 512

// Packs reports whether packing is worth it.
func (t *Tile) Packs() bool {
	return len(t.Plain) >= smallest && t.Media != PNG
}

// Media types.
const (
	MVT = "application/vnd.mapbox-vector-tile"
	PNG = "image/png"
)

// Gzip returns the tile packed with gzip. It is packed once.
func (t *Tile) Gzip() []byte {
	return t.packed(&t.gzip, func() []byte {
		var b bytes.Buffer
		w := gzips.Get().(*gzip.Writer)
		defer gzips.Put(w)
		w.Reset(&b)
		if _, err := w.Write(t.Plain); err != nil || w.Close() != nil {
			return nil // a buffer takes all
		}
		return b.Bytes()
	})
}

// Zstd returns the tile packed with zstd. It is packed once.
func (t *Tile) Zstd() []byte {
	return t.packed(&t.zstd, func() []byte {
		w := zstds.Get().(*zstd.Encoder)
		defer zstds.Put(w)
		return w.EncodeAll(t.Plain, make([]byte, 0, len(t.Plain)/2))
	})
}

func (t *Tile) packed(p *packed, pack func() []byte) []byte {
	first := false
	p.once.Do(func() {
		b := pack()
		p.mu.Lock()
		p.bytes = b
		p.mu.Unlock()
		first = true
	})
	if first && t.grown != nil {
		t.grown()
	}
	return p.bytes
}

// size counts the bytes that the tile takes, as it is now.
func (t *Tile) size() int64 {
	n := len(t.Plain) + len(t.Media) + len(t.LeftOut) + len(t.tag)
	for _, p := range []*packed{&t.gzip, &t.zstd} {
		p.mu.Lock()
		n += cap(p.bytes)
		p.mu.Unlock()
	}
	return int64(n)
}

var (
	gzips = sync.Pool{New: func() any {
		w, _ := gzip.NewWriterLevel(nil, gzip.DefaultCompression) // the level is valid
		return w
	}}
	zstds = sync.Pool{New: func() any {
		w, _ := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20)) // the options are valid
		return w
	}}
)
