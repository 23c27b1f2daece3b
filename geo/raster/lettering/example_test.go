package lettering_test

import (
	"fmt"
	"os"

	"pamir/geo/raster/lettering"
)

func Example() {
	data, err := os.ReadFile("../../../data/faces/NotoSans-Regular.ttf")
	if err != nil {
		fmt.Println(err)
		return
	}
	font, err := lettering.Parse("Noto Sans Regular", data)
	if err != nil {
		fmt.Println(err)
		return
	}
	faces := lettering.NewFaces(map[string][]*lettering.Font{"Noto Sans Regular": {font}})
	block := faces.Set("Noto Sans Regular", "Kizilsu Kyrgyz Autonomous Prefecture", lettering.Measure{MaxWidth: 10})
	for _, line := range block.Lines {
		fmt.Printf("%d letters, %.1f em\n", len(line.Glyphs), line.Width)
	}
	// Output:
	// 14 letters, 6.3 em
	// 21 letters, 11.2 em
}
