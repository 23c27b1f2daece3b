package style_test

import (
	"fmt"

	"pamir/geo/style"
)

func ExampleParse() {
	s, err := style.Parse([]byte(`{"version": 8, "sources": {"pamir": {"type": "vector", "url": "/xyz/pamir.json"}}, "layers": [
		{"id": "ports", "type": "circle", "source": "pamir", "source-layer": "ports",
		 "filter": ["==", ["get", "kind"], "road"],
		 "paint": {"circle-radius": ["interpolate", ["linear"], ["zoom"], 5, 3, 10, 8]}}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	port := map[string]any{"kind": "road", "name": "Torugart"}
	env := style.Env{Zoom: 7.5, Geometry: style.Point, Get: func(name string) any { return port[name] }}
	for _, l := range s.Layers {
		if l.Shows(env.Zoom) && l.Filter(&env) {
			fmt.Println(l.ID, l.Circle.Radius.At(&env))
		}
	}

	_, err = style.Parse([]byte(`{"version": 8, "sources": {}, "layers": [{"id": "land", "type": "background", "paint": {"background-colour": "red"}}]}`))
	fmt.Println(err)
	// Output:
	// ports 5.5
	// style: /layers/0/paint/background-colour: the specification has no such property; did you mean "background-color"?
}
