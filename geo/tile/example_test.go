package tile_test

import (
	"fmt"

	"github.com/paulmach/orb"

	"pamir/geo/tile"
)

func Example() {
	set := tile.Find("WebMercatorQuad")
	t, _ := set.At(orb.Point{75.39391, 40.55167}, 12)
	box := set.Box(t, 0)
	fmt.Printf("%v: %.4f to %.4f, %.4f to %.4f\n", t, box.West, box.East, box.South, box.North)
	fmt.Println(t.Parent(), t.Hilbert())
	fmt.Println(set.Cover(box, 13, 0.25))
	// Output:
	// 12/2905/1542: 75.3223 to 75.4102, 40.5138 to 40.5806
	// 11/1452/771 19328722
	// [{13 5809 3083 5812 3086}]
}
