package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo"
	roadnet "pamir/geo/route"
	"pamir/internal/ask"
)

// roadRequest is what the parameters say about roads.
type roadRequest struct {
	coordinates, destinations []orb.Point
	profile                   string
	departAt                  time.Time
	vehicle                   roadnet.Vehicle
	vehicleGiven              bool
	avoid                     roadnet.Avoid
	areas                     []roadnet.Area
	closedWays                []int64
	radiuses                  []float64     // 0: as far as the default
	bearings                  []*[2]float64 // nil: any
	approaches                []roadnet.Approach
	alternatives              int
	turnBack                  bool
	noSteps, annotations      bool
	geometry                  string
	limits                    []float64 // minutes or kilometres
	byDistance, reverse       bool
	outlines                  string
	distances                 bool
	byDuration                bool
	osrmRequest
}

// Limits of what one request may ask of the roads.
const (
	mostWaypoints   = 100
	mostCells       = 10_000
	mostLimits      = 6
	mostReachHours  = 12
	mostReachKm     = 500
	mostCornerCount = 2000
	mostWays        = 500
	mostAlternative = 3
)

// profiles are how one drives; a bus drives as a car does.
var profiles = map[string]roadnet.Mode{"car": roadnet.Car, "truck": roadnet.Truck, "bus": roadnet.Car, "foot": roadnet.Foot}

var profileNames = []string{"car", "truck", "bus", "foot"}

func positionsParam(name, description string, most int, get func(*call) *[]orb.Point) *param {
	return &param{
		name: name, in: "query", required: true,
		description: description + " At most " + strconv.Itoa(most) + ", as lon,lat;lon,lat in degrees.",
		schema:      `{"type":"string"}`, example: `"75.99,39.47;72.8,40.53"`,
		body: `{"type":"array","minItems":1,"maxItems":` + strconv.Itoa(most) + `,"items":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"number"}}}`,
		set: func(c *call, v string) (err error) {
			list, err := ask.Positions(v)
			if err == nil && len(list) > most {
				err = fmt.Errorf("has %d positions; the limit is %d", len(list), most)
			}
			*get(c) = list
			return err
		},
	}
}

var (
	coordinatesParam  = positionsParam("coordinates", "Where to begin, pass and end.", mostWaypoints, func(c *call) *[]orb.Point { return &c.coordinates })
	lineParam         = positionsParam("coordinates", "The line.", 5000, func(c *call) *[]orb.Point { return &c.coordinates })
	originsParam      = positionsParam("origins", "Where to begin.", 1000, func(c *call) *[]orb.Point { return &c.coordinates })
	destinationsParam = func() *param {
		p := positionsParam("destinations", "Where to end; the origins where it is not there.", 1000, func(c *call) *[]orb.Point { return &c.destinations })
		p.required = false
		return p
	}()
)

var profileParam = &param{
	name: "profile", in: "query",
	description: "How one drives: car, truck, bus (as a car) or foot.",
	schema:      `{"type":"string","enum":["car","truck","bus","foot"],"default":"car"}`, example: `"truck"`,
	set: func(c *call, v string) error {
		c.profile = v
		if _, ok := profiles[v]; !ok {
			return &ask.Error{Detail: fmt.Sprintf("is none, has %q", ask.Clip(v)), Hint: oneOf(v, slices.Clone(profileNames))}
		}
		return nil
	},
}

var departAtParam = instant("depart_at", "When to set off, with its offset; now where it is not there.", `"2026-03-04T08:00:00+08:00"`, func(c *call) *time.Time { return &c.departAt })

// measure is a parameter of the vehicle.
func measure(name, description string, most float64, get func(*roadnet.Vehicle) *float64) *param {
	return &param{
		name: name, in: "query", description: description,
		schema: fmt.Sprintf(`{"type":"number","minimum":0,"exclusiveMinimum":true,"maximum":%v}`, most), body: `{"type":"number"}`,
		set: func(c *call, v string) error {
			x, err := ask.Number(v)
			if err == nil && (x <= 0 || x > most) {
				err = fmt.Errorf("is above 0 and at most %v, has %q", most, ask.Clip(v))
			}
			*get(&c.vehicle), c.vehicleGiven = x, true
			return err
		},
	}
}

var vehicleParams = []*param{
	measure("height_m", "Height of the vehicle, in metres. A truck of which no measure is given is 4 m high, 2.55 m wide and 16.5 m long, and weighs 40 t, 11.5 t on an axle.", 10, func(v *roadnet.Vehicle) *float64 { return &v.Height }),
	measure("width_m", "Width of the vehicle, in metres.", 10, func(v *roadnet.Vehicle) *float64 { return &v.Width }),
	measure("length_m", "Length of the vehicle, in metres.", 60, func(v *roadnet.Vehicle) *float64 { return &v.Length }),
	measure("weight_t", "Weight of the vehicle with its load, in tonnes.", 500, func(v *roadnet.Vehicle) *float64 { return &v.Weight }),
	measure("axle_load_t", "The most weight on an axle, in tonnes.", 50, func(v *roadnet.Vehicle) *float64 { return &v.AxleLoad }),
	{name: "hazmat", in: "query", description: "What dangerous goods are carried: none, any, or such as endanger water.",
		schema: `{"type":"string","enum":["none","any","water"],"default":"none"}`,
		set: func(c *call, v string) error {
			c.vehicle.Hazmat, c.vehicle.HazmatWater = v == "any" || v == "water", v == "water"
			if v != "none" && v != "any" && v != "water" {
				return &ask.Error{Detail: fmt.Sprintf("has %q", ask.Clip(v)), Hint: "there are none, any, water"}
			}
			return nil
		}},
}

var avoidParam = &param{
	name: "avoid", in: "query", array: true,
	description: "Kinds of roads that are not to be used at all: toll, ferry, unpaved, tunnel, motorway.",
	schema:      `{"type":"array","items":{"type":"string","enum":["toll","ferry","unpaved","tunnel","motorway"]},"maxItems":5}`, example: `["ferry"]`,
	set: func(c *call, v string) (err error) {
		c.avoid, err = readAvoid(v, roadnet.AvoidNames)
		return err
	},
}

func readAvoid(v string, names []string) (a roadnet.Avoid, err error) {
	for word := range strings.SplitSeq(v, ",") {
		i := slices.Index(names, word)
		if i < 0 {
			return a, &ask.Error{Detail: fmt.Sprintf("has %q", ask.Clip(word)), Hint: oneOf(word, slices.Clone(names))}
		}
		a |= 1 << i
	}
	return a, nil
}

var avoidAreasParam = &param{
	name: "avoid_areas", in: "query",
	description: fmt.Sprintf("Areas that are not to be driven through: a GeoJSON Polygon or MultiPolygon, of at most %d corners.", mostCornerCount),
	schema:      `{"type":"string"}`, body: `{"type":"object","required":["type","coordinates"],"properties":{"type":{"type":"string","enum":["Polygon","MultiPolygon"]},"coordinates":{"type":"array","items":{}}}}`,
	set: func(c *call, v string) (err error) {
		c.areas, err = readAreas(v)
		return err
	},
}

func readAreas(v string) (areas []roadnet.Area, err error) {
	var g struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	}
	if err := json.Unmarshal([]byte(v), &g); err != nil {
		return nil, &ask.Error{Detail: "is no JSON", Hint: "give a GeoJSON Polygon or MultiPolygon"}
	}
	var many []orb.Polygon
	switch g.Type {
	case "Polygon":
		many = make([]orb.Polygon, 1)
		err = json.Unmarshal(g.Coordinates, &many[0])
	case "MultiPolygon":
		err = json.Unmarshal(g.Coordinates, &many)
	default:
		return nil, &ask.Error{Detail: fmt.Sprintf("has the type %q", ask.Clip(g.Type)), Hint: "it takes a Polygon or MultiPolygon"}
	}
	if err != nil {
		return nil, errors.New("has coordinates that are none of that type")
	}
	corners := 0
	for i, p := range many {
		if len(p) == 0 {
			return nil, fmt.Errorf("has no ring in polygon %d", i+1)
		}
		for _, ring := range p {
			corners += len(ring)
			if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
				return nil, fmt.Errorf("has a ring in polygon %d that is not closed: its first and last positions are to be the same, and it has at least 4", i+1)
			}
			for _, q := range ring {
				if !(math.Abs(q[0]) <= 180 && math.Abs(q[1]) <= 90) {
					return nil, fmt.Errorf("has %v,%v, which is no position; longitude comes first", q[0], q[1])
				}
			}
		}
		areas = append(areas, roadnet.Area{Name: "avoid_areas", Polygon: p})
	}
	if corners > mostCornerCount {
		return nil, fmt.Errorf("has %d corners; the limit is %d", corners, mostCornerCount)
	}
	return areas, nil
}

var avoidWaysParam = &param{
	name: "avoid_ways", in: "query", array: true,
	description: fmt.Sprintf("Ids of ways of OpenStreetMap that are not to be used, at most %d.", mostWays),
	schema:      `{"type":"array","items":{"type":"integer"},"maxItems":` + strconv.Itoa(mostWays) + `}`,
	set: func(c *call, v string) error {
		for word := range strings.SplitSeq(v, ",") {
			id, err := strconv.ParseInt(word, 10, 64)
			if err != nil {
				return fmt.Errorf("has %q, which is no id", ask.Clip(word))
			}
			c.closedWays = append(c.closedWays, id)
		}
		if len(c.closedWays) > mostWays {
			return fmt.Errorf("has %d ids; the limit is %d", len(c.closedWays), mostWays)
		}
		return nil
	},
}

// each makes a parameter with a value for each position, with ; between.
func each(name, description, item string, read func(c *call, word string) error) *param {
	return &param{
		name: name, in: "query", description: description + " One for each position, with ; between; nothing for the default.",
		schema: `{"type":"string"}`, between: ";", body: `{"type":"array","items":` + item + `}`,
		set: func(c *call, v string) error {
			for i, word := range strings.Split(v, ";") {
				if err := read(c, strings.TrimSpace(word)); err != nil {
					return fmt.Errorf("has %q at place %d: %w", ask.Clip(word), i+1, err)
				}
			}
			return nil
		},
	}
}

var radiusesParam = each("radiuses", "How far a road may be, in metres, or unlimited.", `{"anyOf":[{"type":"number"},{"type":"string"}]}`, func(c *call, word string) error {
	r, err := readRadius(word)
	c.radiuses = append(c.radiuses, r)
	return err
})

func readRadius(word string) (float64, error) {
	switch word {
	case "":
		return 0, nil
	case "unlimited":
		return roadnet.Anywhere, nil
	}
	r, err := strconv.ParseFloat(word, 64)
	if err != nil || !(r > 0) || math.IsInf(r, 0) {
		return 0, errors.New("it is metres above 0, or unlimited")
	}
	return r, nil
}

var bearingsParam = each("bearings", "The direction in which to set off, in degrees from north, and how far one may differ from it, as 90,20.", `{"type":"string"}`, func(c *call, word string) error {
	b, err := readBearing(word)
	c.bearings = append(c.bearings, b)
	return err
})

func readBearing(word string) (*[2]float64, error) {
	if word == "" {
		return nil, nil
	}
	a, b, found := strings.Cut(word, ",")
	x, err := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	if !found || err != nil || err2 != nil || !(x >= 0 && x <= 360 && y >= 0 && y <= 180) {
		return nil, errors.New("it is a bearing of 0 to 360 and a range of 0 to 180 degrees")
	}
	return &[2]float64{x, y}, nil
}

var approachesParam = each("approaches", "On which side of the road to be: curb, opposite or unrestricted.", `{"type":"string","enum":["","curb","opposite","unrestricted"]}`, func(c *call, word string) error {
	a, err := readApproach(word)
	c.approaches = append(c.approaches, a)
	return err
})

func readApproach(word string) (roadnet.Approach, error) {
	i := slices.Index([]string{"unrestricted", "curb", "opposite", ""}, word)
	if i < 0 {
		return 0, errors.New("it is curb, opposite or unrestricted")
	}
	return roadnet.Approach(i % 3), nil
}

// stops puts together positions and what is asked of each.
func (c *call) stops(at []orb.Point) []roadnet.Stop {
	list := make([]roadnet.Stop, len(at))
	for i, p := range at {
		list[i].At = p
		if i < len(c.radiuses) {
			list[i].Radius = c.radiuses[i]
		}
		if i < len(c.bearings) {
			list[i].Bearing = c.bearings[i]
		}
		if i < len(c.approaches) {
			list[i].Approach = c.approaches[i]
		}
	}
	return list
}

// options are the request's, with what follows from its profile.
func (c *call) options() roadnet.Options {
	o := roadnet.Options{Mode: profiles[c.profile], Vehicle: c.vehicle, Avoid: c.avoid, Areas: c.areas, Ways: c.closedWays, Departure: c.departAt, During: c.s.cfg.Now()}
	if c.profile == "truck" && !c.vehicleGiven {
		hazmat, water := o.Vehicle.Hazmat, o.Vehicle.HazmatWater
		o.Vehicle = roadnet.OrdinaryTruck
		o.Vehicle.Hazmat, o.Vehicle.HazmatWater = hazmat, water
	}
	return o
}

// checkRoads checks what depends on several parameters, or on the roads.
func checkRoads(c *call, wrong *wrongs) {
	n := len(c.coordinates)
	for name, given := range map[string]int{"radiuses": len(c.radiuses), "bearings": len(c.bearings), "approaches": len(c.approaches)} {
		if given > 0 && n > 0 && given != n {
			wrong.add(invalidParameter, name, fmt.Sprintf("has %d values for %d positions", given, n))
		}
	}
	c.checkSwapped(wrong)
}

// checkSwapped finds positions that are far from the roads, and among them once
// their numbers change places.
func (c *call) checkSwapped(wrong *wrongs) {
	box, ok := c.extent()
	if !ok {
		return
	}
	for _, list := range [][]orb.Point{c.coordinates, c.destinations} {
		for i, p := range list {
			if ask.Swapped(p, &box) {
				wrong.add(coordinatesSwapped, "coordinates", fmt.Sprintf("look swapped at place %d: longitude comes first, and %v,%v lies among the roads here", i+1, p[1], p[0]))
				wrong.first = coordinatesSwapped
				return
			}
		}
	}
}

// extent is the box of the roads.
func (c *call) extent() (box geo.Box, ok bool) {
	r, err := c.router()
	if err != nil {
		return box, false
	}
	return r.Network().Bounds()
}
