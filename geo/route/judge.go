package route

// Avoid is a set of kinds of roads that are not to be used.
type Avoid uint8

// What can be avoided.
const (
	AvoidToll Avoid = 1 << iota
	AvoidFerry
	AvoidUnpaved
	AvoidTunnel
	AvoidMotorway
)

// AvoidNames are their names, in the order of the bits.
var AvoidNames = []string{"toll", "ferry", "unpaved", "tunnel", "motorway"}

// judge decides what one request may use of what its mode may use.
type judge struct {
	c        *costs
	vehicle  Vehicle
	avoid    Avoid
	edges    map[uint32]string // edges that are not to be used, and why
	limits   []string          // of each of the network's limits, which of its measures the vehicle breaks
	standing bool              // c has closures for a while in it that t.metrics have not
	clock    *clock            // nil: what depends on time is taken as open
	kind     *special          // what is kept for requests that forbid the same; nil if nothing is forbidden
}

// newJudge looks at the vehicle once.
func newJudge(c *costs, v Vehicle, avoid Avoid) *judge {
	j := &judge{c: c, vehicle: v, avoid: avoid, edges: map[uint32]string{}}
	if v != (Vehicle{}) {
		j.limits = make([]string, len(c.n.limits))
		for i := range c.n.limits {
			j.limits[i], _ = v.fits(&c.n.limits[i])
		}
	}
	return j
}

// forbids says why an arc is not to be used at any time, "" if it may be.
func (j *judge) forbids(arc uint32) (why string) {
	e := arc >> 1
	if len(j.edges) > 0 {
		if why, ok := j.edges[e]; ok {
			return why
		}
	}
	if j.limits == nil && j.avoid == 0 {
		return "" // most requests are so, and to look at the way takes its time
	}
	w := &j.c.n.ways[j.c.g.edges[e].Way]
	if j.limits != nil && j.limits[w.Limits] != "" {
		return j.limits[w.Limits]
	}
	if j.avoid != 0 {
		for i, is := range [...]bool{
			w.Flags.Has(Toll) || j.c.mode == Truck && w.Flags.Has(TollTruck),
			w.Class == Ferry,
			w.Surface.IsUnpaved() || w.Surface == NoSurface && (w.Class == Track || w.TrackType > 1),
			w.Flags.Has(Tunnel),
			w.Class == Motorway,
		} {
			if is && j.avoid>>i&1 != 0 {
				return AvoidNames[i]
			}
		}
	}
	return ""
}

// stops says why one cannot turn so, "" if one can.
func (j *judge) stops(link uint32) (why string) {
	t := &j.c.g.turns[j.c.g.linkTurn[link]]
	if t.Passage == 0 {
		return ""
	}
	p := &j.c.n.passages[t.Passage-1]
	if p.Kind == TollBooth && j.avoid&AvoidToll != 0 {
		return AvoidNames[0]
	}
	if j.limits != nil {
		return j.limits[p.Limits]
	}
	return ""
}

// price is the judge's pricing.
func (j *judge) price(link, after uint32) uint32 {
	arc := j.c.g.linkArc[link]
	if j.forbids(arc) != "" || j.stops(link) != "" {
		return infinity
	}
	w := j.c.link(link)
	if j.clock != nil && w < infinity {
		return j.clock.price(link, after, w)
	}
	return w
}

// begin returns what it costs to begin on an arc: infinity where one may not.
func (j *judge) begin(arc uint32) uint32 {
	if j.forbids(arc) != "" {
		return infinity
	}
	if j.clock != nil {
		return j.clock.begin(arc, j.c.arc(arc))
	}
	return j.c.arc(arc)
}
