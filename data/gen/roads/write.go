package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// writer makes one GeoJSON file, a feature a line, with the properties in the
// order of the collection's description.
type writer struct {
	name       string
	properties []string
	buf        bytes.Buffer
	features   int
}

func newWriter(data, collection string) (*writer, error) {
	path := filepath.Join(data, collection+".json")
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var description struct {
		Properties []struct{ Name string }
	}
	if err := json.Unmarshal(text, &description); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	w := &writer{name: collection + ".geojson"}
	for _, p := range description.Properties {
		w.properties = append(w.properties, p.Name)
	}
	w.buf.WriteString(`{"type":"FeatureCollection","features":[`)
	return w, nil
}

// feature appends a feature; a nil line makes its geometry null.
func (w *writer) feature(f facts, line []point) error {
	for key := range f {
		if key != "id" && !slices.Contains(w.properties, key) {
			return fmt.Errorf("property %q is not in the collection's description", key)
		}
	}
	if w.features > 0 {
		w.buf.WriteByte(',')
	}
	w.features++
	fmt.Fprintf(&w.buf, "\n{\"type\":\"Feature\",\"id\":%s,\"geometry\":", f["id"])
	w.line(line)
	w.buf.WriteString(`,"properties":{`)
	sep := ""
	for _, key := range w.properties {
		value, ok := f[key]
		if !ok {
			continue
		}
		fmt.Fprintf(&w.buf, "%s%q:", sep, key)
		if err := json.Compact(&w.buf, value); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		sep = ","
	}
	w.buf.WriteString("}}")
	return nil
}

// line writes the geometry. Heights are written where every point has one, so
// that a profile has no holes.
func (w *writer) line(line []point) {
	if line == nil {
		w.buf.WriteString("null")
		return
	}
	heights := !slices.ContainsFunc(line, func(p point) bool { return p.elev == "" })
	w.buf.WriteString(`{"type":"LineString","coordinates":[`)
	for i, p := range line {
		if i > 0 {
			w.buf.WriteByte(',')
		}
		fmt.Fprintf(&w.buf, "[%s,%s", p.lon, p.lat)
		if heights {
			fmt.Fprintf(&w.buf, ",%s", p.elev)
		}
		w.buf.WriteByte(']')
	}
	w.buf.WriteString("]}")
}

func (w *writer) close() output {
	w.buf.WriteString("\n]}\n")
	return output{w.name, w.buf.Bytes(), w.features}
}

// marshal is json.Marshal that leaves <, > and & as they are.
func marshal(value any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	err := enc.Encode(value)
	return bytes.TrimSpace(buf.Bytes()), err
}
