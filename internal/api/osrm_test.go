package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// osrm checks that an answer has OSRM's shape of an error.
func (a *answer) osrm(code string) *answer {
	a.t.Helper()
	var e struct{ Code, Message string }
	if err := json.Unmarshal(a.body, &e); err != nil || e.Code != code || e.Message == "" {
		a.t.Errorf("%s: %s, want the code %s", a.url, short(a.body), code)
	}
	return a
}

func TestOSRMRoute(t *testing.T) {
	c, _ := onStreets(t)
	const path = "/osrm/route/v1/driving/75.9,39.4;75.94,39.44"
	a := c.get(path + "?steps=true&overview=full&geometries=geojson&annotations=true&alternatives=true").ok()
	a.says(`"code":"Ok"`, `"type":"depart"`, `"type":"arrive"`, `"weight_name"`, `"entry":[`, `"datasource_names"`, `"hint":"`)
	var v struct {
		Routes []struct {
			Distance, Duration float64
			Geometry           struct{ Coordinates [][2]float64 }
			Legs               []struct {
				Distance, Duration float64
				Annotation         struct{ Distance, Duration []float64 }
				Steps              []struct {
					Distance, Duration float64
					Geometry           struct{ Coordinates [][2]float64 }
					Maneuver           struct{ Location [2]float64 }
				}
			}
		}
	}
	if err := json.Unmarshal(a.body, &v); err != nil {
		t.Fatal(err)
	}
	for _, r := range v.Routes {
		leg := r.Legs[0]
		sum := 0.0
		for i, s := range leg.Steps {
			sum += s.Distance
			if s.Geometry.Coordinates[0] != s.Maneuver.Location {
				t.Errorf("step %d begins at %v, its manoeuvre is at %v", i, s.Geometry.Coordinates[0], s.Maneuver.Location)
			}
		}
		if d := sum - r.Distance; d > 0.1 || d < -0.1 {
			t.Errorf("the steps are %v m, the route %v", sum, r.Distance)
		}
		if len(leg.Annotation.Distance) != len(r.Geometry.Coordinates)-1 {
			t.Errorf("%d annotations of a line of %d", len(leg.Annotation.Distance), len(r.Geometry.Coordinates))
		}
	}
	c.get(path + ".json").ok().says(`"geometry":"`)
	c.get(path + "?overview=false&generate_hints=false&skip_waypoints=true").ok()
	c.get("/osrm/route/v1/truck/75.9,39.4;75.92,39.42;75.94,39.4;75.9,39.44?waypoints=0;3&steps=true&continue_straight=false").ok()
	var merged struct{ Routes []struct{ Legs []any } }
	if err := json.Unmarshal(c.get("/osrm/route/v1/foot/75.9,39.4;75.915,39.4;75.94,39.4?waypoints=0;2&steps=true").ok().body, &merged); err != nil || len(merged.Routes[0].Legs) != 1 {
		t.Errorf("%v %v", merged, err)
	}
	c.get("/osrm/route/v1/driving/polyline(olmoF_lgmMoP_jC)").ok().says(`"code":"Ok"`)
	for query, code := range map[string]string{
		"route/v1/driving/75.9,39.4": "InvalidOptions", "route/v1/driving/75.9;39.4": "InvalidQuery", "route/v1/driving/39.4,75.9;39.44,175.94": "InvalidQuery", "route/v1/driving/a,b;c,d": "InvalidQuery",
		"route/v1/rocket/75.9,39.4;75.94,39.44": "InvalidValue", "route/v1/driving/75.9,39.4;75.94,39.44?steps=maybe": "InvalidOptions", "route/v1/driving/75.9,39.4;75.94,39.44?colour=red": "InvalidOptions",
		"route/v1/driving/75.9,39.4;75.94,39.44?radiuses=1": "InvalidOptions", "route/v1/driving/75.9,39.4;75.955,39.45?radiuses=10;10": "NoSegment", "route/v1/driving/75.9,39.4;76.205,39.4?radiuses=;1000": "NoRoute",
		"route/v1/driving/75.9,39.4;75.94,39.44?waypoints=0": "InvalidOptions", "route/v1/driving/75.9,39.4;75.94,39.44?waypoints=0;9": "InvalidOptions", "route/v1/driving/polyline(_)": "InvalidQuery",
		"route/v1/driving/75.9,39.4" + strings.Repeat(";75.9,39.4", 100): "TooBig", "nearest/v1/driving/75.9,39.4;75.91,39.4": "InvalidOptions", "nearest/v1/driving/75.9,39.4?number=x": "InvalidOptions",
		"table/v1/driving/75.9,39.4;75.91,39.4?sources=5": "InvalidOptions", "table/v1/driving/75.9,39.4;75.91,39.4?annotations=weight": "InvalidOptions", "match/v1/driving/75.9,39.4": "InvalidOptions",
		"match/v1/driving/75.9,39.4;75.91,39.4?timestamps=1": "InvalidValue", "match/v1/driving/74,39;74.1,39": "NoMatch",
	} {
		c.get("/osrm/" + query).is(400).osrm(code)
	}
	c.get("/osrm/route/v1/driving/39.4,75.9;39.44,75.94").is(400).osrm("InvalidQuery").says("longitude comes first")
	c.get("/osrm/trip/v1/driving/75.9,39.4;75.94,39.44").is(400).osrm("InvalidService")
	c.get("/osrm/route/v5/driving/75.9,39.4;75.94,39.44").is(400).osrm("InvalidVersion")
	c.get("/osrm/route/v1/75.9,39.4;75.94,39.44").is(400).osrm("InvalidUrl")
}

func TestOSRMNearestAndTable(t *testing.T) {
	c, _ := onStreets(t)
	a := c.get("/osrm/nearest/v1/driving/75.905,39.401?number=3").ok().says(`"code":"Ok"`, `"nodes":[`)
	var n struct{ Waypoints []struct{ Distance float64 } }
	if err := json.Unmarshal(a.body, &n); err != nil || len(n.Waypoints) != 3 || n.Waypoints[0].Distance > n.Waypoints[1].Distance {
		t.Errorf("%s", a.body)
	}
	var v struct {
		Durations, Distances  [][]*float64
		Sources, Destinations []any
		Fallback              [][2]int `json:"fallback_speed_cells"`
	}
	read := func(query string) {
		t.Helper()
		v.Durations, v.Distances, v.Fallback = nil, nil, nil
		if err := json.Unmarshal(c.get("/osrm/table/v1/driving/"+query).ok().body, &v); err != nil {
			t.Fatal(err)
		}
	}
	read("75.9,39.4;75.94,39.4;76.205,39.4?radiuses=;;1000")
	if len(v.Durations) != 3 || *v.Durations[0][0] != 0 || v.Durations[0][2] != nil || v.Distances != nil || len(v.Sources) != 3 {
		t.Errorf("%+v", v)
	}
	read("75.9,39.4;75.94,39.4;76.205,39.4?radiuses=;;1000&sources=0&destinations=1;2&annotations=duration,distance&fallback_speed=10&fallback_coordinate=input&scale_factor=2")
	if len(v.Durations) != 1 || len(v.Distances[0]) != 2 || v.Durations[0][1] == nil || fmt.Sprint(v.Fallback) != "[[0 1]]" || *v.Durations[0][1] < 5000 {
		t.Errorf("%+v", v)
	}
}

func TestOSRMMatch(t *testing.T) {
	c, _ := onStreets(t)
	a := c.get("/osrm/match/v1/driving/75.9001,39.4002;75.9049,39.39985;75.91,39.40005;75.90995,39.405;75.9101,39.4098?timestamps=0;10;20;30;40&geometries=geojson&steps=true&radiuses=20;20;20;20;20&annotations=distance").ok()
	var v struct {
		Matchings []struct {
			Confidence, Distance float64
			Legs                 []any
		}
		Tracepoints []*struct {
			Matching int `json:"matchings_index"`
			Waypoint int `json:"waypoint_index"`
		}
	}
	if err := json.Unmarshal(a.body, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Matchings) != 1 || len(v.Matchings[0].Legs) != 4 || v.Matchings[0].Distance < 1850 || v.Matchings[0].Distance > 1960 || v.Matchings[0].Confidence < 0.5 {
		t.Errorf("%s", short(a.body))
	}
	for i, p := range v.Tracepoints {
		if p == nil || p.Waypoint != i {
			t.Errorf("tracepoint %d: %+v", i, p)
		}
	}
	a = c.get("/osrm/match/v1/driving/75.9,39.4;75.91,39.4;75.92,39.4;75.93,39.4?timestamps=0;10;500;510&gaps=split").ok()
	if err := json.Unmarshal(a.body, &v); err != nil || len(v.Matchings) != 2 {
		t.Errorf("%s", short(a.body))
	}
	c.get("/osrm/match/v1/driving/75.9,39.4;75.90001,39.4;75.91,39.4;77,39.4;75.92,39.4?tidy=true").ok().says("null")
}
