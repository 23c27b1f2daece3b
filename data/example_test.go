package data_test

import (
	"fmt"

	"pamir/data"
)

func ExampleLoad() {
	datasets, err := data.Load(data.Files())
	if err != nil {
		fmt.Println(err)
		return
	}
	ports := datasets[0]
	for _, f := range ports.Features {
		fmt.Println(f.ID, ports.Collection.Value(f, "kind"), f.Geometry)
	}
	// Output:
	// torugart road [75.39391 40.55167]
	// irkeshtam road [73.92312 39.69526]
	// karasu road [74.80139 38.14944]
	// khunjerab road [75.42831 36.85036]
	// bedel road [78.40833 41.40833]
	// kashgar-airport air [76.02 39.54306]
}
