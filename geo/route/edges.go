package route

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// family is a graph being made.
type family struct {
	*Graph
	b          *Builder
	junctionOf []uint32 // by node of the builder; none for most
	passageOf  map[uint32]uint32
	countries  *countryTable
}

// edges makes junctions and edges of the ways that some mode of the family may
// use.
func (b *Builder) edges(of Modes, passageOf map[uint32]uint32, countries *countryTable) *family {
	f := &family{Graph: &Graph{Modes: of, Point: []uint32{0}}, b: b, passageOf: passageOf, countries: countries}
	f.markJunctions()
	for w := range b.ways {
		if f.uses(w) {
			f.way(uint32(w))
		}
	}
	f.index()
	return f
}

// uses reports whether some mode of the family may ever use a way.
func (f *family) uses(way int) bool {
	r := &f.b.ways[way]
	return r.Open[forward].any(f.Modes) || r.Open[backward].any(f.Modes)
}

// markJunctions numbers the nodes at which ways meet or end, or at which
// something stands that matters to the family.
func (f *family) markJunctions() {
	b := f.b
	met := make([]uint8, len(b.at)) // 1: once, 2: a junction
	for w := range b.ways {
		if !f.uses(w) {
			continue
		}
		last := int64(-1)
		for run := range b.runs(w) {
			for _, n := range run {
				if n != last && met[n] < 2 {
					met[n]++
				}
				last = n
			}
			met[run[0]], met[run[len(run)-1]] = 2, 2
		}
	}
	for n := range f.passageOf {
		f.mark(met, n)
	}
	if f.Modes&motor != 0 {
		for _, r := range b.restrictions {
			if n, ok := b.nodes.find(r.node); ok && len(r.ways) == 0 {
				f.mark(met, uint32(n))
			}
		}
	}
	f.junctionOf = make([]uint32, len(met))
	for n, times := range met {
		f.junctionOf[n] = none
		if times >= 2 {
			f.junctionOf[n] = uint32(len(f.At))
			f.At = append(f.At, b.at[n])
			f.Node = append(f.Node, b.nodes.ids[n])
		}
	}
}

func (f *family) mark(met []uint8, n uint32) {
	if met[n] > 0 {
		met[n] = 2
	}
}

// runs yields the nodes of a way, in pieces between nodes that are missing.
func (b *Builder) runs(way int) func(yield func(run []int64) bool) {
	return func(yield func(run []int64) bool) {
		refs := b.refs[b.first[way]:b.first[way+1]]
		for len(refs) > 0 {
			end := 0
			for end < len(refs) && b.at[refs[end]] != nowhere {
				end++
			}
			if end > 1 && !yield(refs[:end]) {
				return
			}
			refs = refs[min(end+1, len(refs)):]
		}
	}
}

// way cuts a way into edges.
func (f *family) way(w uint32) {
	scale := f.scale(w)
	for run := range f.b.runs(int(w)) {
		start := 0
		for i := 1; i < len(run); i++ {
			if f.junctionOf[run[i]] != none && run[i] != run[i-1] {
				f.edge(w, run[start:i+1], scale)
				start = i
			}
		}
	}
}

// scale is what to multiply drawn lengths of a way by.
func (f *family) scale(w uint32) float64 {
	published, ok := f.b.published[w]
	if !ok {
		return 1
	}
	if drawn := f.b.drawn(int(w)); drawn > 0 {
		return published / drawn
	}
	return 1
}

func (f *family) edge(w uint32, nodes []int64, scale float64) {
	b, metres := f.b, 0.0
	e := edgeRecord{Tail: f.junctionOf[nodes[0]], Head: f.junctionOf[nodes[len(nodes)-1]], Way: w}
	start := len(f.Points)
	for i, n := range nodes {
		if i > 0 && n == nodes[i-1] && len(nodes) > 2 {
			continue
		}
		if h, ok := b.heights[uint32(n)]; ok {
			f.HighAt, f.High = append(f.HighAt, uint32(len(f.Points))), append(f.High, h)
		}
		if i > 0 {
			metres += distance(b.at[nodes[i-1]], b.at[n])
		}
		f.Points = append(f.Points, b.at[n])
		if s, ok := b.signals[uint32(n)]; ok {
			// the light at the end that an arc leaves from is not met
			if s != backwardOnly && i > 0 && e.Signals[forward] < math.MaxUint8 {
				e.Signals[forward]++
			}
			if s != forwardOnly && i < len(nodes)-1 && e.Signals[backward] < math.MaxUint8 {
				e.Signals[backward]++
			}
		}
	}
	e.Length = uint32(min(math.Round(metres*scale*100), maxLengthM*100))
	e.Country = f.countries.at(f.Points[(start+len(f.Points))/2])
	f.Edges = append(f.Edges, e)
	f.Point = append(f.Point, uint32(len(f.Points)))
}

// index lists the arcs that leave each junction.
func (f *family) index() {
	f.Arm = make([]uint32, len(f.At)+1)
	for i := range f.Edges {
		f.Arm[f.Edges[i].Tail+1]++
		f.Arm[f.Edges[i].Head+1]++
	}
	for j := range f.At {
		f.Arm[j+1] += f.Arm[j]
	}
	f.Arms = make([]uint32, 2*len(f.Edges))
	next := append([]uint32(nil), f.Arm...)
	for a := range uint32(2 * len(f.Edges)) {
		t := f.tail(a)
		f.Arms[next[t]] = a
		next[t]++
	}
}

// usable reports whether some mode of the family may ever use an arc.
func (f *family) usable(arc uint32) bool {
	return f.b.ways[f.Edges[arc>>1].Way].Open[arc&1].any(f.Modes)
}

// countryTable numbers countries. The first is unknown.
type countryTable struct {
	of    func(lon, lat float64) string
	codes []string
}

// at returns the number of the country at a position.
func (c *countryTable) at(p position) uint8 {
	if c.of == nil {
		return 0
	}
	pt := p.point()
	iso := c.of(pt[0], pt[1])
	for i, code := range c.codes {
		if code == iso {
			return uint8(i)
		}
	}
	if len(c.codes) > math.MaxUint8 {
		return 0
	}
	c.codes = append(c.codes, iso)
	return uint8(len(c.codes) - 1)
}

// point returns the position in degrees.
func (p position) point() orb.Point {
	return orb.Point{float64(p.Lon) / perDegree, float64(p.Lat) / perDegree}
}

// distance returns the length in metres of the straight edge between two
// positions.
func distance(a, b position) float64 {
	return geo.Length(orb.LineString{a.point(), b.point()})
}
