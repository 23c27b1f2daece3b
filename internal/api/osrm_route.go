package api

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/simplify"

	roadnet "pamir/geo/route"
)

type osrmRouteDoc struct {
	Code      string         `json:"code"`
	Routes    []osrmRoute    `json:"routes"`
	Waypoints []osrmWaypoint `json:"waypoints,omitempty"`
}

type osrmRoute struct {
	Geometry   any       `json:"geometry,omitempty"`
	Legs       []osrmLeg `json:"legs"`
	WeightName string    `json:"weight_name"`
	Weight     float64   `json:"weight"`
	Duration   float64   `json:"duration"`
	Distance   float64   `json:"distance"`
	Confidence *float64  `json:"confidence,omitempty"`
}

type osrmLeg struct {
	Steps      []osrmStep      `json:"steps"`
	Summary    string          `json:"summary"`
	Weight     float64         `json:"weight"`
	Duration   float64         `json:"duration"`
	Distance   float64         `json:"distance"`
	Annotation *osrmAnnotation `json:"annotation,omitempty"`
}

type osrmAnnotation struct {
	Distance    []float64     `json:"distance,omitempty"`
	Duration    []float64     `json:"duration,omitempty"`
	Weight      []float64     `json:"weight,omitempty"`
	Speed       []float64     `json:"speed,omitempty"`
	Wait        []float64     `json:"wait,omitempty"` // not of OSRM: how much of the duration one stands at a border
	Datasources []int         `json:"datasources,omitempty"`
	Metadata    *osrmMetadata `json:"metadata,omitempty"`
}

type osrmMetadata struct {
	Names []string `json:"datasource_names"`
}

type osrmStep struct {
	Intersections []osrmIntersection `json:"intersections"`
	DrivingSide   string             `json:"driving_side"`
	Geometry      any                `json:"geometry"`
	Mode          string             `json:"mode"`
	Duration      float64            `json:"duration"`
	Maneuver      osrmManeuver       `json:"maneuver"`
	Ref           string             `json:"ref,omitempty"`
	Weight        float64            `json:"weight"`
	Distance      float64            `json:"distance"`
	Name          string             `json:"name"`
	Destinations  string             `json:"destinations,omitempty"`
}

type osrmManeuver struct {
	BearingAfter  int        `json:"bearing_after"`
	BearingBefore int        `json:"bearing_before"`
	Location      [2]float64 `json:"location"`
	Modifier      string     `json:"modifier,omitempty"`
	Type          string     `json:"type"`
	Exit          int        `json:"exit,omitempty"`
}

type osrmIntersection struct {
	Out      *int       `json:"out,omitempty"`
	In       *int       `json:"in,omitempty"`
	Entry    []bool     `json:"entry"`
	Bearings []int      `json:"bearings"`
	Location [2]float64 `json:"location"`
	Classes  []string   `json:"classes,omitempty"`
}

// osrmRoute answers /osrm/route.
func (c *call) osrmRoute() error {
	if len(c.coordinates) < 2 {
		return c.failOSRM(osrmFail("InvalidOptions", "Number of coordinates needs to be at least two."))
	}
	b, err := c.border()
	if err != nil {
		return c.failOSRM(err)
	}
	r := b.Router()
	at, keep := c.departure()
	if c.freshWays(r, keep, at) {
		return nil
	}
	ctx, done, err := c.drive()
	if err != nil {
		return c.failOSRM(err)
	}
	defer done()
	plan := c.plan(c.osrmStops())
	plan.Depart = at
	if len(plan.Stops) > 2 {
		plan.Alternatives = 0
	}
	a, err := b.Route(ctx, plan)
	if err != nil {
		return c.failOSRM(c.gateFailure(err))
	}
	doc := osrmRouteDoc{Code: "Ok"}
	for i := range a.Routes {
		it := a.Routes[i].Waiting() // OSRM knows no waits: they are part of its durations
		if c.legEnds != nil {
			it = it.Through(c.legEnds)
		}
		doc.Routes = append(doc.Routes, c.newOSRMRoute(it))
	}
	for i := range a.Waypoints {
		if !c.noWaypoints && (c.legEnds == nil || contains(c.legEnds, i)) {
			doc.Waypoints = append(doc.Waypoints, c.osrmWaypoint(r.Network(), &a.Waypoints[i]))
		}
	}
	return c.writeJSON(doc)
}

func contains(list []int, x int) bool {
	for _, v := range list {
		if v == x {
			return true
		}
	}
	return false
}

func (c *call) newOSRMRoute(it *roadnet.Itinerary) osrmRoute {
	d := osrmRoute{WeightName: "duration", Weight: seconds(it.Hundredths()), Duration: seconds(it.Hundredths()), Distance: metres(it.Centimetres())}
	switch c.overview {
	case "full":
		d.Geometry = c.osrmLine(it.Line())
	case "false":
	default:
		d.Geometry = c.osrmLine(simplified(it.Line()))
	}
	for i := range it.Legs {
		d.Legs = append(d.Legs, c.osrmLeg(&it.Legs[i]))
	}
	return d
}

// simplified leaves out points that do not show where the whole line is seen.
func simplified(line orb.LineString) orb.LineString {
	b := line.Bound()
	size := math.Max(b.Max[0]-b.Min[0], b.Max[1]-b.Min[1])
	return simplify.DouglasPeucker(size / 1000).LineString(line.Clone())
}

func (c *call) osrmLine(line orb.LineString) any {
	switch c.geometries {
	case "geojson":
		return lineString(line)
	case "polyline6":
		return encodePolyline(line, 6)
	}
	return encodePolyline(line, 5)
}

func (c *call) osrmLeg(leg *roadnet.Leg) osrmLeg {
	d := osrmLeg{Steps: []osrmStep{}, Weight: seconds(leg.Hundredths()), Duration: seconds(leg.Hundredths()), Distance: metres(leg.Centimetres)}
	if c.steps {
		steps := leg.Steps(c.lang)
		d.Summary = summary(steps)
		for i := range steps {
			d.Steps = append(d.Steps, c.newOSRMStep(leg, &steps[i]))
		}
	}
	if c.annotate != nil {
		d.Annotation = newOSRMAnnotation(leg.Segments(), c.annotate)
	}
	return d
}

func newOSRMAnnotation(segments []roadnet.Segment, wanted []string) *osrmAnnotation {
	a := &osrmAnnotation{}
	for _, name := range wanted {
		for _, s := range segments {
			m, t := round2(s.Centimetres/100), round2(s.Hundredths/100)
			switch name {
			case "distance":
				a.Distance = append(a.Distance, m)
			case "duration":
				a.Duration = append(a.Duration, t)
			case "weight":
				a.Weight = append(a.Weight, t)
			case "speed":
				v := 0.0
				if driven := t - round2(s.Wait/100); driven > 0 {
					v = round1(m / driven)
				}
				a.Speed = append(a.Speed, v)
			case "wait":
				a.Wait = append(a.Wait, round2(s.Wait/100))
			case "datasources":
				a.Datasources = append(a.Datasources, 0)
				a.Metadata = &osrmMetadata{[]string{"profile"}}
			}
		}
	}
	return a
}

func (c *call) newOSRMStep(leg *roadnet.Leg, s *roadnet.Step) osrmStep {
	d := osrmStep{DrivingSide: drivingSide(s), Geometry: c.osrmLine(leg.StepLine(s)), Mode: s.Travel, Duration: seconds(s.Hundredths), Weight: seconds(s.Hundredths),
		Distance: metres(s.Centimetres), Name: s.Name, Ref: s.Ref, Destinations: s.Destinations, Intersections: []osrmIntersection{}}
	d.Maneuver = osrmManeuver{BearingAfter: wholeDegrees(s.After), BearingBefore: wholeDegrees(s.Before), Location: place6(s.At), Modifier: s.Modifier, Type: s.Type, Exit: s.Exit}
	if s.Type == "depart" {
		d.Maneuver.BearingBefore = 0
	}
	for _, x := range leg.Intersections(s) {
		y := osrmIntersection{Entry: x.Entry, Location: place6(x.At), Classes: x.Classes}
		for _, b := range x.Bearings {
			y.Bearings = append(y.Bearings, wholeDegrees(b))
		}
		if x.In >= 0 {
			y.In = &x.In
		}
		if x.Out >= 0 {
			y.Out = &x.Out
		}
		d.Intersections = append(d.Intersections, y)
	}
	return d
}

// wholeDegrees rounds a bearing.
func wholeDegrees(bearing float64) int { return int(math.Round(bearing)) % 360 }
