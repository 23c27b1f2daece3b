package route

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/hours"
)

// Timed is a ferry, or a road over a pass, that opens and shuts by the clock:
// roads of one mode that hang together and have the same rules. One comes onto
// it at its portals while it is open, and waits there while it is not; who is on
// it drives on. Roads whose rules depend on anything but the hour are none.
type Timed struct {
	Kind     TimedKind
	Ways     []int64 // OpenStreetMap's ids, rising
	Country  string  // ISO code, "" where it is not known
	At       orb.Point
	Rules    []Tag         // opening_hours and *:conditional, as they are written
	Interval time.Duration // between two ferries; 0 where it is not known
	Portals  []Portal

	names    string
	book     *ruleBook
	mode     Mode
	edges    []uint32
	directed bool // its hours differ by direction
}

// TimedKind is what opens and shuts.
type TimedKind uint8

// Kinds of stretches that do.
const (
	TimedPass TimedKind = iota
	TimedFerry
	TimedTrain // a train that carries vehicles
)

// Portal is where one comes onto a stretch.
type Portal struct {
	// Place is at the beginning of an edge of the stretch, in its direction; where
	// a single road meets it amid, at that road's end.
	Place Place
	Node  int64 // OpenStreetMap's id
	// Hold is how long it has to stay open behind one, in hundredths of a second:
	// as long as one drives to the last place where one may leave it, or where it
	// ends. A ferry that has sailed arrives.
	Hold uint32
	arc  uint32
}

// Name returns what it is called, in a language or else by its local name: the
// pass, or the ferry; "" if it has no name.
func (t *Timed) Name(lang string) string { return nameIn(t.names, lang) }

// Says is its rules in one line, as tags.
func (t *Timed) Says() string {
	var all []string
	for _, r := range t.Rules {
		all = append(all, r.Key+"="+r.Value)
	}
	return strings.Join(all, "; ")
}

// Rule is the same number for portals whose hours are the same.
func (t *Timed) Rule(portal int) uint32 {
	arc := t.Portals[portal].arc
	return 2*t.book.n.graph(t.mode).edges[arc>>1].Way + arc&1
}

// Hours returns when one may come onto the stretch by a portal.
func (t *Timed) Hours(portal int, place hours.Place, from, to time.Time) *hours.Timeline {
	n, rule := t.book.n, t.Rule(portal)
	way, dir := rule/2, rule&1
	c := t.book.clauses(way, t.mode)
	lines := make([]*hours.Timeline, len(c))
	for i, e := range c {
		lines[i] = e.Timeline(place, from, to)
	}
	if len(lines) == 0 {
		return nil
	}
	free := n.ways[way].Open[dir].Of(t.mode) == Free
	return hours.Combine(lines, func(states []hours.State) hours.State { return t.book.accessIf(way, dir, t.mode, free, c, states) })
}

// clauses are the hours in the rules about who may use a way, one after another.
func (b *ruleBook) clauses(way uint32, m Mode) (list []*hours.Expr) {
	for _, r := range b.n.rulesOf(ofWay, way) {
		if !governs(b.n.text(r.Key), m) {
			continue
		}
		for _, clause := range b.read(r) {
			for _, one := range clause.All {
				list = append(list, one.Hours)
			}
		}
	}
	return list
}

// read reads a rule.
func (b *ruleBook) read(r ruleRecord) hours.Conditional {
	if b.n.text(r.Key) == openingHours {
		return b.opening(r.Value)
	}
	return b.conditional(r.Value)
}

// accessIf says whether one may come onto a way in a direction, given how it is
// with its clauses. What is not known is tried both ways.
func (b *ruleBook) accessIf(way, dir uint32, m Mode, free bool, clauses []*hours.Expr, states []hours.State) hours.State {
	for i, s := range states {
		if s == hours.Open || s == hours.Closed {
			continue
		}
		states = slices.Clone(states)
		states[i] = hours.Open
		one := b.accessIf(way, dir, m, free, clauses, states)
		states[i] = hours.Closed
		if other := b.accessIf(way, dir, m, free, clauses, states); one != other {
			return hours.Unknown
		}
		return one
	}
	t := b.tagsIf(ofWay, way, func(one hours.Condition) hours.State {
		if i := slices.Index(clauses, one.Hours); i >= 0 && one.Hours != nil {
			return states[i]
		}
		return hours.Unknown // a rule about something else
	})
	r, _ := readRoad(t)
	if r.Access[dir].Of(m).bars(free) {
		return hours.Closed
	}
	return hours.Open
}

// governs reports whether a rule says who of a mode may use a way.
func governs(key string, m Mode) bool {
	base, ok := strings.CutSuffix(key, conditional)
	if !ok {
		return key == openingHours
	}
	for _, s := range directionSuffix {
		base = strings.TrimSuffix(base, s)
	}
	return slices.Contains(accessKeys[m], base) || m == Truck && base == "motorcar" // see asCars
}

// mostClauses bounds the combinations of what is open and what is shut.
const mostClauses = 8

// byHour reports whether who may use a way depends on the hour and on nothing
// else.
func (b *ruleBook) byHour(way uint32, m Mode) bool {
	for _, r := range b.n.rulesOf(ofWay, way) {
		key := b.n.text(r.Key)
		if strings.HasPrefix(key, "oneway") && isRule(key) {
			return false
		}
		if !governs(key, m) {
			continue
		}
		read := b.read(r)
		if len(read) == 0 {
			return false
		}
		for _, clause := range read {
			for _, one := range clause.All {
				if one.Hours == nil {
					return false
				}
			}
		}
	}
	c := b.clauses(way, m)
	if len(c) == 0 || len(c) > mostClauses {
		return false
	}
	for dir, open := range b.n.ways[way].Open {
		if right := open.Of(m); right != Barred && b.shuts(way, uint32(dir), m, c) {
			return true
		}
	}
	return false
}

// shuts reports whether a way is closed in a direction while some of its clauses
// hold, and others do not.
func (b *ruleBook) shuts(way, dir uint32, m Mode, c []*hours.Expr) bool {
	free := b.n.ways[way].Open[dir].Of(m) == Free
	for hold := range 1 << len(c) {
		states := make([]hours.State, len(c))
		for i := range states {
			if states[i] = hours.Closed; hold>>i&1 != 0 || c[i].String() == "24/7" {
				states[i] = hours.Open
			}
		}
		if b.accessIf(way, dir, m, free, c, states) == hours.Closed {
			return true
		}
	}
	return false
}

// interval is the time between two ferries of a way, 0 where it is not known.
func (b *ruleBook) interval(way uint32) time.Duration {
	for _, r := range b.n.rulesOf(ofWay, way) {
		if b.n.text(r.Key) == "interval" {
			if s, ok := Seconds(b.n.text(r.Value)); ok && s < 30*24*3600 {
				return time.Duration(s * float64(time.Second))
			}
		}
	}
	return 0
}

// pass returns the names of the pass that a way goes over.
func (b *ruleBook) pass(way uint32) (names string, ok bool) {
	for _, r := range b.n.rulesOf(ofWay, way) {
		if v := b.n.text(r.Value); b.n.text(r.Key) == mountainPass && v != "no" {
			if ok = true; v != "yes" { // of the way itself: its node has the names
				names = v
			}
		}
	}
	return names, ok
}

// key is the same for ways that may be parts of one stretch.
func (b *ruleBook) key(way uint32, m Mode) string {
	w := &b.n.ways[way]
	key := strconv.FormatBool(w.Class == Ferry) + strconv.FormatBool(w.Flags.Has(Train))
	for _, r := range b.n.rulesOf(ofWay, way) {
		if k := b.n.text(r.Key); governs(k, m) {
			key += "\n" + k + "=" + b.n.text(r.Value)
		}
	}
	if b.directed(way, m) {
		key += " " + strconv.Itoa(int(way)) // its ends are not those of others
	}
	return key
}

// directed reports whether who may use a way at some hour differs by direction.
func (b *ruleBook) directed(way uint32, m Mode) bool {
	return slices.ContainsFunc(b.n.rulesOf(ofWay, way), func(r ruleRecord) bool {
		k := b.n.text(r.Key)
		return governs(k, m) && (strings.Contains(k, directionSuffix[forward]) || strings.Contains(k, directionSuffix[backward]))
	})
}

// Ends returns the beginnings and the ends of the roads that one drives from or to
// their end on a leg from one place to another, in their order, each as a Portal
// has it.
func (l *Leg) Ends(from, to *Place) (list []Place) {
	g := l.a.g
	for i := range l.stretches {
		s := &l.stretches[i]
		first := i == 0 && from.junction == none && from.edge == s.arc>>1
		last := i == len(l.stretches)-1 && to.junction == none && to.edge == s.arc>>1
		if s.from == 0 && !first {
			list = append(list, g.beginning(s.arc))
		}
		if s.to == 1 && !last {
			list = append(list, g.ending(s.arc))
		}
	}
	return list
}

// beginning is the place at the beginning of an arc, for who comes onto it.
func (g *graph) beginning(arc uint32) Place {
	return Place{edge: arc >> 1, along: float64(arc & 1), junction: none, dirs: only(int(arc & 1)), At: g.at[g.tail(arc)].point()}
}

// ending is the place at its end, for who comes to it.
func (g *graph) ending(arc uint32) Place {
	return Place{edge: arc >> 1, along: float64(1 - arc&1), junction: none, dirs: only(int(arc & 1)), At: g.at[g.head(arc)].point()}
}
