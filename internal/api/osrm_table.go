package api

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/border"
	roadnet "pamir/geo/route"
	"pamir/internal/ask"
)

var (
	osrmSources    = indices("sources", "Which coordinates to begin at; all where it is not there.", func(c *call) *[]int { return &c.sources })
	osrmTargets    = indices("destinations", "Which coordinates to end at; all where it is not there.", func(c *call) *[]int { return &c.targets })
	osrmTableWants = &param{name: "annotations", in: "query", description: "duration, distance, or both with a comma.", schema: `{"type":"string"}`, set: func(c *call, v string) error {
		for word := range strings.SplitSeq(v, ",") {
			if word != "duration" && word != "distance" {
				return &ask.Error{Detail: fmt.Sprintf("has %q", ask.Clip(word)), Hint: "there are duration and distance"}
			}
			c.annotate = append(c.annotate, word)
		}
		return nil
	}}
	osrmFallback      = positive("fallback_speed", "Metres a second as the crow flies, where no way leads.", func(c *call) *float64 { return &c.speed })
	osrmScale         = positive("scale_factor", "What durations are multiplied with.", func(c *call) *float64 { return &c.durationScale })
	osrmFallbackPlace = choice("fallback_coordinate", "From where the crow flies.", []string{"input", "snapped"}, func(c *call, v string) { c.fromInput = v == "input" })
	osrmNumber        = &param{name: "number", in: "query", description: "How many roads to list, at most 100.", schema: `{"type":"integer","minimum":1,"maximum":100,"default":1}`, set: func(c *call, v string) (err error) {
		c.number2, err = ask.Whole(v, 100)
		return err
	}}
)

func positive(name, description string, get func(*call) *float64) *param {
	return &param{
		name: name, in: "query", description: description, schema: `{"type":"number","minimum":0,"exclusiveMinimum":true}`,
		set: func(c *call, v string) error {
			x, err := ask.Number(v)
			if err == nil && x <= 0 {
				err = fmt.Errorf("is above 0, has %q", ask.Clip(v))
			}
			*get(c) = x
			return err
		},
	}
}

func metresBetween(a, b orb.Point) float64 {
	from := geo.From(a)
	return from.Distance(b)
}

type osrmTableDoc struct {
	Code         string         `json:"code"`
	Sources      []osrmWaypoint `json:"sources,omitempty"`
	Destinations []osrmWaypoint `json:"destinations,omitempty"`
	Durations    [][]*float64   `json:"durations,omitempty"`
	Distances    [][]*float64   `json:"distances,omitempty"`
	Fallback     [][2]int       `json:"fallback_speed_cells,omitempty"`
}

// osrmTable answers /osrm/table.
func (c *call) osrmTable() error {
	b, err := c.border()
	if err != nil {
		return c.failOSRM(err)
	}
	r := b.Router()
	if c.freshWays(r, longestAge, c.departAt) {
		return nil
	}
	all := make([]int, len(c.coordinates))
	for i := range all {
		all[i] = i
	}
	if c.sources == nil {
		c.sources = all
	}
	if c.targets == nil {
		c.targets = all
	}
	if n := len(c.sources) * len(c.targets); n > mostCells {
		return c.failOSRM(osrmFail("TooBig", "There are %d pairs; the limit is %d.", n, mostCells))
	}
	ctx, done, err := c.drive()
	if err != nil {
		return c.failOSRM(err)
	}
	defer done()
	stops := c.osrmStops()
	pick := func(list []int) (some []roadnet.Stop) {
		for _, i := range list {
			some = append(some, stops[i])
		}
		return some
	}
	if c.annotate == nil {
		c.annotate = []string{"duration"}
	}
	plan := c.matrixPlan(pick(c.sources), pick(c.targets), slices.Contains(c.annotate, "distance"))
	table, err := b.Matrix(ctx, plan)
	if err != nil {
		return c.failOSRM(c.gateFailure(err))
	}
	doc := osrmTableDoc{Code: "Ok"}
	if slices.Contains(c.annotate, "duration") {
		doc.Durations = rows(table.Promised, len(table.To))
	}
	if plan.Distances {
		doc.Distances = rows(table.Centimetres, len(table.To))
	}
	c.fill(&doc, table)
	if !c.noWaypoints {
		for i := range table.From {
			doc.Sources = append(doc.Sources, c.osrmWaypoint(r.Network(), &table.From[i]))
		}
		for i := range table.To {
			doc.Destinations = append(doc.Destinations, c.osrmWaypoint(r.Network(), &table.To[i]))
		}
	}
	return c.writeJSON(doc)
}

// fill scales durations, and fills cells without a way as the crow flies where
// that is asked for.
func (c *call) fill(doc *osrmTableDoc, table *border.Matrix) {
	for i, row := range doc.Durations {
		for k, v := range row {
			if v == nil && c.speed > 0 {
				from, to := table.From[i].At, table.To[k].At
				if c.fromInput {
					from, to = c.coordinates[c.sources[i]], c.coordinates[c.targets[k]]
				}
				m := metresBetween(from, to)
				t := math.Round(m/c.speed*10) / 10
				row[k] = &t
				if doc.Distances != nil {
					doc.Distances[i][k] = &m
				}
				doc.Fallback = append(doc.Fallback, [2]int{i, k})
			}
			if row[k] != nil && c.durationScale > 0 {
				t := round2(*row[k] * c.durationScale)
				row[k] = &t
			}
		}
	}
}

type osrmNearestDoc struct {
	Code      string         `json:"code"`
	Waypoints []osrmWaypoint `json:"waypoints"`
}

// osrmNearest answers /osrm/nearest.
func (c *call) osrmNearest() error {
	if len(c.coordinates) != 1 {
		return c.failOSRM(osrmFail("InvalidOptions", "Only one input coordinate is supported."))
	}
	r, err := c.router()
	if err != nil {
		return c.failOSRM(err)
	}
	if c.freshRoads(r, longestAge, c.departAt) {
		return nil
	}
	o := c.options()
	places, err := r.Nearest(&o, c.osrmStops()[0], max(1, c.number2))
	if err != nil {
		return c.failOSRM(c.roadFailure(err))
	}
	doc := osrmNearestDoc{Code: "Ok"}
	for i := range places {
		w := c.osrmWaypoint(r.Network(), &places[i])
		from, to := r.Network().Ends(&places[i], o.Mode)
		w.Nodes = []int64{from, to}
		doc.Waypoints = append(doc.Waypoints, w)
	}
	return c.writeJSON(doc)
}
