package api

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"
)

// Limits on what a request may bring.
const (
	maxURL    = 8 << 10
	maxHeader = 16 << 10
	maxBody   = 1 << 20
)

// Headers of every answer, shared: nobody appends to these.
var (
	allOrigins   = []string{"*"}
	allowMethods = []string{"GET, HEAD, OPTIONS"}
	allowHeaders = []string{"Accept, Accept-Language, Content-Type, If-None-Match"}
	exposed      = []string{"ETag, Link, Content-Bbox, Content-Crs, Content-Datetime, Content-Language, Left-Out, Retry-After, X-Request-Id, X-Data-Version"}
	maxAge       = []string{"86400"}
	nosniff      = []string{"nosniff"}
	referrer     = []string{"strict-origin-when-cross-origin"}
	policy       = []string{"default-src 'self'; img-src 'self' data:; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"}
	closing      = []string{"close"}
)

// around surrounds every request: its id and headers, limits, the count and
// time of it, a panic turned into an answer, and the log.
func (s *Server) around(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer s.finish(c, time.Now(), &err)
		r, h := c.Request(), c.Response().Header()
		h["X-Request-Id"] = []string{s.requestID()}
		h["Access-Control-Allow-Origin"] = allOrigins
		h["Access-Control-Expose-Headers"] = exposed
		h["X-Content-Type-Options"] = nosniff
		h["Referrer-Policy"] = referrer
		h["Content-Security-Policy"] = policy
		if r.Method == http.MethodOptions {
			h["Access-Control-Allow-Methods"] = allowMethods
			h["Access-Control-Allow-Headers"] = allowHeaders
			h["Access-Control-Max-Age"] = maxAge
		}
		if s.state.draining.Load() {
			h["Connection"] = closing
		}
		s.metrics.running.Inc()
		if f := tooLarge(r); f != nil {
			return f
		}
		return next(c)
	}
}

// finish is deferred: a panic and an error become the answer.
func (s *Server) finish(c echo.Context, start time.Time, err *error) {
	if p := recover(); p != nil {
		*err = &failure{kind: internalError, cause: fmt.Errorf("panic: %v\n%s", p, debug.Stack())}
	}
	if *err != nil {
		s.fail(*err, c) // so that the status is known to what follows
		*err = nil
	}
	r, w, took := c.Request(), c.Response(), time.Since(start)
	s.metrics.running.Dec()
	s.metrics.observe(c.Path(), r.Method, w.Status, took)
	if s.log.Enabled(r.Context(), slog.LevelDebug) {
		s.log.Debug("request", "id", w.Header().Get("X-Request-Id"), "method", r.Method, "path", r.URL.Path,
			"query", r.URL.RawQuery, "status", w.Status, "bytes", w.Size, "ms", float64(took.Microseconds())/1000)
	}
}

func tooLarge(r *http.Request) *failure {
	if len(r.RequestURI) > maxURL {
		return fail(uriTooLong, "The address has %d bytes; the limit is %d.", len(r.RequestURI), maxURL)
	}
	if r.ContentLength > maxBody {
		return fail(payloadTooLarge, "The body has %d bytes; the limit is %d.", r.ContentLength, maxBody)
	}
	return nil
}

var requests atomic.Uint64

// requestID returns an id that no other request of any process has: a random
// prefix made at the start, and a count.
func (s *Server) requestID() string {
	b := make([]byte, 0, 32)
	b = append(b, s.idPrefix...)
	return string(strconv.AppendUint(b, requests.Add(1), 36))
}

func newIDPrefix() (string, error) {
	var b [6]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", err
	}
	return hex.EncodeToString(b[:]) + "-", nil
}

// base returns what links begin with.
func (s *Server) base(r *http.Request) string {
	if s.cfg.BaseURL != "" {
		return s.cfg.BaseURL
	}
	scheme := "http://"
	if r.TLS != nil {
		scheme = "https://"
	}
	if plainHost(r.Host) {
		return scheme + r.Host
	}
	if a, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		return scheme + a.String()
	}
	return scheme + "localhost"
}

// plainHost reports whether a Host header is a name or address with a port,
// and nothing that could mean more in a link.
func plainHost(s string) bool {
	if s == "" || len(s) > 255 {
		return false
	}
	for _, b := range []byte(s) {
		switch {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', '0' <= b && b <= '9':
		case b == '.', b == '-', b == ':', b == '[', b == ']', b == '_':
		default:
			return false
		}
	}
	return true
}
