package api

import (
	"fmt"

	roadnet "pamir/geo/route"
	"pamir/internal/formats"
)

// farFromRoad is how far from a road a stop must be for that to be told.
const farFromRoad = 500 // metres

// highAltitude is from which height on, in metres, a way is said to be high.
const highAltitude = 3500

// notices says what a route has that one may not expect, given its highest
// point.
func (c *call) notices(a *roadnet.Answer, it *roadnet.Itinerary, highest *formats.Highest) []formats.RouteNotice {
	list := []formats.RouteNotice{}
	add := func(code, impact, format string, args ...any) {
		list = append(list, formats.RouteNotice{Code: code, Impact: impact, Text: fmt.Sprintf(format, args...)})
	}
	if a.Schematic() {
		add("schematic", "warning", "The roads are drawn through few points: lengths are as published where they are, lines are not for navigation.")
	}
	add("duration_estimated", "info", "Durations are estimated from classes of roads, signs and law; nobody has measured them. Waiting at borders is told apart.")
	for i := range a.Waypoints {
		if m := a.Waypoints[i].Metres; m > farFromRoad {
			add("far_from_road", "warning", "Position %d is %.1f km from the road.", i+1, m/1000)
		}
	}
	if h := highest; h != nil && h.Elevation > highAltitude {
		add("altitude-high", "info", "The way climbs to %.0f m at least; engines and people feel that above %d m.", h.Elevation, highAltitude)
	}
	length := map[string]int64{}
	for i := range it.Legs {
		for _, t := range it.Legs[i].Traits(c.lang) {
			for code, is := range map[string]bool{"ferry": t.Ferry, "train": t.Train, "toll": t.Toll, "unpaved": t.Unpaved, "private": t.Private, "destination": t.Destination} {
				if is {
					length[code] += t.Centimetres
				}
			}
		}
	}
	for _, n := range []struct{ code, impact, text string }{
		{"ferry", "warning", "%.1f km are by ferry; when it sails is not in the duration."},
		{"train", "warning", "%.1f km are by train; when it goes is not in the duration."},
		{"toll", "info", "%.1f km are on toll roads."},
		{"unpaved", "info", "%.1f km are not paved."},
		{"private", "warning", "%.1f km at an end are on private roads."},
		{"destination", "info", "%.1f km at an end are on roads for destination traffic."},
	} {
		if cm := length[n.code]; cm > 0 {
			add(n.code, n.impact, n.text, float64(cm)/100_000)
		}
	}
	return list
}
