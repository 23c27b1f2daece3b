//go:build oracle

package valhalla

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo/route"
	"pamir/internal/osmpbf"
	"pamir/internal/osmpbf/pbftest"
)

// roads is what both engines get of an extract, for one mode.
type roads struct {
	file   []byte // a PBF
	router *route.Router
	ways   map[int64]pbftest.Way // those that are undisputed
	all    int                   // ways that have a highway
	spots  []orb.Point           // in the middle of roads
}

// read makes roads of an extract.
func read(t *testing.T, path string, m route.Mode) *roads {
	t.Helper()
	d := things(t, path)
	r := &roads{ways: map[int64]pbftest.Way{}}
	there := map[int64]bool{}
	for _, n := range d.Nodes {
		there[n.ID] = true
	}
	var ways []pbftest.Way
	for _, w := range d.Ways {
		if get(w.Tags, "highway") == "" {
			continue
		}
		r.all++
		missing := slices.ContainsFunc(w.Nodes, func(id int64) bool { return !there[id] })
		if len(w.Nodes) > 1 && !missing && undisputed(m, w.Tags) {
			ways = append(ways, w)
			r.ways[w.ID] = w
		}
	}
	d.Ways = ways
	d.Relations = slices.DeleteFunc(d.Relations, func(x pbftest.Relation) bool {
		return get(x.Tags, "type") != "restriction" || r.disputed(x)
	})
	for i := range d.Nodes {
		if m == route.Foot || !firm(d.Nodes[i].Tags) {
			d.Nodes[i].Tags = nil
		}
	}
	r.file = pbftest.Encode(d, pbftest.Options{Sorted: true, Compression: "zlib", Timestamp: 1700000000})
	r.build(t, d)
	return r
}

// disputed tells restrictions that we pass over, and Valhalla does what it can
// with: those of which a way is not here, those with several ways from or to,
// and those that command a turn into the end of a one-way road, where nobody
// could go on.
func (r *roads) disputed(x pbftest.Relation) bool {
	via, count := int64(0), map[string]int{}
	for _, m := range x.Members {
		count[m.Role]++
		if m.Role == "via" && m.Type == 0 {
			via = m.ID
		} else if _, ok := r.ways[m.ID]; m.Type == 1 && !ok {
			return true
		}
	}
	if count["from"] != 1 || count["to"] != 1 {
		return true
	}
	for _, m := range x.Members {
		if to := r.ways[m.ID]; m.Role == "to" && get(to.Tags, "oneway") == "yes" && to.Nodes[len(to.Nodes)-1] == via {
			return strings.HasPrefix(get(x.Tags, "restriction"), "only_")
		}
	}
	return false
}

// build makes the router, on which a fastest way is a shortest one.
func (r *roads) build(t *testing.T, d pbftest.Data) {
	b := route.NewBuilder()
	for _, x := range d.Relations {
		to := route.Relation{ID: x.ID, Tags: pairs(x.Tags)}
		for _, m := range x.Members {
			to.Members = append(to.Members, route.Member{Type: "nwr"[m.Type], Ref: m.ID, Role: m.Role})
		}
		b.Relation(to)
	}
	for _, x := range d.Ways {
		b.Way(route.Way{ID: x.ID, Nodes: x.Nodes, Tags: evenly(pairs(x.Tags)), Country: oneLimit})
	}
	wanted, at := b.Nodes(), map[int64]orb.Point{}
	for _, x := range d.Nodes {
		if !wanted.Has(x.ID) {
			continue
		}
		n := route.Node{ID: x.ID, Lon: float64(x.Lon) / 1e7, Lat: float64(x.Lat) / 1e7, Tags: pairs(x.Tags)}
		at[x.ID] = orb.Point{n.Lon, n.Lat}
		b.Node(n)
	}
	n, _, err := b.Build(context.Background(), route.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if r.router, err = route.NewRouter(n); err != nil {
		t.Fatal(err)
	}
	for _, w := range d.Ways {
		if slices.ContainsFunc(accessKeys, func(key string) bool { return get(w.Tags, key) == "no" }) || limited(w.Tags) {
			continue // it may be open to others
		}
		i := (len(w.Nodes) + 1) / 2
		p, q := at[w.Nodes[i-1]], at[w.Nodes[i]]
		r.spots = append(r.spots, orb.Point{(p[0] + q[0]) / 2, (p[1] + q[1]) / 2})
	}
}

// accessKeys say who may use a way.
var accessKeys = []string{"access", "vehicle", "motor_vehicle", "motorcar", "hgv", "foot"}

// oneLimit is a country whose law has one limit for all roads, 50 km/h. Trucks
// keep to the law whatever a sign says.
const oneLimit = "MC"

// evenly takes out of the tags of a way what speed depends on, and has all of
// it driven as fast as a car or a truck ever is.
func evenly(t route.Tags) route.Tags {
	t = slices.DeleteFunc(t, func(t route.Tag) bool {
		return strings.HasPrefix(t.Key, "maxspeed") || t.Key == "surface" || t.Key == "smoothness" || t.Key == "tracktype"
	})
	for i := range t {
		if t[i].Value == "steps" {
			t[i].Value = "footway" // one is slower on steps
		}
	}
	return append(t, route.Tag{Key: "maxspeed", Value: "150"})
}

// undisputed tells the ways of which every engine says the same. What is left
// out: classes whose default differs between countries or engines (tracks,
// cycleways, bridleways, roads under construction), access for some only
// (private, destination, …) or at some times, and areas.
func undisputed(m route.Mode, tags []string) bool {
	class := strings.TrimSuffix(get(tags, "highway"), "_link")
	classes := []string{"trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "living_street", "service"}
	keys := []string{"access", "foot"}
	switch m {
	case route.Foot:
		classes = append(classes, "footway", "path", "pedestrian")
	case route.Truck:
		classes = append(classes, "motorway")
		keys = []string{"access", "vehicle", "motor_vehicle", "hgv"}
	default:
		classes = append(classes, "motorway")
		keys = []string{"access", "vehicle", "motor_vehicle", "motorcar"}
	}
	if !slices.Contains(classes, class) || get(tags, "area") == "yes" || get(tags, "route") != "" || get(tags, "smoothness") == "impassable" {
		return false
	}
	// Valhalla drives through no car parks.
	if m != route.Foot && class == "service" && get(tags, "service") != "" {
		return false
	}
	for i := 0; i < len(tags); i += 2 {
		key, value := tags[i], tags[i+1]
		base, _, suffixed := strings.Cut(key, ":")
		if strings.HasSuffix(key, ":conditional") || suffixed && slices.Contains(keys, base) {
			return false
		}
		if m == route.Truck && key == "motorcar" {
			return false // what keeps out cars keeps out our trucks
		}
		if slices.Contains(keys, key) && value != "yes" && value != "no" && value != "designated" && value != "permissive" {
			return false
		}
		if m == route.Foot && (key == "motorroad" || key == "sidewalk" || key == "sac_scale" || key == "trail_visibility" || key == "oneway:foot") {
			return false
		}
		if m == route.Foot && key == "oneway" && value != "no" && slices.Contains([]string{"footway", "path", "pedestrian"}, class) {
			return false
		}
	}
	return true
}

// firm tells the nodes that stop a car or let it through, whoever is asked.
func firm(tags []string) bool {
	return get(tags, "barrier") == "bollard" && len(tags) == 2
}

// limited tells the ways that are not for vehicles of any size.
func limited(tags []string) bool {
	for i := 0; i < len(tags); i += 2 {
		if strings.HasPrefix(tags[i], "max") && !strings.HasPrefix(tags[i], "maxspeed") {
			return true
		}
	}
	return false
}

func get(tags []string, key string) string {
	for i := 0; i < len(tags); i += 2 {
		if tags[i] == key {
			return tags[i+1]
		}
	}
	return ""
}

func pairs(tags []string) (out route.Tags) {
	for i := 0; i < len(tags); i += 2 {
		out = append(out, route.Tag{Key: tags[i], Value: tags[i+1]})
	}
	return out
}

// things reads all of an extract.
func things(t *testing.T, path string) (d pbftest.Data) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	f, err := osmpbf.Open(file, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	texts := func(t osmpbf.Tags) (out []string) {
		for i := range t.Len() {
			key, value := t.At(i)
			out = append(out, key, value)
		}
		return out
	}
	scan := osmpbf.Scan{File: f, Kinds: osmpbf.Nodes | osmpbf.Ways | osmpbf.Relations, Workers: 1}
	err = osmpbf.Each(context.Background(), scan, func(b *osmpbf.Block) (part pbftest.Data, err error) {
		err = b.Nodes(func(x *osmpbf.Node) error {
			part.Nodes = append(part.Nodes, pbftest.Node{ID: x.ID, Lon: int32(x.Lon), Lat: int32(x.Lat), Tags: texts(x.Tags)})
			return nil
		})
		if err == nil {
			err = b.Ways(func(x *osmpbf.Way) error {
				part.Ways = append(part.Ways, pbftest.Way{ID: x.ID, Nodes: slices.Clone(x.Nodes), Tags: texts(x.Tags)})
				return nil
			})
		}
		if err == nil {
			err = b.Relations(func(x *osmpbf.Relation) error {
				r := pbftest.Relation{ID: x.ID, Tags: texts(x.Tags)}
				for _, m := range x.Members {
					r.Members = append(r.Members, pbftest.Member{Type: uint64(m.Kind >> 1), ID: m.ID, Role: m.Role})
				}
				part.Relations = append(part.Relations, r)
				return nil
			})
		}
		return part, err
	}, func(part pbftest.Data) error {
		d.Nodes = append(d.Nodes, part.Nodes...)
		d.Ways = append(d.Ways, part.Ways...)
		d.Relations = append(d.Relations, part.Relations...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}
