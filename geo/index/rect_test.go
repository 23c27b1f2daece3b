package index

import (
	"math"
	"testing"

	"pamir/geo"
)

// TestRectOf has boxes written in all the ways there are.
func TestRectOf(t *testing.T) {
	after := math.Nextafter(180, 181)
	for _, c := range []struct{ west, east, wantWest, wantEast float64 }{
		{75, 76, 75, 76},
		{-180, 180, -180, 180},
		{180, 180, 180, 180},
		{170, -170, 170, 190},
		{170, -180, 170, after}, // holds -180, too
		{180, -180, 180, after}, // both sides of the antimeridian
		{10, 9, 10, 369},        // all but a strip
		{170, 190, 170, 190},    // GeoJSON that goes on
		{190, 200, -170, -160},  //
		{-190, -170, 170, 190},  //
		{-200, -190, 160, 170},  //
		{-180, 181, -180, 180},  // all
		{-1e300, 1e300, -180, 180},
		{200, -200, -160, 160}, // eastwards from -160 to 160
	} {
		got, err := rectOf(geo.Box{West: c.west, South: 1, East: c.east, North: 2})
		if want := (rect{c.wantWest, 1, c.wantEast, 2}); err != nil || got != want {
			t.Errorf("%v to %v: got %v, %v; want %v", c.west, c.east, got, err, want)
		}
		if r, err := rectOf(got.box()); err != nil || r != got && c.wantEast != after {
			t.Errorf("%v becomes %v", got, r)
		}
	}
}
