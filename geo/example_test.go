package geo_test

import (
	"fmt"

	"github.com/paulmach/orb"

	"pamir/geo"
)

func ExampleInverse() {
	kashgar, torugart := orb.Point{75.99, 39.47}, orb.Point{75.40, 40.55}
	metres, bearing := geo.Inverse(kashgar, torugart)
	fmt.Printf("%.1f km, bearing %.0f°\n", metres/1000, bearing)
	// Output: 130.1 km, bearing 337°
}

// An edge follows its parallel; a geodesic between its ends goes further north
// and is shorter.
func ExampleLength() {
	a, b := orb.Point{0, 60}, orb.Point{90, 60}
	fmt.Printf("%.0f km along the parallel\n", geo.Length(orb.LineString{a, b})/1000)
	fmt.Printf("%.0f km along the geodesic\n", geo.Distance(a, b)/1000)
	// Output:
	// 5022 km along the parallel
	// 4621 km along the geodesic
}

func ExampleNearest() {
	road := orb.LineString{{179, 10}, {180, 11}}
	metres, at := geo.Nearest(road, orb.Point{-179.9, 11})
	fmt.Printf("%.0f m away, at %.1f\n", metres, at)
	// Output: 10929 m away, at [180.0 11.0]
}
