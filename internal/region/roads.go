package region

import (
	"regexp"
	"slices"
	"strings"

	"pamir/geo/route"
	"pamir/internal/osmpbf"
	"pamir/internal/store"
)

// classes are the values of highway for roads that a vehicle may take, the
// largest first. Those past lastMajor are features where they have a name or a
// number: they are many, and of use for a plan's last mile alone.
var classes = []string{"motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "living_street", "service", "road", "track", "busway"}

const lastMajor = 5 // unclassified

// classOf returns the class of a road, and whether it is a link to one.
func classOf(t tags) (class string, link bool) {
	class = t.Get("highway")
	if class == "construction" {
		class = t.Get("construction")
	}
	return strings.CutSuffix(class, "_link")
}

func roads() *definition {
	d := &definition{
		Collection: store.Collection{
			ID: "roads", Title: "Roads", Titles: map[string]string{"zh": "道路", "ru": "Дороги", "ky": "Жолдор"},
			Description: "Roads that vehicles may take, as OpenStreetMap has them: all down to unclassified ones, and lesser ones that have a name or a number. A feature is one way of OpenStreetMap, so that a road is many.",
			Keywords:    []string{"road", "highway", "公路", "дорога"},
			Role:        store.Gateway,
		},
		from: osmpbf.Ways, shape: line,
		rank: func(_ osmpbf.Kind, t tags) (int, bool) {
			class, _ := classOf(t)
			i := slices.Index(classes, class)
			if i < 0 || t.Get("area") == "yes" {
				return 0, false
			}
			return i, i <= lastMajor || named(t) || t.Get("ref") != ""
		},
		finish: func(m *made) bool {
			m.set("length_m", m.length())
			return true
		},
	}
	d.columns = append(nameColumns(),
		kindColumn(func(tags) store.Value { return "road" }, "road"),
		column{store.Property{Name: "class", Title: "Class", Type: store.String, Enum: classes, Description: "Its class in OpenStreetMap"}, func(t tags) store.Value {
			class, _ := classOf(t)
			return class
		}},
		column{store.Property{Name: "link", Title: "Slip road", Type: store.Boolean, Description: "True for slip roads and ramps"}, func(t tags) store.Value {
			if _, link := classOf(t); link {
				return true
			}
			return nil
		}},
		column{store.Property{Name: "status", Title: "Status", Type: store.String, Enum: []string{"open", "under construction"}}, func(t tags) store.Value {
			if t.Get("highway") == "construction" {
				return "under construction"
			}
			return "open"
		}},
		column{store.Property{Name: "ref", Title: "Number", Type: store.String, Description: "The road's own number"}, func(t tags) store.Value {
			if p := parts(t.Get("ref")); len(p) > 0 {
				return p[0]
			}
			return nil
		}},
		column{store.Property{Name: "refs", Title: "Other numbers", Type: store.Array, Description: "Numbers of other roads and of the international routes that run here"}, func(t tags) store.Value {
			return array(otherRefs(t))
		}},
		textColumn("surface", "Surface", "surface", "As in OpenStreetMap: asphalt, gravel, …"),
		textColumn("smoothness", "Smoothness", "smoothness", "excellent, good, intermediate, bad, very_bad, horrible, …"),
		textColumn("tracktype", "Track type", "tracktype", "grade1, the firmest, to grade5"),
		column{store.Property{Name: "lanes", Title: "Lanes", Type: store.Integer}, whole("lanes", 1, 30)},
		column{store.Property{Name: "oneway", Title: "One way", Type: store.String, Enum: []string{"forward", "backward"}, Description: "Along the line or against it; null where traffic runs both ways"}, oneway},
		textColumn("maxspeed", "Speed limit as signed", "maxspeed", "A number is km/h, unless it says mph"),
		numberColumn("maxspeed_kmh", "Speed limit", "km/h", quantity("maxspeed", route.Kmh)),
		numberColumn("maxheight_m", "Height limit", "m", quantity("maxheight", route.Metres)),
		numberColumn("maxwidth_m", "Width limit", "m", quantity("maxwidth", route.Metres)),
		numberColumn("maxlength_m", "Length limit", "m", quantity("maxlength", route.Metres)),
		numberColumn("maxweight_t", "Weight limit", "t", quantity("maxweight", route.Tonnes)),
		numberColumn("maxaxleload_t", "Axle load limit", "t", quantity("maxaxleload", route.Tonnes)),
		textColumn("access", "Access", "access", "Who may use it, as in OpenStreetMap"),
		textColumn("hgv", "Lorries", "hgv", "Whether lorries may use it, as in OpenStreetMap"),
		conditionsColumn(),
		column{store.Property{Name: "bridge", Title: "Bridge", Type: store.Boolean}, yes("bridge")},
		column{store.Property{Name: "tunnel", Title: "Tunnel", Type: store.Boolean}, yes("tunnel")},
		column{store.Property{Name: "ford", Title: "Ford", Type: store.Boolean}, yes("ford")},
		column{store.Property{Name: "toll", Title: "Toll", Type: store.Boolean}, flag("toll")},
		textColumn("winter", "In winter", "winter_road", "Whether it is a winter road, or open in winter"),
		lengthColumn(),
	)
	return d
}

// otherRefs are all numbers of a road but its own.
func otherRefs(t tags) []string {
	own := parts(t.Get("ref"))
	all := parts(strings.Join(append([]string{t.Get("ref"), t.Get("int_ref"), t.Get("nat_ref")}, t.routes...), ";"))
	return all[min(len(own), 1):]
}

// routeNumber is the form of the numbers of Asian Highways and E-roads.
var routeNumber = regexp.MustCompile(`^(AH|E) ?\d{1,3}$`)

// routeOf returns the number of an international route, and whether the
// relation is one. Other routes of roads number them in ways of their own.
func routeOf(t tags) (ref string, ok bool) {
	ref = strings.TrimSpace(t.Get("ref"))
	return strings.ReplaceAll(ref, " ", ""), t.Get("type") == "route" && t.Get("route") == "road" && routeNumber.MatchString(ref)
}

// oneway is the direction in which alone traffic runs.
func oneway(t tags) store.Value {
	switch t.Get("oneway") {
	case "yes", "true", "1":
		return "forward"
	case "-1", "reverse":
		return "backward"
	case "no", "false", "0", "reversible", "alternating":
		return nil
	}
	if class, _ := classOf(t); class == "motorway" || t.Get("junction") == "roundabout" {
		return "forward"
	}
	return nil
}
