package api

import (
	"fmt"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/border"
	roadnet "pamir/geo/route"
)

var distancesParam = truth("distances", "Lengths of the ways, too, not only times; they take longer to find.", false, func(c *call, is bool) { c.distances = is })

func checkMatrix(c *call, wrong *wrongs) {
	if c.destinations == nil {
		c.destinations = c.coordinates
	}
	if n := len(c.coordinates) * len(c.destinations); n > mostCells {
		wrong.add(invalidParameter, "origins", fmt.Sprintf("make with the destinations %d pairs; the limit is %d", n, mostCells))
	}
	c.checkSwapped(wrong)
	checkGates(c, wrong)
}

type matrixDoc struct {
	Profile      string        `json:"profile"`
	Vehicle      vehicleDoc    `json:"vehicle"`
	Roads        roadsDoc      `json:"roads"`
	Origins      []waypointDoc `json:"origins"`
	Destinations []waypointDoc `json:"destinations"`
	DepartAt     *time.Time    `json:"depart_at"`
	Assumed      bool          `json:"assumed"`
	Durations    [][]*float64  `json:"durations"`
	Earliest     [][]*float64  `json:"durations_earliest,omitempty"`
	Distances    [][]*float64  `json:"distances,omitempty"`
}

// matrix answers /v1/matrix. Without a departure its times are of driving
// alone, through ports as if they were open.
func (c *call) matrix() error {
	b, err := c.border()
	if err != nil {
		return err
	}
	if c.freshWays(b.Router(), longestAge, c.departAt) {
		return nil
	}
	ctx, done, err := c.drive()
	if err != nil {
		return err
	}
	defer done()
	p := c.matrixPlan(stopsAt(c.coordinates), stopsAt(c.destinations), c.distances)
	table, err := b.Matrix(ctx, p)
	if err != nil {
		return c.gateFailure(err)
	}
	n := b.Router().Network()
	doc := matrixDoc{Profile: c.profile, Vehicle: c.vehicleDoc(p.Vehicle), Roads: c.roadsDoc(n, table.Version),
		Origins: c.placeDocs(n, table.From), Destinations: c.placeDocs(n, table.To),
		Assumed: c.assumes(), Durations: rows(table.Promised, len(table.To))}
	if !c.departAt.IsZero() {
		doc.DepartAt, doc.Earliest = &c.departAt, rows(table.Earliest, len(table.To))
	}
	if c.distances {
		doc.Distances = rows(table.Centimetres, len(table.To))
	}
	return c.writeJSON(doc)
}

// matrixPlan is what the request asks of pairs of stops.
func (c *call) matrixPlan(from, to []roadnet.Stop, distances bool) *border.MatrixPlan {
	p := &border.MatrixPlan{Plan: *c.plan(nil), From: from, To: to, Distances: distances}
	if p.Depart = c.departAt; p.Depart.IsZero() {
		p.Book = nil
	}
	return p
}

func stopsAt(at []orb.Point) []roadnet.Stop {
	list := make([]roadnet.Stop, len(at))
	for i, p := range at {
		list[i].At = p
	}
	return list
}

// rows cuts a table into rows, in seconds or metres; what there is not is null.
func rows(values []int64, width int) [][]*float64 {
	list := make([][]*float64, 0, len(values)/max(1, width))
	for at := 0; at < len(values); at += width {
		row := make([]*float64, width)
		for i := range row {
			if v := values[at+i]; v >= 0 {
				x := float64(v) / 100
				row[i] = &x
			}
		}
		list = append(list, row)
	}
	return list
}

func (c *call) placeDocs(n *roadnet.Network, places []roadnet.Place) (list []waypointDoc) {
	for i := range places {
		name, ref := n.Road(&places[i], profiles[c.profile], c.lang)
		list = append(list, waypointDoc{place6(places[i].At), round2(places[i].Metres), name, ref})
	}
	return list
}
