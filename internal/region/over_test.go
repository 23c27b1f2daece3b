package region

import (
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"pamir/data"
	"pamir/internal/osmpbf/pbftest"
	"pamir/internal/store"
	"pamir/internal/store/memory"
)

func TestOverBuiltIn(t *testing.T) {
	builtIn, err := data.Load(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	r := imported(t, extract(t, `
		n1 x75.394 y40.552 Tmountain_pass=yes,name=Torugart%20%again
		n2 x9.5 y47.1 Tmountain_pass=yes,name=Far
		n3 x9.6 y47.1 Tplace=town,name=Vaduz
		w1 Thighway=primary,name=Road Nn2,n3
	`, pbftest.Options{}))
	before := map[string]int{}
	for _, d := range builtIn {
		before[d.Collection.ID] = len(d.Features)
	}
	all := r.Over(builtIn)
	var ids []string
	for _, d := range all {
		c := d.Collection
		ids = append(ids, c.ID)
		switch c.ID {
		case "roads", "places":
			if len(d.Features) != 1 || c.Count != 1 {
				t.Errorf("%s: %d features, want that of the region alone", c.ID, len(d.Features))
			}
		case "passes":
			if len(d.Features) != before[c.ID]+1 || c.Count != len(d.Features) {
				t.Errorf("%d passes, want those built in (%d) and the far one", len(d.Features), before[c.ID])
			}
			if far := d.Features[len(d.Features)-1]; far.ID != "node/2" || c.Value(far, store.Name) != "Far" || c.Value(far, "confidence") != nil || c.Value(far, store.Kind) != "pass" {
				t.Errorf("%+v", far)
			}
			if torugart := d.Features[slices.IndexFunc(d.Features, func(f *store.Feature) bool { return f.ID == "torugart" })]; c.Value(torugart, "confidence") != "high" {
				t.Errorf("%+v", torugart)
			}
			if c.BBox.West > 9.5 || c.BBox.East < 75 {
				t.Errorf("%+v", c.BBox)
			}
		default:
			if n, ok := before[c.ID]; ok && n != len(d.Features) {
				t.Errorf("%s: %d features, want %d as built in", c.ID, len(d.Features), n)
			}
		}
	}
	for _, first := range []string{"ports", "checkpoints", "passes", "sections", "roads", "places"} {
		if !slices.Contains(ids, first) {
			t.Errorf("%s is gone", first)
		}
	}
	gateway := slices.IndexFunc(all, func(d store.Dataset) bool { return d.Collection.Role == store.Basemap })
	if fuel := slices.Index(ids, "fuel"); fuel < slices.Index(ids, "places") || fuel > gateway {
		t.Errorf("fuel is number %d of %v", fuel, ids)
	}
	if _, err := memory.New(all...); err != nil {
		t.Error(err)
	}
	for _, d := range builtIn { // what was handed in is as it was
		if d.Collection.Count != before[d.Collection.ID] || len(d.Features) != before[d.Collection.ID] {
			t.Errorf("%s has changed", d.Collection.ID)
		}
	}
}

// The properties that a joined collection shares with the built-in one are of
// one type.
func TestJoinedSchemasAgree(t *testing.T) {
	builtIn, err := data.Load(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range definitions() {
		i := slices.IndexFunc(builtIn, func(b store.Dataset) bool { return b.Collection.ID == d.ID })
		if i < 0 || !slices.Contains(joined, d.ID) {
			continue
		}
		c := builtIn[i].Collection
		if c.Geometry != d.Geometry {
			t.Errorf("%s: %s, built in %s", d.ID, d.Geometry, c.Geometry)
		}
		for _, p := range d.Properties {
			if at := c.Index(p.Name); at >= 0 && (c.Properties[at].Type != p.Type || c.Properties[at].Unit != p.Unit) {
				t.Errorf("%s.%s: %+v, built in %+v", d.ID, p.Name, p, c.Properties[at])
			}
		}
	}
}

func TestUnplacedFeaturesAreNeverNear(t *testing.T) {
	a, b := &store.Feature{Geometry: orb.Point{1, 1}}, &store.Feature{}
	if near(a, b) || near(b, a) || !near(a, a) {
		t.Error("near")
	}
}
