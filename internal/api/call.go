package api

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"
	"github.com/labstack/echo/v4"

	"pamir/internal/store"
)

// call is one request being answered.
type call struct {
	s       *Server
	route   *route
	r       *http.Request
	w       *echo.Response
	echo    echo.Context
	form    form
	base    string // what links begin with
	lang    string
	query   query
	request // what the parameters say

	wrong wrongs
	room  [8]pair // for the query
}

// calls are kept for the next request: nothing may hold one when its handler
// has returned.
var calls = sync.Pool{New: func() any { return new(call) }}

// handler answers the requests of a route.
func (s *Server) handler(rt *route) echo.HandlerFunc {
	return func(ec echo.Context) error {
		c := calls.Get().(*call)
		c.s, c.route, c.r, c.w, c.echo = s, rt, ec.Request(), ec.Response(), ec
		c.base = s.base(c.r)
		err := c.read()
		switch {
		case err == nil:
			err = rt.handle(c)
		case rt.refuse != nil:
			err = rt.refuse(c, err)
		}
		*c = call{}
		calls.Put(c)
		return err
	}
}

// context returns the request's context with the limit on work.
func (c *call) context() (context.Context, context.CancelFunc) {
	return withTimeout(c.r.Context(), c.s.cfg.Timeout)
}

// drive waits until there is room for work on the roads, and returns the context
// with the limit on it, and what to call when it is done.
func (c *call) drive() (ctx context.Context, done func(), err error) {
	ctx, cancel := c.context()
	leave, err := c.s.driving.enter(ctx)
	if err != nil {
		cancel()
		return nil, nil, err
	}
	return ctx, func() { leave(); cancel() }, nil
}

// self is the address of this answer.
func (c *call) self() string {
	path, q := cmp.Or(c.r.URL.EscapedPath(), "/"), c.r.URL.RawQuery
	if q == "" {
		return c.base + path
	}
	return c.base + path + "?" + q
}

// other is the address of the same resource with one parameter changed.
func (c *call) other(name, value string) string {
	b := make([]byte, 0, len(c.base)+len(c.r.URL.Path)+len(c.r.URL.RawQuery)+len(name)+len(value)+8)
	b = append(append(b, c.base...), c.r.URL.EscapedPath()...)
	mark := byte('?')
	for part := range strings.SplitSeq(c.r.URL.RawQuery, "&") {
		key, _, _ := strings.Cut(part, "=")
		if key, err := url.QueryUnescape(key); err != nil || key == name || part == "" {
			continue
		}
		b = append(append(b, mark), part...)
		mark = '&'
	}
	b = append(append(append(b, mark), name...), '=')
	return string(append(b, url.QueryEscape(value)...))
}

// Cache-Control of what changes with the data only.
const (
	cacheShared  = "public, max-age=300"
	cachePrivate = "private, max-age=300"
	cacheForever = "public, max-age=31536000, immutable"
	cacheNever   = "no-store"
)

// fresh sets the validators of an answer and reports whether the client has
// it already, in which case it has been told so (RFC 9110 section 13.1.2).
//
// The tag stands for the bytes: it is made of everything that they are made
// of, the versions of program and data, the address, form, language, encoding
// and what links begin with, and parts that are not among these.
func (c *call) fresh(parts ...string) bool {
	if c.s.lastModified != nil {
		c.w.Header()["Last-Modified"] = c.s.lastModified
	}
	if c.s.cfg.BaseURL != "" {
		return c.validate(sharedOnly, parts...)
	}
	return c.validate(privateOnly, parts...)
}

// freshFor is fresh for an answer that is made of more than the data, and that
// may be kept for so many seconds only.
func (c *call) freshFor(seconds int, parts ...string) bool {
	scope := "private"
	if c.s.cfg.BaseURL != "" {
		scope = "public"
	}
	return c.validate([]string{scope + ", max-age=" + strconv.Itoa(seconds)}, parts...)
}

func (c *call) validate(cache []string, parts ...string) bool {
	h := c.w.Header()
	h["Vary"] = varyAll
	h["Cache-Control"] = cache
	if c.s.dataVersion != nil {
		h["X-Data-Version"] = c.s.dataVersion
	}
	made := append(make([]byte, 0, 512), c.s.build...)
	for _, part := range [...]string{c.s.cfg.DataVersion, c.base, c.r.URL.Path, c.r.URL.RawQuery, c.form.media, c.lang, string(c.encoding())} {
		made = append(append(made, 0), part...)
	}
	for _, part := range parts {
		made = append(append(made, 0), part...)
	}
	tag := string(append(strconv.AppendUint(append(make([]byte, 0, 16), '"'), xxhash.Sum64(made), 36), '"'))
	h["Etag"] = []string{tag}
	if sameTag(given(c.r, "If-None-Match"), tag) {
		c.w.WriteHeader(http.StatusNotModified)
		return true
	}
	return false
}

// given returns what a request's header says, whose name is in its canonical
// form.
func given(r *http.Request, name string) string {
	if v := r.Header[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

var (
	varyAll     = []string{"Accept, Accept-Encoding, Accept-Language"}
	sharedOnly  = []string{cacheShared}
	privateOnly = []string{cachePrivate}
)

// sameTag compares weakly, as If-None-Match does.
func sameTag(header, tag string) bool {
	if header == "" {
		return false
	}
	for t := range strings.SplitSeq(header, ",") {
		t = strings.TrimSpace(t)
		if t == "*" || strings.TrimPrefix(t, "W/") == tag {
			return true
		}
	}
	return false
}

// title returns a collection's title in the language of the call.
func (c *call) title(col *store.Collection) string {
	if t := col.Titles[c.lang]; t != "" {
		return t
	}
	return col.Title
}
