package roadbench

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/border"
	"pamir/geo/cch"
	"pamir/geo/hours"
	"pamir/geo/route"
	roadkeeper "pamir/internal/roads"
)

// gated is the tiled graph as four countries side by side, with 150 ports
// between them: each is two crossings of three stops, an inspection some minutes
// before the frontier on either side of it and a post at the frontier itself.
// All of them have hours, queues and service times that are known.
type gated struct {
	roads   // as Dijkstra's algorithm has them, in hundredths of a second
	tiles   int
	list    []gateOf
	keepers [2]*roadkeeper.Keeper // without any port, and with all
	plain   *route.Router         // of the same roads without any port
	router  *route.Router
	border  *border.Border
	book    *hours.Book
	ways    int64 // their ids are from 1 to this

	random *rand.Rand // of the questions that are being asked
	begun  time.Time  // when the last of them was
}

const (
	portsPerFrontier = 50
	countryOf        = "AABBCCDD"
	kmh              = 60 * 0.85 // what a car drives where the sign says 60
)

func country(column int) string { return countryOf[2*column:][:2] }

// gateOf is a port by its nodes.
type gateOf struct {
	id             string
	west, east     int // countries
	gate           cch.NodeID
	before, behind cch.NodeID // the inspections
}

// gates makes ports of some of the roads that join the columns of tiles, and
// takes the others away.
func (r roads) gates(tb testing.TB, k int) (out roads, list []gateOf) {
	tb.Helper()
	n := r.graph.Nodes()
	column := func(v cch.NodeID) int { return int(v) / (n / k / k) % k }
	var joints [][2]cch.NodeID // from west to east
	out.lon, out.lat = r.lon, r.lat
	type link struct {
		head cch.NodeID
		cost cch.Weight
	}
	arcs := make([][]link, n)
	for v := range n {
		for a := r.graph.FirstOut[v]; a < r.graph.FirstOut[v+1]; a++ {
			t, h := cch.NodeID(v), r.graph.Head[a]
			if column(t) == column(h) {
				arcs[v] = append(arcs[v], link{h, max(1, (r.weights[a]+5)/10)})
			} else if column(t) < column(h) {
				joints = append(joints, [2]cch.NodeID{t, h})
			}
		}
	}
	random := rand.New(rand.NewPCG(6, 150))
	random.Shuffle(len(joints), func(i, j int) { joints[i], joints[j] = joints[j], joints[i] })
	count := make([]int, k)
	// inland is a node about ten minutes from one, on roads that lead both ways.
	inland := func(from cch.NodeID) cch.NodeID {
		at, seen := from, map[cch.NodeID]bool{from: true}
		for took := cch.Weight(0); took < 60_000; {
			next := -1
			for i, l := range arcs[at] {
				back := false
				for _, b := range arcs[l.head] {
					back = back || b.head == at
				}
				if back && !seen[l.head] && (next < 0 || len(arcs[l.head]) > len(arcs[arcs[at][next].head])) {
					next = i
				}
			}
			if next < 0 {
				break
			}
			took += arcs[at][next].cost
			at = arcs[at][next].head
			seen[at] = true
		}
		return at
	}
	for _, j := range joints {
		west, east := column(j[0]), column(j[1])
		if count[west] == portsPerFrontier {
			continue
		}
		g := gateOf{id: fmt.Sprintf("port-%d-%d", west, count[west]), west: west, east: east, gate: cch.NodeID(len(arcs)), before: inland(j[0]), behind: inland(j[1])}
		if g.before == j[0] || g.behind == j[1] {
			continue
		}
		count[west]++
		arcs = append(arcs, nil)
		out.lon, out.lat = append(out.lon, (r.lon[j[0]]+r.lon[j[1]])/2), append(out.lat, (r.lat[j[0]]+r.lat[j[1]])/2)
		for _, end := range j {
			arcs[end] = append(arcs[end], link{g.gate, 1000})
			arcs[g.gate] = append(arcs[g.gate], link{end, 1000})
		}
		list = append(list, g)
	}
	out.graph.FirstOut = []uint32{0}
	for _, links := range arcs {
		for _, l := range links {
			out.graph.Head, out.weights = append(out.graph.Head, l.head), append(out.weights, l.cost)
		}
		out.graph.FirstOut = append(out.graph.FirstOut, uint32(len(out.graph.Head)))
	}
	return out, list
}

// network makes a road network of a graph: an edge for each arc, or for two
// that are each other's way back. Where it is not guarded, nobody stands at the
// gates.
func (r roads) network(tb testing.TB, k int, list []gateOf, guarded bool) (n *route.Network, ways int64) {
	tb.Helper()
	b := route.NewBuilder()
	tags := map[cch.NodeID]route.Tags{}
	countries := make([]string, r.graph.Nodes())
	tile := (r.graph.Nodes() - len(list)) / k / k
	for v := range countries {
		countries[v] = country(v / tile % k)
	}
	for _, g := range list {
		countries[g.gate] = ""
		if !guarded {
			continue // or each border control is a post, which parts the roads even where no port is known
		}
		tags[g.gate] = route.Tags{{Key: "barrier", Value: "border_control"}}
		tags[g.before], tags[g.behind] = route.Tags{{Key: "barrier", Value: "checkpoint"}}, route.Tags{{Key: "barrier", Value: "checkpoint"}}
	}
	both := route.Tags{{Key: "highway", Value: "primary"}, {Key: "maxspeed", Value: "60"}, {Key: "foot", Value: "no"}}
	one := append(both[:3:3], route.Tag{Key: "oneway", Value: "yes"})
	id := int64(0)
	for v := range r.graph.Nodes() {
		for a := r.graph.FirstOut[v]; a < r.graph.FirstOut[v+1]; a++ {
			h, cost, t := r.graph.Head[a], r.weights[a], one
			if back := r.cost(h, cch.NodeID(v)); back == cost {
				if t = both; int(h) < v {
					continue // it is there
				}
			}
			if int(h) == v {
				continue
			}
			c := countries[v]
			if c == "" {
				c = countries[h]
			}
			id++
			b.Way(route.Way{ID: id, Nodes: []int64{int64(v) + 1, int64(h) + 1}, Tags: t, LengthM: float64(cost) * kmh / 360, Country: c})
		}
	}
	b.Nodes()
	for v := range r.graph.Nodes() {
		b.Node(route.Node{ID: int64(v) + 1, Lon: float64(r.lon[v]), Lat: float64(r.lat[v]), Tags: tags[cch.NodeID(v)]})
	}
	n, _, err := b.Build(context.Background(), route.BuildOptions{Source: "a benchmark"})
	if err != nil {
		tb.Fatal(err)
	}
	return n, id
}

// cost is that of the cheapest arc from one node to another, 0 where there is
// none.
func (r *roads) cost(from, to cch.NodeID) (least cch.Weight) {
	for a := r.graph.FirstOut[from]; a < r.graph.FirstOut[from+1]; a++ {
		if r.graph.Head[a] == to && (least == 0 || r.weights[a] < least) {
			least = r.weights[a]
		}
	}
	return least
}

var gateHours = []string{
	"24/7", "Mo-Fr 10:00-14:00,16:00-19:30", "Mo-Fr 09:00-17:00; PH off", "08:00-22:00", "Mo-Sa 08:00-22:00; Su 20:00-02:00", "10:00-24:00", "06:00-23:00", "Mo-Su 07:00-21:00; PH 10:00-16:00",
}

// open makes the ports and their book.
func (g *gated) open(tb testing.TB, list []gateOf) (ports []border.Port) {
	tb.Helper()
	zones := []string{"Asia/Shanghai", "Asia/Bishkek", "Europe/Berlin", "America/New_York"}
	random := rand.New(rand.NewPCG(6, 151))
	content := hours.Content{Version: "a benchmark"}
	for c := range zones {
		content.Calendars = append(content.Calendars, hours.Calendar{Country: country(c), Public: hours.HolidayList{First: hours.DateOf(2025, 1, 1), Last: hours.DateOf(2027, 1, 1), Holidays: []hours.Holiday{{Day: hours.DateOf(2025, 10, 27)}}}})
	}
	for _, x := range list {
		d := hours.Direction(country(x.west) + "-" + country(x.east))
		p := border.Port{ID: x.id, Name: x.id, Directions: []hours.Direction{d, d.Reverse()}}
		chain := hours.Chain{Port: x.id, Modes: hours.Modes(), Directions: p.Directions}
		for k, v := range []cch.NodeID{x.before, x.gate, x.behind} {
			side := []int{x.west, x.west, x.east}[k]
			at := orb.Point{float64(g.lon[v]), float64(g.lat[v])}
			c := border.Checkpoint{ID: fmt.Sprintf("%s-%d", x.id, k), Name: "stop", Side: country(side), At: &at, Node: int64(v) + 1, Frontier: k == 1}
			p.Checkpoints = append(p.Checkpoints, c)
			chain.Checkpoints = append(chain.Checkpoints, hours.Checkpoint{ID: c.ID, Side: c.Side, Position: c.At})
			e, err := hours.Parse(gateHours[random.IntN(len(gateHours))])
			if err != nil {
				tb.Fatal(err)
			}
			zone, err := time.LoadLocation(zones[side])
			if err != nil {
				tb.Fatal(err)
			}
			scope := hours.Scope{Port: x.id, Checkpoint: c.ID}
			content.Rules = append(content.Rules, hours.Rule{ID: c.ID, Scope: scope, Zone: zone, Hours: e, Confidence: hours.Scheduled})
			for _, of := range []hours.StayKind{hours.Service, hours.Queue} {
				content.Stays = append(content.Stays, hours.Stay{ID: c.ID + of.String(), Scope: scope, Of: of, P50: time.Duration(5+random.IntN(50)) * time.Minute, P90: hours.NotMeasured, Mean: hours.NotMeasured, Confidence: hours.Confirmed})
			}
		}
		content.Chains, ports = append(content.Chains, chain), append(ports, p)
	}
	var err error
	if g.book, err = hours.NewBook(content); err != nil {
		tb.Fatal(err)
	}
	return ports
}

// newGated makes the whole, of k rows of k tiles.
func newGated(tb testing.TB, k int) *gated {
	tb.Helper()
	r, list := luxembourg(tb).tiled(tb, k).gates(tb, k)
	g := &gated{roads: r, tiles: k, list: list}
	keep := func(guarded bool, ports ...border.Port) *roadkeeper.Keeper {
		n, ways := r.network(tb, k, list, guarded)
		g.ways = ways
		keeper := roadkeeper.NewKeeper(slog.New(slog.DiscardHandler), ports...)
		keeper.Load(func(context.Context) (*route.Network, error) { return n, nil })
		keeper.Wait()
		tb.Cleanup(func() { keeper.Close() })
		return keeper
	}
	g.keepers = [2]*roadkeeper.Keeper{keep(false), keep(true, g.open(tb, list)...)}
	var err error
	if g.plain, err = g.keepers[0].Router(); err != nil {
		tb.Fatal(err)
	}
	if g.router, err = g.keepers[1].Router(); err != nil {
		tb.Fatal(err)
	}
	if g.border, err = g.keepers[1].Border(); err != nil {
		tb.Fatal(err)
	}
	return g
}

// node is a junction of a country.
func (g *gated) node(random *rand.Rand, column int) cch.NodeID {
	tile := (g.graph.Nodes() - len(g.list)) / g.tiles / g.tiles
	for {
		v := cch.NodeID(random.IntN(tile * g.tiles * g.tiles))
		if int(v)/tile%g.tiles == column && g.graph.FirstOut[v+1]-g.graph.FirstOut[v] > 2 {
			return v
		}
	}
}

func (g *gated) at(v cch.NodeID) orb.Point { return orb.Point{float64(g.lon[v]), float64(g.lat[v])} }

var gatesEpoch = time.Date(2025, 10, 24, 0, 0, 0, 0, time.UTC)
