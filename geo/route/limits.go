package route

import "math"

// Limits are what a road takes, in centimetres and in units of 10 kg; 0 is
// none that is known.
type Limits struct {
	Height, Width, Length         uint16 // cm
	Weight, WeightRated, AxleLoad uint16 // 10 kg; WeightRated limits what a vehicle may weigh by its papers
	Hazmat                        uint16 // 1: no dangerous goods, 2: none that endanger water
	_                             uint16
}

// Bits of Limits.Hazmat.
const (
	noHazmat      = 1
	noHazmatWater = 2
)

// limitKeys are the keys of limits; of a group the least holds. The values of
// keys with :hgv hold for trucks, and cars do not come near them.
var limitKeys = []struct {
	keys  []string
	read  func(string) (float64, bool)
	scale float64
	field func(*Limits) *uint16
}{
	{[]string{"maxheight", "maxheight:physical", "maxheight:hgv"}, Metres, 100, func(l *Limits) *uint16 { return &l.Height }},
	{[]string{"maxwidth", "maxwidth:physical", "maxwidth:hgv"}, Metres, 100, func(l *Limits) *uint16 { return &l.Width }},
	{[]string{"maxlength", "maxlength:hgv"}, Metres, 100, func(l *Limits) *uint16 { return &l.Length }},
	{[]string{"maxweight", "maxweight:hgv"}, Tonnes, 100, func(l *Limits) *uint16 { return &l.Weight }},
	{[]string{"maxweightrating", "maxweightrating:hgv", "maxgcweight", "maxgcweightrating"}, Tonnes, 100, func(l *Limits) *uint16 { return &l.WeightRated }},
	{[]string{"maxaxleload"}, Tonnes, 100, func(l *Limits) *uint16 { return &l.AxleLoad }},
}

// hazmatKeys keep dangerous goods out, or those of a category of tunnels (ADR
// 8.6): a vehicle is not asked for the category of what it carries, so that
// each keeps it out.
var hazmatKeys = []string{"hazmat", "hazmat:A", "hazmat:B", "hazmat:C", "hazmat:D", "hazmat:E"}

func readLimits(t Tags) (l Limits) {
	for _, g := range limitKeys {
		for _, key := range g.keys {
			v, ok := g.read(t.Get(key))
			if !ok {
				continue
			}
			units := math.Round(v * g.scale)
			if units < 1 || units >= math.MaxUint16 {
				continue
			}
			if f := g.field(&l); *f == 0 || uint16(units) < *f {
				*f = uint16(units)
			}
		}
	}
	for _, key := range hazmatKeys {
		if t.Get(key) == "no" {
			l.Hazmat |= noHazmat
		}
	}
	if t.Get("hazmat:water") == "no" {
		l.Hazmat |= noHazmatWater
	}
	return l
}

// Vehicle is what drives: its measures in metres and tonnes; 0 is not known,
// and no limit then keeps it out.
type Vehicle struct {
	Height, Width, Length float64
	Weight, AxleLoad      float64
	Hazmat, HazmatWater   bool
}

// OrdinaryTruck is the truck where nothing is said of it: the articulated lorry
// that the directive 96/53/EC lets drive in Europe, which is also within the
// limits of GB 1589 in China.
var OrdinaryTruck = Vehicle{Height: 4, Width: 2.55, Length: 16.5, Weight: 40, AxleLoad: 11.5}

// fits reports whether a vehicle keeps to the limits, and which it breaks.
func (v *Vehicle) fits(l *Limits) (broken string, ok bool) {
	over := func(measure float64, limit uint16) bool { return limit > 0 && measure*100 > float64(limit)+1e-6 }
	switch {
	case over(v.Height, l.Height):
		return "height", false
	case over(v.Width, l.Width):
		return "width", false
	case over(v.Length, l.Length):
		return "length", false
	case over(v.Weight, l.Weight) || over(v.Weight, l.WeightRated):
		return "weight", false
	case over(v.AxleLoad, l.AxleLoad):
		return "axle load", false
	case v.Hazmat && l.Hazmat&noHazmat != 0:
		return "dangerous goods", false
	case v.HazmatWater && l.Hazmat&noHazmatWater != 0:
		return "dangerous goods", false
	}
	return "", true
}
