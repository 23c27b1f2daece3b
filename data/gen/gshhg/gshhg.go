// Package gshhg reads lakes and rivers from GMT's binned files of the Global
// Self-consistent Hierarchical High-resolution Geography database.
//
// The files cut every line at the edges of one-degree bins and store positions
// in 1/65535 of a bin. On that whole-number grid the pieces meet exactly, so
// joining them is a matter of equal end points, not of a tolerance.
//
//	lines, err := gshhg.Rivers(data, gshhg.Bins{West: 66, South: 34, East: 82, North: 44})
//
// The layout follows GMT's gmt_shore.c; there is no other description.
package gshhg

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"

	"pamir/data/gen/chain"
	"pamir/data/gen/hdf5"
)

// Bins is a rectangle of whole degrees: west and south included, east and
// north not. West may be 0 to 359, and east no more than 360.
type Bins struct {
	West, South, East, North int
}

// Line is a river: open or closed, with GSHHG's level.
type Line struct {
	Level  int // 1 and 2 major, 3 and 4 smaller, 6 to 8 intermittent, 9 to 11 canals
	Points orb.LineString
}

// Lake is the shore of a lake, closed, with the number that GSHHG gave it.
type Lake struct {
	ID    int
	Shore orb.Ring
}

const (
	columns  = 360
	rows     = 180
	fraction = 65535 // steps of a bin's edge; both edges belong to the bin
)

// point is a position on the file's grid: 65535 steps to a degree, counted
// from 0° E and 90° S.
type point struct{ x, y int32 }

func (p point) degrees() orb.Point {
	return orb.Point{float64(p.x) / fraction, float64(p.y)/fraction - rows/2}
}

// piece is one stored segment; its key is a river's level or a lake's number.
type piece = chain.Piece[point]

// file holds the arrays that shorelines and rivers share.
type file struct {
	firstSegment, segments []int32 // by bin
	firstPoint             []int32 // by segment
	x, y                   []int32 // by point
}

// names of the arrays, spelt as in the files.
const (
	nameFirstSegment = "Id_of_first_segment_in_a_bin"
	nameSegments     = "N_segments_in_a_bin"
	nameFirstPoint   = "Id_of_first_point_in_a_segment"
	nameX            = "Relative_longitude_from_SW_corner_of_bin"
	nameY            = "Relative_latitude_from_SW_corner_of_bin"
	nameRiverPoints  = "N_points_for_a_segment"
	nameRiverLevel   = "Hierarchial_level_of_a_segment"
	nameShoreInfo    = "Embedded_npts_levels_exit_entry_for_a_segment"
	nameShoreID      = "Id_of_GSHHS_ID"
)

func readArrays(f *hdf5.File, into map[string]*[]int32) error {
	for name, array := range into {
		values, err := f.Ints(name)
		if err != nil {
			return err
		}
		*array = values
	}
	return nil
}

// pieces reads the segments of the bins. describe tells the key and the number
// of points of a segment; a negative key leaves the segment out.
func (f *file) pieces(b Bins, describe func(segment int) (key, points int)) ([]piece, error) {
	if b.West < 0 || b.East > columns || b.South < -rows/2 || b.North > rows/2 {
		return nil, fmt.Errorf("bins %+v lie outside the world", b)
	}
	if len(f.firstSegment) < columns*rows || len(f.segments) < columns*rows || len(f.x) != len(f.y) {
		return nil, errors.New("the arrays do not fit together")
	}
	var out []piece
	for lat := b.South; lat < b.North; lat++ {
		for lon := b.West; lon < b.East; lon++ {
			bin := (rows/2-1-lat)*columns + lon
			first := int(f.firstSegment[bin])
			last := first + int(f.segments[bin])
			if first < 0 || last < first || last > len(f.firstPoint) {
				return nil, fmt.Errorf("bin %d names segments %d to %d", bin, first, last)
			}
			for s := first; s < last; s++ {
				key, n := describe(s)
				if key < 0 {
					continue
				}
				at := int(f.firstPoint[s])
				if at < 0 || n < 2 || at > len(f.x)-n {
					return nil, fmt.Errorf("segment %d names %d points from %d", s, n, at)
				}
				p := piece{Key: key, Points: make([]point, n)}
				for i := range p.Points {
					p.Points[i] = point{
						x: int32(lon*fraction) + f.x[at+i]&0xffff,
						y: int32((lat+rows/2)*fraction) + f.y[at+i]&0xffff,
					}
				}
				out = append(out, p)
			}
		}
	}
	return out, nil
}

// Rivers reads the rivers that cross the bins, joined across their edges, in
// the file's order.
func Rivers(data []byte, b Bins) ([]Line, error) {
	h, err := hdf5.Open(data)
	if err != nil {
		return nil, err
	}
	var f file
	var points, level []int32
	err = readArrays(h, map[string]*[]int32{
		nameFirstSegment: &f.firstSegment, nameSegments: &f.segments,
		nameFirstPoint: &f.firstPoint, nameX: &f.x, nameY: &f.y,
		nameRiverPoints: &points, nameRiverLevel: &level,
	})
	if err != nil {
		return nil, err
	}
	if len(points) != len(f.firstPoint) || len(level) != len(f.firstPoint) {
		return nil, errors.New("the arrays do not fit together")
	}
	found, err := f.pieces(b, func(s int) (int, int) { return int(level[s]), int(points[s]) })
	if err != nil {
		return nil, err
	}
	var lines []Line
	for _, p := range chain.Join(found) {
		lines = append(lines, Line{Level: p.Key, Points: lineString(p)})
	}
	return lines, nil
}

// Lakes reads the lakes whose whole shore lies in the bins, in the file's
// order. Lakes that reach out of the bins and islands in lakes are left out.
func Lakes(data []byte, b Bins) ([]Lake, error) {
	h, err := hdf5.Open(data)
	if err != nil {
		return nil, err
	}
	var f file
	var info, id []int32
	err = readArrays(h, map[string]*[]int32{
		nameFirstSegment: &f.firstSegment, nameSegments: &f.segments,
		nameFirstPoint: &f.firstPoint, nameX: &f.x, nameY: &f.y,
		nameShoreInfo: &info, nameShoreID: &id,
	})
	if err != nil {
		return nil, err
	}
	if len(info) != len(f.firstPoint) || len(id) != len(f.firstPoint) {
		return nil, errors.New("the arrays do not fit together")
	}
	found, err := f.pieces(b, func(s int) (int, int) {
		if level := info[s] >> 6 & 7; level != levelLake {
			return -1, 0
		}
		return int(id[s]), int(info[s] >> 9)
	})
	if err != nil {
		return nil, err
	}
	var lakes []Lake
	for _, p := range chain.Join(found) {
		if n := len(p.Points); n >= 4 && p.Points[0] == p.Points[n-1] {
			lakes = append(lakes, Lake{ID: p.Key, Shore: orb.Ring(lineString(p))})
		}
	}
	return lakes, nil
}

// levelLake is a shore with land outside and water inside.
const levelLake = 2

func lineString(p piece) orb.LineString {
	line := make(orb.LineString, len(p.Points))
	for i, q := range p.Points {
		line[i] = q.degrees()
	}
	return line
}
