package ink_test

import (
	"fmt"

	"pamir/geo/raster/ink"
)

func Example() {
	c := ink.NewCanvas(6, 4)
	var m ink.Mask
	m.Reset(6, 4)
	m.Stroke([]ink.Point{{X: 1, Y: 2}, {X: 4.5, Y: 2}}, false, &ink.Pen{Width: 2})
	m.Paint(c, ink.RGBA(0, 0, 0, 1), ink.NonZero)
	for y := range c.Height {
		for x := range c.Width {
			fmt.Printf("%4d", c.Pix[y*c.Width+x]>>24)
		}
		fmt.Println()
	}
	// Output:
	//    0   0   0   0   0   0
	//    0 255 255 255 128   0
	//    0 255 255 255 128   0
	//    0   0   0   0   0   0
}
