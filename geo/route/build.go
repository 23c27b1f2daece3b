package route

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
)

// BuildOptions say how to build a network.
type BuildOptions struct {
	// Country returns the ISO code of the country at a position, "" where it
	// is not known; nil: nowhere.
	Country func(lon, lat float64) string

	// Progress is told what is being done and how much of that is done, from 0
	// to 1; it may be nil.
	Progress func(stage string, done float64)

	Source    string // what the network is made of, for those who read it
	Schematic bool   // it is drawn through few points
}

// ErrNoRoads says that nothing in the input is a road.
var ErrNoRoads = errors.New("route: there are no roads in the input")

// Build makes the network.
func (b *Builder) Build(ctx context.Context, o BuildOptions) (*Network, Report, error) {
	b.Nodes()
	b.report.Ways, b.report.Nodes = len(b.ways), len(b.at)
	for _, at := range b.at {
		if at == nowhere {
			b.report.NodesMissing++
		}
	}
	progress := o.Progress
	if progress == nil {
		progress = func(string, float64) {}
	}
	n := &Network{about: make([]uint32, aboutSize), limits: b.limits}
	n.about[aboutSource] = b.strings.id(o.Source)
	if o.Schematic {
		n.about[aboutSchematic] = 1
	}
	b.arrange()
	b.rulePasses()
	b.measureFerries()
	countries := &countryTable{of: o.Country, codes: []string{""}}
	passageOf := b.gatherPassages(n)
	n.ways = b.ways
	n.sortWays()
	for _, g := range []struct {
		to    **graph
		modes Modes
		what  string
	}{{&n.motor, motor, "roads"}, {&n.foot, 1 << Foot, "paths"}} {
		if err := ctx.Err(); err != nil {
			return nil, b.report, err
		}
		progress(g.what, 0)
		f := b.edges(g.modes, n.relevant(passageOf, g.modes), countries)
		n.codes = n.codes[:0]
		for _, iso := range countries.codes {
			n.codes = append(n.codes, b.strings.id(iso))
		}
		n.chars, n.charEnds = b.strings.bytes, b.strings.ends
		n.know()
		f.links(func(m Mode, arc uint32) uint32 { return n.weight(f.graph, m, arc) })
		if err := f.indexPlaces(); err != nil {
			return nil, b.report, err
		}
		for m := range modes {
			if g.modes.Has(m) {
				f.components[m] = n.components(f.graph, m)
			}
		}
		progress(g.what, 0.5)
		if err := f.raise(); err != nil {
			return nil, b.report, err
		}
		progress(g.what, 1)
		*g.to = f.graph
	}
	n.rules = b.sortRules()
	n.chars, n.charEnds = b.strings.bytes, b.strings.ends
	if len(n.motor.edges) == 0 && len(n.foot.edges) == 0 {
		return nil, b.report, ErrNoRoads
	}
	return n, b.report, nil
}

// mountainPass is the tag of a node at which a road goes over a pass. A way with
// rules that has such a node gets it, with the names of the pass.
const mountainPass = "mountain_pass"

// rulePasses notes which ways with rules go over a pass.
func (b *Builder) rulePasses() {
	if len(b.passes) == 0 {
		return
	}
	for w := range b.ways {
		if !b.ways[w].Flags.Has(Ruled) {
			continue
		}
		for _, node := range b.refs[b.first[w]:b.first[w+1]] {
			if names, ok := b.passes[uint32(node)]; ok {
				b.rules = append(b.rules, ruleRecord{uint32(w), ofWay, b.strings.id(mountainPass), names})
				break
			}
		}
	}
}

// measureFerries finds how long ferries with a duration are.
func (b *Builder) measureFerries() {
	for w := range b.ways {
		if r := &b.ways[w]; r.Duration > 0 {
			metres := b.published[uint32(w)]
			if metres == 0 {
				metres = b.drawn(w)
			}
			r.Length = uint32(max(1, metres))
		}
	}
}

// drawn returns the length of a way as it is drawn, in metres.
func (b *Builder) drawn(way int) (metres float64) {
	for run := range b.runs(way) {
		for i := 1; i < len(run); i++ {
			metres += distance(b.at[run[i-1]], b.at[run[i]])
		}
	}
	return metres
}

// gatherPassages numbers the passages in the order of their nodes.
func (b *Builder) gatherPassages(n *Network) map[uint32]uint32 {
	of := make(map[uint32]uint32, len(b.passages))
	for _, node := range slices.Sorted(maps.Keys(b.passages)) {
		of[node] = uint32(len(n.passages))
		n.passages = append(n.passages, b.passages[node])
	}
	for i := range b.rules {
		if r := &b.rules[i]; r.Kind == ofPassage {
			r.Owner = of[r.Owner]
		}
	}
	return of
}

// relevant leaves out the passages that do not matter to a family.
func (n *Network) relevant(passageOf map[uint32]uint32, of Modes) map[uint32]uint32 {
	kept := map[uint32]uint32{}
	for node, p := range passageOf {
		r := &n.passages[p]
		matters := r.Kind == BorderControl || r.Kind == TollBooth || r.Kind == Checkpoint || r.Ruled > 0 || of&motor != 0 && r.Limits > 0
		for m := range modes {
			matters = matters || of.Has(m) && r.Access.Of(m) != Free
		}
		if matters {
			kept[node] = p
		}
	}
	return kept
}

// sortRules brings the rules into the order in which they are looked up; those
// of turns stay where turns say they are, before the others.
func (b *Builder) sortRules() []ruleRecord {
	slices.SortStableFunc(b.rules, func(x, y ruleRecord) int {
		return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Owner, y.Owner))
	})
	return b.rules
}
