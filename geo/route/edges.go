package route

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// family is a graph being made.
type family struct {
	*graph
	b          *Builder
	junctionOf []uint32 // by node of the builder; none for most
	passageOf  map[uint32]uint32
	countries  *countryTable
}

// edges makes junctions and edges of the ways that some mode of the family may
// use.
func (b *Builder) edges(of Modes, passageOf map[uint32]uint32, countries *countryTable) *family {
	f := &family{graph: &graph{modes: of, shapeFirst: []uint32{0}}, b: b, passageOf: passageOf, countries: countries}
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
	return r.Open[forward].any(f.modes) || r.Open[backward].any(f.modes)
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
	if f.modes&motor != 0 {
		for _, r := range b.restrictions {
			if n, ok := b.nodes.find(r.node); ok && len(r.ways) == 0 {
				f.mark(met, uint32(n))
			}
		}
	}
	f.junctionOf = make([]uint32, len(met))
	var junctions []uint32
	for n, times := range met {
		f.junctionOf[n] = none
		if times >= 2 {
			junctions = append(junctions, uint32(n))
		}
	}
	for _, i := range curve(len(junctions), func(i int) position { return b.at[junctions[i]] }) {
		n := junctions[i]
		f.junctionOf[n] = uint32(len(f.at))
		f.at = append(f.at, b.at[n])
		f.ids = append(f.ids, b.nodes.ids[n])
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
	start := len(f.shape)
	for i, n := range nodes {
		if i > 0 && n == nodes[i-1] && len(nodes) > 2 {
			continue
		}
		if h, ok := b.heights[uint32(n)]; ok {
			f.heightAt, f.heights = append(f.heightAt, uint32(len(f.shape))), append(f.heights, h)
		}
		if i > 0 {
			metres += distance(b.at[nodes[i-1]], b.at[n])
		}
		f.shape = append(f.shape, b.at[n])
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
	if iso, ok := b.countries[w]; ok {
		e.Country = f.countries.number(iso)
	} else {
		e.Country = f.countries.at(f.shape[(start+len(f.shape))/2])
	}
	f.edges = append(f.edges, e)
	f.shapeFirst = append(f.shapeFirst, uint32(len(f.shape)))
}

// index lists the arcs that leave each junction.
func (f *family) index() {
	f.armFirst = make([]uint32, len(f.at)+1)
	for i := range f.edges {
		f.armFirst[f.edges[i].Tail+1]++
		f.armFirst[f.edges[i].Head+1]++
	}
	for j := range f.at {
		f.armFirst[j+1] += f.armFirst[j]
	}
	f.armArcs = make([]uint32, 2*len(f.edges))
	next := append([]uint32(nil), f.armFirst...)
	for a := range uint32(2 * len(f.edges)) {
		t := f.tail(a)
		f.armArcs[next[t]] = a
		next[t]++
	}
}

// usable reports whether some mode of the family may ever use an arc.
func (f *family) usable(arc uint32) bool {
	return f.b.ways[f.edges[arc>>1].Way].Open[arc&1].any(f.modes)
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
	return c.number(c.of(pt[0], pt[1]))
}

// number returns the number of a code, 0 where there are too many.
func (c *countryTable) number(iso string) uint8 {
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
