package formats

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom/encoding/wkt"

	"pamir/internal/store"
)

// WriteCSV writes the features as a table (RFC 4180, UTF-8 without a byte
// order mark): a header, then a row for each feature as it comes. The columns
// are id; for points lon, lat and z, the height in metres; for any other
// geometry "geometry", as WKT, with heights where every position has one; and
// the properties of the ordinals in fields or, where that is nil, all of them.
// A property whose name is taken by one of the first columns gets "property_"
// before it.
//
// Null is an empty field and an empty text is a quoted one. Arrays and objects
// are JSON text. Texts are written as they are, also those that begin with =,
// +, - or @, which a spreadsheet may take for a formula: a table is for
// programs too, and a mark put before such a text would change a telephone
// number, a minus sign or a name for good. Import them as text.
func WriteCSV(w io.Writer, c *store.Collection, features iter.Seq[*store.Feature], fields []int) error {
	fields = allFields(c, fields)
	points := c.Geometry == store.Point
	own := []string{"id", "geometry"}
	if points {
		own = []string{"id", "lon", "lat", "z"}
	}
	row := []byte(strings.Join(own, ","))
	for _, i := range fields {
		row = appendCell(append(row, ','), columnName(c.Properties[i].Name, own))
	}
	row = append(row, '\r', '\n')
	shapes := wkt.NewEncoder()
	for f := range features {
		row = appendCell(row, f.ID)
		if points {
			row = appendPointCells(row, f)
		} else {
			row = append(row, ',')
			if g := toGeom(f.Geometry, f.Z); g != nil {
				text, err := shapes.Encode(g)
				if err != nil {
					return fmt.Errorf("feature %q: %w", f.ID, err)
				}
				row = appendCell(row, text)
			}
		}
		for _, i := range fields {
			row = append(row, ',')
			if i < len(f.Values) && f.Values[i] != nil {
				row = appendValueCell(row, f.Values[i])
			}
		}
		row = append(row, '\r', '\n')
		if len(row) > 32<<10 {
			if _, err := w.Write(row); err != nil {
				return err
			}
			row = row[:0]
		}
	}
	_, err := w.Write(row)
	return err
}

// columnName is the property's name, changed where it is taken.
func columnName(name string, taken []string) string {
	if slices.Contains(taken, name) {
		return "property_" + name
	}
	return name
}

// appendPointCells appends longitude, latitude and height, each with a comma
// before it.
func appendPointCells(row []byte, f *store.Feature) []byte {
	p, ok := f.Geometry.(orb.Point)
	if !ok || !finite(p[0]) || !finite(p[1]) {
		return append(row, ",,,"...)
	}
	row = appendCoordinate(append(row, ','), p[0])
	row = appendCoordinate(append(row, ','), p[1])
	row = append(row, ',')
	if len(f.Z) > 0 && finite(f.Z[0]) {
		row = appendCoordinate(row, f.Z[0])
	}
	return row
}

func appendValueCell(row []byte, v store.Value) []byte {
	switch v := v.(type) {
	case string:
		return appendCell(row, v)
	case store.JSON:
		return appendCell(row, string(v))
	case float64:
		if !finite(v) {
			return row
		}
	}
	return AppendValue(row, v)
}

// appendCell appends a text, in quotes where it needs them.
func appendCell(row []byte, s string) []byte {
	if s != "" && !strings.ContainsAny(s, "\",\r\n") && s[0] != ' ' && s[len(s)-1] != ' ' {
		return append(row, s...)
	}
	row = append(row, '"')
	for i := range len(s) {
		if s[i] == '"' {
			row = append(row, '"')
		}
		row = append(row, s[i])
	}
	return append(row, '"')
}
