package region

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"pamir/internal/osmpbf/pbftest"
)

// Whatever is in an extract, as long as it is one, becomes a region that can
// be opened: ways that run to and fro, relations of themselves, nodes that are
// not there, tags that make no sense.
func TestRandomExtracts(t *testing.T) {
	if testing.Short() {
		t.Skip("a hundred imports, each flushed to disk")
	}
	parent := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		d := oddData().Draw(t, "data")
		file := pbftest.Encode(d, pbftest.Options{BlockSize: rapid.IntRange(1, 9).Draw(t, "block"), Together: rapid.Bool().Draw(t, "together")})
		dir := filepath.Join(parent, "region")
		m, err := Import(context.Background(), Extract{"odd.osm.pbf", bytes.NewReader(file), int64(len(file))}, Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		r, err := Open(context.Background(), dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, set := range r.Datasets {
			for _, f := range set.Features {
				if p, ok := f.Geometry.(orb.MultiPolygon); ok && len(p) == 0 || f.Geometry == nil {
					t.Fatalf("%s has no place", f.ID)
				}
			}
		}
		if s := m.Source; s.Nodes != int64(len(d.Nodes)) || s.Ways != int64(len(d.Ways)) || s.Relations != int64(len(d.Relations)) {
			t.Fatalf("%+v", s)
		}
	})
}

func oddData() *rapid.Generator[pbftest.Data] {
	id := rapid.Int64Range(1, 9)
	tag := rapid.SampledFrom(strings.Fields(`highway=primary highway=motorway_link highway=construction construction=trunk highway=residential highway=nonsense name=A name:en=B name:zh-Hant=山
		name=\xff ref=1;2 oneway=-1 junction=roundabout area=yes natural=water natural=peak natural=saddle mountain_pass=yes ele=3000 ele=x place=town place=moon population=1e9 capital=yes
		waterway=river waterway=riverbank landuse=reservoir amenity=fuel amenity=customs barrier=border_control route=ferry route=road type=multipolygon type=boundary type=route
		type=restriction restriction=no_left_turn restriction=only_straight_on boundary=administrative admin_level=2 admin_level=4 admin_level=-1 ISO3166-1=KG ISO3166-2=KG-N maxspeed=50 access:conditional=no@(22:00-06:00) duration=01:00`))
	tags := rapid.Custom(func(t *rapid.T) (out []string) {
		for range rapid.IntRange(0, 6).Draw(t, "tags") {
			key, value, _ := strings.Cut(tag.Draw(t, "tag"), "=")
			out = append(out, key, value)
		}
		return out
	})
	return rapid.Custom(func(t *rapid.T) (d pbftest.Data) {
		for n := range int64(8) {
			if !rapid.Bool().Draw(t, "there") {
				continue
			}
			d.Nodes = append(d.Nodes, pbftest.Node{
				ID:  n + 1,
				Lon: rapid.SampledFrom([]int32{-1800000000, 1800000000, 0, 10000, 20000}).Draw(t, "lon"),
				Lat: rapid.SampledFrom([]int32{-900000000, 900000000, 0, 10000, 20000}).Draw(t, "lat"), Tags: tags.Draw(t, "tags"),
			})
		}
		for n := range int64(6) {
			if rapid.Bool().Draw(t, "there") {
				d.Ways = append(d.Ways, pbftest.Way{ID: n + 1, Tags: tags.Draw(t, "tags"), Nodes: rapid.SliceOfN(id, 0, 7).Draw(t, "nodes")})
			}
		}
		for n := range int64(4) {
			if !rapid.Bool().Draw(t, "there") {
				continue
			}
			r := pbftest.Relation{ID: n + 1, Tags: tags.Draw(t, "tags")}
			for range rapid.IntRange(0, 5).Draw(t, "members") {
				r.Members = append(r.Members, pbftest.Member{Type: rapid.Uint64Range(0, 2).Draw(t, "type"), ID: id.Draw(t, "id"), Role: rapid.SampledFrom([]string{"", "outer", "inner", "from", "via", "to"}).Draw(t, "role")})
			}
			d.Relations = append(d.Relations, r)
		}
		return d
	})
}
