package route

import (
	"math"
	"strconv"
)

// passageRecord is a node that one must get through: a gate, a toll booth, a
// border control. Its place in the graph is the junction that has it.
type passageRecord struct {
	Node   int64 // OpenStreetMap's id
	At     position
	Name   uint32 // in the table of strings
	Limits uint32 // in the table of limits
	Kind   PassageKind
	Access Access // what it allows in either direction
	Open   Access // the most that its rules may allow
	Ruled  uint8  // 1 if it has rules
	Ref    uint32 // in the table of strings
}

// PassageKind is what stands at a passage.
type PassageKind uint8

// Kinds of passages.
const (
	OtherBarrier PassageKind = iota
	BorderControl
	TollBooth
	Gate
	Checkpoint
	HeightRestrictor
	passageKinds
)

var passageNames = [passageKinds]string{"barrier", "border_control", "toll_booth", "gate", "checkpoint", "height_restrictor"}

func (k PassageKind) String() string { return nameAt(passageNames[:], int(k)) }

// barriers says for each value of barrier what it is and whether one may drive
// or walk through where no tag says so. What is not here stops nobody.
var barriers = map[string]struct {
	kind        PassageKind
	drive, walk Right
}{
	"border_control": {BorderControl, Free, Free}, "toll_booth": {TollBooth, Free, Free}, "checkpoint": {Checkpoint, Free, Free},
	"gate": {Gate, Free, Free}, "lift_gate": {Gate, Free, Free}, "swing_gate": {Gate, Free, Free}, "sliding_gate": {Gate, Free, Free},
	"hampshire_gate": {Gate, Free, Free}, "wicket_gate": {Gate, Barred, Free}, "kissing_gate": {Gate, Barred, Free}, "full-height_turnstile": {Gate, Barred, Free}, "turnstile": {Gate, Barred, Free},
	"height_restrictor": {HeightRestrictor, Free, Free},
	"bollard":           {OtherBarrier, Barred, Free}, "rising_bollard": {OtherBarrier, Barred, Free}, "block": {OtherBarrier, Barred, Free}, "bus_trap": {OtherBarrier, Barred, Free},
	"jersey_barrier": {OtherBarrier, Barred, Free}, "debris": {OtherBarrier, Barred, Free}, "stile": {OtherBarrier, Barred, Free}, "cycle_barrier": {OtherBarrier, Barred, Free},
	"motorcycle_barrier": {OtherBarrier, Barred, Free}, "horse_stile": {OtherBarrier, Barred, Free}, "log": {OtherBarrier, Barred, Free}, "chain": {OtherBarrier, Barred, Free},
	"planter": {OtherBarrier, Barred, Free}, "tank_trap": {OtherBarrier, Barred, Free}, "barrier_board": {OtherBarrier, Barred, Free}, "yes": {OtherBarrier, Barred, Free},
	"wall": {OtherBarrier, Barred, Barred}, "fence": {OtherBarrier, Barred, Barred}, "hedge": {OtherBarrier, Barred, Barred}, "city_wall": {OtherBarrier, Barred, Barred}, "retaining_wall": {OtherBarrier, Barred, Barred}, "ditch": {OtherBarrier, Barred, Barred},
}

// signal says for which direction of its way a traffic light stands.
type signal uint8

const (
	bothWays signal = iota
	forwardOnly
	backwardOnly
)

// nodeTags keeps what the tags of a node say.
func (b *Builder) nodeTags(i uint32, n Node) {
	if n.Tags.Get("highway") == "traffic_signals" || n.Tags.Get("crossing") == "traffic_signals" {
		s := bothWays
		switch n.Tags.Get("traffic_signals:direction") {
		case "forward":
			s = forwardOnly
		case "backward":
			s = backwardOnly
		}
		b.signals[i] = s
	}
	if v, err := strconv.ParseFloat(n.Tags.Get("ele"), 64); err == nil && v > -500 && v < 9000 {
		b.heights[i] = int32(math.Round(v * 10))
	}
	if n.Tags.Get(mountainPass) == "yes" || n.Tags.Get("natural") == "saddle" {
		b.passes[i] = b.strings.id(readNames(n.Tags))
	}
	if p, ok := readPassage(n.Tags); ok {
		p.Node, p.At = n.ID, b.at[i]
		p.Name, p.Ref = b.strings.id(readNames(n.Tags)), b.strings.id(n.Tags.Get("ref"))
		p.Limits = b.limit(readLimits(n.Tags))
		if p.Ruled > 0 {
			b.rule(ofPassage, int(i), n.Tags) // by its node, until it has a number
		}
		b.passages[i] = p
	}
}

// readPassage reads the tags of a node. It is not ok where nothing stops there
// and nothing is to be remembered.
func readPassage(t Tags) (p passageRecord, ok bool) {
	barrier, known := barriers[t.Get("barrier")]
	if !known {
		return p, false
	}
	drive, walk := barrier.drive, barrier.walk
	if t.Get("locked") == "yes" {
		drive = min(drive, Private)
	}
	p.Kind = barrier.kind
	access := readAccess(append(Tags{{"oneway", "no"}}, t...), Access(0).with(Car, drive).with(Truck, drive).with(Foot, walk))
	p.Access = access[forward]
	p.Open = p.Access
	for _, tag := range t {
		if !isRule(tag.Key) {
			continue
		}
		p.Ruled = 1
		r := wayRecord{Open: [2]Access{p.Open, p.Open}}
		openBy(tag, nil, &r)
		p.Open = r.Open[forward].most(r.Open[backward])
	}
	limits := readLimits(t)
	plain := p.Kind == OtherBarrier || p.Kind == Gate || p.Kind == HeightRestrictor
	return p, !plain || p.Access != everyone(Free) || p.Ruled > 0 || limits != Limits{}
}
