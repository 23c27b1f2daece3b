package style

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Style is a style that was read. It is not changed by drawing and may be used
// by many goroutines; who changes it changes a Clone.
type Style struct {
	Name    string
	Sources map[string]*Source
	Layers  []*Layer // those that are drawn, from the ground up
	Sprite  string   // address of the icons, without ending
	Glyphs  string   // address of the glyphs, with {fontstack} and {range}

	doc     map[string]any
	undrawn []Problem
}

// Source is where a layer's features are from.
type Source struct {
	Type  string   // vector, raster-dem, …
	URL   string   // of a TileJSON
	Tiles []string // addresses with {z}, {x} and {y}

	doc map[string]any
}

// Undrawn names what the style has and the specification allows, but is not
// drawn.
func (s *Style) Undrawn() []Problem { return slices.Clone(s.undrawn) }

// Clone returns a style whose sources and addresses can be changed without
// changing this one's.
func (s *Style) Clone() *Style {
	c := *s
	c.Sources = make(map[string]*Source, len(s.Sources))
	for id, source := range s.Sources {
		one := *source
		one.Tiles = slices.Clone(source.Tiles)
		c.Sources[id] = &one
	}
	return &c
}

// MarshalJSON writes the style as the specification has it, with the sources'
// and other addresses as they are set now. What was read is all there, also
// what is not drawn.
func (s *Style) MarshalJSON() ([]byte, error) {
	doc := maps.Clone(s.doc)
	set := func(doc map[string]any, name, v string) {
		if v != "" {
			doc[name] = v
		}
	}
	set(doc, "name", s.Name)
	set(doc, "glyphs", s.Glyphs)
	set(doc, "sprite", s.Sprite)
	sources := map[string]any{}
	for id, source := range s.Sources {
		one := maps.Clone(source.doc)
		set(one, "url", source.URL)
		if source.URL == "" {
			delete(one, "url")
		}
		if source.Tiles != nil {
			one["tiles"] = source.Tiles
		} else {
			delete(one, "tiles")
		}
		sources[id] = one
	}
	doc["sources"] = sources
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(doc)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// fallbacks are the languages in which a name is looked for where it is not
// there in the first; last of all its plain name is taken.
var fallbacks = map[string][]string{"ky": {"ru", "en"}, "tg": {"ru", "en"}, "uz": {"ru", "en"}, "kk": {"ru", "en"}, "ug": {"zh", "en"}}

// In returns the style with names in a language such as "zh": where text-field
// has ["get", "name"], it gets the property name:zh, or that of a language
// which most readers of it know, or name. An empty language changes nothing.
func (s *Style) In(lang string) *Style {
	if lang == "" || strings.Trim(lang, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != "" {
		return s
	}
	names := []any{"coalesce", []any{"get", "name:" + lang}}
	chain, ok := fallbacks[lang]
	if !ok && lang != "en" {
		chain = []string{"en"}
	}
	for _, l := range chain {
		names = append(names, []any{"get", "name:" + l})
	}
	names = append(names, []any{"get", "name"})
	doc := maps.Clone(s.doc)
	layers, _ := doc["layers"].([]any)
	layers = slices.Clone(layers)
	for i, l := range layers {
		layer, _ := l.(map[string]any)
		layout, _ := layer["layout"].(map[string]any)
		field, ok := layout["text-field"]
		if !ok {
			continue
		}
		layer, layout = maps.Clone(layer), maps.Clone(layout)
		layout["text-field"] = named(field, names)
		layer["layout"] = layout
		layers[i] = layer
	}
	doc["layers"] = layers
	r := &styleReader{reader: &reader{}}
	in := r.style(doc)
	if len(r.problems) > 0 {
		return s
	}
	in.Name, in.Sprite, in.Glyphs = s.Name, s.Sprite, s.Glyphs
	in.Sources = s.Clone().Sources
	return in
}

// named returns the expression with names instead of ["get", "name"].
func named(x any, names []any) any {
	switch x := x.(type) {
	case string:
		if x == "{name}" {
			return names
		}
	case []any:
		if len(x) == 2 && x[0] == "get" && x[1] == "name" {
			return names
		}
		if len(x) > 0 && x[0] == "literal" {
			return x
		}
		y := slices.Clone(x)
		for i := range y {
			y[i] = named(y[i], names)
		}
		return y
	}
	return x
}
