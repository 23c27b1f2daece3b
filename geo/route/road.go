package route

import (
	"math"
	"slices"
	"strings"
)

// wayRecord is a road as the network keeps it: what its tags say that routing
// needs. It has no padding, so that it is the same in memory and in a file.
type wayRecord struct {
	ID                     int64
	Name, Ref, Destination uint32 // in the table of strings
	Limits                 uint32 // in the table of limits, 0: none
	Duration               uint32 // of a ferry from end to end, in seconds; 0 is not known
	Length                 uint32 // from end to end, in metres, if Duration is known
	Flags                  Flags
	Class                  Class
	Surface                Surface
	Smoothness             Smoothness
	TrackType              uint8
	MaxSpeed               [2]uint8 // by direction, in km/h; 0 where no sign is known, 255 where there is no limit
	MaxSpeedTruck          [2]uint8 // the same for trucks, where it differs
	Access                 [2]Access
	Open                   [2]Access // the most that rules which depend on time may make of Access
	Incline                int8      // along the way, in full per cent towards 0, if Graded
	_                      uint8
}

// Flags are what a road is besides.
type Flags uint16

// The flags.
const (
	Link         Flags = 1 << iota // _link: a slip road
	Roundabout                     // junction=roundabout
	Circular                       // junction=circular
	Toll                           // for all
	TollTruck                      // for trucks
	Bridge                         //
	Tunnel                         //
	Ford                           //
	Schematic                      // drawn through few points, not along the road
	Ruled                          // has rules that depend on time or vehicle
	Train                          // carries vehicles by rail
	MotorRoad                      // motorroad=yes
	Construction                   // reserved: under construction, but passable
	Graded                         // its incline is known
)

// Has reports whether all of the flags are set.
func (f Flags) Has(of Flags) bool { return f&of == of }

const (
	walkSpeed = 7   // km/h, where a sign says "walk"
	noLimit   = 255 // a sign that ends all limits
)

func clampKmh(v float64) uint8 { return uint8(math.Max(1, math.Min(254, math.Round(v)))) }

// readRoad reads the tags of a way. It is not ok if no mode of ours could ever
// use it. Strings are left to the builder.
func readRoad(t Tags) (r wayRecord, ok bool) {
	if !readClass(t, &r) {
		return r, false
	}
	r.Surface = surfaceGroups[firstOf(t.Get("surface"))]
	r.Smoothness = Smoothness(indexOf(smoothnessNames[:], firstOf(t.Get("smoothness"))))
	r.TrackType = indexOf(grades[:], firstOf(t.Get("tracktype")))
	readFlags(t, &r)
	r.Access = readAccess(t, defaultAccess(t, r.Class))
	r.Open = r.Access
	for _, tag := range t {
		if isRule(tag.Key) {
			r.Flags |= Ruled
			openBy(tag, t, &r)
		}
	}
	if !(r.Access[forward] | r.Access[backward] | r.Open[forward] | r.Open[backward]).any(allModes) {
		return r, false
	}
	for dir := range r.MaxSpeed {
		r.MaxSpeed[dir] = readLimit(t, Car, directionSuffix[dir], "maxspeed:motorcar", "maxspeed")
		r.MaxSpeedTruck[dir] = readLimit(t, Truck, directionSuffix[dir], "maxspeed:hgv", "maxspeed:goods", "maxspeed")
	}
	if s, known := Seconds(t.Get("duration")); known && r.Class == Ferry {
		r.Duration = uint32(min(s, math.MaxInt32))
	}
	return r, true
}

// readClass finds the class; without one a way is no road.
func readClass(t Tags, r *wayRecord) bool {
	if t.Get("area") == "yes" && t.Get("highway") != "" && t.Get("highway") != "pedestrian" {
		return false
	}
	switch t.Get("route") {
	case "ferry":
		r.Class = Ferry
		return true
	case "shuttle_train":
		r.Class = Ferry
		r.Flags |= Train
		return true
	}
	name := t.Get("highway")
	if base, isLink := strings.CutSuffix(name, "_link"); isLink {
		name = base
		r.Flags |= Link
	}
	i := slices.Index(classNames[:Ferry], name)
	r.Class = Class(max(i, 0))
	return i >= 0
}

func firstOf(v string) string {
	v, _, _ = strings.Cut(v, ";")
	return strings.TrimSpace(v)
}

func readFlags(t Tags, r *wayRecord) {
	set := func(f Flags, is bool) {
		if is {
			r.Flags |= f
		}
	}
	set(Roundabout, t.Get("junction") == "roundabout")
	set(Circular, t.Get("junction") == "circular")
	toll := t.Get("toll")
	set(Toll|TollTruck, toll == "yes")
	set(TollTruck, toll == "hgv" || t.Get("toll:hgv") == "yes" || t.Get("toll:N3") == "yes")
	set(Bridge, is(t.Get("bridge")))
	set(Tunnel, is(t.Get("tunnel")) && t.Get("tunnel") != "culvert")
	set(Ford, is(t.Get("ford")))
	set(Schematic, t.Get("schematic") == "yes")
	set(MotorRoad, t.Get("motorroad") == "yes")
	if grade, ok := Percent(t.Get("incline")); ok {
		r.Incline = int8(grade)
		set(Graded, true)
	}
}

func is(v string) bool { return v != "" && v != "no" }

// readLimit reads the sign of a direction: the first key that has a value,
// that with the direction before that without. A value of the kind KG:rural
// stands for the limit of that country's law.
func readLimit(t Tags, m Mode, suffix string, keys ...string) uint8 {
	for _, key := range keys {
		for _, v := range [2]string{t.Get(key + suffix), t.Get(key)} {
			switch {
			case v == "none":
				return noLimit
			case v == "walk":
				return walkSpeed
			}
			if kmh, ok := Kmh(v); ok {
				return clampKmh(kmh)
			}
			if kmh := zone(v, m); kmh > 0 {
				return kmh
			}
		}
	}
	for _, key := range [...]string{"maxspeed:type", "source:maxspeed", "zone:maxspeed", "zone:traffic"} {
		if kmh := zone(t.Get(key), m); kmh > 0 {
			return kmh
		}
	}
	return 0
}
