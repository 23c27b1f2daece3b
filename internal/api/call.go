package api

import (
	"context"
	"hash/fnv"
	"net/http"
	"net/url"
	"strconv"
	"strings"

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
	values  url.Values
	request // what the parameters say
}

// handler answers the requests of a route.
func (s *Server) handler(rt *route) echo.HandlerFunc {
	return func(ec echo.Context) error {
		r := ec.Request()
		c := &call{s: s, route: rt, r: r, w: ec.Response(), echo: ec, base: s.base(r)}
		if err := c.read(); err != nil {
			if rt.refuse != nil {
				return rt.refuse(c, err)
			}
			return err
		}
		return rt.handle(c)
	}
}

// context returns the request's context with the limit on work.
func (c *call) context() (context.Context, context.CancelFunc) {
	return context.WithTimeout(c.r.Context(), c.s.cfg.Timeout)
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
func (c *call) self() string { return c.base + c.r.URL.RequestURI() }

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
	if c.s.cfg.DataVersion != "" {
		h["X-Data-Version"] = []string{c.s.cfg.DataVersion}
	}
	sum := fnv.New64a()
	for _, part := range [...]string{c.s.build, c.s.cfg.DataVersion, c.base, c.r.URL.Path, c.r.URL.RawQuery,
		c.form.media, c.lang, string(c.encoding())} {
		sum.Write([]byte(part))
		sum.Write([]byte{0})
	}
	for _, part := range parts {
		sum.Write([]byte(part))
		sum.Write([]byte{0})
	}
	tag := make([]byte, 0, 20)
	tag = append(tag, '"')
	tag = strconv.AppendUint(tag, sum.Sum64(), 36)
	tag = append(tag, '"')
	h["Etag"] = []string{string(tag)}
	if sameTag(c.r.Header.Get("If-None-Match"), string(tag)) {
		c.w.WriteHeader(http.StatusNotModified)
		return true
	}
	return false
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
