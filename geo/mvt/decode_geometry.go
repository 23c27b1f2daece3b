package mvt

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"
)

// figures are what commands draw, before they are a geometry.
type figures struct {
	reader
	x, y int32
	all  [][]orb.Point
}

// decodeGeometry follows the commands of a feature, section 4.3.
func decodeGeometry(b []byte, kind Kind) (orb.Geometry, error) {
	f := figures{reader: reader{b: b}}
	var err error
	switch kind {
	case Points:
		return f.points()
	case Lines:
		for len(f.b) > 0 && err == nil {
			err = f.line()
		}
	default:
		for len(f.b) > 0 && err == nil {
			err = f.ring()
		}
	}
	if err != nil {
		return nil, err
	}
	if len(f.all) == 0 {
		return nil, &problem{"its geometry is empty"}
	}
	if kind == Polygons {
		return polygonsOf(f.all)
	}
	if len(f.all) == 1 {
		return orb.LineString(f.all[0]), nil
	}
	lines := make(orb.MultiLineString, len(f.all))
	for i, l := range f.all {
		lines[i] = l
	}
	return lines, nil
}

// command reads one, which must have a certain id.
func (f *figures) command(id uint64) (count uint64, err error) {
	c := f.uvarint()
	if f.err != nil {
		return 0, f.err
	}
	if c&7 != id {
		return 0, fmt.Errorf("command %d where %d is due", c&7, id)
	}
	if c>>3 == 0 || c>>3 > 1<<29-1 {
		return 0, fmt.Errorf("command %d with a count of %d", id, c>>3)
	}
	return c >> 3, nil
}

// positions reads parameters. Each takes a byte at least, so that the bytes
// bound the count.
func (f *figures) positions(dst []orb.Point, count uint64) ([]orb.Point, error) {
	if count > uint64(len(f.b))/2 {
		return nil, errTruncated
	}
	for range count {
		f.x += f.param()
		f.y += f.param()
		if f.err != nil {
			return nil, f.err
		}
		dst = append(dst, orb.Point{float64(f.x), float64(f.y)})
	}
	return dst, nil
}

func (f *figures) param() int32 {
	z := uint32(f.uvarint())
	return int32(z>>1) ^ -int32(z&1)
}

func (f *figures) points() (orb.Geometry, error) {
	if len(f.b) == 0 {
		return nil, &problem{"its geometry is empty"}
	}
	n, err := f.command(moveTo)
	if err != nil {
		return nil, err
	}
	ps, err := f.positions(nil, n)
	if err != nil {
		return nil, err
	}
	if len(f.b) > 0 {
		return nil, errors.New("more commands after the points")
	}
	if len(ps) == 1 {
		return ps[0], nil
	}
	return orb.MultiPoint(ps), nil
}

func (f *figures) line() error {
	l, err := f.stroke(1)
	if err != nil {
		return err
	}
	for i := 1; i < len(l); i++ {
		if l[i] == l[i-1] {
			return &problem{"a line that stays where it is"}
		}
	}
	f.all = append(f.all, l)
	return nil
}

// stroke reads MoveTo and LineTo.
func (f *figures) stroke(least uint64) ([]orb.Point, error) {
	n, err := f.command(moveTo)
	if err != nil {
		return nil, err
	}
	if n != 1 {
		return nil, fmt.Errorf("a line or ring that begins at %d places", n)
	}
	l, err := f.positions(nil, 1)
	if err != nil {
		return nil, err
	}
	if n, err = f.command(lineTo); err != nil {
		return nil, err
	}
	if n < least {
		return nil, &problem{fmt.Sprintf("a line or ring of %d positions", n+1)}
	}
	return f.positions(l, n)
}

func (f *figures) ring() error {
	r, err := f.stroke(2)
	if err != nil {
		return err
	}
	n, err := f.command(closePath)
	if err != nil {
		return err
	}
	if n != 1 {
		return fmt.Errorf("a ring that is closed %d times", n)
	}
	f.all = append(f.all, append(r, r[0]))
	return nil
}

// polygonsOf gives holes to the shells before them, section 4.3.4.4.
func polygonsOf(rings [][]orb.Point) (orb.Geometry, error) {
	var out orb.MultiPolygon
	for _, r := range rings {
		var area float64
		for i := 1; i < len(r); i++ {
			area += r[i-1][0]*r[i][1] - r[i][0]*r[i-1][1]
		}
		switch {
		case area > 0:
			out = append(out, orb.Polygon{r})
		case area == 0:
			return nil, &problem{"a ring without an area"}
		case len(out) == 0:
			return nil, &problem{"a hole before a shell"}
		default:
			out[len(out)-1] = append(out[len(out)-1], r)
		}
	}
	if len(out) == 1 {
		return out[0], nil
	}
	return out, nil
}
