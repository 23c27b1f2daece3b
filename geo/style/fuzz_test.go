package style

import (
	"encoding/json"
	"testing"
)

// FuzzParse: Parse returns a style or problems, and a style that was written
// again is the same: it draws the same layers, and each property has the same
// value for the same feature.
func FuzzParse(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte(`{"version":8,"sources":{"s":{"type":"vector"}},"layers":[{"id":"a","type":"circle","source":"s","source-layer":"l","filter":["in","kind","a","b"],"paint":{"circle-radius":["let","x",["get","n"],["step",["zoom"],1,4,["to-number",["var","x"]]]],"circle-color":["interpolate",["linear"],["get","n"],0,"red",1,"hsl(3,4%,5%)"]}}]}`))
	f.Add([]byte(`{"version":8,"sources":{"s":{"type":"geojson"}},"layers":[{"id":"a","type":"symbol","source":"s","filter":["none",["has","$id"],["<","n",3]],"layout":{"text-field":"{name} {n}","text-size":{"base":2,"stops":[[1,2],[3,4]]}}}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := Parse(text)
		if err != nil {
			return
		}
		again, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		u, err := Parse(again)
		if err != nil {
			t.Fatalf("%s\nis read, but not what it is written as:\n%s\n%v", text, again, err)
		}
		if len(s.Layers) != len(u.Layers) {
			t.Fatalf("%d layers, then %d", len(s.Layers), len(u.Layers))
		}
		for _, zoom := range []float64{0, 3.5, 12} {
			e := Env{Zoom: zoom, ID: 3.0, Geometry: Polygon, Get: row(map[string]any{"n": 1.5, "kind": "a", "name": "x", "b": true})}
			for i, l := range s.Layers {
				if a, b := sample(l, e), sample(u.Layers[i], e); a != b {
					t.Fatalf("%s at %v: %s, then %s", l.ID, zoom, a, b)
				}
			}
		}
		s.In("zh")
	})
}

// sample writes what a layer makes of a feature.
func sample(l *Layer, e Env) string {
	v := []any{l.ID, l.Type, l.Shows(e.Zoom), l.Filter(&e)}
	switch {
	case l.Background != nil:
		v = append(v, l.Background.Color.At(&e), l.Background.Opacity.At(&e))
	case l.Fill != nil:
		v = append(v, l.Fill.Color.At(&e), l.Fill.Opacity.At(&e), l.Fill.Translate.At(&e))
	case l.Line != nil:
		v = append(v, l.Line.Color.At(&e), l.Line.Cap.At(&e), l.Line.Dashes.At(&e), l.Line.Width.At(&e))
	case l.Circle != nil:
		v = append(v, l.Circle.Color.At(&e), l.Circle.Radius.At(&e))
	case l.Symbol != nil:
		v = append(v, l.Symbol.Text.Field.At(&e), l.Symbol.Text.Size.At(&e), l.Symbol.Text.Font.At(&e), l.Symbol.Icon.Image.At(&e))
	case l.Hillshade != nil:
		v = append(v, l.Hillshade.Exaggeration.At(&e), l.Hillshade.Direction.At(&e))
	}
	text, err := json.Marshal(v)
	if err != nil {
		return err.Error() // a number that is not finite
	}
	return string(text)
}
