package border

import (
	"slices"

	"github.com/paulmach/orb"

	"pamir/geo/hours"
)

// Port is a border port, or a single post, as it is to be put on roads.
type Port struct {
	ID          string
	Name        string
	Checkpoints []Checkpoint      // in the order in which one leaves the country of the first
	Modes       []hours.Mode      // who is admitted; none: all
	Directions  []hours.Direction // both, as a rule
	Others      Admission         // of travellers from neither of its countries
	Kind        Kind
}

// Kind is what a port is.
type Kind uint8

// Kinds of ports. All but the first are made of the road data.
const (
	BorderPort Kind = iota
	Post            // a border control that no port has: nobody says when it is open
	Pass            // a road over a pass that opens and shuts by the clock
	Ferry           // a ferry that does
	Train           // a train that carries vehicles, and does
)

func (k Kind) String() string { return [...]string{"port", "post", "pass", "ferry", "train"}[k] }

// Border reports whether it leads from one country to another.
func (k Kind) Border() bool { return k <= Post }

// Checkpoint is a place in a port's chain.
type Checkpoint struct {
	ID, Name   string
	Side       string     // the country whose place it is
	At         *orb.Point // nil where nobody publishes it
	AccuracyM  float64    // how far from there it may be
	Frontier   bool       // the boundary runs here
	ToGateM    float64    // by road, to the frontier; 0 where nobody publishes it
	Modes      []hours.Mode
	Directions []hours.Direction
	Node       int64 // of the road data: it is exactly there; 0: it is to be looked for
}

// Admission says whether somebody may pass.
type Admission uint8

// Admissions.
const (
	AdmissionUnknown Admission = iota // nobody says
	Admitted
	NotAdmitted
)

func (a Admission) String() string { return [...]string{"unknown", "admitted", "not-admitted"}[a] }

// admits says whether a port admits travellers of a nationality, an ISO code, in
// a direction: those of its own countries it does.
func (p *Port) admits(nationality string, d hours.Direction) Admission {
	if nationality == "" || !p.Kind.Border() || d != "" && (nationality == d.From() || nationality == d.To()) {
		return Admitted
	}
	return p.Others
}

// passed reports whether a mode passes the checkpoint in a direction.
func (c *Checkpoint) passed(m hours.Mode, d hours.Direction) bool {
	return has(c.Modes, m) && has(c.Directions, d)
}

// has tells whether a list that means all where it is empty has v.
func has[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

// chain returns the checkpoints that a mode passes in a direction, in order, and
// which of them is the frontier, -1 where none is.
func (p *Port) chain(m hours.Mode, d hours.Direction) (list []*Checkpoint, frontier int) {
	for i := range p.Checkpoints {
		if c := &p.Checkpoints[i]; c.Frontier || c.passed(m, d) {
			list = append(list, c)
		}
	}
	if from := d.From(); from != "" && len(list) > 0 && p.Checkpoints[0].Side != from {
		slices.Reverse(list)
	}
	return list, slices.IndexFunc(list, func(c *Checkpoint) bool { return c.Frontier })
}
