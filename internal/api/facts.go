package api

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/internal/store"
)

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
