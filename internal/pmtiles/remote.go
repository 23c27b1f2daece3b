package pmtiles

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// remote is an archive behind an HTTP server that serves ranges, such as an
// object store.
type remote struct {
	url    *url.URL
	client *http.Client
	pause  time.Duration // before the second attempt; doubles
}

const (
	attempts       = 3
	attemptTimeout = 10 * time.Second
)

func openRemote(address string) (*remote, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("%q is no address of the form https://host/path", address)
	}
	// A transport of its own, so that its connections end with the archive.
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxConnsPerHost = 64
	t.MaxIdleConnsPerHost = 16
	return &remote{url: u, client: &http.Client{Transport: t, CheckRedirect: sameHost}, pause: 100 * time.Millisecond}, nil
}

// sameHost follows a redirect only to where the operator has pointed: the
// answer of a server must not choose another host, or a weaker scheme.
func sameHost(r *http.Request, via []*http.Request) error {
	from := via[0].URL
	if r.URL.Host != from.Host || r.URL.Scheme != from.Scheme {
		return fmt.Errorf("%w to %s://%s", errRedirect, r.URL.Scheme, r.URL.Host)
	}
	if len(via) > 3 {
		return fmt.Errorf("%w, more than three times", errRedirect)
	}
	return nil
}

var errRedirect = errors.New("the server redirects")

// name leaves out what may be secret: a password, and the signature that a
// query can be.
func (s *remote) name() string {
	return (&url.URL{Scheme: s.url.Scheme, Host: s.url.Host, Path: s.url.Path}).String()
}

func (s *remote) close() error {
	s.client.CloseIdleConnections()
	return nil
}

func (s *remote) first(ctx context.Context, n int) (start, error) {
	return s.try(ctx, span{p: make([]byte, n), first: true})
}

func (s *remote) read(ctx context.Context, t tag, p []byte, offset int64) error {
	_, err := s.try(ctx, span{p: p, offset: offset, tag: t})
	return err
}

// span is a range to read.
type span struct {
	p      []byte
	offset int64
	first  bool // of the file, which may be shorter and have any tag
	tag    tag  // that it must have
}

// try asks for a range until it comes, a few times where asking again may help.
func (s *remote) try(ctx context.Context, want span) (start, error) {
	pause := s.pause
	for attempt := 1; ; attempt++ {
		got, wait, err := s.once(ctx, want)
		if err == nil || wait < 0 || attempt == attempts || ctx.Err() != nil {
			return got, err
		}
		// Between half and all of the pause, so that many do not come at once.
		wait = max(wait, pause/2+rand.N(pause/2+1))
		pause *= 2
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return got, ctx.Err()
		}
	}
}

// never is how long to wait before an attempt that would not help.
const never = -1

// once asks for a range. After an error, wait says how long to wait at least
// before another attempt.
func (s *remote) once(ctx context.Context, want span) (got start, wait time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, attemptTimeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url.String(), nil)
	if err != nil {
		return got, never, err
	}
	last := want.offset + int64(len(want.p)) - 1
	r.Header.Set("Range", fmt.Sprintf("bytes=%d-%d", want.offset, last))
	r.Header.Set("Accept-Encoding", "identity")
	if strings.HasPrefix(want.tag.etag, `"`) { // weak ones match nothing
		r.Header.Set("If-Match", want.tag.etag)
	}
	resp, err := s.client.Do(r)
	if err != nil {
		var ue *url.Error
		if errors.As(err, &ue) {
			err = ue.Err // without the address, which may hold a secret
		}
		if errors.Is(err, errRedirect) {
			return got, never, err
		}
		return got, 0, err
	}
	defer resp.Body.Close()
	if wait, err := refusal(resp); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) && resp.Header.Get("Content-Range") != fmt.Sprintf("bytes */%d", want.tag.size) {
			err = errChanged // it had been long enough
		}
		return got, wait, err
	}
	from, to, size, ok := contentRange(resp.Header.Get("Content-Range"))
	got.tag = tag{size, resp.Header.Get("Etag"), resp.Header.Get("Last-Modified")}
	switch {
	case !ok || from != want.offset || to > last || resp.Header.Get("Content-Encoding") != "":
		return got, never, fmt.Errorf("the server sends %q in place of bytes %d-%d", resp.Header.Get("Content-Range"), want.offset, last)
	case !want.first && got.tag != want.tag:
		return got, never, errChanged
	case to < last && !want.first:
		return got, never, io.ErrUnexpectedEOF
	}
	got.bytes = want.p[:to-from+1]
	if _, err := io.ReadFull(resp.Body, got.bytes); err != nil {
		return got, 0, fmt.Errorf("the answer breaks off: %w", err)
	}
	return got, 0, nil
}

// refusal is the error for an answer that is no range, and how long to wait
// before another attempt.
func refusal(r *http.Response) (wait time.Duration, err error) {
	switch {
	case r.StatusCode == http.StatusPartialContent:
		return 0, nil
	case r.StatusCode == http.StatusPreconditionFailed:
		return never, errChanged
	case r.StatusCode == http.StatusOK:
		return never, errors.New("the server sends the whole file in place of a range")
	case r.StatusCode == http.StatusRequestedRangeNotSatisfiable:
		return never, io.ErrUnexpectedEOF
	case r.StatusCode >= 500, r.StatusCode == http.StatusTooManyRequests:
		return retryAfter(r), fmt.Errorf("the server answers %s", r.Status)
	}
	return never, fmt.Errorf("the server answers %s", r.Status)
}

// retryAfter reads how many seconds a server wants to be left alone, no more
// than a few of which anybody here will wait.
func retryAfter(r *http.Response) time.Duration {
	n, err := strconv.Atoi(r.Header.Get("Retry-After"))
	if err != nil || n < 0 {
		return 0
	}
	return min(time.Duration(n)*time.Second, 2*time.Second)
}

// contentRange reads "bytes 0-99/1234"; the size may be *, which is -1.
func contentRange(s string) (from, to, size int64, ok bool) {
	s, ok = strings.CutPrefix(s, "bytes ")
	span, total, ok2 := strings.Cut(s, "/")
	a, b, ok3 := strings.Cut(span, "-")
	from, err1 := strconv.ParseInt(a, 10, 64)
	to, err2 := strconv.ParseInt(b, 10, 64)
	size = -1
	var err3 error
	if total != "*" {
		size, err3 = strconv.ParseInt(total, 10, 64)
	}
	ok = ok && ok2 && ok3 && err1 == nil && err2 == nil && err3 == nil && from >= 0 && from <= to && (size < 0 || to < size)
	return from, to, size, ok
}
