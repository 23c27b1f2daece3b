package style

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

const (
	maxBytes  = 4 << 20
	maxLayers = 1000
	maxZoom   = 24
)

// Parse reads a style. Its error is Problems: all that is wrong, up to a
// hundred, each with its place as a JSON pointer.
func Parse(text []byte) (*Style, error) {
	if len(text) > maxBytes {
		return nil, Problems{{"", fmt.Sprintf("the style has %d bytes; at most %d are read", len(text), maxBytes)}}
	}
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, Problems{{"", "not a JSON object: " + err.Error()}}
	}
	r := &styleReader{reader: &reader{}}
	s := r.style(doc)
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	return s, nil
}

// styleReader reads a whole style.
type styleReader struct {
	*reader
	undrawn []Problem
	ids     map[string]bool
}

func (r *styleReader) note(at *path, format string, args ...any) {
	if len(r.undrawn) < most {
		r.undrawn = append(r.undrawn, Problem{at.String(), fmt.Sprintf(format, args...)})
	}
}

func (r *styleReader) style(doc map[string]any) *Style {
	root := &path{}
	s := &Style{doc: doc, Sources: map[string]*Source{}}
	r.ids = map[string]bool{}
	if v := doc["version"]; v != 8.0 {
		r.problem(root.at("version"), "want 8")
	}
	r.members(doc, root, rootMembers, undrawnRoot)
	s.Name = r.text(doc, root, "name")
	s.Glyphs = r.text(doc, root, "glyphs")
	if _, list := doc["sprite"].([]any); list {
		r.note(root.at("sprite"), "a list of sprites; one address is drawn")
	} else {
		s.Sprite = r.text(doc, root, "sprite")
	}
	r.sources(doc, root, s)
	layers, ok := doc["layers"].([]any)
	switch {
	case !ok:
		r.problem(root.at("layers"), "want a list of layers")
	case len(layers) > maxLayers:
		r.problem(root.at("layers"), "want at most %d layers, have %d", maxLayers, len(layers))
	default:
		for i, l := range layers {
			if layer := r.layer(l, root.at("layers").nth(i), s); layer != nil {
				s.Layers = append(s.Layers, layer)
			}
		}
	}
	s.undrawn = r.undrawn
	return s
}

// members notes what an object has and should not.
func (r *styleReader) members(doc map[string]any, at *path, known, undrawn []string) {
	for _, key := range slices.Sorted(maps.Keys(doc)) {
		switch {
		case slices.Contains(undrawn, key):
			r.note(at.at(key), "it is of the specification, but not drawn")
		case !slices.Contains(known, key):
			r.unknown(at.at(key), key, known)
		}
	}
}

func (r *styleReader) unknown(at *path, key string, known []string) {
	if n := nearest(key, known); n != "" {
		r.problem(at, "the specification has no such property; did you mean %q?", n)
		return
	}
	r.problem(at, "the specification has no such property")
}

func (r *styleReader) text(doc map[string]any, at *path, key string) string {
	s, ok := doc[key].(string)
	if !ok && doc[key] != nil {
		r.problem(at.at(key), "want a text")
	}
	return s
}

func (r *styleReader) sources(doc map[string]any, root *path, s *Style) {
	sources, ok := doc["sources"].(map[string]any)
	if !ok {
		r.problem(root.at("sources"), "want an object: a name and a source for each")
		return
	}
	for _, id := range slices.Sorted(maps.Keys(sources)) {
		at := root.at("sources").at(id)
		one, ok := sources[id].(map[string]any)
		if !ok {
			r.problem(at, "want an object with a type")
			continue
		}
		source := &Source{Type: r.text(one, at, "type"), URL: r.text(one, at, "url"), doc: one}
		if !slices.Contains(sourceTypes, source.Type) {
			r.problem(at.at("type"), "want one of %q", sourceTypes)
		} else if source.Type != "vector" && source.Type != "raster-dem" && source.Type != "geojson" {
			r.note(at, "sources of type %s are not drawn", source.Type)
		}
		tiles, isList := one["tiles"].([]any)
		if one["tiles"] != nil && !isList {
			r.problem(at.at("tiles"), "want a list of addresses")
		}
		for i, t := range tiles {
			address, ok := t.(string)
			if !ok {
				r.problem(at.at("tiles").nth(i), "want an address with {z}, {x} and {y}")
			}
			source.Tiles = append(source.Tiles, address)
		}
		s.Sources[id] = source
	}
}

func (r *styleReader) layer(x any, at *path, s *Style) *Layer {
	doc, ok := x.(map[string]any)
	if !ok {
		r.problem(at, "want an object: a layer")
		return nil
	}
	l := &Layer{ID: r.text(doc, at, "id"), MaxZoom: math.Inf(1)}
	kind := r.text(doc, at, "type")
	l.Type = LayerType(kind)
	if l.ID == "" {
		r.problem(at.at("id"), "want a name of the layer's own")
	} else if r.ids[l.ID] {
		r.problem(at.at("id"), "the name %q is another layer's", l.ID)
	}
	r.ids[l.ID] = true
	r.members(doc, at, layerMembers, nil)
	properties, drawn := undrawnProperties[l.Type]
	switch {
	case slices.Contains(undrawnLayers, kind):
		r.note(at.at("type"), "layers of type %s are not drawn", kind)
		return nil
	case !drawn:
		r.problem(at.at("type"), "want one of %q", drawnTypes())
		return nil
	}
	r.sourceOf(l, doc, at, s)
	r.zooms(l, doc, at)
	l.filter = r.filter(doc["filter"], at.at("filter"))
	in := &layerReader{reader: r.reader, at: at, read: map[string]bool{}}
	in.paint = r.object(doc, at, "paint")
	in.layout = r.object(doc, at, "layout")
	l.Hidden = in.hidden()
	switch l.Type {
	case BackgroundLayer:
		l.Background = in.background()
	case FillLayer:
		l.Fill = in.fill()
	case LineLayer:
		l.Line = in.line()
	case CircleLayer:
		l.Circle = in.circle()
	case SymbolLayer:
		l.Symbol = in.symbol()
	case HillshadeLayer:
		l.Hillshade = in.hillshade()
	}
	r.values(l, at)
	r.rest(in, "paint", in.paint, properties["paint"])
	r.rest(in, "layout", in.layout, properties["layout"])
	return l
}

// values notes the values of properties that are drawn as others.
func (r *styleReader) values(l *Layer, at *path) {
	e := &Env{}
	if s := l.Symbol; s != nil {
		layout := at.at("layout")
		if s.Placement.At(e) != "point" && s.Icon.Image.Set() && s.Icon.Alignment.At(e) != "viewport" {
			r.note(layout.at("icon-rotation-alignment"), "icons along lines stand upright, as with %q", "viewport")
		}
		if s.Icon.Overlap.At(e) == "cooperative" {
			r.note(layout.at("icon-overlap"), "it is drawn as %q", "always")
		}
		if s.Text.Overlap.At(e) == "cooperative" {
			r.note(layout.at("text-overlap"), "it is drawn as %q", "always")
		}
	}
	if h := l.Hillshade; h != nil && h.Method.At(e) != "standard" {
		r.note(at.at("paint").at("hillshade-method"), "it is drawn as %q", "standard")
	}
}

func drawnTypes() []string {
	types := []string{}
	for t := range undrawnProperties {
		types = append(types, string(t))
	}
	slices.Sort(types)
	return types
}

func (r *styleReader) object(doc map[string]any, at *path, key string) map[string]any {
	o, ok := doc[key].(map[string]any)
	if !ok && doc[key] != nil {
		r.problem(at.at(key), "want an object of properties")
	}
	return o
}

func (r *styleReader) sourceOf(l *Layer, doc map[string]any, at *path, s *Style) {
	l.Source, l.SourceLayer = r.text(doc, at, "source"), r.text(doc, at, "source-layer")
	if l.Type == BackgroundLayer {
		return
	}
	source := s.Sources[l.Source]
	switch {
	case l.Source == "":
		r.problem(at.at("source"), "want the name of a source")
	case source == nil:
		ids := slices.Sorted(maps.Keys(s.Sources))
		r.problem(at.at("source"), "there is no source %q; there are %q", l.Source, ids)
	case (l.Type == HillshadeLayer) != (source.Type == "raster-dem"):
		r.problem(at.at("source"), "a %s layer cannot be drawn from a source of type %s", l.Type, source.Type)
	case source.Type == "vector" && l.SourceLayer == "":
		r.problem(at.at("source-layer"), "want the name of a layer in the source's tiles")
	}
}

func (r *styleReader) zooms(l *Layer, doc map[string]any, at *path) {
	zoom := func(key string, z *float64) {
		n, ok := doc[key].(float64)
		if ok && n >= 0 && n <= maxZoom {
			*z = n
		} else if doc[key] != nil {
			r.problem(at.at(key), "want a zoom from 0 to %d", maxZoom)
		}
	}
	zoom("minzoom", &l.MinZoom)
	zoom("maxzoom", &l.MaxZoom)
	if l.MaxZoom == maxZoom {
		l.MaxZoom = math.Inf(1)
	}
}

func (l *layerReader) hidden() bool {
	l.read["layout/visibility"] = true
	v := readText(l, "visibility", spec{typ: stringType, enum: []string{"visible", "none"}, layout: true}, "visible")
	if v.node != nil {
		l.problem(l.at.at("layout").at("visibility"), `want "visible" or "none"`)
	}
	return v.value == "none"
}

// rest notes the properties that were not read.
func (r *styleReader) rest(l *layerReader, group string, have map[string]any, undrawn []string) {
	var known []string
	for name := range l.read {
		if own, ok := strings.CutPrefix(name, group+"/"); ok {
			known = append(known, own)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(have)) {
		at := l.at.at(group).at(name)
		switch {
		case l.read[group+"/"+name]:
		case slices.Contains(undrawn, name), group == "paint" && strings.HasSuffix(name, "-transition"):
			r.note(at, "it is of the specification, but not drawn")
		default:
			r.unknown(at, name, slices.Sorted(slices.Values(known)))
		}
	}
}
