package route

import "math"

// A weight is a time in hundredths of a second: 2³¹-1 of them are 248 days,
// enough to walk round the Earth, and short arcs are still told apart.
const (
	second   = 100
	infinity = 1<<31 - 1 // no way
)

// driving says how fast a mode is where nothing but the class of the road is
// known, in km/h, and what slows it down. The figures are estimates of what is
// driven, made to agree with the speeds that OSRM and Valhalla assume (their
// profiles for cars and trucks, 2026); no source measures these roads.
type driving struct {
	speeds     [classes]uint8
	most       uint8
	ofSign     float64                     // the part of a signed or legal limit that is driven on average
	link       float64                     // the part of a class's speed on its slip roads
	surface    [surfaces]uint8             // at most; 0: no matter
	smoothness [len(smoothnessNames)]uint8 // at most
	track      [len(grades)]uint8          // at most
	signal     uint32                      // weight of a traffic light
}

var drivings = [modes]driving{
	Car: {
		speeds: [classes]uint8{Motorway: 100, Trunk: 80, Primary: 65, Secondary: 55, Tertiary: 45, Unclassified: 35, Residential: 25, LivingStreet: 10,
			Service: 15, Track: 15, UnknownRoad: 25, Busway: 25, Pedestrian: 8, Footway: 8, Cycleway: 8, Bridleway: 8, Path: 8, Steps: 1, Ferry: 18},
		most: 130, ofSign: 0.85, link: 0.6,
		surface:    [surfaces]uint8{Stones: 40, Compacted: 60, Gravel: 45, Unpaved: 40, Ground: 30, Soft: 15},
		smoothness: [...]uint8{0, 0, 0, 80, 40, 20, 10, 5, 1},
		track:      [...]uint8{0, 60, 40, 30, 20, 15},
		signal:     5 * second,
	},
	Truck: {
		speeds: [classes]uint8{Motorway: 80, Trunk: 65, Primary: 55, Secondary: 45, Tertiary: 38, Unclassified: 30, Residential: 20, LivingStreet: 8,
			Service: 10, Track: 10, UnknownRoad: 20, Busway: 20, Pedestrian: 5, Footway: 5, Cycleway: 5, Bridleway: 5, Path: 5, Steps: 1, Ferry: 18},
		most: 90, ofSign: 0.85, link: 0.6,
		surface:    [surfaces]uint8{Stones: 30, Compacted: 45, Gravel: 35, Unpaved: 30, Ground: 20, Soft: 8},
		smoothness: [...]uint8{0, 0, 0, 60, 30, 15, 5, 3, 1},
		track:      [...]uint8{0, 40, 25, 20, 12, 8},
		signal:     7 * second,
	},
	Foot: {most: 5},
}

// walking speeds, in tenths of km/h.
const (
	onFoot = 50
	climb  = 25 // on steps
)

// weight returns what an arc costs a mode, however free it may use it; it is
// infinity only where the mode is barred.
func (n *Network) weight(g *graph, m Mode, arc uint32) uint32 {
	e := &g.edges[arc>>1]
	w := &n.ways[e.Way]
	if w.Open[arc&1].Of(m) == Barred {
		return infinity
	}
	return n.time(g, m, arc)
}

// time returns how long an arc takes whoever may use it.
func (n *Network) time(g *graph, m Mode, arc uint32) uint32 {
	return n.timeOf(g, m, arc, n.wayOf(g, arc))
}

// timeOf is time on a way that is as w says.
func (n *Network) timeOf(g *graph, m Mode, arc uint32, w *wayRecord) uint32 {
	e := &g.edges[arc>>1]
	if w.Class == Ferry && w.Duration > 0 && w.Length > 0 {
		return atMost(float64(w.Duration) * second * float64(e.Length) / 100 / float64(w.Length))
	}
	if m == Foot {
		tenths := onFoot
		if w.Class == Steps {
			tenths = climb
		} else if w.Class == Ferry {
			tenths = int(drivings[Car].speeds[Ferry]) * 10
		}
		return atMost(float64(e.Length) * 36 / float64(tenths))
	}
	kmh := n.speed(w, &n.countries[e.Country], m, arc&1)
	return atMost(float64(e.Length)*3.6/kmh + float64(uint32(e.Signals[arc&1])*drivings[m].signal))
}

func atMost(w float64) uint32 { return uint32(math.Min(math.Round(w), infinity-1)) }

// speed estimates how fast one drives on a way, in km/h.
func (n *Network) speed(w *wayRecord, c *country, m Mode, dir uint32) float64 {
	d := &drivings[m]
	kmh := float64(d.speeds[w.Class])
	if w.Flags.Has(Link) {
		kmh *= d.link
	}
	sign := w.MaxSpeed[dir]
	if m == Truck && w.MaxSpeedTruck[dir] > 0 {
		sign = w.MaxSpeedTruck[dir]
	}
	law := float64(c.limit(w.Class, m))
	switch {
	case sign == noLimit:
		kmh = math.Max(kmh, float64(d.most)*d.ofSign)
	case sign > 0:
		kmh = float64(sign) * d.ofSign
		if m == Truck {
			kmh = math.Min(kmh, law) // the sign is for all, the law for trucks
		}
	default:
		kmh = math.Min(kmh, law)
	}
	for _, cap := range [...]uint8{d.surface[w.Surface], d.smoothness[w.Smoothness], d.track[w.TrackType], d.most} {
		if cap > 0 {
			kmh = math.Min(kmh, float64(cap))
		}
	}
	return math.Max(kmh, 1)
}
