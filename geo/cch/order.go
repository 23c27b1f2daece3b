package cch

import (
	"fmt"
	"math"
	"runtime"
	"slices"
)

// OrderOptions says what Order may use.
type OrderOptions struct {
	// Lon and Lat are where the nodes are, in degrees or in any other measure in
	// which near is near. Without them (nil) distances in the graph stand in, as
	// well on most graphs; with them roads that are near each other stay so in
	// the order even where the graph is in many pieces.
	Lon, Lat []float32
	// Workers is how many goroutines share the work, 0 for as many as there are
	// processors. The order is the same for any number.
	Workers int
}

// Order returns the nodes of a graph in an order by which Build makes a small
// hierarchy: order[i] is the node at position i. It looks at no weights and no
// directions.
//
// It is a nested dissection: a few nodes that part the graph into two halves
// come last, before them those that part the halves, and so on. They are found
// as least cuts between the ends of a cell in several directions (Schild,
// Sommer: On balanced separators in road networks, 2015), which are then moved
// towards the middle (Hamann, Strasser: Graph bisection with Pareto
// optimization, 2018). Dead ends, and nodes on the way between two others, come
// first.
//
// A country of a million nodes takes some ten seconds on two processors.
func Order(g Graph, o OrderOptions) ([]NodeID, error) {
	if err := g.Check(); err != nil {
		return nil, err
	}
	n := g.Nodes()
	if o.Lon != nil || o.Lat != nil {
		if len(o.Lon) != n || len(o.Lat) != n {
			return nil, fmt.Errorf("cch: %d longitudes and %d latitudes for %d nodes", len(o.Lon), len(o.Lat), n)
		}
		for v := range n {
			if far := float64(o.Lon[v]) * float64(o.Lat[v]); math.IsNaN(far) || math.IsInf(far, 0) {
				return nil, fmt.Errorf("cch: node %d is at %v, %v", v, o.Lon[v], o.Lat[v])
			}
		}
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	r := reduction{net: undirected(g)}
	order := r.reduce()
	core, nodes := r.core()
	d := dissection{core: core, tokens: make(chan struct{}, o.Workers-1)}
	if o.Lon != nil {
		d.place = make([][2]float32, len(nodes))
		for i, v := range nodes {
			d.place[i] = [2]float32{o.Lon[v], o.Lat[v]}
		}
	}
	for _, c := range d.run() {
		order = append(order, nodes[c])
	}
	return order, nil
}

// net is an undirected graph without loops and parallel edges: the neighbours
// of v are to[at[v]:end[v]].
type net struct {
	at, end []uint32
	to      []uint32
}

func (n *net) of(v uint32) []uint32 { return n.to[n.at[v]:n.end[v]] }
func (n *net) size() int            { return len(n.at) }

// undirected returns a graph without its directions.
func undirected(g Graph) net {
	n := uint32(g.Nodes())
	out := net{at: make([]uint32, n), end: make([]uint32, n)}
	each := func(visit func(v, u uint32)) {
		for v := range n {
			for _, h := range g.Head[g.FirstOut[v]:g.FirstOut[v+1]] {
				if u := uint32(h); u != v {
					visit(v, u)
					visit(u, v)
				}
			}
		}
	}
	each(func(v, _ uint32) { out.end[v]++ })
	var sum uint32
	for v := range n {
		out.at[v] = sum
		sum += out.end[v]
		out.end[v] = out.at[v]
	}
	out.to = make([]uint32, sum)
	each(func(v, u uint32) {
		out.to[out.end[v]] = u
		out.end[v]++
	})
	for v := range n {
		us := out.of(v)
		slices.Sort(us)
		out.end[v] = out.at[v] + uint32(len(slices.Compact(us)))
	}
	return out
}
