package style

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
)

const small = `{
	"version": 8, "name": "Small", "glyphs": "/fonts/{fontstack}/{range}.pbf",
	"sources": {"pamir": {"type": "vector", "url": "/xyz/pamir.json"}, "relief": {"type": "raster-dem", "tiles": ["/t/{z}/{x}/{y}.png"], "encoding": "terrarium"}},
	"layers": [
		{"id": "land", "type": "background", "paint": {"background-color": "#eeefec"}},
		{"id": "shade", "type": "hillshade", "source": "relief", "maxzoom": 9, "paint": {"hillshade-exaggeration": {"stops": [[6, 0.5], [9, 0]]}}},
		{"id": "roads", "type": "line", "source": "pamir", "source-layer": "roads", "minzoom": 4,
			"filter": ["all", ["==", ["get", "kind"], "road"], ["!=", ["get", "status"], "closed"]],
			"layout": {"line-cap": "round"},
			"paint": {"line-color": ["match", ["get", "class"], "expressway", "#a63", "#7a5230"], "line-width": ["interpolate", ["exponential", 1.5], ["zoom"], 5, 1, 12, ["case", ["has", "class"], 6, 3]], "line-dasharray": [2, 1]}},
		{"id": "places", "type": "symbol", "source": "pamir", "source-layer": "places",
			"layout": {"text-field": ["get", "name"], "text-font": ["Noto Sans Regular"], "icon-image": "place-{kind}", "icon-padding": 3, "text-variable-anchor": ["left", "right"]},
			"paint": {"text-color": "#111", "icon-color": "#fff", "text-opacity-transition": {"duration": 0}}},
		{"id": "heat", "type": "heatmap", "source": "pamir", "source-layer": "places"}
	]}`

func parsed(t *testing.T, text string) *Style {
	t.Helper()
	s, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// row makes the properties of a feature.
func row(m map[string]any) func(string) any { return func(name string) any { return m[name] } }

func TestParse(t *testing.T) {
	s := parsed(t, small)
	if len(s.Layers) != 4 || s.Name != "Small" || s.Sources["relief"].Type != "raster-dem" {
		t.Fatalf("have %+v", s)
	}
	roads := s.Layers[2]
	if roads.Shows(3.9) || !roads.Shows(4) || !roads.Shows(30) || s.Layers[1].Shows(9) {
		t.Error("the zooms are not kept")
	}
	e := &Env{Zoom: 12, Geometry: LineString, Get: row(map[string]any{"kind": "road", "class": "expressway"})}
	if !roads.Filter(e) {
		t.Error("the filter leaves a road out")
	}
	if c := roads.Line.Color.At(e); c.String() != "rgba(170,102,51,1)" {
		t.Errorf("colour %v", c)
	}
	if w := roads.Line.Width.At(e); w != 6 {
		t.Errorf("width %v", w)
	}
	e.Zoom = 5
	if w := roads.Line.Width.At(e); w != 1 {
		t.Errorf("width %v", w)
	}
	if !roads.Line.Width.ByFeature() || roads.Line.Cap.ByFeature() || !roads.Line.Cap.Set() || roads.Line.Join.Set() {
		t.Error("ByFeature or Set is wrong")
	}
	places := s.Layers[3].Symbol
	e.Get = row(map[string]any{"kind": "town", "name": "喀什"})
	if i := places.Icon.Image.At(e); i != "place-town" {
		t.Errorf("icon %q", i)
	}
	if f := places.Text.Field.At(e); f != "喀什" {
		t.Errorf("name %q", f)
	}
	if p := places.Icon.Padding.At(e); len(p) != 1 || p[0] != 3 {
		t.Errorf("padding %v", p)
	}
	e.Zoom = 7.5
	if x := s.Layers[1].Hillshade.Exaggeration.At(e); x != 0.25 {
		t.Errorf("exaggeration %v", x)
	}
	if x := s.Layers[1].Hillshade.Direction.At(e); len(x) != 1 || x[0] != 335 {
		t.Errorf("direction %v", x)
	}
	var noted []string
	for _, p := range s.Undrawn() {
		noted = append(noted, p.Pointer)
	}
	if got := strings.Join(noted, " "); got != "/layers/3/paint/icon-color /layers/3/paint/text-opacity-transition /layers/4/type" {
		t.Errorf("not drawn: %s", got)
	}
}

// Every fault is told at once, with its place.
func TestParseTellsAll(t *testing.T) {
	_, err := Parse([]byte(`{"version": 7, "wings": 1,
		"sources": {"a": {"type": "vectro"}, "b": {"type": "vector", "tiles": [1]}},
		"layers": [
			{"id": "x", "type": "line", "source": "b", "source-layer": "l", "paint": {"line-widht": 2, "line-width": -1, "line-color": "blu", "line-cap": "round"}},
			{"id": "x", "type": "lines", "source": "b"},
			{"id": "y", "type": "fill", "source": "c", "paint": {"fill-color": ["match", ["get", "k"], 1, "red"], "fill-opacity": ["get", "o", 3]}},
			{"id": "z", "type": "symbol", "source": "b", "filter": ["==", ["get", "a"]], "layout": {"symbol-placement": "lines", "text-size": ["+", 1, ["zoom"]], "text-line-height": ["get", "h"], "text-font": [1], "text-anchor": ["interpolate", ["linear"], ["zoom"], 1, "left", 2, "right"]}},
			{"id": "w", "type": "hillshade", "source": "b", "minzoom": 50, "paint": {"hillshade-exaggeration": ["lineer"]}},
			7
		]}`))
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatalf("have %v", err)
	}
	want := []string{
		"/version: want 8",
		"/wings: the specification has no such property",
		`/sources/a/type: want one of`,
		"/sources/b/tiles/0: want an address",
		`/layers/0/paint/line-color: want a colour`,
		`/layers/0/paint/line-width: want numbers from 0 to Infinity, have -1`,
		`/layers/0/paint/line-cap: the specification has no such property`,
		`/layers/0/paint/line-widht: the specification has no such property; did you mean "line-width"?`,
		`/layers/1/id: the name "x" is another layer's`,
		`/layers/1/type: want one of`,
		`/layers/2/source: there is no source "c"; there are ["a" "b"]`,
		`/layers/2/paint/fill-color: "match": want an input`,
		`/layers/2/paint/fill-opacity/2: want object, have number`,
		`/layers/3/source-layer: want the name of a layer`,
		`/layers/3/filter: "==": want 2 arguments, have 1`,
		`/layers/3/layout/symbol-placement: want one of ["point" "line" "line-center"], have lines`,
		`/layers/3/layout/text-size: the zoom may only be the input`,
		`/layers/3/layout/text-line-height: the property is one for all features`,
		`/layers/3/layout/text-font: want array<string>, have array<number, 1>`,
		`/layers/3/layout/text-anchor: values of type string cannot be interpolated`,
		`/layers/4/source: a hillshade layer cannot be drawn from a source of type vector`,
		`/layers/4/minzoom: want a zoom from 0 to 24`,
		`/layers/4/paint/hillshade-exaggeration/0: there is no operator "lineer"`,
		`/layers/5: want an object`,
	}
	text := err.Error()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("%q is not told", w)
		}
	}
	if len(problems) != len(want) || t.Failed() {
		t.Errorf("%d problems, want %d:\n%s", len(problems), len(want), text)
	}
}

// Values that are drawn as others are told too.
func TestUndrawnValues(t *testing.T) {
	s := parsed(t, `{"version": 8, "sources": {"a": {"type": "vector"}, "b": {"type": "raster-dem"}}, "layers": [
		{"id": "x", "type": "symbol", "source": "a", "source-layer": "l", "layout": {"symbol-placement": "line", "icon-image": "arrow", "text-overlap": "cooperative", "text-rotate": 90}},
		{"id": "y", "type": "hillshade", "source": "b", "paint": {"hillshade-method": "igor"}}]}`)
	var got []string
	for _, p := range s.Undrawn() {
		got = append(got, p.Pointer)
	}
	if text := strings.Join(got, " "); text != "/layers/0/layout/icon-rotation-alignment /layers/0/layout/text-overlap /layers/0/layout/text-rotate /layers/1/paint/hillshade-method" {
		t.Errorf("have %s", text)
	}
}

// What is written again is read as the same style.
func TestMarshal(t *testing.T) {
	s := parsed(t, small).Clone()
	s.Sources["pamir"].URL = ""
	s.Sources["pamir"].Tiles = []string{"http://h/{z}/{x}/{y}.mvt?a=1&b=<2>"}
	s.Sprite = "http://h/sprite"
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	again := parsed(t, string(text))
	if again.Sprite != s.Sprite || again.Sources["pamir"].Tiles[0] != s.Sources["pamir"].Tiles[0] || again.Sources["pamir"].URL != "" {
		t.Errorf("have %s", text)
	}
	if len(again.Undrawn()) != 3 || len(again.Layers) != 4 {
		t.Errorf("something is lost: %s", text)
	}
}

func TestIn(t *testing.T) {
	s := parsed(t, small)
	names := map[string]any{"name": "Kashgar", "name:zh": "喀什", "name:ru": "Кашгар", "name:ug": "قەشقەر"}
	for lang, want := range map[string]string{"": "Kashgar", "en": "Kashgar", "zh": "喀什", "ky": "Кашгар", "ug": "قەشقەر", "tg": "Кашгар", "fr": "Kashgar", `"]`: "Kashgar"} {
		in := s.In(lang)
		e := &Env{Get: row(names)}
		if got := in.Layers[3].Symbol.Text.Field.At(e); got != want {
			t.Errorf("in %q: %q, want %q", lang, got, want)
		}
		if in.Glyphs != s.Glyphs {
			t.Error("the glyphs' address is lost")
		}
	}
	delete(names, "name:ug")
	if got := s.In("ug").Layers[3].Symbol.Text.Field.At(&Env{Get: row(names)}); got != "喀什" {
		t.Errorf("without a Uyghur name: %q", got)
	}
}

// Hostile input is refused in bounded time.
func TestParseIsBounded(t *testing.T) {
	deep := strings.Repeat(`["!",`, 5000) + "true" + strings.Repeat("]", 5000)
	// Each variable is twice the one before.
	bomb := `["var","v40"]`
	for i := 40; i > 0; i-- {
		bomb = strings.NewReplacer("v1", fmt.Sprint("v", i), "v0", fmt.Sprint("v", i-1)).Replace(`["let","v1",["+",["var","v0"],["var","v0"]],`) + bomb + `]`
	}
	bomb = `["let","v0",["get","n"],` + bomb + `]`
	for name, x := range map[string]string{"deep": deep, "bomb": bomb} {
		text := `{"version":8,"sources":{"s":{"type":"vector"}},"layers":[{"id":"a","type":"line","source":"s","source-layer":"l","paint":{"line-width":` + x + `}}]}`
		if _, err := Parse([]byte(text)); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	for _, text := range []string{"", "[]", "null", `{"version":8}`, strings.Repeat(" ", maxBytes+1)} {
		if _, err := Parse([]byte(text)); err == nil {
			t.Errorf("%.20q is taken", text)
		}
	}
}

// Evaluating allocates nothing, but for texts that are put together.
func TestEvaluatingDoesNotAlloc(t *testing.T) {
	s := parsed(t, small)
	class, kind := any("expressway"), any("road")
	e := &Env{Zoom: 9.5, Geometry: LineString, Get: func(name string) any {
		switch name {
		case "class":
			return class
		case "kind", "name":
			return kind
		}
		return nil
	}}
	roads, places := s.Layers[2], s.In("ug").Layers[3].Symbol
	n := testing.AllocsPerRun(100, func() {
		if !roads.Filter(e) || roads.Line.Color.At(e).A != 1 || roads.Line.Width.At(e) == 0 || places.Text.Field.At(e) != "road" {
			t.Error("wrong value")
		}
	})
	if n != 0 {
		t.Errorf("%v allocations a feature", n)
	}
}

func BenchmarkProperties(b *testing.B) {
	s, err := Parse([]byte(small))
	if err != nil {
		b.Fatal(err)
	}
	class, kind := any("expressway"), any("road")
	e := &Env{Zoom: 9.5, Geometry: LineString, Get: func(name string) any {
		if name == "class" {
			return class
		}
		return kind
	}}
	roads := s.Layers[2]
	b.ReportAllocs()
	for b.Loop() {
		if !roads.Filter(e) || roads.Line.Color.At(e).A != 1 || roads.Line.Width.At(e) == 0 {
			b.Fatal("wrong value")
		}
	}
}

func TestColors(t *testing.T) {
	for text, want := range map[string]string{
		"#fff": "rgba(255,255,255,1)", "#0f08": "rgba(0,255,0,0.5333333333333333)", " Red ": "rgba(255,0,0,1)",
		"hsl(120, 100%, 25%)": "rgba(0,128,0,1)", "rgb(100% 0% 0% / 50%)": "rgba(255,0,0,0.5)", "transparent": "rgba(0,0,0,0)",
		"#ff": "", "rgb(1,2,3": "", "rgb(1 2,3)": "", "rgb(1%,2,3)": "", "hsl(1,2,3)": "", "#+12": "", "rgb()": "", "rgb(0x10,0,0)": "rgba(16,0,0,1)",
	} {
		c, ok := ParseColor(text)
		if ok != (want != "") || ok && c.String() != want {
			t.Errorf("%q is %v, %v; want %q", text, c, ok, want)
		}
	}
}
