package route

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// Segment is a piece of a leg between two points of its line.
type Segment struct {
	Centimetres float64
	Hundredths  float64
	Wait        float64 // of these, where the leg is one of Waiting
	Way         int64   // OpenStreetMap's id
}

// Segments returns the pieces between the points of Line, one fewer than there
// are points. What a turn costs is paid on the pieces behind it, and what one
// waits on the first of them.
func (l *Leg) Segments() []Segment {
	var list []Segment
	var line orb.LineString
	owed, waiting := 0.0, 0.0
	var waits map[int]uint32
	if l.waited {
		waits = l.waits()
	}
	for i := range l.stretches {
		s := &l.stretches[i]
		waiting += float64(waits[i])
		piece := l.a.g.appendLine(nil, s.arc, s.from, s.to)
		whole := 0.0
		for k := 1; k < len(piece); k++ {
			whole += span(piece[k-1], piece[k])
		}
		way := l.a.n.wayOf(l.a.g, s.arc).ID
		length, cost := float64(l.a.g.length(s)), float64(s.cost-waits[i])+owed
		owed = cost
		for k, p := range piece {
			had := len(line)
			if line = appendNew(line, p, true); len(line) == had || k == 0 {
				continue
			}
			share := 1.0
			if whole > 0 {
				share = span(piece[k-1], p) / whole
			}
			list = append(list, Segment{length * share, cost*share + waiting, waiting, way})
			owed, waiting = 0, 0
		}
	}
	if n := len(list); n > 0 {
		list[n-1].Hundredths += owed + waiting
		list[n-1].Wait += waiting
	}
	return list
}

// Height is a place on a leg whose height above the sea is known.
type Height struct {
	At          orb.Point
	Centimetres int64 // from the beginning of the leg
	Metres      float64
}

// Heights returns the places on a leg whose height is known, as one comes by.
func (l *Leg) Heights() (list []Height) {
	g, before := l.a.g, int64(0)
	for i := range l.stretches {
		s := &l.stretches[i]
		e := s.arc >> 1
		whole := g.edges[e].Length
		at := 0
		from := len(list)
		g.heightsOf(e, func(along float64, p position, decimetres int32) {
			if s.arc&1 == backward {
				along = 1 - along
			}
			if along < s.from || along > s.to {
				return
			}
			h := Height{p.point(), before + int64(part(along, whole)) - int64(part(s.from, whole)), float64(decimetres) / 10}
			if n := len(list); n > 0 && at == 0 && list[n-1].At == h.At && from == n {
				return // where one edge ends and the next begins
			}
			at++
			list = append(list, h)
		})
		if s.arc&1 == backward {
			slices.Reverse(list[from:])
			if from > 0 && len(list) > from && list[from].At == list[from-1].At {
				list = slices.Delete(list, from, from+1)
			}
		}
		before += g.length(s)
	}
	return list
}

// heightsOf calls visit with the points of an edge whose height is known, along
// its way.
func (g *graph) heightsOf(edge uint32, visit func(along float64, p position, decimetres int32)) {
	first, end := g.shapeFirst[edge], g.shapeFirst[edge+1]
	i, _ := slices.BinarySearch(g.heightAt, first)
	if i == len(g.heightAt) || g.heightAt[i] >= end {
		return
	}
	points := g.points(edge)
	whole := 0.0
	for k := 1; k < len(points); k++ {
		whole += span(points[k-1].point(), points[k].point())
	}
	before := 0.0
	for k, p := range points {
		if k > 0 {
			before += span(points[k-1].point(), p.point())
		}
		if i < len(g.heightAt) && g.heightAt[i] == first+uint32(k) {
			along := 0.0
			if whole > 0 {
				along = min(1, before/whole)
			}
			visit(along, p, g.heights[i])
			i++
		}
	}
}

// Steep is the grade, in per cent, from which on a road is steep.
const Steep = 6

// LongestSteep returns the length, in centimetres, of the longest stretch of a way
// that is steep throughout, up or down, as far as the road data gives inclines. It
// is not known where it gives none on the way.
func (it *Itinerary) LongestSteep() (longest int64, known bool) {
	run, up := int64(0), false
	for i := range it.Legs {
		l := &it.Legs[i]
		for k := range l.stretches {
			s := &l.stretches[k]
			w := l.a.n.wayOf(l.a.g, s.arc)
			known = known || w.Flags.Has(Graded)
			grade := int(w.Incline)
			if s.arc&1 == backward {
				grade = -grade
			}
			if steep := grade >= Steep || grade <= -Steep; !steep || up != (grade > 0) {
				run = 0
				if !steep {
					continue
				}
			}
			up = grade > 0
			run += l.a.g.length(s)
			longest = max(longest, run)
		}
	}
	return longest, known
}

// Traits are what a traveller wants to know of a stretch of a leg besides how
// to drive it.
type Traits struct {
	Ferry, Train, Toll, Tunnel, Unpaved, Private, Destination bool
	Centimetres                                               int64
	Road                                                      string
}

// Traits returns, for each stretch of a leg that has some, what it is.
func (l *Leg) Traits(lang string) (list []Traits) {
	for i := range l.stretches {
		s := &l.stretches[i]
		w := l.a.n.wayOf(l.a.g, s.arc)
		right := w.Access[s.arc&1].Of(l.a.mode)
		t := Traits{
			Ferry: w.Class == Ferry && !w.Flags.Has(Train), Train: w.Flags.Has(Train), Tunnel: w.Flags.Has(Tunnel),
			Toll:    w.Flags.Has(Toll) || l.a.mode == Truck && w.Flags.Has(TollTruck),
			Unpaved: w.Surface.IsUnpaved(), Private: right == Private, Destination: right == Destination,
		}
		if t != (Traits{}) {
			t.Centimetres, t.Road = l.a.g.length(s), l.a.n.roadName(l.a.g, s.arc>>1, lang)
			list = append(list, t)
		}
	}
	return list
}

// Bounds returns the box that holds all roads, and false if there are none.
func (n *Network) Bounds() (geo.Box, bool) {
	if b, ok := n.motor.places.Bounds(); ok {
		return b, true
	}
	return n.foot.places.Bounds()
}

// Road returns what the road of a waypoint is called, and its number.
func (a *Answer) Road(p *Place, lang string) (name, ref string) {
	return a.n.Road(p, a.mode, lang)
}

// Road returns what the road of a place that was found for a mode is called,
// and its number.
func (n *Network) Road(p *Place, m Mode, lang string) (name, ref string) {
	w := &n.ways[n.graph(m).edges[p.edge].Way]
	return nameIn(n.text(w.Name), lang), n.text(w.Ref)
}

// HeightBeside is a height of a road near a line.
type HeightBeside struct {
	At     orb.Point
	Along  float64 // metres from the beginning of the line
	Metres float64 // above the sea
}

// HeightsBeside returns the heights that roads have within so many metres of a
// straight piece of a line, in the order in which they lie along it.
func (n *Network) HeightsBeside(piece orb.LineString, within float64) (list []HeightBeside) {
	g := n.motor
	box := piece.Bound()
	const degree = 111_000.0
	lat := within / degree
	lon := lat / math.Max(0.01, math.Cos(box.Center()[1]*math.Pi/180))
	seen := map[uint32]bool{}
	g.places.Search(geo.Box{West: box.Min[0] - lon, South: box.Min[1] - lat, East: box.Max[0] + lon, North: box.Max[1] + lat}, func(run uint32) bool {
		e := g.edgeAt(g.runs[run])
		if seen[e] {
			return true
		}
		seen[e] = true
		g.heightsOf(e, func(_ float64, p position, decimetres int32) {
			from := geo.From(p.point())
			if off, at := from.Nearest(piece); off <= within {
				list = append(list, HeightBeside{p.point(), geo.Length(orb.LineString{piece[0], at}), float64(decimetres) / 10})
			}
		})
		return true
	})
	slices.SortStableFunc(list, func(a, b HeightBeside) int {
		return cmp.Or(cmp.Compare(a.Along, b.Along), cmp.Compare(a.At[0], b.At[0]), cmp.Compare(a.At[1], b.At[1]))
	})
	return slices.CompactFunc(list, func(a, b HeightBeside) bool { return a.At == b.At })
}

// Schematic reports whether the roads are drawn through few points.
func (a *Answer) Schematic() bool { return a.n.Schematic() }
