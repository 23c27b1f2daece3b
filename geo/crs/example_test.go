package crs_test

import (
	"fmt"

	"github.com/paulmach/orb"

	"pamir/geo/crs"
)

func Example() {
	utm, err := crs.Lookup("EPSG:32643")
	if err != nil {
		fmt.Println(err)
		return
	}
	p := utm.Forward(orb.Point{75.39391, 40.55167})
	fmt.Printf("%.3f m east, %.3f m north\n", p[0], p[1])
	fmt.Printf("%.5f\n", utm.Inverse(p))
	fmt.Println(crs.EPSG4326.Order(orb.Point{75.39391, 40.55167}))
	// Output:
	// 533351.933 m east, 4489064.656 m north
	// [75.39391 40.55167]
	// [40.55167 75.39391]
}
