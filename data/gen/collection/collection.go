// Package collection writes the files of a built-in collection: a description
// in JSON and GeoJSON with one feature a line (RFC 7946). The same values give
// the same bytes.
package collection

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
)

// Description is <id>.json: what the collection is and which properties its
// features have.
type Description struct {
	ID          string            `json:"id"`
	Rank        int               `json:"rank"`
	Title       string            `json:"title"`
	Titles      map[string]string `json:"titles,omitempty"`
	Description string            `json:"description"`
	Keywords    []string          `json:"keywords,omitempty"`
	Role        string            `json:"role"`
	Geometry    string            `json:"geometry"`
	Files       []string          `json:"files"`
	Attribution string            `json:"attribution"`
	License     License           `json:"license"`
	Updated     string            `json:"updated"`
	Properties  []Property        `json:"properties"`
}

// License is where the terms stand.
type License struct {
	Title string `json:"title"`
	Href  string `json:"href"`
}

// Property describes one property of the features.
type Property struct {
	Name        string   `json:"name"`
	Title       string   `json:"title"`
	Type        string   `json:"type"`
	Description string   `json:"description,omitempty"`
	Enum        []string `json:"enum,omitempty"`
}

// Feature is one feature. Properties that are the zero value are left out,
// save Rank.
type Feature struct {
	ID         string
	Geometry   orb.Geometry
	Properties Properties
}

// Properties are those that basemap features may have, in the order in which
// they are written. Maps are written with their keys sorted.
type Properties struct {
	Name       string            `json:"name,omitempty"`
	Names      map[string]string `json:"names,omitempty"`
	Kind       string            `json:"kind,omitempty"`
	Country    string            `json:"country,omitempty"`
	Population int64             `json:"population,omitempty"`
	GeoNamesID int64             `json:"geonames_id,omitempty"`
	Rank       int               `json:"rank"`
}

// MarshalDescription writes a description, indented.
func MarshalDescription(d *Description) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(d)
	return b.Bytes(), err
}

// MarshalFeatures writes a FeatureCollection sorted by id, one feature a line,
// positions with at most five decimals. Ids must be unique.
func MarshalFeatures(features []Feature) ([]byte, error) {
	features = slices.Clone(features)
	slices.SortFunc(features, func(a, b Feature) int { return cmp.Compare(a.ID, b.ID) })
	var b bytes.Buffer
	b.WriteString(`{"type":"FeatureCollection","features":[`)
	for i, f := range features {
		if i > 0 && features[i-1].ID == f.ID {
			return nil, fmt.Errorf("two features have the id %q", f.ID)
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		if err := writeFeature(&b, &f); err != nil {
			return nil, fmt.Errorf("feature %q: %w", f.ID, err)
		}
	}
	b.WriteString("\n]}\n")
	return b.Bytes(), nil
}

func writeFeature(b *bytes.Buffer, f *Feature) error {
	b.WriteString(`{"type":"Feature","id":`)
	writeJSON(b, f.ID)
	b.WriteString(`,"geometry":{"type":"` + f.Geometry.GeoJSONType() + `","coordinates":`)
	if err := writeCoordinates(b, f.Geometry); err != nil {
		return err
	}
	b.WriteString(`},"properties":`)
	writeJSON(b, f.Properties)
	b.WriteByte('}')
	return nil
}

// writeJSON writes strings, maps of strings and structs of them: nothing that
// json refuses.
func writeJSON(b *bytes.Buffer, v any) {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	e.Encode(v)
	b.Truncate(b.Len() - 1) // the encoder's newline
}

func writeCoordinates(b *bytes.Buffer, g orb.Geometry) error {
	switch g := g.(type) {
	case orb.Point:
		b.WriteByte('[')
		b.WriteString(strconv.FormatFloat(g[0], 'f', -1, 64))
		b.WriteByte(',')
		b.WriteString(strconv.FormatFloat(g[1], 'f', -1, 64))
		b.WriteByte(']')
		return nil
	case orb.LineString:
		return writeList(b, g)
	case orb.Ring:
		return writeList(b, g)
	case orb.Polygon:
		return writeList(b, g)
	case orb.MultiLineString:
		return writeList(b, g)
	case orb.MultiPolygon:
		return writeList(b, g)
	default:
		return fmt.Errorf("%T is not written here", g)
	}
}

func writeList[G orb.Geometry](b *bytes.Buffer, list []G) error {
	for i, g := range list {
		b.WriteByte("[,"[min(i, 1)])
		if err := writeCoordinates(b, g); err != nil {
			return err
		}
	}
	if len(list) == 0 {
		b.WriteByte('[')
	}
	b.WriteByte(']')
	return nil
}
