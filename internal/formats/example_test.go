package formats_test

import (
	"fmt"
	"io"
	"strings"

	"github.com/paulmach/orb"

	"pamir/internal/formats"
	"pamir/internal/store"
)

func ExampleAppendFeature() {
	c := &store.Collection{Properties: []store.Property{{Name: "name"}, {Name: "opened"}}}
	f := &store.Feature{
		ID:       "torugart",
		Geometry: orb.Point{75.39391, 40.55167},
		Z:        []float64{3752},
		Values:   []store.Value{"Torugart", nil},
	}
	text := formats.AppendFeature(nil, c, f, formats.FeatureOptions{Properties: []byte(`"distance_m":130448.5`)})
	fmt.Printf("%s\n", text)
	// Output:
	// {"type":"Feature","id":"torugart","geometry":{"type":"Point","coordinates":[75.39391,40.55167,3752]},"properties":{"name":"Torugart","opened":null,"distance_m":130448.5}}
}

func ExampleReader() {
	file := strings.NewReader(`{"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[75.99,39.47]},"properties":{"n":1}}
{"type":"Feature","id":"b","geometry":{"type":"Point","coordinates":[39.47,175.99]},"properties":{"n":2}}
{"type":"Feature","id":"c","geometry":null,"properties":{"n":3}}
`)
	r := formats.NewReader(file, formats.ReadOptions{})
	for {
		raw, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			fmt.Println("bad:", err)
			continue
		}
		fmt.Println(raw.Line, raw.ID, raw.Geometry, raw.Properties)
	}
	// Output:
	// 1 a [75.99 39.47] [{n 1}]
	// bad: line 2: feature "b": latitude 175.99 is out of range: longitude and latitude look swapped in [39.47, 175.99]
	// 3 c <nil> [{n 3}]
}

func ExampleLoad() {
	file := strings.NewReader(`{"type":"FeatureCollection","features":[
{"type":"Feature","geometry":{"type":"Point","coordinates":[75.99,39.47]},"properties":{"bays":12}},
{"type":"Feature","geometry":{"type":"Point","coordinates":[72.8,40.53]},"properties":{"bays":4.5,"open":true}}
]}`)
	loaded, err := formats.Load(file, "My Depots.geojson", formats.LoadOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	d := loaded.Datasets[0]
	fmt.Println(d.Collection.ID, d.Collection.Geometry, d.Collection.Count)
	for _, p := range d.Collection.Properties {
		fmt.Println(p.Name, p.Type)
	}
	for _, f := range d.Features {
		fmt.Println(f.ID, f.Geometry, f.Values)
	}
	// Output:
	// my-depots Point 2
	// bays number
	// open boolean
	// 1 [75.99 39.47] [12 <nil>]
	// 2 [72.8 40.53] [4.5 true]
}
