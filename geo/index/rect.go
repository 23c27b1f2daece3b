package index

import (
	"errors"
	"fmt"
	"math"

	"pamir/geo"
)

// ErrBox is wrapped by the error for a box that no index can hold: one with a
// coordinate that is not finite, a latitude beyond ±90, or South above North.
var ErrBox = errors.New("not a box in longitude and latitude")

// rect is a box with west in [-180, 180] and east not below west: above 180
// where the box crosses the antimeridian, and never above 540.
type rect struct {
	west, south, east, north float64
}

// rectOf reads a box. Longitudes beyond ±180 are taken modulo 360.
func rectOf(b geo.Box) (rect, error) {
	// NaN fails every comparison
	if !(b.South >= -90 && b.South <= b.North && b.North <= 90) || math.IsNaN(b.West+b.East) ||
		math.IsInf(b.West, 0) || math.IsInf(b.East, 0) {
		return rect{}, fmt.Errorf("%w: west %v, south %v, east %v, north %v",
			ErrBox, b.West, b.South, b.East, b.North)
	}
	r := rect{b.West, b.South, b.East, b.North}
	switch {
	case b.West >= -180 && b.East <= 180 && b.West <= b.East:
		return r, nil
	case b.West <= 180 && b.East >= -180 && b.West > b.East:
		r.east = math.Max(b.East+360, math.Nextafter(180, 181)) // it holds -180, too
		if r.east-360 < b.East {                                // by rounding
			r.east = math.Nextafter(r.east, 541)
		}
		return r, nil
	}
	width := b.East - b.West
	if b.Crosses() {
		width = math.Mod(width, 360) + 360
	}
	if !(width >= 0 && width < 360) {
		r.west, r.east = -180, 180
		return r, nil
	}
	if r.west < -180 || r.west > 180 {
		r.west = math.Remainder(r.west, 360)
	}
	r.east = r.west + width
	return r, nil
}

func (r rect) point() bool { return r.west == r.east && r.south == r.north }

func (r rect) union(s rect) rect {
	return rect{
		math.Min(r.west, s.west), math.Min(r.south, s.south),
		math.Max(r.east, s.east), math.Max(r.north, s.north),
	}
}

// box is the reverse of rectOf.
func (r rect) box() geo.Box {
	b := geo.Box{West: r.west, South: r.south, East: r.east, North: r.north}
	if r.east-r.west >= 360 {
		b.West, b.East = -180, 180
	} else if r.east > 180 {
		b.East = r.east - 360
	}
	return b
}

// window is a box to be searched.
type window struct {
	rect
	crosses bool
}

func windowOf(b geo.Box) (window, bool) {
	r, err := rectOf(b)
	if err != nil {
		return window{}, false
	}
	w := window{rect: r, crosses: r.east > 180}
	if w.crosses {
		if w.east -= 360; b.West <= 180 && b.East >= -180 && b.West > b.East {
			w.east = b.East // without the rounding
		}
	}
	return w, true
}

// meets reports whether the window and a rect share a position. Where that is
// false for a node it is false for all in it.
func (w *window) meets(west, south, east, north float64) bool {
	if south > w.north || north < w.south {
		return false
	}
	if w.crosses {
		return east >= w.west || west <= w.east
	}
	return west <= w.east && east >= w.west || east > 180 && east-360 >= w.west
}
