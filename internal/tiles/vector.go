package tiles

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"pamir/geo/mvt"
	"pamir/geo/tile"
	"pamir/internal/store"
)

// VectorLook returns how vector tiles of a set look.
func VectorLook(s *tile.Set, layers []Layer) *Look {
	o := mvt.Defaults()
	l := Look{Set: s, Form: Vector, Layers: slices.Clone(layers)}
	for i := range l.Layers {
		l.Layers[i].Margins = []float64{float64(o.Buffer) / float64(o.Extent)}
	}
	return l.Named()
}

// vector makes a vector tile with a layer for each collection that has features
// there. Values are written as they are, but for those that have parts; names in
// other languages are written under name:zh and the like, ids under id.
func (m *Maker) vector(ctx context.Context, l *Look, id tile.ID, states States) (*Tile, error) {
	layers := make([]mvt.Layer, len(l.Layers))
	found := 0
	for i, x := range l.Layers {
		features, err := m.features(ctx, l, x, id)
		if err != nil {
			return nil, err
		}
		found += len(features)
		layers[i] = vectorLayer(x, features, states.of(x.Collection))
	}
	if found == 0 {
		return &Tile{Media: MVT, Vacant: true}, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r, err := mvt.Encode(l.Set, id, layers, mvt.Defaults())
	if err != nil {
		return nil, err
	}
	t := New(MVT, r.Bytes)
	t.LeftOut = leftOut(r.Layers)
	return t, nil
}

// vectorLayer hands features to package mvt.
func vectorLayer(x Layer, features []*store.Feature, states map[string]string) mvt.Layer {
	c := x.Collection
	columns := columnsOf(x)
	keys := make([]string, len(columns))
	for i, at := range columns {
		keys[i] = c.Properties[at].Name
	}
	names := namesOf(c, features)
	for _, lang := range names.languages {
		keys = append(keys, store.Name+":"+lang)
	}
	if states != nil {
		keys = append(keys, stateKey)
	}
	different(keys, idKey)
	important := importance(c)
	values := make([]any, len(keys))
	return mvt.Layer{
		Name: c.ID, Keys: keys, NameKey: idKey, Len: len(features),
		At: func(i int) mvt.Feature {
			f := features[i]
			for k, at := range columns {
				values[k] = f.Values[at]
			}
			names.fill(values[len(columns):], i)
			if state, ok := states[f.ID]; ok {
				values[len(values)-1] = state
			}
			return mvt.Feature{Name: f.ID, Geometry: f.Geometry, Values: values, Importance: important(f)}
		},
	}
}

// Field is a property that vector tiles have.
type Field struct {
	Name string
	Type store.PropertyType
}

// Fields lists what tiles of a collection have: the id, its properties without
// parts, and names in the languages of the page. Tiles have names in others too.
func Fields(c *store.Collection) []Field {
	fields := []Field{{idKey, store.String}}
	for _, at := range columnsOf(Layer{Collection: c}) {
		fields = append(fields, Field{c.Properties[at].Name, c.Properties[at].Type})
	}
	if c.Index(store.Names) >= 0 {
		for _, lang := range []string{"en", "ky", "ru", "ug", "zh"} {
			fields = append(fields, Field{store.Name + ":" + lang, store.String})
		}
	}
	return fields
}

// idKey is the key of ids.
const idKey = "id"

// different adds underscores to keys that are there before, or are the first.
func different(keys []string, first string) {
	seen := map[string]bool{first: true}
	for i := range keys {
		for seen[keys[i]] {
			keys[i] += "_"
		}
		seen[keys[i]] = true
	}
}

// columnsOf lists the ordinals of the properties that tiles have: those without
// parts, as far as they are asked for.
func columnsOf(x Layer) []int {
	columns := make([]int, 0, len(x.Collection.Properties))
	for i, p := range x.Collection.Properties {
		if p.Type != store.Array && p.Type != store.Object && (x.Fields == nil || slices.Contains(x.Fields, i)) {
			columns = append(columns, i)
		}
	}
	return columns
}

// importance tells how important features of a collection are, by the rank that
// maps give to places and rivers, low for great ones, or by population.
func importance(c *store.Collection) func(*store.Feature) float64 {
	rank, population := c.Index("rank"), c.Index("population")
	number := func(f *store.Feature, i int) (float64, bool) {
		if i < 0 {
			return 0, false
		}
		switch v := f.Values[i].(type) {
		case int64:
			return float64(v), true
		case float64:
			return v, true
		}
		return 0, false
	}
	return func(f *store.Feature) float64 {
		if r, ok := number(f, rank); ok {
			return -r
		}
		if p, ok := number(f, population); ok && p > 1 {
			return math.Log10(p) - 10
		}
		return -10
	}
}

// leftOut words what a tile lacks.
func leftOut(layers []mvt.Report) string {
	var b strings.Builder
	for _, l := range layers {
		d := l.Dropped
		if !d.Any() {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(quoted(l.Name))
		for _, x := range []struct {
			what string
			n    int
		}{{"budget", d.Budget}, {"collapsed", d.Collapsed}, {"parts", d.Parts}, {"unusable", d.Unusable}} {
			if x.n > 0 {
				fmt.Fprintf(&b, ";%s=%d", x.what, x.n)
			}
		}
	}
	return b.String()
}

// quoted writes a String of RFC 9651, which holds ASCII alone.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r > '~':
			b.WriteByte('?')
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
