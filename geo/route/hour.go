package route

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"pamir/geo/hours"
)

// ruleBook reads the tags of roads, passages and turns as they are at an hour.
// What cannot be read, or is not known (a holiday, whether it snows), is as if
// the rule were not there.
type ruleBook struct {
	n *Network

	mu     sync.Mutex
	parsed map[uint32]hours.Conditional // by string; nil for what is none
	lines  map[lineKey]*hours.Timeline
}

// lineKey is an expression in a zone, for some weeks.
type lineKey struct {
	expr   *hours.Expr
	zone   string
	window int64
}

// Timelines are made for windows of so many seconds, and kept, so many of them
// at most.
const (
	windowSeconds = 28 * 24 * 3600
	mostLines     = 4096
)

func newRuleBook(n *Network) *ruleBook {
	return &ruleBook{n: n, parsed: map[uint32]hours.Conditional{}, lines: map[lineKey]*hours.Timeline{}}
}

// circumstances are when and where somebody comes by, and with what.
type circumstances struct {
	at      time.Time
	zone    string
	mode    Mode
	vehicle *Vehicle
}

// of returns the rules of an owner.
func (n *Network) rulesOf(kind ruleKind, owner uint32) []ruleRecord {
	at := func(owner uint32) int {
		i, _ := slices.BinarySearchFunc(n.rules, owner, func(r ruleRecord, owner uint32) int {
			return cmp.Or(cmp.Compare(r.Kind, kind), cmp.Compare(r.Owner, owner))
		})
		return i
	}
	return n.rules[at(owner):at(owner+1)]
}

// tags returns the tags of an owner as they are.
func (b *ruleBook) tags(kind ruleKind, owner uint32, c *circumstances) Tags {
	return b.tagsIf(kind, owner, func(one hours.Condition) hours.State { return b.holds(one, c) })
}

// tagsIf returns the tags of an owner as they are, given how it is with each
// condition of its rules.
func (b *ruleBook) tagsIf(kind ruleKind, owner uint32, holds func(hours.Condition) hours.State) Tags {
	var t Tags
	for _, r := range b.n.rulesOf(kind, owner) {
		key := b.n.text(r.Key)
		if !isRule(key) {
			t = append(t, Tag{key, b.n.text(r.Value)})
		}
	}
	shut := false
	for _, r := range b.n.rulesOf(kind, owner) {
		key := b.n.text(r.Key)
		if !isRule(key) {
			continue
		}
		if key == openingHours {
			v := b.opening(r.Value)
			shut = shut || len(v) > 0 && holds(v[0].All[0]) == hours.Closed
			continue
		}
		if value, s := b.conditional(r.Value).Value(holds); s == hours.Open {
			t = t.set(strings.TrimSuffix(key, conditional), value)
		}
	}
	if shut {
		t = t.barred()
	}
	return t
}

// barred returns the tags of what is shut, whoever may use it at other hours.
func (t Tags) barred() Tags {
	for i := range t {
		base := t[i].Key
		for _, s := range directionSuffix {
			base = strings.TrimSuffix(base, s)
		}
		for m := range modes {
			if slices.Contains(accessKeys[m], base) {
				t[i].Value = "no"
			}
		}
	}
	return t.set("access", "no")
}

// set returns the tags with a key changed.
func (t Tags) set(key, value string) Tags {
	for i := range t {
		if t[i].Key == key {
			t[i].Value = value
			return t
		}
	}
	return append(t, Tag{key, value})
}

// road returns a way as it is.
func (b *ruleBook) road(way uint32, c *circumstances) (r wayRecord, limits Limits) {
	t := b.tags(ofWay, way, c)
	r, _ = readRoad(t)
	old := &b.n.ways[way]
	r.ID, r.Name, r.Ref, r.Duration, r.Length = old.ID, old.Name, old.Ref, old.Duration, old.Length
	return r, readLimits(t)
}

// passage returns a passage as it is.
func (b *ruleBook) passage(p uint32, c *circumstances) (passageRecord, Limits) {
	t := b.tags(ofPassage, p, c)
	r, _ := readPassage(t)
	return r, readLimits(t)
}

// turn reports whether the rule of a turn forbids it.
func (b *ruleBook) turn(rule uint32, c *circumstances) bool {
	r := &b.n.rules[rule]
	value, ok := b.value(r.Value, c)
	return ok && value == b.n.text(r.Key)
}

// value returns what applies of a conditional value, if something surely does.
func (b *ruleBook) value(text uint32, c *circumstances) (string, bool) {
	v, s := b.conditional(text).Value(func(one hours.Condition) hours.State { return b.holds(one, c) })
	return v, s == hours.Open
}

func (b *ruleBook) conditional(text uint32) hours.Conditional {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, ok := b.parsed[text]
	if !ok {
		v, _ = hours.ParseConditional(b.n.text(text)) // what cannot be read has no clauses
		b.parsed[text] = v
	}
	return v
}

// opening reads opening hours as a clause with one condition, none where they
// cannot be read.
func (b *ruleBook) opening(text uint32) hours.Conditional {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, ok := b.parsed[text]
	if !ok {
		if e, err := hours.Parse(b.n.text(text)); err == nil {
			v = hours.Conditional{{All: []hours.Condition{{Hours: e}}}}
		}
		b.parsed[text] = v
	}
	return v
}

// holds tells how it is with one condition.
func (b *ruleBook) holds(one hours.Condition, c *circumstances) hours.State {
	switch {
	case one.Hours != nil:
		return b.line(one.Hours, c).At(c.at).State
	case one.Limit != nil:
		v := c.measure(one.Limit.Name)
		if v == 0 {
			return hours.Unknown
		}
		if one.Limit.Holds(v) {
			return hours.Open
		}
		return hours.Closed
	}
	return hours.Unknown
}

// ordinaryCar is a car where nothing is said of it: smaller than what rules for
// large vehicles are about.
var ordinaryCar = Vehicle{Height: 2, Width: 2, Length: 5, Weight: 2.5, AxleLoad: 1.3}

// measure returns a number of the vehicle, 0 where it is not known.
func (c *circumstances) measure(name string) float64 {
	v := *c.vehicle
	if c.mode == Car && v == (Vehicle{}) {
		v = ordinaryCar
	}
	switch name {
	case "weight", "maxweight", "maxweightrating", "weightrating", "grossweight":
		return v.Weight
	case "height":
		return v.Height
	case "width":
		return v.Width
	case "length":
		return v.Length
	case "axleload":
		return v.AxleLoad
	}
	return 0
}

// line returns the timeline of an expression about the instant.
func (b *ruleBook) line(e *hours.Expr, c *circumstances) *hours.Timeline {
	unix := c.at.Unix()
	k := lineKey{e, c.zone, unix - (unix%windowSeconds+windowSeconds)%windowSeconds}
	b.mu.Lock()
	defer b.mu.Unlock()
	if l, ok := b.lines[k]; ok {
		return l
	}
	if len(b.lines) >= mostLines {
		clear(b.lines)
	}
	from := time.Unix(k.window, 0)
	l := e.Timeline(hours.Place{Zone: location(c.zone)}, from, from.Add(windowSeconds*time.Second))
	b.lines[k] = l
	return l
}
