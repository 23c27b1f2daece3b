package route

import "strings"

// The keys that say whether a mode may use a road, the most general first; the
// most specific that is there wins (wiki.openstreetmap.org/wiki/Key:access,
// transport mode hierarchy). hgv stands beside goods, which are lighter.
var accessKeys = [modes][]string{
	Car:   {"access", "vehicle", "motor_vehicle", "motorcar"},
	Truck: {"access", "vehicle", "motor_vehicle", "hgv"},
	Foot:  {"access", "foot"},
}

// rightValues are the values of access keys. Those that are not here, such as
// "unknown" or "variable", say nothing.
var rightValues = map[string]Right{
	"yes": Free, "designated": Free, "permissive": Free, "official": Free, "public": Free, "allowed": Free, "discouraged": Free,
	"destination": Destination, "delivery": Destination, "customers": Destination, "residents": Destination, "customer": Destination,
	"private": Private, "permit": Private, "employees": Private, "residential": Private,
	"no": Barred, "agricultural": Barred, "forestry": Barred, "emergency": Barred, "military": Barred,
	"psv": Barred, "bus": Barred, "use_sidepath": Barred, "restricted": Barred, "prohibited": Barred,
}

// readRight reads a value; of several ("agricultural;destination") the freest
// holds.
func readRight(value string) (r Right, ok bool) {
	for part := range strings.SplitSeq(value, ";") {
		if one, known := rightValues[strings.TrimSpace(part)]; known {
			r, ok = max(r, one), true
		}
	}
	return r, ok
}

// Directions along a way.
const (
	forward  = 0
	backward = 1
)

var directionSuffix = [2]string{":forward", ":backward"}

// readAccess returns the rights in both directions: those by default, changed
// by the tags.
func readAccess(t Tags, byDefault Access) (access [2]Access) {
	for m := range modes {
		for dir := range access {
			right := byDefault.Of(m)
			for _, key := range accessKeys[m] {
				if r, ok := readRight(t.Get(key)); ok {
					right = r
				}
				if r, ok := readRight(t.Get(key + directionSuffix[dir])); ok {
					right = r
				}
			}
			if m == Truck {
				right = min(right, asCars(t, directionSuffix[dir]))
			}
			access[dir] = access[dir].with(m, right)
		}
	}
	return oneWay(t, access)
}

// asCars returns what trucks may at most where motorcar says what cars may, and
// hgv nothing. The sign C,3a of the Vienna Convention, which has a car on it and
// is tagged motorcar=no, keeps out all that has more than two wheels.
func asCars(t Tags, suffix string) Right {
	most := Free
	for _, s := range [2]string{"", suffix} {
		if _, ok := readRight(t.Get("hgv" + s)); ok {
			return Free
		}
		if r, ok := readRight(t.Get("motorcar" + s)); ok {
			most = r
		}
	}
	return most
}

// oneWay takes the rights against the direction of a one-way road. Those on
// foot go both ways, unless oneway:foot says otherwise.
func oneWay(t Tags, access [2]Access) [2]Access {
	general := readOneWay(t.Get("oneway"))
	if general == noOneWay && t.Get("oneway") == "" && impliesOneWay(t) {
		general = alongOnly
	}
	for m := range modes {
		way := general
		if m == Foot {
			way = noOneWay
			if t.Get("highway") == "steps" { // an escalator
				way = readOneWay(map[string]string{"forward": "yes", "backward": "-1"}[t.Get("conveying")])
			}
		}
		for _, key := range accessKeys[m][1:] {
			if v := t.Get("oneway:" + key); v != "" {
				way = readOneWay(v)
			}
		}
		switch way {
		case alongOnly:
			access[backward] = access[backward].with(m, Barred)
		case againstOnly:
			access[forward] = access[forward].with(m, Barred)
		case neither:
			access[forward], access[backward] = access[forward].with(m, Barred), access[backward].with(m, Barred)
		}
	}
	return access
}

type oneWayness uint8

const (
	noOneWay oneWayness = iota
	alongOnly
	againstOnly
	neither // reversible: whose turn it is only a rule can say
)

func readOneWay(v string) oneWayness {
	switch v {
	case "yes", "true", "1":
		return alongOnly
	case "-1", "reverse":
		return againstOnly
	case "reversible":
		return neither
	}
	return noOneWay
}

// impliesOneWay reports whether a road is one-way without saying so.
func impliesOneWay(t Tags) bool {
	switch t.Get("junction") {
	case "roundabout", "circular":
		return true
	}
	return t.Get("highway") == "motorway"
}

// defaultAccess returns who may use a road of a class whose tags do not say.
func defaultAccess(t Tags, c Class) Access {
	var a Access
	drive, walk := Free, Free
	switch c {
	case Motorway:
		walk = Barred
	case Busway, Pedestrian, Footway, Cycleway, Bridleway, Path, Steps:
		drive = Barred
	case Service:
		if t.Get("service") == "emergency_access" {
			drive = Barred
		}
	case Ferry:
		// one that only says whom else it takes is for them
		if t.Get("foot") != "" || t.Get("bicycle") != "" {
			drive = Barred
		}
		if t.Get("route") == "shuttle_train" {
			drive, walk = Free, Barred
		}
	}
	if c == Busway || t.Get("motorroad") == "yes" {
		walk = Barred
	}
	if c <= Service && (t.Get("sidewalk") == "separate" || t.Get("sidewalk:both") == "separate") {
		walk = Barred // the footway beside it is on the map
	}
	if t.Get("smoothness") == "impassable" || t.Get("ice_road") == "yes" || t.Get("winter_road") == "yes" {
		drive = Barred // but for a rule that says when
	}
	return a.with(Car, drive).with(Truck, drive).with(Foot, walk)
}
