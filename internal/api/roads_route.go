package api

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/border"
	roadnet "pamir/geo/route"
	"pamir/internal/ask"
	"pamir/internal/formats"
)

var (
	alternativesParam = &param{
		name: "alternatives", in: "query",
		description: "How many other ways to look for, from one position to another, where none crosses a border; /v1/compare has the others.",
		schema:      fmt.Sprintf(`{"type":"integer","minimum":0,"maximum":%d,"default":0}`, mostAlternative),
		set: func(c *call, v string) (err error) {
			if v == "0" {
				return nil
			}
			c.alternatives, err = ask.Whole(v, mostAlternative)
			return err
		},
	}
	stepsParam       = truth("steps", "Tell how to drive.", true, func(c *call, is bool) { c.noSteps = !is })
	annotationsParam = truth("annotations", "Tell the distance, duration and way of each piece of the line.", false, func(c *call, is bool) { c.annotations = is })
	straightParam    = truth("continue_straight", "Not to turn back at a position on the way, unless nothing else leads on.", true, func(c *call, is bool) { c.turnBack = !is })
	geometryParam    = &param{
		name: "geometry", in: "query",
		description: "How lines are written: as GeoJSON, as polylines of Google's algorithm with 5 or 6 decimals, or not at all.",
		schema:      `{"type":"string","enum":["geojson","polyline","polyline6","none"],"default":"geojson"}`,
		set: func(c *call, v string) error {
			c.geometry = v
			switch v {
			case "geojson", "polyline", "polyline6", "none":
				return nil
			}
			return &ask.Error{Detail: fmt.Sprintf("has %q", ask.Clip(v)), Hint: oneOf(v, []string{"geojson", "polyline", "polyline6", "none"})}
		},
	}
)

// compareGeometryParam leaves lines out unless they are asked for.
var compareGeometryParam = func() *param {
	p := *geometryParam
	p.schema = strings.Replace(p.schema, `"default":"geojson"`, `"default":"none"`, 1)
	return &p
}()

// truth is a parameter that is true or false.
func truth(name, description string, byDefault bool, set func(c *call, is bool)) *param {
	return &param{
		name: name, in: "query", description: description,
		schema: fmt.Sprintf(`{"type":"boolean","default":%v}`, byDefault),
		set: func(c *call, v string) error {
			if v != "true" && v != "false" {
				return fmt.Errorf("is true or false, has %q", ask.Clip(v))
			}
			set(c, v == "true")
			return nil
		},
	}
}

func checkRoute(c *call, wrong *wrongs) {
	checkRoads(c, wrong)
	checkGates(c, wrong)
	if n := len(c.coordinates); n == 1 {
		wrong.add(invalidParameter, "coordinates", "has one position; a route has two at least")
	} else if n > 2 && c.alternatives > 0 {
		wrong.add(invalidParameter, "alternatives", "are for two positions alone")
	} else if n > 2 && !c.departUntil.IsZero() {
		wrong.add(invalidParameter, "depart_until", "is for two positions alone")
	}
}

type routeDoc struct {
	routeHead
	Routes []wayDoc `json:"routes"`
}

type routeHead struct {
	Profile   string        `json:"profile"`
	Vehicle   vehicleDoc    `json:"vehicle"`
	Roads     roadsDoc      `json:"roads"`
	Schedules string        `json:"schedules"` // version of the hours
	Waypoints []waypointDoc `json:"waypoints"`
}

type wayDoc struct {
	wayHead
	Geometry any                   `json:"geometry"`
	Highest  *formats.Highest      `json:"highest"`
	Legs     []legDoc              `json:"legs"`
	Notices  []formats.RouteNotice `json:"notices"`
}

type wayHead struct {
	Distance float64    `json:"distance"`
	Duration float64    `json:"duration"`
	DepartAt *time.Time `json:"depart_at"`
	formats.WayTimes
}

type legDoc struct {
	legHead
	Steps      []stepDoc      `json:"steps,omitempty"`
	Annotation *annotationDoc `json:"annotation,omitempty"`
}

type legHead struct {
	Distance float64      `json:"distance"`
	Duration float64      `json:"duration"`
	Summary  string       `json:"summary"`
	Passages []passageDoc `json:"passages"`
}

type passageDoc struct {
	Kind     string     `json:"kind"`
	Name     string     `json:"name"`
	Ref      string     `json:"ref"`
	Location [2]float64 `json:"location"`
	Distance float64    `json:"distance"`
	Duration float64    `json:"duration"`
}

type stepDoc struct {
	Type          string     `json:"type"`
	Modifier      string     `json:"modifier,omitempty"`
	Exit          int        `json:"exit,omitempty"`
	Instruction   string     `json:"instruction"`
	Name          string     `json:"name"`
	Ref           string     `json:"ref"`
	Destinations  string     `json:"destinations,omitempty"`
	Travel        string     `json:"travel"`
	DrivingSide   string     `json:"driving_side"`
	Distance      float64    `json:"distance"`
	Duration      float64    `json:"duration"`
	Location      [2]float64 `json:"location"`
	BearingBefore float64    `json:"bearing_before"`
	BearingAfter  float64    `json:"bearing_after"`
}

type annotationDoc struct {
	Distance []float64 `json:"distance"`
	Duration []float64 `json:"duration"`
	Way      []int64   `json:"way"`
}

// route answers /v1/route.
func (c *call) findRoute() error {
	b, err := c.border()
	if err != nil {
		return err
	}
	r := b.Router()
	p := c.plan(c.stops(c.coordinates))
	at, keep := c.departure()
	if c.arriveBy.IsZero() {
		p.Depart = at
	} else {
		at, keep = c.arriveBy, longestAge
	}
	if c.freshWays(r, keep, at) {
		return nil
	}
	ctx, done, err := c.drive()
	if err != nil {
		return err
	}
	defer done()
	a, err := b.Route(ctx, p)
	if err != nil {
		return c.gateFailure(err)
	}
	if c.form == asGPX {
		track := c.track(a.Answer)
		for i := range a.Ways {
			if a.Ways[i].Assumed {
				track.Lines[i].Name += formats.AssumedName
			}
		}
		return c.write(formats.AppendGPX(nil, track))
	}
	doc := routeDoc{routeHead: routeHead{Profile: c.profile, Vehicle: c.vehicleDoc(p.Vehicle), Roads: c.roadsDoc(r.Network(), a.Version), Schedules: c.schedule().Version(),
		Waypoints: c.waypoints(a.Answer)}}
	for i := range a.Ways {
		doc.Routes = append(doc.Routes, c.wayDoc(a, &a.Ways[i]))
	}
	o := c.body()
	o.buf = append(doc.append(o.buf), '\n')
	return o.end()
}

func (c *call) roadsDoc(n *roadnet.Network, version uint64) roadsDoc {
	return roadsDoc{n.Source(), n.Schematic(), version}
}

func (c *call) waypoints(a *roadnet.Answer) (list []waypointDoc) {
	for i := range a.Waypoints {
		p := &a.Waypoints[i]
		name, ref := a.Road(p, c.lang)
		list = append(list, waypointDoc{place6(p.At), round2(p.Metres), name, ref})
	}
	return list
}

func (c *call) wayDoc(a *border.Answer, way *border.Way) wayDoc {
	it := &way.Itinerary
	w := wayDoc{wayHead: wayHead{Distance: metres(it.Centimetres()), Duration: seconds(it.Hundredths()), WayTimes: c.times(way, a)}, Highest: formats.NewHighest(it)}
	w.Notices = c.notices(a.Answer, it, w.Highest)
	if depart := way.Depart; !depart.IsZero() {
		if !depart.Equal(c.departAt) {
			depart = depart.UTC()
		}
		w.DepartAt = &depart
	}
	for i := range way.Notices {
		if way.Notices[i].Code != border.Schematic { // which notices says already
			w.Notices = append(w.Notices, formats.NewRouteNotice(&way.Notices[i]))
		}
	}
	w.Geometry = lineDoc(it.Line(), c.geometry)
	for i := range it.Legs {
		w.Legs = append(w.Legs, c.legDoc(&it.Legs[i]))
	}
	return w
}

// lineDoc writes a line as the request wants it.
func lineDoc(line orb.LineString, as string) any {
	switch as {
	case "none":
		return nil
	case "polyline":
		return encodePolyline(line, 5)
	case "polyline6":
		return encodePolyline(line, 6)
	}
	return lineString(line)
}

func (c *call) legDoc(leg *roadnet.Leg) legDoc {
	d := legDoc{legHead: legHead{Distance: metres(leg.Centimetres), Duration: seconds(leg.Hundredths()), Passages: []passageDoc{}}}
	steps := leg.Steps(c.lang)
	d.Summary = summary(steps)
	for _, p := range leg.Passages(c.lang) {
		d.Passages = append(d.Passages, passageDoc{p.Kind.String(), p.Name, p.Ref, place6(p.At), metres(p.Centimetres), seconds(p.Hundredths)})
	}
	if !c.noSteps {
		d.Steps = make([]stepDoc, 0, len(steps))
		for i := range steps {
			d.Steps = append(d.Steps, newStepDoc(&steps[i], c.lang))
		}
	}
	if c.annotations {
		d.Annotation = &annotationDoc{[]float64{}, []float64{}, []int64{}}
		for _, s := range leg.Segments() {
			d.Annotation.Distance = append(d.Annotation.Distance, round2(s.Centimetres/100))
			d.Annotation.Duration = append(d.Annotation.Duration, round2(s.Hundredths/100))
			d.Annotation.Way = append(d.Annotation.Way, s.Way)
		}
	}
	return d
}

func newStepDoc(s *roadnet.Step, lang string) stepDoc {
	return stepDoc{Type: s.Type, Modifier: s.Modifier, Exit: s.Exit, Instruction: s.Instruction(lang), Name: s.Name, Ref: s.Ref, Destinations: s.Destinations,
		Travel: s.Travel, DrivingSide: drivingSide(s), Distance: metres(s.Centimetres), Duration: seconds(s.Hundredths), Location: place6(s.At),
		BearingBefore: round1(s.Before), BearingAfter: round1(s.After)}
}

func drivingSide(s *roadnet.Step) string {
	if s.LeftHand {
		return "left"
	}
	return "right"
}

// summary names the two roads that a leg is on for longest, in their order.
func summary(steps []roadnet.Step) string {
	longest := func(not int) int {
		best := -1
		for i := range steps {
			if name := stepRoad(&steps[i]); name != "" && i != not && (not < 0 || name != stepRoad(&steps[not])) && (best < 0 || steps[i].Centimetres > steps[best].Centimetres) {
				best = i
			}
		}
		return best
	}
	first := longest(-1)
	if first < 0 {
		return ""
	}
	second := longest(first)
	if second < 0 {
		return stepRoad(&steps[first])
	}
	return stepRoad(&steps[min(first, second)]) + ", " + stepRoad(&steps[max(first, second)])
}

func stepRoad(s *roadnet.Step) string {
	if s.Name != "" {
		return s.Name
	}
	return s.Ref
}

// track is a route as GPX has it: a track for each way, and its waypoints.
func (c *call) track(a *roadnet.Answer) formats.Tracks {
	var t formats.Tracks
	for i := range a.Waypoints {
		name, ref := a.Road(&a.Waypoints[i], c.lang)
		if name == "" {
			name = ref
		}
		t.Points = append(t.Points, formats.TrackPoint{Name: name, At: a.Waypoints[i].At})
	}
	for i := range a.Routes {
		t.Lines = append(t.Lines, formats.TrackLine{Name: summary(a.Routes[i].Legs[0].Steps(c.lang)), Line: a.Routes[i].Line()})
	}
	return t
}

var errNoLine = errors.New("a line has two positions at least")
