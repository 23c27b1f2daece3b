// Package shapefile reads the points, lines and polygons of an ESRI shapefile
// and the attributes beside them.
//
// It reads what Natural Earth ships: shape types 0 (null), 1 (point),
// 3 (polyline) and 5 (polygon), without heights, and dBASE III tables. Whatever
// a file claims, no more is allocated than the file is long.
//
//	layer, err := shapefile.Read(shp, shx, dbf)
//	for _, r := range layer {
//		fmt.Println(r.Fields["name"], r.Parts)
//	}
//
// Source: ESRI Shapefile Technical Description, July 1998.
package shapefile

import (
	"encoding/binary"
	"fmt"

	"github.com/paulmach/orb"

	"pamir/data/gen/cursor"
)

// Record is one shape. A point has one part of one position. A polygon's
// parts are its rings, outer ones clockwise.
type Record struct {
	Parts  [][]orb.Point
	Fields map[string]string
}

const (
	fileCode     = 9994
	headerSize   = 100
	recordHeader = 8

	shapeNull     = 0
	shapePoint    = 1
	shapePolyLine = 3
	shapePolygon  = 5
)

// Read joins the records of a .shp file, found by its .shx index, with the
// rows of its .dbf file. The index is needed: records need not follow each
// other without gaps, and in Natural Earth's boundary lines they do not.
func Read(shp, shx, dbf []byte) ([]Record, error) {
	shapes, err := readShapes(shp, shx)
	if err != nil {
		return nil, err
	}
	rows, err := readTable(dbf)
	if err != nil {
		return nil, fmt.Errorf("dbf: %w", err)
	}
	if len(shapes) != len(rows) {
		return nil, fmt.Errorf("%d shapes but %d rows of attributes", len(shapes), len(rows))
	}
	records := make([]Record, len(shapes))
	for i := range shapes {
		records[i] = Record{Parts: shapes[i], Fields: rows[i]}
	}
	return records, nil
}

func readShapes(shp, shx []byte) ([][][]orb.Point, error) {
	index := cursor.New(shx, binary.BigEndian)
	if code := index.U32(); code != fileCode {
		return nil, fmt.Errorf("shx: file code %d, want %d", code, fileCode)
	}
	c := cursor.New(shp, binary.BigEndian)
	if code := c.U32(); code != fileCode {
		return nil, fmt.Errorf("shp: file code %d, want %d", code, fileCode)
	}
	index.Seek(headerSize)
	var shapes [][][]orb.Point
	for index.Err() == nil && index.Len() > 0 {
		// Offset and length count 16-bit words; the length leaves out the
		// record's header.
		offset, words := uint64(index.U32()), uint64(index.U32())
		c.Seek(2*offset + recordHeader)
		if c.Err() != nil || 2*words > uint64(c.Len()) {
			return nil, fmt.Errorf("shp: record %d is cut short", len(shapes)+1)
		}
		parts, err := readShape(c.Bytes(int(2 * words)))
		if err != nil {
			return nil, fmt.Errorf("shp: record %d: %w", len(shapes)+1, err)
		}
		shapes = append(shapes, parts)
	}
	if err := index.Err(); err != nil {
		return nil, fmt.Errorf("shx: %w", err)
	}
	return shapes, nil
}

func readShape(data []byte) ([][]orb.Point, error) {
	c := cursor.New(data, binary.LittleEndian)
	switch kind := c.U32(); kind {
	case shapeNull:
		return nil, c.Err()
	case shapePoint:
		p := orb.Point{c.F64(), c.F64()}
		return [][]orb.Point{{p}}, c.Err()
	case shapePolyLine, shapePolygon:
		return readParts(c)
	default:
		return nil, fmt.Errorf("shape type %d is not read here", kind)
	}
}

// readParts reads the body that polylines and polygons share.
func readParts(c *cursor.Cursor) ([][]orb.Point, error) {
	c.Skip(4 * 8) // bounding box
	parts, points := uint64(c.U32()), uint64(c.U32())
	if need := parts*4 + points*16; need > uint64(c.Len()) {
		return nil, fmt.Errorf("%d parts of %d points need %d bytes, have %d", parts, points, need, c.Len())
	}
	starts := make([]uint64, parts+1)
	for i := range parts {
		starts[i] = uint64(c.U32())
	}
	starts[parts] = points
	all := make([]orb.Point, points)
	for i := range all {
		all[i] = orb.Point{c.F64(), c.F64()}
	}
	out := make([][]orb.Point, parts)
	for i := range out {
		from, to := starts[i], starts[i+1]
		if from > to || to > points {
			return nil, fmt.Errorf("part %d runs from point %d to %d of %d", i, from, to, points)
		}
		out[i] = all[from:to:to]
	}
	return out, c.Err()
}
