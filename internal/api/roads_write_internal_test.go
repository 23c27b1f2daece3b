package api

import (
	"testing"
	"time"

	"github.com/paulmach/orb"

	"pamir/internal/formats"
)

// TestRouteIsWrittenAsJSON: the answer is, byte for byte, what encoding/json
// makes of it.
func TestRouteIsWrittenAsJSON(t *testing.T) {
	at := time.Date(2025, 10, 7, 8, 0, 0, 0, time.UTC)
	line := lineString{{75.99, 39.47}, {-180, 0}, {0.000001, -89.999999}, {76.123456, 0.1}}
	step := stepDoc{Type: "turn", Modifier: "slight left", Exit: 2, Instruction: "Bear left onto 喀什路 \"A\" <b> & c\n\u00e9", Name: "喀什路", Ref: "G3013", Destinations: "Osh; Ош", Travel: "driving",
		DrivingSide: "left", Distance: 105.6, Duration: 8.94, Location: [2]float64{6.130687, -49.609242}, BearingBefore: 359.9, BearingAfter: 0}
	leg := legDoc{legHead: legHead{Distance: 12345.67, Duration: 1, Summary: "A, B", Passages: []passageDoc{{Kind: "barrier", Location: [2]float64{1, 2}}}},
		Steps: []stepDoc{{}, step}, Annotation: &annotationDoc{[]float64{0, 1.25, 1e7}, []float64{0.01}, []int64{-1, 1 << 62}}}
	way := wayDoc{wayHead: wayHead{Distance: 0.01, DepartAt: &at, WayTimes: formats.WayTimes{Verdict: formats.Verdict{Text: "<&>"}}}, Geometry: line,
		Highest: &formats.Highest{}, Legs: []legDoc{leg, {}, {Steps: []stepDoc{}, Annotation: &annotationDoc{}}}, Notices: []formats.RouteNotice{{Code: "schematic"}}}
	for _, d := range []routeDoc{
		{},
		{Routes: []wayDoc{}},
		{Routes: []wayDoc{{}, way, {Geometry: "_p~iF~ps|U"}, {Geometry: lineString(orb.LineString{{1, 2}})}, {Geometry: lineString{}}}},
		{routeHead: routeHead{Profile: "car", Waypoints: []waypointDoc{{Name: "x"}}}, Routes: []wayDoc{way}},
	} {
		want, err := marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(d.append(nil)); got != string(want) {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}
