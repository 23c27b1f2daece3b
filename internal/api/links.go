package api

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"

	"pamir/internal/formats"
)

// Link is a web link (RFC 8288) as OGC APIs write it.
type Link struct {
	Href  string `json:"href"`
	Rel   string `json:"rel"`
	Type  string `json:"type,omitempty"`
	Title string `json:"title,omitempty"`

	// Templated says that Href has {names} to fill in.
	Templated bool `json:"templated,omitempty"`
}

// media returns a form's media type without parameters, but for OpenAPI's,
// whose version is part of what it is.
func (f form) plain() string {
	if f == asOpenAPI {
		return f.media
	}
	m, _, _ := strings.Cut(f.media, ";")
	return m
}

// views links the answer itself and its other forms.
func (c *call) views() []Link {
	links := append(make([]Link, 0, len(c.route.forms)+2), Link{Href: c.self(), Rel: "self", Type: c.form.plain(), Title: "This document"})
	for _, x := range c.route.forms {
		if x != c.form {
			links = append(links, Link{Href: c.other("f", x.name), Rel: "alternate", Type: x.plain(), Title: "This document as " + strings.ToUpper(x.name)})
		}
	}
	return links
}

// header repeats links in the answer's Link header.
func (c *call) header(links []Link) {
	var b strings.Builder
	for _, l := range links {
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString("<" + l.Href + `>; rel="` + l.Rel + `"`)
		if l.Type != "" {
			b.WriteString(`; type="` + strings.ReplaceAll(l.Type, `"`, "") + `"`)
		}
	}
	c.w.Header()["Link"] = []string{b.String()}
}

// appendLinks appends links as JSON, as json.Marshal would.
func appendLinks(dst []byte, links []Link) []byte {
	dst = append(dst, '[')
	for i, l := range links {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, `{"href":`...)
		dst = formats.AppendString(dst, l.Href)
		dst = append(dst, `,"rel":`...)
		dst = formats.AppendString(dst, l.Rel)
		if l.Type != "" {
			dst = append(dst, `,"type":`...)
			dst = formats.AppendString(dst, l.Type)
		}
		if l.Title != "" {
			dst = append(dst, `,"title":`...)
			dst = formats.AppendString(dst, l.Title)
		}
		if l.Templated {
			dst = append(dst, `,"templated":true`...)
		}
		dst = append(dst, '}')
	}
	return append(dst, ']')
}

// marshal writes v as JSON without escaping &, < and >, which only HTML needs.
func marshal(v any) ([]byte, error) { return appendMarshal(nil, v) }

func appendMarshal(dst []byte, v any) ([]byte, error) {
	w := appender(dst)
	e := json.NewEncoder(&w)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(w, []byte{'\n'}), err
}

// appender is a slice that what is written to is appended to.
type appender []byte

func (a *appender) Write(p []byte) (int, error) {
	*a = append(*a, p...)
	return len(p), nil
}

// appendJSON appends v, which always can be marshalled.
func appendJSON(dst []byte, v any) []byte {
	b, err := appendMarshal(dst, v)
	if err != nil {
		return append(dst, "null"...)
	}
	return b
}

// writeJSON sends v.
func (c *call) writeJSON(v any) error {
	o := c.body()
	var err error
	if o.buf, err = appendMarshal(o.buf, v); err != nil {
		return err
	}
	o.buf = append(o.buf, '\n')
	return o.end()
}

// pathSegment escapes an id for use in an address.
func pathSegment(id string) string { return url.PathEscape(id) }
