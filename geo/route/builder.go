package route

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"pamir/geo/hours"
)

// Builder makes a Network from ways, restrictions and nodes as OpenStreetMap
// has them. It is fed in two rounds, since only the ways say which nodes are
// needed:
//
//	b := route.NewBuilder()
//	for … { b.Way(w) }      // all of them; what no profile can use is left out
//	for … { b.Relation(r) } // all of them; restrictions are kept
//	wanted := b.Nodes()
//	for … { if wanted.Has(n.ID) { b.Node(n) } }
//	network, report, err := b.Build(ctx, route.BuildOptions{})
//
// It keeps nothing that it is given. One goroutine may call it at a time; the
// order of the calls decides the order in the network, which is otherwise the
// same whenever it is built.
type Builder struct {
	ways         []wayRecord
	first        []uint32 // of each way in refs; one more than there are ways
	refs         []int64  // ids of nodes; after Nodes, their places in nodes
	restrictions []restriction
	strings      *stringTable
	limits       []Limits
	limitIDs     map[Limits]uint32
	rules        []ruleRecord
	nodes        *NodeSet
	at           []position
	signals      map[uint32]signal
	passages     map[uint32]passageRecord
	heights      map[uint32]int32   // of nodes, in decimetres above the sea
	passes       map[uint32]uint32  // names of the mountain passes at nodes, in the table of strings
	published    map[uint32]float64 // lengths of ways that rule over the drawn ones
	countries    map[uint32]string  // of ways
	report       Report
}

// position is one in ten millionths of a degree, as OpenStreetMap has it.
type position struct{ Lon, Lat int32 }

// nowhere marks a node that is wanted and was not given.
var nowhere = position{math.MinInt32, math.MinInt32}

const perDegree = 1e7

// Report says what became of the input.
type Report struct {
	Ways         int            // taken
	Nodes        int            // wanted
	NodesMissing int            // wanted and not given; ways end there
	Restrictions int            // taken, one for each kind and set of modes
	Refused      map[string]int // restrictions, by the reason
	Unpositioned int            // nodes whose position is none
}

// NewBuilder returns a builder without roads.
func NewBuilder() *Builder {
	return &Builder{
		first: []uint32{0}, strings: newStringTable(),
		limits: []Limits{{}}, limitIDs: map[Limits]uint32{{}: 0},
		signals: map[uint32]signal{}, passages: map[uint32]passageRecord{}, heights: map[uint32]int32{}, passes: map[uint32]uint32{}, published: map[uint32]float64{}, countries: map[uint32]string{},
		report: Report{Refused: map[string]int{}},
	}
}

// maxLengthM bounds the length of a way, so that one edge fits its record.
const maxLengthM = 4e7

// maxRefs is how many nodes of ways a network can have.
const maxRefs = math.MaxUint32 / 2

// Way adds a way if it is a road.
func (b *Builder) Way(w Way) {
	if b.nodes != nil || len(w.Nodes) < 2 || len(b.refs)+len(w.Nodes) > maxRefs {
		return
	}
	r, ok := readRoad(w.Tags)
	if !ok {
		return
	}
	r.ID = w.ID
	r.Name = b.strings.id(readNames(w.Tags))
	r.Ref = b.strings.id(w.Tags.Get("ref"))
	r.Destination = b.strings.id(w.Tags.Get("destination"))
	r.Limits = b.limit(readLimits(w.Tags))
	if r.Flags.Has(Ruled) {
		b.rule(ofWay, len(b.ways), w.Tags)
	}
	if w.LengthM > 0 && w.LengthM < maxLengthM {
		b.published[uint32(len(b.ways))] = w.LengthM
	}
	if w.Country != "" {
		b.countries[uint32(len(b.ways))] = strings.Clone(w.Country)
	}
	b.ways = append(b.ways, r)
	b.refs = append(b.refs, w.Nodes...)
	b.first = append(b.first, uint32(len(b.refs)))
}

func (b *Builder) limit(l Limits) uint32 {
	id, ok := b.limitIDs[l]
	if !ok {
		id = uint32(len(b.limits))
		b.limits = append(b.limits, l)
		b.limitIDs[l] = id
	}
	return id
}

// rule keeps the tags of what has rules, all but names: what they mean at some
// hour is found by reading them again, with what holds then.
func (b *Builder) rule(kind ruleKind, owner int, t Tags) {
	for _, tag := range t {
		if strings.HasPrefix(tag.Key, "name") || strings.HasPrefix(tag.Key, "note") || len(tag.Value) > hours.MaxLength {
			continue
		}
		b.rules = append(b.rules, ruleRecord{uint32(owner), kind, b.strings.id(tag.Key), b.strings.id(tag.Value)})
	}
}

// Relation adds a relation if it is a restriction.
func (b *Builder) Relation(r Relation) {
	if b.nodes != nil {
		return
	}
	read, refused := readRestriction(r)
	if refused != "" {
		b.report.Refused[refused]++
	}
	b.restrictions = append(b.restrictions, read...)
}

// NodeSet is the set of the nodes that are needed.
type NodeSet struct{ ids []int64 }

// Nodes ends the first round. The set may be asked by many goroutines at once.
func (b *Builder) Nodes() *NodeSet {
	if b.nodes != nil {
		return b.nodes
	}
	ids := slices.Clone(b.refs)
	slices.Sort(ids)
	ids = slices.Clip(slices.Compact(ids))
	b.nodes = &NodeSet{ids}
	for i, id := range b.refs {
		at, _ := b.nodes.find(id)
		b.refs[i] = int64(at)
	}
	b.at = make([]position, len(ids))
	for i := range b.at {
		b.at[i] = nowhere
	}
	return b.nodes
}

// Has reports whether a node is needed.
func (s *NodeSet) Has(id int64) bool {
	_, ok := s.find(id)
	return ok
}

// Len returns how many nodes are needed.
func (s *NodeSet) Len() int { return len(s.ids) }

// find returns the place of a node, by interpolation first: ids are spread
// evenly enough for most of the steps of a plain binary search to be saved.
func (s *NodeSet) find(id int64) (at int, ok bool) {
	low, high := 0, len(s.ids)
	for range 3 {
		if high-low < 64 || id < s.ids[low] || id > s.ids[high-1] {
			break
		}
		share := float64(id-s.ids[low]) / float64(s.ids[high-1]-s.ids[low]+1)
		width := float64(high - low)
		guess, slack := low+int(share*width), int(math.Sqrt(width))*4
		if from := max(low, guess-slack); s.ids[from] <= id {
			low = from
		}
		if to := min(high, guess+slack); s.ids[to-1] >= id {
			high = to
		}
	}
	i, ok := slices.BinarySearchFunc(s.ids[low:high], id, cmp.Compare[int64])
	return low + i, ok
}

// Node gives a node that is needed its position and its tags.
func (b *Builder) Node(n Node) {
	i, ok := b.Nodes().find(n.ID)
	if !ok {
		return
	}
	if !(math.Abs(n.Lon) <= 180 && math.Abs(n.Lat) <= 90) {
		b.report.Unpositioned++
		return
	}
	b.at[i] = position{int32(math.Round(n.Lon * perDegree)), int32(math.Round(n.Lat * perDegree))}
	if len(n.Tags) > 0 {
		b.nodeTags(uint32(i), n)
	}
}
