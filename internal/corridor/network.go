package corridor

import (
	"context"
	"errors"
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/route"
	"pamir/internal/store"
)

// ErrNoRoads says that the datasets have no roads to make a network of.
var ErrNoRoads = errors.New("corridor: there is no collection of roads")

// Network makes the network of the collections roads, checkpoints and passes.
func Network(ctx context.Context, sets []store.Dataset) (*route.Network, error) {
	byID := map[string]*store.Dataset{}
	for i := range sets {
		byID[sets[i].Collection.ID] = &sets[i]
	}
	if byID["roads"] == nil {
		return nil, ErrNoRoads
	}
	w := &writer{b: route.NewBuilder(), nodes: map[orb.Point]int64{}, heights: map[orb.Point]float64{}, tags: map[int64]route.Tags{}}
	roads := readRoads(byID["roads"])
	var points []checkpoint
	if d := byID["checkpoints"]; d != nil {
		points = readCheckpoints(d)
	}
	gates := place(roads, points)
	if d := byID["passes"]; d != nil {
		w.passes(d, roads, gates)
	}
	borders(roads, gates)
	for at, tags := range gates {
		w.tags[w.node(at)] = tags
	}
	for i, r := range roads {
		w.road(int64(i+1), r)
	}
	w.give()
	n, _, err := w.b.Build(ctx, route.BuildOptions{Source: "the built-in corridor roads", Schematic: true})
	return n, err
}

// writer feeds a builder.
type writer struct {
	b       *route.Builder
	nodes   map[orb.Point]int64
	order   []orb.Point
	heights map[orb.Point]float64
	tags    map[int64]route.Tags
}

// node returns the id of the node at a position, counted from 1.
func (w *writer) node(p orb.Point) int64 {
	id, ok := w.nodes[p]
	if !ok {
		w.order = append(w.order, p)
		id = int64(len(w.order))
		w.nodes[p] = id
	}
	return id
}

// passes notes the heights of passes that roads go over, and makes gates of
// those on a border that have none.
func (w *writer) passes(d *store.Dataset, roads []*road, gates map[orb.Point]route.Tags) {
	c := d.Collection
	for i := range d.Features {
		f := d.Features[i]
		at, ok := f.Geometry.(orb.Point)
		if !ok {
			continue
		}
		if h := number(c.Value(f, "elevation_m")); h > 0 {
			w.heights[at] = h
		}
		if gates[at] == nil && onBorder(roads, at) {
			name, _ := c.Value(f, "name").(string)
			gates[at] = passage("border_control", f.ID, name, names(c.Value(f, "names")))
		}
	}
}

// onBorder reports whether roads of two countries meet at a position.
func onBorder(roads []*road, at orb.Point) bool {
	country := ""
	for _, r := range roads {
		for _, end := range r.ends() {
			if end != at {
				continue
			}
			if country != "" && country != r.country {
				return true
			}
			country = r.country
		}
	}
	return false
}

// borders makes a gate wherever the roads of two countries meet.
func borders(roads []*road, gates map[orb.Point]route.Tags) {
	for _, r := range roads {
		for _, end := range r.ends() {
			if gates[end] == nil && onBorder(roads, end) {
				gates[end] = route.Tags{{Key: "barrier", Value: "border_control"}}
			}
		}
	}
}

// road adds a road, with nodes where something is on it.
func (w *writer) road(id int64, r *road) {
	way := route.Way{ID: id, Tags: r.tags, LengthM: r.lengthM, Country: r.country}
	scale := r.lengthM / geo.Length(r.line)
	marks, along := r.at, 0.0
	for i, p := range r.line {
		if i > 0 {
			piece := geo.Length(orb.LineString{r.line[i-1], p}) * scale
			for len(marks) > 0 && marks[0].metres < along+piece {
				s := (marks[0].metres - along) / piece
				q := orb.Point{r.line[i-1][0] + s*(p[0]-r.line[i-1][0]), r.line[i-1][1] + s*(p[1]-r.line[i-1][1])}
				n := w.node(q)
				w.tags[n] = marks[0].tags
				way.Nodes = append(way.Nodes, n)
				marks = marks[1:]
			}
			along += piece
		}
		if len(r.heights) == len(r.line) && !math.IsNaN(r.heights[i]) {
			w.heights[p] = r.heights[i]
		}
		way.Nodes = append(way.Nodes, w.node(p))
	}
	w.b.Way(way)
}

// give gives the nodes to the builder.
func (w *writer) give() {
	for i, p := range w.order {
		n := route.Node{ID: int64(i + 1), Lon: p[0], Lat: p[1], Tags: w.tags[int64(i+1)]}
		if h, ok := w.heights[p]; ok {
			n.Tags = append(n.Tags, route.Tag{Key: "ele", Value: strconv.FormatFloat(h, 'f', 1, 64)})
		}
		w.b.Node(n)
	}
}
