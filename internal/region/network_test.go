package region

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"pamir/geo/route"
	"pamir/internal/osmpbf"
	"pamir/internal/osmpbf/pbftest"
	"pamir/internal/roadfile"
)

// network opens the roads of a region.
func network(t *testing.T, r *Region) *route.Network {
	t.Helper()
	f, err := roadfile.Open(r.Roads)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	n, err := f.Network(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

const crossroads = `
	n1 x75.1 y40.1
	n2 x75.2 y40.1 Tbarrier=border_control,name=Gate
	n3 x75.2 y40.2
	n4 x75.3 y40.1
	n5 x75.3 y40.3
	w1 Thighway=trunk,ref=G315,access:conditional=no%20%@%20%(22:00%2d%06:00) Nn1,n2
	w2 Thighway=primary Nn2,n3
	w3 Thighway=primary,oneway=yes Nn2,n4
	w4 Tbuilding=yes Nn3,n4,n5,n3
	w5 Troute=ferry,duration=00:20 Nn4,n5
	r1 Ttype=restriction,restriction=no_left_turn Mw1@from,n2@via,w2@to
	r2 Ttype=restriction,restriction=no_left_turn,except=hgv Mw2@from,n2@via,w3@to
	r3 Ttype=restriction,restriction=no_left_turn Mw2@from,w3@to`

// The network of a region is what the builder makes of the same things given
// one by one.
func TestRoadsAreThoseOfTheBuilder(t *testing.T) {
	r := imported(t, extract(t, crossroads, pbftest.Options{BlockSize: 2}))
	d, err := pbftest.Parse(crossroads)
	if err != nil {
		t.Fatal(err)
	}
	b := route.NewBuilder()
	for _, x := range d.Relations {
		to := route.Relation{ID: x.ID, Tags: pairsOf(x.Tags)}
		for _, m := range x.Members {
			to.Members = append(to.Members, route.Member{Type: "nwr"[m.Type], Ref: m.ID, Role: m.Role})
		}
		b.Relation(to)
	}
	for _, x := range d.Ways {
		b.Way(route.Way{ID: x.ID, Nodes: x.Nodes, Tags: pairsOf(x.Tags)})
	}
	for _, x := range d.Nodes {
		b.Node(route.Node{ID: x.ID, Lon: float64(x.Lon) / 1e7, Lat: float64(x.Lat) / 1e7, Tags: pairsOf(x.Tags)})
	}
	want, report, err := b.Build(context.Background(), route.BuildOptions{Source: "OpenStreetMap, small.osm.pbf"})
	if err != nil {
		t.Fatal(err)
	}
	sameNetwork(t, network(t, r), want)
	if m := r.Manifest.Roads; m.Ways != 4 || m.Ways != report.Ways || m.Restrictions != report.Restrictions {
		t.Errorf("%+v, want %+v", m, report)
	}
	if f := r.Manifest.Faults["turn restrictions: no via"]; f.Count != 1 {
		t.Errorf("%+v", r.Manifest.Faults)
	}
}

// sameNetwork holds the arrays of two networks against each other.
func sameNetwork(t *testing.T, got, want *route.Network) {
	t.Helper()
	for i, part := range want.Parts() {
		have, wanted := got.Parts()[i], reflect.ValueOf(part.Data).Elem()
		if wanted.Len() > 0 && !reflect.DeepEqual(reflect.ValueOf(have.Data).Elem().Interface(), wanted.Interface()) {
			t.Errorf("%s differs", part.Name)
		}
	}
}

func pairsOf(tags []string) (out route.Tags) {
	for i := 0; i < len(tags); i += 2 {
		out = append(out, route.Tag{Key: tags[i], Value: tags[i+1]})
	}
	return out
}

func TestRegionsWithoutRoads(t *testing.T) {
	r := imported(t, extract(t, "n1 x1 y1 Tplace=town,name=A", pbftest.Options{}))
	if r.Roads != "" || r.Manifest.Roads != nil {
		t.Errorf("%q %+v", r.Roads, r.Manifest.Roads)
	}
}

func TestRoadsFileThatIsNotWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "region")
	m, err := Import(context.Background(), extract(t, crossroads, pbftest.Options{}), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, m.Folder, roadsName)
	if err := os.Truncate(path, m.Roads.Bytes-1); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), dir); err == nil || !strings.Contains(err.Error(), roadsName+": it has") {
		t.Error(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), dir); err == nil || !strings.Contains(err.Error(), roadsName+": no such file") {
		t.Error(err)
	}
}

// The country of a place is that of the boundary around it; of an extract of
// Liechtenstein, only that of Liechtenstein is whole.
func TestCountries(t *testing.T) {
	x := extractOf(t, pbftest.Extract(t, "liechtenstein"))
	f, err := osmpbf.Open(x.File, x.Size)
	if err != nil {
		t.Fatal(err)
	}
	i := newImporter(f, t.TempDir(), x.Name, Options{Country: "XX", Countries: map[string]orb.MultiPolygon{
		"AT": {{{{9.6, 47}, {10, 47}, {10, 48}, {9.6, 48}, {9.6, 47}}}},
		"LI": {{{{9.4, 47}, {9.6, 47}, {9.6, 48}, {9.4, 48}, {9.4, 47}}}},
	}})
	for _, step := range []func(context.Context) error{i.readRelations, i.readWays, i.readNodes, i.findCountries} {
		if err := step(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name string
		at   orb.Point
		want string
	}{
		{"Vaduz", orb.Point{9.5228, 47.1393}, "LI"},
		{"Feldkirch, as the caller says", orb.Point{9.65, 47.24}, "AT"},
		{"Buchs, which the caller takes for Liechtenstein", orb.Point{9.47, 47.166}, "XX"},
		{"the sea", orb.Point{0, 0}, "XX"},
	} {
		if got := i.in.at(c.at[0], c.at[1]); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if err := i.spool.close(); err != nil {
		t.Error(err)
	}
}

func TestCountriesByTheirParts(t *testing.T) {
	var nodes, ways, relations strings.Builder
	for i, tags := range []string{"admin_level=2,ISO3166-1:alpha2=AA", "admin_level=4,ISO3166-2=BB-X", "admin_level=2,ISO3166-1=CC", "admin_level=6,ISO3166-1=DD"} {
		// A square at longitude 10n, of two ways; the third lacks one of them.
		n := i + 1
		fmt.Fprintf(&nodes, "n%[1]d1 x%[1]d0 y1\nn%[1]d2 x%[1]d1 y1\nn%[1]d3 x%[1]d1 y2\nn%[1]d4 x%[1]d0 y2\n", n)
		fmt.Fprintf(&ways, "w%[1]d1 Nn%[1]d1,n%[1]d2\n", n)
		if n != 3 {
			fmt.Fprintf(&ways, "w%[1]d2 Nn%[1]d2,n%[1]d3,n%[1]d4,n%[1]d1\n", n)
		}
		fmt.Fprintf(&relations, "r%[1]d Ttype=boundary,boundary=administrative,%[2]s Mw%[1]d1@outer,w%[1]d2@outer\n", n, tags)
	}
	text := nodes.String() + ways.String() + relations.String()
	x := extract(t, text, pbftest.Options{})
	f, err := osmpbf.Open(x.File, x.Size)
	if err != nil {
		t.Fatal(err)
	}
	i := newImporter(f, t.TempDir(), x.Name, Options{})
	for _, step := range []func(context.Context) error{i.readRelations, i.readWays, i.readNodes, i.findCountries} {
		if err := step(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	for lon, want := range map[float64]string{10.5: "AA", 20.5: "BB", 30.5: "", 40.5: "", 5: ""} {
		if got := i.in.at(lon, 1.5); got != want {
			t.Errorf("%v: %q, want %q", lon, got, want)
		}
	}
}

// A place is inside by the edges of its strip if it is by all edges.
func TestStrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.Map(rapid.IntRange(-20, 20), func(n int) float64 { return float64(n) / 2 })
		var rings []orb.Ring
		for range rapid.IntRange(1, 4).Draw(t, "rings") {
			var r orb.Ring
			for range rapid.IntRange(3, 60).Draw(t, "corners") {
				r = append(r, orb.Point{coordinate.Draw(t, "x"), coordinate.Draw(t, "y")})
			}
			rings = append(rings, append(r, r[0]))
		}
		s := newStrips(rings)
		for range 20 {
			p := orb.Point{coordinate.Draw(t, "lon"), coordinate.Draw(t, "lat")}
			want := false
			for _, r := range rings {
				for i := range len(r) - 1 {
					if crosses(r[i], r[i+1], p) {
						want = !want
					}
				}
			}
			if got := s.contain(p); got != want {
				t.Fatalf("%v: %v, want %v in %v", p, got, want, rings)
			}
		}
	})
}
