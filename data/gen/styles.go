package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"

	"pamir/geo/style"
)

// styleTemplate is the map's style with names: "@land" for a colour, "$state"
// for one of its parts, an expression that stands in several places.
//
//go:embed styles/map.json
var styleTemplate []byte

// tones are the colours of a theme's map, as the page has them.
var tones = map[string]map[string]string{
	"light": {
		"name": "Pamir light", "theme": "light",
		"land": "#eeefec", "water": "#c5dcea", "river": "#8db8d2", "urban": "#dcd6cf", "boundary": "#8b8f96",
		"road": "#7a5230", "road-middle": "#946f4d", "road-minor": "#b39c86", "casing": "#ffffff", "section": "#0b57d0", "halo": "#fbfbf9",
		"ink": "#1b1f23", "ink-soft": "#5a6169", "ink-water": "#1f5f86",
		"shadow": "rgba(46, 50, 58, 0.42)", "light": "rgba(255, 255, 255, 0.85)", "accent-shade": "rgba(40, 44, 50, 0.1)",
	},
	"dark": {
		"name": "Pamir dark", "theme": "dark",
		"land": "#23282d", "water": "#16364a", "river": "#2f6382", "urban": "#343a40", "boundary": "#6b737b",
		"road": "#c49a6c", "road-middle": "#a07f5b", "road-minor": "#7d6a55", "casing": "#14171a", "section": "#8ab4f8", "halo": "#191d21",
		"ink": "#e8eaed", "ink-soft": "#a8b0b8", "ink-water": "#86bfe0",
		"shadow": "rgba(0, 0, 0, 0.55)", "light": "rgba(214, 224, 234, 0.2)", "accent-shade": "rgba(0, 0, 0, 0.12)",
	},
}

// styles makes the map's style in both themes.
func (g *generator) styles() ([]file, error) {
	var out []file
	for _, theme := range []string{"dark", "light"} {
		var doc map[string]any
		if err := json.Unmarshal(styleTemplate, &doc); err != nil {
			return nil, fmt.Errorf("styles/map.json: %w", err)
		}
		f := filler{tones: tones[theme]}
		f.parts, _ = doc["parts"].(map[string]any)
		delete(doc, "parts")
		filled := f.fill(doc, 0)
		if len(f.unknown) > 0 {
			return nil, fmt.Errorf("styles/map.json: there is no %q", f.unknown)
		}
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		if err := e.Encode(filled); err != nil {
			return nil, err
		}
		if s, err := style.Parse(b.Bytes()); err != nil {
			return nil, err
		} else if undrawn := s.Undrawn(); len(undrawn) > 0 {
			return nil, fmt.Errorf("styles/map.json: it has what is not drawn: %v", undrawn)
		}
		out = append(out, file{"styles/" + theme + ".json", b.Bytes()})
	}
	return out, nil
}

// filler puts colours and parts in the place of their names.
type filler struct {
	tones   map[string]string
	parts   map[string]any
	unknown []string
}

func (f *filler) fill(x any, depth int) any {
	switch x := x.(type) {
	case string:
		if name, ok := strings.CutPrefix(x, "$"); ok {
			part, known := f.parts[name]
			if !known || depth > 10 {
				f.unknown = append(f.unknown, x)
			}
			return f.fill(part, depth+1)
		}
		before, name, ok := strings.Cut(x, "@")
		if !ok {
			return x
		}
		tone, known := f.tones[name]
		if !known {
			f.unknown = append(f.unknown, x)
		}
		return before + tone
	case []any:
		out := make([]any, len(x))
		for i := range x {
			out[i] = f.fill(x[i], depth)
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for k := range x {
			out[k] = f.fill(x[k], depth)
		}
		return out
	}
	return x
}
