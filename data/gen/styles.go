package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"

	"pamir/geo/style"
)

// styleTemplate is the map's style with names, such as "@land", for colours.
//
//go:embed styles/map.json
var styleTemplate []byte

// tones are the colours of a theme's map, as the page has them.
var tones = map[string]map[string]string{
	"light": {
		"name": "Pamir light", "theme": "light",
		"land": "#eeefec", "water": "#c5dcea", "river": "#8db8d2", "urban": "#dcd6cf", "boundary": "#8b8f96",
		"road": "#7a5230", "casing": "#ffffff", "section": "#0b57d0", "halo": "#fbfbf9",
		"ink": "#1b1f23", "ink-soft": "#5a6169", "ink-water": "#1f5f86",
		"shadow": "rgba(46, 50, 58, 0.42)", "light": "rgba(255, 255, 255, 0.85)", "accent-shade": "rgba(40, 44, 50, 0.1)",
	},
	"dark": {
		"name": "Pamir dark", "theme": "dark",
		"land": "#23282d", "water": "#16364a", "river": "#2f6382", "urban": "#343a40", "boundary": "#6b737b",
		"road": "#c49a6c", "casing": "#14171a", "section": "#8ab4f8", "halo": "#191d21",
		"ink": "#e8eaed", "ink-soft": "#a8b0b8", "ink-water": "#86bfe0",
		"shadow": "rgba(0, 0, 0, 0.55)", "light": "rgba(214, 224, 234, 0.2)", "accent-shade": "rgba(0, 0, 0, 0.12)",
	},
}

// styles makes the map's style in both themes.
func (g *generator) styles() ([]file, error) {
	var out []file
	for _, theme := range []string{"dark", "light"} {
		var doc any
		if err := json.Unmarshal(styleTemplate, &doc); err != nil {
			return nil, fmt.Errorf("styles/map.json: %w", err)
		}
		var unknown []string
		doc = coloured(doc, tones[theme], &unknown)
		if len(unknown) > 0 {
			return nil, fmt.Errorf("styles/map.json: %q are no colours", unknown)
		}
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		if err := e.Encode(doc); err != nil {
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

// coloured replaces the names of colours.
func coloured(x any, tones map[string]string, unknown *[]string) any {
	switch x := x.(type) {
	case string:
		before, name, ok := strings.Cut(x, "@")
		if !ok {
			return x
		}
		tone, known := tones[name]
		if !known {
			*unknown = append(*unknown, x)
		}
		return before + tone
	case []any:
		for i := range x {
			x[i] = coloured(x[i], tones, unknown)
		}
	case map[string]any:
		for k := range x {
			x[k] = coloured(x[k], tones, unknown)
		}
	}
	return x
}
