package api

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/internal/ask"
	"pamir/internal/store"
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
	v := view{Lang: c.lang, Title: title, Description: description, Base: c.base, Canonical: c.base + c.r.URL.EscapedPath(),
		CSS: c.s.assets.css, Icon: c.s.assets.icon, Attribution: c.s.attribution(), Data: data, c: c}
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
	_, err := c.w.Write(b.Bytes())
	return err
}

type itemsPage struct {
	Collection *store.Collection
	store.Page
	Links  []Link
	fields []int
}

// Columns lists the properties that fit in a table: scalars, the first eight.
func (p itemsPage) Columns() []store.Property {
	var out []store.Property
	for _, i := range p.columns() {
		out = append(out, p.Collection.Properties[i])
	}
	return out
}

func (p itemsPage) columns() []int {
	var out []int
	for i, property := range p.Collection.Properties {
		if ask.Scalar(property.Type) && (p.fields == nil || slices.Contains(p.fields, i)) && len(out) < 8 {
			out = append(out, i)
		}
	}
	return out
}

// Row returns the cells of a feature.
func (p itemsPage) Row(f *store.Feature) []string {
	var out []string
	for _, i := range p.columns() {
		out = append(out, cell(f.Values[i]))
	}
	return out
}

// Link returns the address of the first link with the relation, or "".
func (p itemsPage) Link(rel string) string {
	for _, l := range p.Links {
		if l.Rel == rel {
			return l.Href
		}
	}
	return ""
}

type itemPage struct {
	Collection *store.Collection
	Feature    *store.Feature
	Links      []Link
}

// Name returns what the feature is called.
func (p itemPage) Name() string { return nameOf(p.Collection, p.Feature, "") }

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

// cell writes a value in one line.
func cell(v store.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case store.JSON:
		return string(v)
	}
	return ""
}

// fact is one line of a feature's page: a value, or parts of one.
type fact struct {
	Name, Text, Href string
	Parts            []fact
}

// facts turns a feature into what a person reads; nulls are left out.
func facts(p itemPage) []fact {
	var out []fact
	for i, property := range p.Collection.Properties {
		v := p.Feature.Values[i]
		if v == nil {
			continue
		}
		f := fact{Name: property.Title}
		if f.Name == "" {
			f.Name = property.Name
		}
		if j, ok := v.(store.JSON); ok {
			var any any
			if json.Unmarshal(j, &any) == nil {
				f.Parts = parts(any)
			}
		} else {
			f.Text = cell(v)
			if property.Unit != "" {
				f.Text += "\u00a0" + property.Unit
			}
			f.Href = webAddress(f.Text)
		}
		out = append(out, f)
	}
	return out
}

func parts(v any) []fact {
	switch v := v.(type) {
	case []any:
		var out []fact
		for _, e := range v {
			if inner := parts(e); len(inner) == 1 && inner[0].Name == "" {
				out = append(out, inner...)
			} else {
				out = append(out, fact{Parts: inner})
			}
		}
		return out
	case map[string]any:
		var out []fact
		for _, name := range sortedNames(v) {
			if inner := parts(v[name]); len(inner) == 1 && inner[0].Name == "" && inner[0].Parts == nil {
				out = append(out, fact{Name: name, Text: inner[0].Text, Href: inner[0].Href})
			} else if len(inner) > 0 {
				out = append(out, fact{Name: name, Parts: inner})
			}
		}
		return out
	case nil:
		return nil
	case string:
		return []fact{{Text: v, Href: webAddress(v)}}
	case float64:
		return []fact{{Text: strconv.FormatFloat(v, 'f', -1, 64)}}
	}
	return []fact{{Text: fmt.Sprint(v)}}
}

func sortedNames(m map[string]any) []string {
	names := make([]string, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// webAddress returns s if it is an address that a page may link to.
func webAddress(s string) string {
	if (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsAny(s, " \t\n") {
		return s
	}
	return ""
}

// place describes where a feature is, in a line.
func place(f *store.Feature) string {
	switch g := f.Geometry.(type) {
	case nil:
		return ""
	case orb.Point:
		return fmt.Sprintf("%.5f, %.5f", g.Lon(), g.Lat())
	default:
		b := geo.BoxOf(g.Bound())
		return g.GeoJSONType() + ", " + formatBBox(b.West, b.South, b.East, b.North)
	}
}

// pagePaths are the addresses of features on the map.
var pagePaths = []struct{ singular, collection string }{
	{"port", "ports"}, {"checkpoint", "checkpoints"}, {"pass", "passes"}, {"section", "sections"}, {"road", "roads"},
	{"place", "places"}, {"zone", "zones"},
}

// pagePath returns the address of a feature on the map, or of its plain page.
func pagePath(collection, id string) string {
	for _, p := range pagePaths {
		if p.collection == collection {
			return "/" + p.singular + "/" + id
		}
	}
	return "/collections/" + collection + "/items/" + id + "?f=html"
}

// homePage is what the shell of the map shows until its script runs, and
// without it.
type homePage struct {
	JS, CSS string
	Missing bool // the page has not been built
	Lists   []homeList
	Feature *itemPage
	Lost    string // what was asked for and is not there
}

type homeList struct {
	Collection *store.Collection
	Features   []*store.Feature
}

// Name returns a feature's name in the page's language.
func (v view) Name(c *store.Collection, f *store.Feature) string { return nameOf(c, f, v.Lang) }

// Elevation returns a feature's height in metres, or "".
func (v view) Elevation(c *store.Collection, f *store.Feature) string {
	return cell(c.Value(f, "elevation_m"))
}

// home answers / for a browser.
func (c *call) home() error {
	if c.fresh() {
		return nil
	}
	return c.shell("", http.StatusOK, homePage{})
}

// featurePage answers /port/{id} and its like: the same shell, with the
// feature's own title.
func (c *call) featurePage(collection string) error {
	col := c.s.byID[collection]
	if col == nil {
		return c.s.noCollection(collection)
	}
	f, err := c.s.cfg.Store.Feature(c.r.Context(), collection, c.feature)
	if errors.Is(err, store.ErrNotFound) {
		return c.shell(texts["en"]["lost"], http.StatusNotFound, homePage{Lost: c.feature})
	}
	if err != nil {
		return err
	}
	if c.fresh() {
		return nil
	}
	return c.shell(nameOf(col, f, c.lang)+" · Pamir", http.StatusOK, homePage{Feature: &itemPage{Collection: col, Feature: f}})
}

func (c *call) shell(heading string, status int, h homePage) error {
	h.JS, h.CSS, h.Missing = c.s.assets.page["js"], c.s.assets.page["css"], c.s.assets.missing
	ctx, cancel := context.WithTimeout(c.r.Context(), c.s.cfg.Timeout)
	defer cancel()
	for _, id := range []string{"ports", "passes", "sections"} {
		col := c.s.byID[id]
		if col == nil {
			continue
		}
		page, err := c.s.cfg.Store.Features(ctx, id, store.Query{Limit: 50})
		if err != nil {
			return err
		}
		h.Lists = append(h.Lists, homeList{col, page.Features})
	}
	return c.show("home", heading, status, h)
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
			return c.show("problem", k.title, http.StatusOK, map[string]any{"Code": k.code, "Title": k.title, "Status": k.status, "Cause": k.cause, "Fix": k.fix})
		}
	}
	return fail(notFound, "There is no problem %q.", ask.Clip(c.feature))
}
