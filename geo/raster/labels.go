package raster

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"pamir/geo/style"
)

// labels are the names and icons of a picture: first all that would like to be
// there, then those for which there is room.
type labels struct {
	wishes     []wish
	crowds     map[crowd][]wish
	candidates []candidate
	options    []option
	boxes      []box
	grid       map[[2]int32][]int32
	near       [][]int32 // by candidate: those before it that may be in its way
	state      []int16   // by candidate: the option it has, or one of the below
	seen       []int32   // by candidate: for which root the state was found
}

const (
	hidden    int16 = -1 // every option is taken by others
	undecided int16 = -2
)

// Lengths at a ratio of 1. A name reaches at most so far from its place, and
// its fate is looked for so far from it; see LabelBuffer.
const (
	reach  = 128
	search = LabelBuffer - 3*reach - crowdCell
)

// crowdCell and crowdMost bound the names that are tried: of a layer at most so
// many in each square of so many pixels, the first of them.
const (
	crowdCell = 32
	crowdMost = 4
)

// wish is a feature that would like a name at a place, or along its lines.
type wish struct {
	layer   int // in the style
	from    *Layer
	symbol  *style.Symbol
	feature int
	key     float64
	at      orb.Point // of a point
	lines   bool
}

type crowd struct {
	layer int
	x, y  int64
}

// before orders wishes by who is placed first. It is the same order in every
// picture.
func (w *wish) before(v *wish) int {
	if c := cmp.Compare(v.layer, w.layer); c != 0 {
		return c
	}
	if c := cmp.Compare(w.key, v.key); c != 0 {
		return c
	}
	if c := compareIDs(w.from.Features[w.feature].ID, v.from.Features[v.feature].ID); c != 0 {
		return c
	}
	if c := cmp.Compare(w.at[0], v.at[0]); c != 0 {
		return c
	}
	return cmp.Compare(w.at[1], v.at[1])
}

// compareIDs orders ids: none, then numbers, then texts.
func compareIDs(a, b any) int {
	x, xs := idNumber(a)
	y, ys := idNumber(b)
	if c := cmp.Compare(x, y); c != 0 {
		return c
	}
	return cmp.Compare(xs, ys)
}

func idNumber(id any) (float64, string) {
	switch id := id.(type) {
	case string:
		return math.Inf(1), id
	case int64:
		return float64(id), ""
	case uint64:
		return float64(id), ""
	case int:
		return float64(id), ""
	case float64:
		return id, ""
	}
	return math.Inf(-1), ""
}

func (l *labels) reset() {
	clear(l.wishes)
	clear(l.candidates)
	l.wishes, l.candidates, l.options, l.boxes = l.wishes[:0], l.candidates[:0], l.options[:0], l.boxes[:0]
	if l.crowds == nil {
		l.crowds, l.grid = map[crowd][]wish{}, map[[2]int32][]int32{}
	}
	clear(l.crowds)
	clear(l.grid)
}

// collect notes what a symbol layer would like to show.
func (l *labels) collect(d *drawing, from *style.Layer, index int) {
	symbol := from.Symbol
	lines := symbol.Placement.At(&d.env) != "point"
	near := d.shaper.near
	d.shaper.near = d.wide
	defer func() { d.shaper.near = near }()
	var none style.Property[float64]
	d.features(from, &none, func(g orb.Geometry) {
		w := wish{layer: index, from: d.layer, symbol: symbol, feature: d.index, lines: lines}
		if symbol.SortKey.Set() {
			w.key = symbol.SortKey.At(&d.env)
		}
		d.shaper.seen++
		switch {
		case lines && d.env.Geometry == style.Point:
		case lines:
			if d.shaper.near.Intersects(g.Bound()) {
				l.wishes = append(l.wishes, w)
			}
		case d.env.Geometry == style.Point:
			points(g, func(p orb.Point) {
				w.at = p
				l.crowd(d, w)
			})
		default:
			if p, ok := middle(g); ok {
				w.at = p
				l.crowd(d, w)
			}
		}
	})
}

// crowd notes a wish for a point, with the others of its square; of too many
// the last are left out.
func (l *labels) crowd(d *drawing, w wish) {
	if !d.shaper.near.Contains(w.at) {
		return
	}
	q := d.view.Project(w.at)
	size := crowdCell * d.view.Ratio
	x, y := math.Floor(q[0]*d.perX/size), math.Floor(q[1]*d.perY/size)
	if math.IsNaN(x + y) {
		return
	}
	key := crowd{w.layer, int64(x), int64(y)}
	all := append(l.crowds[key], w)
	if len(all) >= 4*crowdMost {
		all = thin(all)
	}
	l.crowds[key] = all
}

func thin(all []wish) []wish {
	slices.SortFunc(all, func(a, b wish) int { return a.before(&b) })
	return all[:min(len(all), crowdMost)]
}

// place makes candidates of the wishes, and finds out which have room.
func (l *labels) place(d *drawing) {
	for _, all := range l.crowds {
		l.wishes = append(l.wishes, thin(all)...)
	}
	slices.SortFunc(l.wishes, func(a, b wish) int { return a.before(&b) })
	for i := range l.wishes {
		if d.stop(i) {
			return
		}
		l.candidate(d, &l.wishes[i])
	}
	l.neighbours(d)
	l.state = append(l.state[:0], make([]int16, len(l.candidates))...)
	l.seen = append(l.seen[:0], make([]int32, len(l.candidates))...)
	picture := rect{0, 0, float64(d.width), float64(d.height)}
	for i := range l.candidates {
		c, n := &l.candidates[i], int32(i)
		switch {
		case !d.view.Tile: // all before it are settled
			l.state[i] = l.settle(n)
			c.chosen = l.state[i]
		case c.area.meets(picture):
			c.chosen = max(hidden, l.find(n, n, search*d.view.Ratio))
		}
	}
}

// find returns the state of a candidate as far as it is told by those within a
// distance of the root.
func (l *labels) find(i, root int32, within float64) int16 {
	if l.seen[i] == root+1 {
		return l.state[i]
	}
	l.seen[i] = root + 1 // what is found for one root holds for that alone
	a, b := &l.candidates[i], &l.candidates[root]
	if max(math.Abs(a.at.x-b.at.x), math.Abs(a.at.y-b.at.y)) > within {
		l.state[i] = undecided
		return undecided
	}
	for _, n := range l.near[i] {
		l.find(n, root, within)
	}
	l.state[i] = l.settle(i)
	return l.state[i]
}

// settle returns the first option that is free, where the states of those near
// are known: a candidate that is undecided may have any of its options.
func (l *labels) settle(i int32) int16 {
	c := &l.candidates[i]
	for o := c.first; o < c.last; o++ {
		taken, perhaps := false, false
		for _, n := range l.near[i] {
			other := &l.candidates[n]
			switch s := l.state[n]; {
			case s >= 0:
				taken = taken || l.blocks(&l.options[other.first+int32(s)], &l.options[o]) || c.repeats(other)
			case s == undecided:
				for p := other.first; p < other.last && !perhaps; p++ {
					perhaps = l.blocks(&l.options[p], &l.options[o])
				}
				perhaps = perhaps || c.repeats(other)
			}
			if taken {
				break
			}
		}
		if taken {
			continue
		}
		if perhaps {
			return undecided
		}
		return int16(o - c.first)
	}
	return hidden
}

// blocks reports whether one option leaves no room for another.
func (l *labels) blocks(there, wanted *option) bool {
	for _, a := range l.boxes[there.first:there.last] {
		if !a.blocks {
			continue
		}
		for _, b := range l.boxes[wanted.first:wanted.last] {
			if b.yields && a.meets(b.rect) {
				return true
			}
		}
	}
	return false
}

// neighbours finds, for each candidate, those before it that may be in its way.
func (l *labels) neighbours(d *drawing) {
	const cell = 64
	m := LabelBuffer * d.view.Ratio
	window := rect{-m, -m, float64(d.width) + m, float64(d.height) + m}
	for len(l.near) < len(l.candidates) {
		l.near = append(l.near, nil)
	}
	for i := range l.candidates {
		c := &l.candidates[i]
		near := l.near[i][:0]
		area := c.area
		if c.text != "" { // a repetition is in the way from afar
			area = area.grown(c.apart)
		}
		area = area.within(window)
		for y := int32(math.Floor(area.top / cell)); y <= int32(math.Floor(area.bottom/cell)); y++ {
			for x := int32(math.Floor(area.left / cell)); x <= int32(math.Floor(area.right/cell)); x++ {
				for _, n := range l.grid[[2]int32{x, y}] {
					other := &l.candidates[n]
					if (other.area.meets(c.area) || c.repeats(other)) && !slices.Contains(near, n) {
						near = append(near, n)
					}
				}
			}
		}
		l.near[i] = near
		area = c.area.within(window)
		for y := int32(math.Floor(area.top / cell)); y <= int32(math.Floor(area.bottom/cell)); y++ {
			for x := int32(math.Floor(area.left / cell)); x <= int32(math.Floor(area.right/cell)); x++ {
				key := [2]int32{x, y}
				l.grid[key] = append(l.grid[key], int32(i))
			}
		}
	}
}

// rect is a box in pixels of the picture.
type rect struct{ left, top, right, bottom float64 }

func (r rect) meets(s rect) bool {
	return r.left < s.right && s.left < r.right && r.top < s.bottom && s.top < r.bottom
}

func (r rect) grown(by float64) rect {
	return rect{r.left - by, r.top - by, r.right + by, r.bottom + by}
}

func (r rect) with(s rect) rect {
	return rect{min(r.left, s.left), min(r.top, s.top), max(r.right, s.right), max(r.bottom, s.bottom)}
}

// within is the part of a box in another; where it is no number, nothing.
func (r rect) within(s rect) rect {
	r = rect{max(r.left, s.left), max(r.top, s.top), min(r.right, s.right), min(r.bottom, s.bottom)}
	if !(r.left <= r.right && r.top <= r.bottom) {
		return rect{0, 0, -1, -1}
	}
	return r
}

func (r rect) moved(x, y float64) rect { return rect{r.left + x, r.top + y, r.right + x, r.bottom + y} }

// box is a place that an option takes up.
type box struct {
	rect
	yields bool // it needs the room
	blocks bool // it leaves none to others
}

// option is one way to show a candidate: with the text at an anchor, or with
// less of it.
type option struct {
	first, last int32 // boxes
	text        int16 // of the candidate's texts; -1 for none
	icon        bool
}

// candidate is a name or an icon for which room is looked for.
type candidate struct {
	layer       int
	at          place // the anchor, in pixels
	area        rect  // of all options
	first, last int32 // options
	chosen      int16
	text        string  // of a name along a line, which is not repeated nearby
	apart       float64 // how near

	look *look
}

// repeats reports whether the name stands nearby already.
func (c *candidate) repeats(other *candidate) bool {
	return c.text != "" && c.text == other.text && c.layer == other.layer &&
		math.Hypot(c.at.x-other.at.x, c.at.y-other.at.y) < c.apart
}

// middle returns a place for a name on a line or an area: half way along the
// longest line, or well inside the largest area.
func middle(g orb.Geometry) (orb.Point, bool) {
	switch g := g.(type) {
	case orb.LineString:
		return half(g)
	case orb.MultiLineString:
		best, most := orb.LineString(nil), -1.0
		for _, l := range g {
			if n := spread(l.Bound()); n > most {
				best, most = l, n
			}
		}
		return half(best)
	case orb.Polygon:
		return inside(g)
	case orb.MultiPolygon:
		best, most := orb.Polygon(nil), -1.0
		for _, p := range g {
			if len(p) > 0 && len(p[0]) > 2 {
				if a := math.Abs(signedArea(p[0])); a > most {
					best, most = p, a
				}
			}
		}
		return inside(best)
	case orb.Ring:
		return inside(orb.Polygon{g})
	case orb.Bound:
		return g.Center(), true
	case orb.Collection:
		for _, part := range g {
			if p, ok := middle(part); ok {
				return p, true
			}
		}
	}
	return orb.Point{}, false
}

func spread(b orb.Bound) float64 { return b.Max[0] - b.Min[0] + b.Max[1] - b.Min[1] }

func half(l orb.LineString) (orb.Point, bool) {
	if len(l) == 0 {
		return orb.Point{}, false
	}
	total := 0.0
	for i := 1; i < len(l); i++ {
		total += math.Hypot(l[i][0]-l[i-1][0], l[i][1]-l[i-1][1])
	}
	left := total / 2
	for i := 1; i < len(l); i++ {
		n := math.Hypot(l[i][0]-l[i-1][0], l[i][1]-l[i-1][1])
		if n >= left && n > 0 {
			t := left / n
			return orb.Point{l[i-1][0] + t*(l[i][0]-l[i-1][0]), l[i-1][1] + t*(l[i][1]-l[i-1][1])}, true
		}
		left -= n
	}
	return l[0], true
}

// inside is a point well inside a polygon: the middle of the best of some level
// cuts, one that is wide and far from the upper and lower end.
func inside(p orb.Polygon) (orb.Point, bool) {
	const cuts = 12
	if len(p) == 0 || len(p[0]) < 3 {
		return orb.Point{}, false
	}
	b := p[0].Bound()
	best, most := orb.Point{}, -1.0
	var at []float64
	for i := 1; i < cuts; i++ {
		y := b.Min[1] + (b.Max[1]-b.Min[1])*float64(i)/cuts
		at = at[:0]
		for _, r := range p {
			last := r[len(r)-1]
			for _, q := range r {
				if (last[1] > y) != (q[1] > y) {
					at = append(at, last[0]+(y-last[1])/(q[1]-last[1])*(q[0]-last[0]))
				}
				last = q
			}
		}
		slices.Sort(at)
		for k := 0; k+1 < len(at); k += 2 {
			if score := (at[k+1] - at[k]) * min(y-b.Min[1], b.Max[1]-y); score > most {
				best, most = orb.Point{(at[k] + at[k+1]) / 2, y}, score
			}
		}
	}
	return best, most > 0
}
