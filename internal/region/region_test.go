package region

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"pamir/internal/formats"
	"pamir/internal/osmpbf/pbftest"
	"pamir/internal/store"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childImports); dir != "" {
		os.Exit(importAsChild(dir))
	}
	goleak.VerifyTestMain(m)
}

// extract makes an extract of OPL text.
func extract(t testing.TB, opl string, o pbftest.Options) Extract {
	t.Helper()
	file := pbftest.File(t, opl, o)
	return Extract{Name: "small.osm.pbf", File: bytes.NewReader(file), Size: int64(len(file))}
}

// imported imports an extract into a new folder and reads the region.
func imported(t testing.TB, x Extract) *Region {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "region")
	if _, err := Import(context.Background(), x, Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	r, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// extractOf opens a real extract.
func extractOf(t testing.TB, path string) Extract {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	return Extract{Name: path, File: f, Size: info.Size()}
}

// lines writes the features of a collection, without what is null.
func lines(r *Region, collection string) string {
	var b strings.Builder
	for _, d := range r.Datasets {
		if d.Collection.ID != collection {
			continue
		}
		for _, f := range d.Features {
			var set []int
			for i, v := range f.Values {
				if v != nil {
					set = append(set, i)
				}
			}
			if set == nil {
				set = []int{}
			}
			b.Write(formats.AppendFeature(nil, d.Collection, f, formats.FeatureOptions{Select: set}))
			b.WriteByte('\n')
		}
	}
	return strings.NewReplacer(`{"type":"Feature","id":`, "", `,"geometry":{"type":"`, " ", `","coordinates":`, " ", `},"properties":`, " ", "}}", "}").Replace(b.String())
}

func TestCollections(t *testing.T) {
	for _, c := range []struct{ name, collection, opl, want string }{
		{"a road", "roads", `
			n1 x75.1 y40.1
			n2 x75.2 y40.1
			n3 x75.2 y40.2
			w7 Thighway=trunk,ref=G315;AH61,name=吐尔尕特公路,name:en=Torugart%20%Road,surface=asphalt,lanes=2,maxspeed=80,toll=yes,bridge=viaduct,maxweight=49,access:conditional=no%20%@%20%(Oct%2d%Apr) Nn1,n2,n3`,
			`"way/7" LineString [[75.1,40.1],[75.2,40.1],[75.2,40.2]] {"name":"Torugart Road","names":{"en":"Torugart Road"},"aliases":["吐尔尕特公路"],"kind":"road","class":"trunk","status":"open","ref":"G315","refs":["AH61"],"surface":"asphalt","lanes":2,"maxspeed":"80","maxspeed_kmh":80.0,"maxweight_t":49.0,"conditions":{"access:conditional":"no @ (Oct-Apr)"},"bridge":true,"toll":true,"length_m":19630.7}`},
		{"roads by class, then by id; lesser ones with a name", "roads", `
			n1 x1 y1
			n2 x1 y1.001
			w1 Thighway=residential Nn1,n2
			w2 Thighway=residential,name=A Nn1,n2
			w3 Thighway=motorway_link Nn1,n2
			w4 Thighway=unclassified Nn1,n2
			w5 Thighway=footway,name=B Nn1,n2
			w6 Thighway=motorway,oneway=-1 Nn1,n2
			w7 Thighway=construction,construction=primary Nn1,n2
			w8 Thighway=service,area=yes,name=C Nn1,n2`,
			`"way/3" LineString [[1,1],[1,1.001]] {"kind":"road","class":"motorway","link":true,"status":"open","oneway":"forward","length_m":110.6}
"way/6" LineString [[1,1],[1,1.001]] {"kind":"road","class":"motorway","status":"open","oneway":"backward","length_m":110.6}
"way/7" LineString [[1,1],[1,1.001]] {"kind":"road","class":"primary","status":"under construction","length_m":110.6}
"way/4" LineString [[1,1],[1,1.001]] {"kind":"road","class":"unclassified","status":"open","length_m":110.6}
"way/2" LineString [[1,1],[1,1.001]] {"name":"A","kind":"road","class":"residential","status":"open","length_m":110.6}`},
		{"international routes of a road", "roads", `
			n1 x1 y1
			n2 x1 y1.001
			w1 Thighway=primary,ref=A365 Nn1,n2
			r1 Ttype=route,route=road,ref=AH%20%61 Mw1@
			r2 Ttype=route,route=road,ref=E40 Mw1@forward
			r3 Ttype=route,route=road,ref=95,network=US:I Mw1@
			r4 Ttype=route,route=hiking,ref=E4 Mw1@`,
			`"way/1" LineString [[1,1],[1,1.001]] {"kind":"road","class":"primary","status":"open","ref":"A365","refs":["AH61","E40"],"length_m":110.6}`},
		{"places by rank", "places", `
			n1 x1 y1 Tplace=village,name=Small
			n2 x2 y2 Tplace=town,name=Нарын,name:ky=Нарын,name:en=Naryn,population=41%20%178,ele=2044,capital=4,wikidata=Q844466
			n3 x3 y3 Tplace=city
			n4 x4 y4 Tplace=city,name:ru=Ош,population=about%20%300`,
			`"node/2" Point [2,2,2044] {"name":"Naryn","names":{"en":"Naryn","ky":"Нарын"},"kind":"town","rank":3,"population":41178,"capital":"4","elevation_m":2044.0,"wikidata":"Q844466"}
"node/4" Point [4,4] {"name":"Ош","names":{"ru":"Ош"},"kind":"city","rank":4}
"node/1" Point [1,1] {"name":"Small","kind":"village","rank":8}`},
		{"a pass, with its roads and height", "passes", `
			n1 x75.3939 y40.5517 Tmountain_pass=yes,name=Torugart,ele=3752%20%m
			n2 x75.4 y40.6
			n3 x1 y1 Tnatural=saddle
			n4 x1 y1 Tnatural=saddle,name=Low
			w1 Thighway=trunk,ref=G315 Nn1,n2
			w2 Thighway=primary,name=ЭМ%2d%11 Nn2,n1`,
			`"node/1" Point [75.3939,40.5517,3752] {"name":"Torugart","kind":"pass","roads":["G315","ЭМ-11"],"elevation_m":3752.0}
"node/4" Point [1,1] {"name":"Low","kind":"saddle"}`},
		{"border posts and customs", "border-posts", `
			n1 x9.6 y47.1 Tbarrier=border_control,hgv=no,opening_hours=Mo%2d%Fr%20%08:00%2d%18:00
			n2 x0 y0
			n3 x2 y0
			n4 x2 y2
			n5 x0 y2
			w1 Tbuilding=yes,government=customs,name=Zoll Nn2,n3,n4,n5,n2
			w2 Thighway=tertiary,ref=28 Nn1,n2
			w3 Tamenity=customs Nn2,n3`,
			`"node/1" Point [9.6,47.1] {"kind":"border control","roads":["28"],"opening_hours":"Mo-Fr 08:00-18:00","hgv":"no"}
"way/1" Point [1,1] {"name":"Zoll","kind":"customs"}`},
		{"ferries", "ferries", `
			n1 x1 y1
			n2 x1 y1.01
			w1 Troute=ferry,name=F,duration=00:20,motor_vehicle=yes,hgv=no Nn1,n2`,
			`"way/1" LineString [[1,1],[1,1.01]] {"name":"F","kind":"ferry","duration_s":1200.0,"motor_vehicle":"yes","hgv":"no","length_m":1105.7}`},
		{"fuel", "fuel", `
			n1 x1 y1 Tamenity=fuel,brand=Sinopec,fuel:diesel=yes,fuel:octane_95=yes,fuel:lpg=no
			n2 x2 y2 Tamenity=fuel,hgv=yes
			n3 x3 y3
			n4 x5 y3
			n5 x5 y5
			n6 x3 y5
			w1 Tamenity=fuel Nn3,n4,n5
			w2 Nn5,n6,n3
			r1 Ttype=multipolygon,amenity=fuel,name=Round%20%a%20%yard Mw1@outer,w2@outer
			r2 Ttype=multipolygon,amenity=fuel Mw2@outer`,
			`"node/2" Point [2,2] {"kind":"fuel","hgv":true}
"relation/1" Point [4,4] {"name":"Round a yard","kind":"fuel"}
"node/1" Point [1,1] {"kind":"fuel","brand":"Sinopec","fuels":["diesel","octane_95"]}`},
		{"peaks by height", "peaks", `
			n1 x1 y1 Tnatural=peak,name=Hill,ele=1000
			n2 x2 y2 Tnatural=peak,ele=24757%20%ft
			n3 x3 y3 Tnatural=peak
			n4 x4 y4 Tnatural=volcano,name=Smoke`,
			`"node/2" Point [2,2,7545.9] {"kind":"peak","elevation_m":7545.9}
"node/1" Point [1,1,1000] {"name":"Hill","kind":"peak","elevation_m":1000.0}
"node/4" Point [4,4] {"name":"Smoke","kind":"volcano"}`},
		{"a lake with an island of two ways, and a pond too small", "water", `
			n1 x0 y0
			n2 x1 y0
			n3 x1 y1
			n4 x0 y1
			n5 x0.2 y0.2
			n6 x0.4 y0.2
			n7 x0.4 y0.4
			n8 x0.0001 y0
			n9 x0.0001 y0.0001
			w1 Nn1,n2,n3
			w2 Nn1,n4,n3
			w3 Nn5,n6,n7
			w4 Nn7,n5
			w5 Tnatural=water Nn1,n8,n9,n1
			w6 Tnatural=water,name=Pond,water=pond Nn1,n8,n9,n1
			r1 Ttype=multipolygon,natural=water,water=lake,name=Lake Mw1@outer,w2@outer,w3@inner,w4@inner`,
			`"relation/1" MultiPolygon [[[[0,0],[1,0],[1,1],[0,1],[0,0]],[[0.2,0.2],[0.4,0.4],[0.4,0.2],[0.2,0.2]]]] {"name":"Lake","kind":"lake","area_m2":12062285128.0}
"way/6" MultiPolygon [[[[0,0],[0.0001,0],[0.0001,0.0001],[0,0]]]] {"name":"Pond","kind":"pond","area_m2":62.0}`},
		{"rivers", "waterways", `
			n1 x1 y1
			n2 x1 y1.01
			w1 Twaterway=stream Nn1,n2
			w2 Twaterway=stream,name=Brook,intermittent=yes Nn1,n2
			w3 Twaterway=river Nn1,n2`,
			`"way/3" LineString [[1,1],[1,1.01]] {"kind":"river","length_m":1105.7}
"way/2" LineString [[1,1],[1,1.01]] {"name":"Brook","kind":"stream","intermittent":true,"length_m":1105.7}`},
		{"boundaries, one of which leaves the extract", "admin-boundaries", `
			n1 x0 y0
			n2 x1 y0
			n3 x1 y1
			w1 Nn1,n2,n3
			w2 Nn3,n1
			r1 Ttype=boundary,boundary=administrative,admin_level=4,name=Part Mw1@outer,w9@outer,n1@admin_centre
			r2 Ttype=boundary,boundary=administrative,admin_level=2,ISO3166-1=XX Mw2@outer,w1@outer,r1@subarea
			r3 Ttype=boundary,boundary=administrative,admin_level=10 Mw2@outer,w1@outer
			r4 Ttype=boundary,boundary=national_park,admin_level=2 Mw2@outer,w1@outer`,
			`"relation/2" MultiLineString [[[1,1],[0,0],[1,0],[1,1]]] {"admin_level":2,"iso3166":"XX","closed":true}
"relation/1" MultiLineString [[[0,0],[1,0],[1,1]]] {"name":"Part","admin_level":4,"closed":false}`},
	} {
		for _, o := range []pbftest.Options{{}, {Sorted: true, BlockSize: 2, Compression: "zlib"}, {Together: true, BlockSize: 5}} {
			got := lines(imported(t, extract(t, c.opl, o)), c.collection)
			if got != c.want+"\n" {
				t.Errorf("%s:\ngot\n%s\nwant\n%s", c.name, got, c.want)
				break
			}
		}
	}
}

func TestFaultsAreNamed(t *testing.T) {
	r := imported(t, extract(t, `
		n1 x0 y0
		n2 x1 y0
		n3 x1 y1
		n4 x2 y2
		w1 Thighway=primary Nn1,n2,n9,n3,n4,n1,n8
		w2 Thighway=primary Nn7,n9
		w3 Tnatural=water,name=Open Nn1,n2,n3
		w4 Nn1,n2
		w5 Nn2,n3
		w6 Tnatural=water,name=Missing Nn1,n2,n9,n1
		w7 Tnatural=water,name=Flat Nn1,n2,n1
		w8 Thighway=primary Nn1
		r1 Ttype=multipolygon,natural=water,name=Gap Mw4@outer,w5@outer
		r2 Ttype=multipolygon,natural=water,name=Away Mw4@outer,w99@outer
		r3 Ttype=multipolygon,natural=water,name=Nothing Mw4@
	`, pbftest.Options{}))
	var got []string
	for why, f := range r.Manifest.Faults {
		got = append(got, fmt.Sprint(why, " ", f.Count, " ", f.First))
	}
	slices.Sort(got)
	want := []string{
		"roads: a way of one node 1 [way/8]",
		"roads: cut where its nodes are not in the extract 1 [way/1]",
		"roads: none of its nodes is in the extract 1 [way/2]",
		"water: a part of its outline is not in the extract 2 [relation/2 way/6]",
		"water: an area whose outline is not closed 1 [way/3]",
		"water: its outline has no area 1 [way/7]",
		"water: its outline is not closed 2 [relation/1 at node/1 relation/3 at node/1]",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got, want := lines(r, "roads"), `"way/1" LineString [[1,1],[2,2],[0,0]] `; !strings.HasPrefix(got, want) {
		t.Errorf("got %s, want %s…: the longest part without a gap", got, want)
	}
}

// A region says where it comes from, and how much of everything there is.
func TestManifest(t *testing.T) {
	x := extract(t, "n1 x75 y40 Tplace=town,name=A\nn2 x76 y41 Tplace=town,name=B\nw1 Nn1,n2\nr1", pbftest.Options{Timestamp: 1369767544})
	r := imported(t, x)
	s := r.Manifest.Source
	if s.Name != "small.osm.pbf" || s.Bytes != x.Size || s.Nodes != 2 || s.Ways != 1 || s.Relations != 1 || s.Timestamp.Format("2006-01-02") != "2013-05-28" || s.Program != "pbftest" {
		t.Errorf("%+v", s)
	}
	if r.Manifest.BBox != [4]float64{75, 40, 76, 41} {
		t.Error(r.Manifest.BBox)
	}
	for _, d := range r.Datasets {
		if d.Collection.ID == "places" && (d.Collection.Count != 2 || !d.Collection.Updated.Equal(*s.Timestamp) || d.Collection.BBox.East != 76) {
			t.Errorf("%+v", d.Collection)
		}
		if d.Collection.Attribution != "© OpenStreetMap contributors" || d.Collection.License.Href == "" || d.Collection.Description == "" {
			t.Errorf("%s: %+v", d.Collection.ID, d.Collection)
		}
	}
}

// The schemas keep the rules of those that are built in.
func TestDefinitions(t *testing.T) {
	for _, d := range definitions() {
		seen := map[string]bool{}
		for _, p := range d.Properties {
			if p.Name == "" || p.Title == "" || p.Type == "" || seen[p.Name] {
				t.Errorf("%s: %+v", d.ID, p)
			}
			seen[p.Name] = true
		}
		if d.Index(store.Name) != 0 || d.Index(store.Names) != 1 || d.Title == "" || d.Role == "" || d.Titles["zh"] == "" || d.Titles["ru"] == "" {
			t.Errorf("%s: %+v", d.ID, d.Collection)
		}
	}
}
