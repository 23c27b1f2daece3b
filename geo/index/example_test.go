package index_test

import (
	"fmt"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/index"
)

// Two ports nearest to Kashgar.
func ExamplePack() {
	names := []string{"Torugart", "Irkeshtam", "Karasu", "Khunjerab"}
	gates := []orb.Point{{75.40, 40.55}, {73.96, 39.68}, {74.83, 38.44}, {75.43, 36.85}}
	ports, err := index.Pack(len(gates), func(id uint32) (geo.Box, bool) {
		return geo.BoxOf(gates[id].Bound()), true
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	n := 0
	ports.Nearest(orb.Point{75.99, 39.47}, nil, func(id uint32, metres float64) bool {
		n++
		fmt.Printf("%s, %.0f km\n", names[id], metres/1000)
		return n < 2
	})
	// Output:
	// Torugart, 130 km
	// Karasu, 152 km
}
