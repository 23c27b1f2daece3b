package relief_test

import (
	"fmt"

	"github.com/paulmach/orb"

	"pamir/geo/raster/relief"
)

func Example() {
	// A slope that rises 1,000 m for each tenth of a degree to the east.
	heights := []float64{0, 1000, 2000, 3000, 0, 1000, 2000, 3000, 0, 1000, 2000, 3000}
	frame := orb.Bound{Min: orb.Point{70, 39}, Max: orb.Point{80, 41}}
	r, err := relief.New(heights, 4, relief.Place{West: 75, North: 40.1, Step: 0.1, Frame: frame})
	if err != nil {
		fmt.Println(err)
		return
	}
	g := r.At(75.15, 40)
	fmt.Printf("%.0f m, rising %.2f m a metre to the east, %.2f to the south\n", g.Z, g.East, 0-g.North)
	// Output:
	// 1500 m, rising 0.11 m a metre to the east, 0.00 to the south
}
