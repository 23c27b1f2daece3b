package tiles

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"pamir/geo/style"
	"pamir/internal/store"
)

// Source is what styles call the source of our vector tiles, which has a layer
// for each collection.
const Source = "pamir"

// ReadStyles reads the styles in the folder styles, by their names without
// .json.
func ReadStyles(files fs.FS) (map[string]*style.Style, error) {
	names, err := fs.Glob(files, "styles/*.json")
	if err != nil {
		return nil, err
	}
	styles := map[string]*style.Style{}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		s, err := style.Parse(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		styles[strings.TrimSuffix(path.Base(name), ".json")] = s
	}
	return styles, nil
}

// sheets are the styles that pictures are drawn by, in each language.
type sheets struct {
	parts map[string][3]*style.Style // by Part

	mu   sync.Mutex
	made map[sheetName]*style.Style
}

type sheetName struct {
	style, lang string
	part        Part
}

// newSheets fits styles to the collections that there are. Those that a style
// does not know are drawn in a plain way, over the rest if they are the operator's
// own, and in pictures of their own in any case; layers of others are left out.
func newSheets(styles map[string]*style.Style, collections []*store.Collection) (*sheets, error) {
	s := &sheets{parts: map[string][3]*style.Style{}, made: map[sheetName]*style.Style{}}
	missing := func(layer any) bool {
		l, _ := layer.(map[string]any)
		return l["source"] == Source && !slices.ContainsFunc(collections, func(c *store.Collection) bool { return c.ID == l["source-layer"] })
	}
	for id, base := range styles {
		var own, plain []any
		for i, c := range collections {
			if knows(base, c.ID) {
				continue
			}
			layers := plainLayers(c, i)
			plain = append(plain, layers...)
			if c.Role == store.User {
				own = append(own, layers...)
			}
		}
		var parts [3]*style.Style
		var errs [3]error
		for part, change := range [3]func([]any) []any{
			Whole: func(l []any) []any { return append(l, own...) },
			Alone: func(l []any) []any { return append(slices.DeleteFunc(l, isGround), plain...) },
			Shade: func(l []any) []any { return slices.DeleteFunc(l, func(x any) bool { return typeOf(x) != "hillshade" }) },
		} {
			parts[part], errs[part] = changed(base, func(d document) { d["layers"] = change(slices.DeleteFunc(d.layers(), missing)) })
		}
		if err := errors.Join(errs[:]...); err != nil {
			return nil, fmt.Errorf("style %s: %w", id, err)
		}
		s.parts[id] = parts
	}
	return s, nil
}

func knows(s *style.Style, collection string) bool {
	return slices.ContainsFunc(s.Layers, func(l *style.Layer) bool { return l.Source == Source && l.SourceLayer == collection })
}

// document is a style as JSON has it.
type document map[string]any

func (d document) layers() []any {
	layers, _ := d["layers"].([]any)
	return layers
}

// changed returns a style whose document was changed.
func changed(s *style.Style, change func(document)) (*style.Style, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	var doc document
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	change(doc)
	if text, err = json.Marshal(doc); err != nil {
		return nil, err
	}
	return style.Parse(text)
}

// get returns a style with names in a language; nil where there is none of that
// name.
func (s *sheets) get(n sheetName) *style.Style {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := s.parts[n.style][n.part]
	if made := s.made[n]; made != nil || from == nil {
		return made
	}
	made := from.In(n.lang)
	s.made[n] = made
	return made
}

// isGround reports whether a layer covers all of a picture.
func isGround(layer any) bool { return typeOf(layer) == "background" || typeOf(layer) == "hillshade" }

func typeOf(layer any) any {
	l, _ := layer.(map[string]any)
	return l["type"]
}

// colors of collections that no style knows: Okabe and Ito's, which most people
// can tell apart, without those that maps have for water and ground.
var colors = []string{"#d55e00", "#cc79a7", "#009e73", "#e69f00", "#5e4fa2", "#a6761d"}

// plainLayers draws a collection of which nothing is known but its kind of
// geometry.
func plainLayers(c *store.Collection, n int) []any {
	color := colors[n%len(colors)]
	layer := func(part, kind string, geometry []any, paint map[string]any) map[string]any {
		l := map[string]any{"id": c.ID + "-" + part, "type": kind, "source": Source, "source-layer": c.ID, "paint": paint}
		if c.Geometry == store.NoGeometry {
			l["filter"] = append([]any{"in", []any{"geometry-type"}}, []any{"literal", geometry})
		}
		return l
	}
	polygons, lines, points := []any{"Polygon", "MultiPolygon"}, []any{"LineString", "MultiLineString"}, []any{"Point", "MultiPoint"}
	fill := layer("areas", "fill", polygons, map[string]any{"fill-color": color, "fill-opacity": 0.25})
	edge := layer("edges", "line", polygons, map[string]any{"line-color": color, "line-width": 1})
	line := layer("lines", "line", lines, map[string]any{"line-color": color, "line-width": 2})
	dot := layer("points", "circle", points, map[string]any{"circle-color": color, "circle-radius": 4, "circle-stroke-color": "#ffffff", "circle-stroke-width": 1})
	var layers []any
	switch c.Geometry {
	case store.Polygon, store.MultiPolygon:
		layers = []any{fill, edge}
	case store.LineString, store.MultiLineString:
		layers = []any{line}
	case store.Point, store.MultiPoint:
		layers = []any{dot}
	default:
		layers = []any{fill, edge, line, dot}
	}
	if c.Index(store.Name) < 0 {
		return layers
	}
	label := layer("names", "symbol", points, map[string]any{"text-color": color, "text-halo-color": "#ffffff", "text-halo-width": 1.5})
	label["layout"] = map[string]any{"text-field": []any{"get", "name"}, "text-size": 12, "text-font": []any{"Noto Sans Regular"},
		"text-variable-anchor": []any{"left", "right", "top", "bottom"}, "text-radial-offset": 0.8}
	if c.Geometry != store.Point && c.Geometry != store.MultiPoint && c.Geometry != store.NoGeometry {
		return layers // lines and areas without names: these may be long
	}
	return append(layers, label)
}
