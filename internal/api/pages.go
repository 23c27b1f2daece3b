package api

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"pamir/internal/ask"
	"pamir/internal/store"
	"pamir/internal/tiles"
)

//go:embed html/*.tmpl
var templates embed.FS

// pages are the HTML forms of the resources, which need no script, and the
// shell of the map.
type pages struct {
	byName map[string]*template.Template
}

func newPages(s *Server) (*pages, error) {
	p := &pages{map[string]*template.Template{}}
	funcs := template.FuncMap{
		"asset":  func(name string) string { return "/assets/" + name },
		"cell":   cell,
		"facts":  facts,
		"place":  place,
		"number": func(n int) string { return strconv.Itoa(n) },
		"path":   pagePath,
		"upper":  strings.ToUpper,
	}
	for _, name := range []string{"home", "collections", "collection", "items", "item", "conformance", "api", "problem"} {
		t, err := template.New("layout.tmpl").Funcs(funcs).ParseFS(templates, "html/layout.tmpl", "html/"+name+".tmpl")
		if err != nil {
			return nil, err
		}
		p.byName[name] = t
	}
	return p, nil
}

// view is what every template gets.
type view struct {
	Lang, Title, Description string
	Base, Canonical          string
	Root                     string // the base's path: the page's own files come from where the page did
	CSS, Icon                string
	Attribution              string
	Data                     any
	c                        *call
}

// T returns a text of the frame in the page's language.
func (v view) T(key string) string {
	if t := texts[v.Lang][key]; t != "" {
		return t
	}
	return texts["en"][key]
}

// TitleOf returns a collection's title in the page's language.
func (v view) TitleOf(c *store.Collection) string { return v.c.title(c) }

// Alternates links the other forms of the page.
func (v view) Alternates() []Link {
	if v.c.route.page {
		return nil
	}
	return v.c.views()[1:]
}

// page answers with the named template.
func (c *call) page(name string, data any) error {
	return c.show(name, "", http.StatusOK, data)
}

func (c *call) show(name, heading string, status int, data any) error {
	v := view{Lang: c.lang, Title: title, Description: description, Base: c.base, Root: c.s.root, Canonical: c.base + c.r.URL.EscapedPath(),
		CSS: c.s.assets.css, Icon: c.s.assets.icon, Attribution: tiles.Attribution(c.s.collections), Data: data, c: c}
	if v.Lang == "" {
		v.Lang = "en"
	}
	if heading != "" {
		v.Title = heading
	}
	var b bytes.Buffer
	if err := c.s.pages.byName[name].Execute(&b, v); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	if status == http.StatusOK {
		return c.write(b.Bytes())
	}
	c.w.Header().Set("Content-Type", asHTML.media)
	c.w.WriteHeader(status)
	if c.r.Method == http.MethodHead {
		return nil
	}
	_, err := c.w.Write(b.Bytes())
	return err
}

// nameOf returns a feature's name in a language, else its name, else its id.
func nameOf(c *store.Collection, f *store.Feature, lang string) string {
	if names, ok := c.Value(f, store.Names).(store.JSON); ok && lang != "" {
		var byLang map[string]string
		if json.Unmarshal(names, &byLang) == nil && byLang[lang] != "" {
			return byLang[lang]
		}
	}
	if s, ok := c.Value(f, store.Name).(string); ok && s != "" {
		return s
	}
	return f.ID
}

var codeParam = &param{name: "code", in: "path", required: true, set: func(c *call, v string) error {
	c.feature = v
	return nil
}}

// problemPage answers /problems/{code}, where a problem's type leads.
func (c *call) problemPage() error {
	for _, k := range kinds {
		if k.code == c.feature {
			if c.fresh() {
				return nil
			}
			return c.show("problem", k.title, http.StatusOK, problemPage{Problem{Code: k.code, Title: k.title, Status: k.status}, k.cause, k.fix})
		}
	}
	return fail(notFound, "There is no problem %q.", ask.Clip(c.feature))
}
