package api_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/mvt"
	"pamir/internal/api"
	"pamir/internal/pmtiles"
	"pamir/internal/store"
	"pamir/internal/tiles"
)

// TestXYZ: what an address of a tile may be, and what it gets.
func TestXYZ(t *testing.T) {
	c := newClient(t, configured(t, nil))
	for _, test := range []struct {
		path   string
		status int
		want   string // layers and counts, or a part of the problem
	}{
		{"/xyz/pamir/5/22/12.mvt", 200, "map[ports:5 sections:3]"},
		{"/xyz/pamir/5/22/12.pbf", 200, "map[ports:5 sections:3]"},
		{"/xyz/ports/5/22/12.mvt", 200, "map[ports:5]"},
		{"/xyz/ports/5/22/12.mvt?kind=air", 200, "map[ports:1]"},
		{"/xyz/ports/5/22/12.mvt?kind=rail", 204, ""},
		{"/xyz/ports/5/22/12.mvt?knd=air", 400, "did you mean kind?"},
		{"/xyz/pamir/5/22/12.mvt?kind=air", 400, "is not known here"},
		{"/xyz/sections/5/22/12.mvt?datetime=2000-01-01", 200, "map[sections:2]"},
		{"/xyz/far/0/0/0.mvt", 200, "map[far:3]"},
		{"/xyz/ports/5/0/0.mvt", 204, ""},
		{"/xyz/empty/0/0/0.mvt", 204, ""},
		{"/xyz/prots/5/22/12.mvt", 404, "did you mean ports?"},
		{"/xyz/zzzzzz/5/22/12.mvt", 404, "there are pamir, terrain, relief, ports, sections, far, many, empty"},
		{"/xyz/pamir/5/22/12.jpg", 404, "there are mvt"},
		{"/xyz/pamir/5/22/12", 404, "there are mvt"},
		{"/xyz/pamir/5/22/x.mvt", 400, "file wants a whole number"},
		{"/xyz/pamir/five/22/12.mvt", 400, "z wants a whole number"},
		{"/xyz/pamir/5/1e3/12.mvt", 400, "x wants a whole number"},
		{"/xyz/pamir/5/32/12.mvt", 404, "columns 0 to 31"},
		{"/xyz/pamir/5/22/-12.mvt", 404, "rows 0 to 31"},
		{"/xyz/pamir/25/0/0.mvt", 404, "there are 0 to 24"},
		{"/xyz/pamir/99999999999999999999/0/0.mvt", 404, "there are 0 to 24"},
		{"/tiles/WebMercatorQuads/0/0/0", 404, "there are WebMercatorQuad, WorldCRS84Quad, UTM43WGS84"},
		{"/tileMatrixSets/None", 404, "there are WebMercatorQuad"},
		{"/xyz/pamir.xml", 404, "/xyz/pamir.json"},
		{"/xyz/none.json", 404, "there are pamir"},
	} {
		a := c.get(test.path).is(test.status)
		got := string(a.body)
		if test.status == 200 {
			got = fmt.Sprint(decoded(t, a))
		}
		if test.status == 200 && got != test.want || !strings.Contains(got, test.want) {
			t.Errorf("%s: %s, want %s", test.path, got, test.want)
		}
	}
}

// TestTilesAreKept: a tile is made once, packed as the client likes, and each of
// its forms has a tag of its own.
func TestTilesAreKept(t *testing.T) {
	kept := tiles.NewCache(32 << 20)
	c := newClient(t, configured(t, func(cfg *api.Config) { cfg.Tiles = kept }))
	tags := map[string]bool{}
	var plain []byte
	for _, encoding := range []string{"", "gzip", "zstd", "gzip, zstd;q=0"} {
		a := c.get("/xyz/many/0/0/0.mvt", "Accept-Encoding", encoding).ok()
		want := strings.TrimSuffix(encoding, ", zstd;q=0")
		if a.header.Get("Content-Encoding") != want || a.header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: %v", encoding, a.header)
		}
		tag := a.header.Get("Etag")
		tags[tag] = true
		if plain == nil {
			plain = a.body
		}
		if string(plain) != string(a.body) || tag[0] != '"' {
			t.Errorf("%q: another tile, %s", encoding, tag)
		}
		c.get("/xyz/many/0/0/0.mvt", "Accept-Encoding", encoding, "If-None-Match", tag).is(304)
		c.do("HEAD", "/xyz/many/0/0/0.mvt", "Accept-Encoding", encoding).ok()
	}
	if s := kept.Stats(); len(tags) != 3 || s.Misses != 1 || s.Entries != 1 {
		t.Errorf("%v, %+v", tags, s)
	}
	// The same tile by another address is the same.
	c.get("/tiles/WebMercatorQuad/0/0/0?collections=many").ok()
	c.get("/collections/many/tiles/WebMercatorQuad/0/0/0").ok()
	if s := kept.Stats(); s.Misses != 1 {
		t.Errorf("%+v", s)
	}
	// A change of what it shows makes it anew; of anything else, not.
	f := &store.Feature{ID: "x", Geometry: orb.Point{10, 10}}
	kept.Changed(store.Change{Collection: "ports", Before: f, After: f})
	c.get("/xyz/many/0/0/0.mvt").ok()
	if s := kept.Stats(); s.Misses != 1 {
		t.Errorf("%+v", s)
	}
	kept.Changed(store.Change{Collection: "many", Before: f, After: f})
	c.get("/xyz/many/0/0/0.mvt").ok()
	if s := kept.Stats(); s.Misses != 2 {
		t.Errorf("%+v", s)
	}
}

// TestLeftOut: what a tile lacks stands in a header.
func TestLeftOut(t *testing.T) {
	c := newClient(t, configured(t, nil))
	a := c.get("/xyz/many/0/0/0.mvt").ok()
	n := decoded(t, a)["many"]
	there := 0 // the others lie beyond the tile, nearer to the poles
	for _, f := range fixture()[3].Features {
		if lat := f.Geometry.(orb.Point)[1]; lat > -86 && lat < 86 {
			there++
		}
	}
	if got := a.header.Get("Left-Out"); got != fmt.Sprintf(`"many";budget=%d`, there-n) {
		t.Errorf("%d of %d features, left out: %s", n, there, got)
	}
	if got := c.get("/xyz/ports/5/22/12.mvt").ok().header.Get("Left-Out"); got != "" {
		t.Errorf("left out: %s", got)
	}
}

func TestTileProperties(t *testing.T) {
	c := newClient(t, configured(t, nil))
	x, err := mvt.Decode(c.get("/xyz/ports/5/22/12.mvt?properties=kind,elevation_m&kind=road").ok().body)
	if err != nil {
		t.Fatal(err)
	}
	f := x.Layers[0].Features[0]
	if f.Tag("id") != "torugart" || f.Tag("kind") != "road" || f.Tag("elevation_m") != int64(3752) || f.Tag("name") != nil || f.Tag("open") != nil {
		t.Errorf("%v", f.Tags)
	}
	if c.get("/xyz/ports/5/22/12.mvt?properties=knd").is(400).problem("invalid-parameter", "properties"); t.Failed() {
		return
	}
}

func TestTileJSON(t *testing.T) {
	c := newClient(t, configured(t, nil))
	a := c.get("/xyz/pamir.json").ok()
	doc := a.json()
	layers := doc["vector_layers"].([]any)
	if doc["tilejson"] != "3.0.0" || len(layers) != 5 || fmt.Sprint(doc["tiles"]) != "["+host+"/xyz/pamir/{z}/{x}/{y}.mvt]" {
		t.Errorf("%s", a.body)
	}
	fields := layers[0].(map[string]any)["fields"].(map[string]any)
	if fields["elevation_m"] != "Number" || fields["open"] != "Boolean" || fields["name:zh"] != "String" || fields["sources"] != nil {
		t.Errorf("fields of ports: %v", fields)
	}
	if one := c.get("/xyz/ports.json").ok().json(); fmt.Sprint(one["bounds"]) != "[73 36 79 42]" || len(one["vector_layers"].([]any)) != 1 {
		t.Errorf("%v", one)
	}
}

// archive writes an archive of a few tiles.
func archive(t *testing.T, name string) {
	t.Helper()
	w, err := pmtiles.Create(name, pmtiles.Plan{Type: pmtiles.MVT, Tiles: pmtiles.Gzip, MaxZoom: 2, Bounds: geo.Box{West: 66, South: 34, East: 82, North: 44},
		Center: orb.Point{74, 39}, Metadata: map[string]any{"name": "Stored", "attribution": "Somebody", "vector_layers": []any{map[string]any{"id": "a"}}}})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for id := range uint64(10) {
		b, err := pmtiles.Pack(pmtiles.Gzip, []byte(strings.Repeat(fmt.Sprintf("tile %d ", id), 100)))
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Add(id, b); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Finish(); err != nil {
		t.Fatal(err)
	}
}

// open opens archives, which may be broken.
func open(t *testing.T, names map[string]string) []*api.Archive {
	t.Helper()
	var list []*api.Archive
	for id, name := range names {
		a, err := api.NewArchive(context.Background(), id, name)
		if err != nil {
			t.Logf("%s: %v", id, err)
		}
		t.Cleanup(func() { a.Close() })
		list = append(list, a)
	}
	return list
}

// TestArchives: sets of an archive, and that a broken one harms nothing else.
func TestArchives(t *testing.T) {
	folder := t.TempDir()
	good := filepath.Join(folder, "good.pmtiles")
	archive(t, good)
	whole, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	cut, spoilt := filepath.Join(folder, "cut.pmtiles"), filepath.Join(folder, "spoilt.pmtiles")
	if err := os.WriteFile(cut, whole[:len(whole)/2], 0o644); err != nil {
		t.Fatal(err)
	}
	whole[len(whole)-20] ^= 0xff // in the last tile
	if err := os.WriteFile(spoilt, whole, 0o644); err != nil {
		t.Fatal(err)
	}
	c := newClient(t, configured(t, func(cfg *api.Config) {
		cfg.Archives = open(t, map[string]string{"good": good, "cut": cut, "spoilt": spoilt, "gone": filepath.Join(folder, "gone.pmtiles")})
	}))
	doc := c.get("/xyz/good.json").ok().json()
	if doc["name"] != "Stored" || doc["attribution"] != "Somebody" || doc["maxzoom"] != 2.0 || fmt.Sprint(doc["tiles"]) != "["+host+"/xyz/good/{z}/{x}/{y}.mvt]" {
		t.Errorf("%v", doc)
	}
	for _, encoding := range []string{"", "gzip", "zstd"} {
		if a := c.get("/xyz/good/1/0/1.mvt", "Accept-Encoding", encoding).ok(); !strings.HasPrefix(string(a.body), "tile 2 tile 2 ") || a.header.Get("Content-Encoding") != encoding {
			t.Errorf("%q: %s", encoding, short(a.body))
		}
	}
	c.get("/xyz/good/2/3/3.mvt").is(204)
	c.get("/xyz/good/3/0/0.mvt").is(404).says("zooms 0 to 2")
	c.get("/xyz/good/1/0/0.png").is(404).says("The tiles of good are mvt")
	c.get("/xyz/good/1/2/0.mvt").is(404).says("columns 0 to 1")
	c.get("/xyz/cut.json").is(503).problem("archive-broken").says("cut", "at byte")
	c.get("/xyz/cut/0/0/0.mvt").is(503).problem("archive-broken")
	c.get("/xyz/spoilt/0/0/0.mvt").ok()
	a := c.get("/xyz/spoilt/2/2/1.mvt")
	for _, p := range []string{"/xyz/spoilt/2/0/2.mvt", "/xyz/spoilt/2/0/3.mvt", "/xyz/spoilt/2/1/2.mvt", "/xyz/spoilt/2/1/3.mvt", "/xyz/spoilt/2/0/0.mvt", "/xyz/spoilt/2/1/1.mvt"} {
		if b := c.get(p); b.status == 503 {
			a = b
		}
	}
	a.is(503).problem("archive-broken").says("at byte")
	c.get("/xyz/gone/0/0/0.mvt").is(503).problem("archive-away")
	c.get("/xyz/ports/5/22/12.mvt").ok()
	for _, p := range []string{"/xyz/cut.json", "/xyz/gone.json"} {
		if a := c.get(p); strings.Contains(string(a.body), folder) {
			t.Errorf("%s tells where files are: %s", p, a.body)
		}
	}
}

// slow is a store that answers only when it is let.
type slow struct {
	store.Store
	release chan struct{}
}

func (s slow) Features(ctx context.Context, collection string, q store.Query) (store.Page, error) {
	select {
	case <-s.release:
		return s.Store.Features(ctx, collection, q)
	case <-ctx.Done():
		return store.Page{}, ctx.Err()
	}
}

// TestBusy: as much is made at once as there is room for; some more waits, and
// the rest is told at once to come again.
func TestBusy(t *testing.T) {
	release := make(chan struct{})
	s := configured(t, func(cfg *api.Config) { cfg.Store = slow{cfg.Store, release} })
	var all sync.WaitGroup
	const asked = 3000
	statuses := make(chan int, asked)
	for i := range asked {
		all.Go(func() {
			w := httptest.NewRecorder()
			s.ServeHTTP(w, httptest.NewRequest("GET", fmt.Sprintf("%s/xyz/far/12/%d/%d.mvt", host, i, i), nil))
			if w.Code == 503 && w.Header().Get("Retry-After") != "1" {
				t.Errorf("Retry-After %q", w.Header().Get("Retry-After"))
			}
			statuses <- w.Code
		})
	}
	got := map[int]int{}
	for range asked / 2 { // at once
		got[<-statuses]++
	}
	close(release)
	all.Wait()
	close(statuses)
	for code := range statuses {
		got[code]++
	}
	if got[503] < asked/2 || got[200]+got[204] == 0 || got[503]+got[200]+got[204] != asked {
		t.Errorf("%v", got)
	}
}

// TestSlowTile: a tile that takes too long is given up, and the next who asks
// begins anew.
func TestSlowTile(t *testing.T) {
	release := make(chan struct{})
	c := newClient(t, configured(t, func(cfg *api.Config) {
		cfg.Store, cfg.Timeout = slow{cfg.Store, release}, 20*time.Millisecond
	}))
	c.get("/xyz/far/0/0/0.mvt").is(http.StatusServiceUnavailable).problem("timeout")
	close(release)
	c.get("/xyz/far/0/0/0.mvt").ok()
}

// TestTilesWithHours: ports in tiles have their state at an instant. The tile is
// made once for all instants between which no state in it changes.
func TestTilesWithHours(t *testing.T) {
	kept := tiles.NewCache(32 << 20)
	draw := drawing(t)
	clock := &timetable{}
	clock.book.Store(schedule(t, "v1"))
	clock.set(moment(t, "2026-03-04T10:00:00+08:00"))
	c := newClient(t, configured(t, func(cfg *api.Config) {
		draw(cfg)
		cfg.Schedules, cfg.Now, cfg.Tiles = clock, func() time.Time { return *clock.now.Load() }, kept
	}))
	states := func(path string) map[string]any {
		t.Helper()
		got := map[string]any{}
		x, err := mvt.Decode(c.get(path).ok().body)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range x.Layers {
			for _, f := range l.Features {
				if s := f.Tag("state"); s != nil {
					got[f.Tag("id").(string)] = s
				}
			}
		}
		return got
	}
	// As items say it.
	for _, at := range []string{"2026-03-04T10:00:00%2B08:00", "2026-03-04T23:00:00%2B08:00", "2026-03-07T12:00:00%2B08:00"} {
		for _, mode := range []string{"", "&mode=truck", "&mode=truck&direction=CN-KG"} {
			want := map[string]any{}
			for _, f := range c.get("/collections/ports/items?at=" + at + mode).ok().json()["features"].([]any) {
				f := f.(map[string]any)
				if s := f["properties"].(map[string]any)["state"]; s != nil && f["geometry"] != nil {
					want[f["id"].(string)] = s
				}
			}
			if got := states("/xyz/pamir/5/22/12.mvt?at=" + at + mode); fmt.Sprint(got) != fmt.Sprint(want) || len(got) == 0 {
				t.Errorf("at %s%s: tiles say %v, items %v", at, mode, got, want)
			}
		}
	}
	if got := states("/xyz/pamir/5/22/12.mvt"); len(got) > 0 {
		t.Errorf("nobody asked for states: %v", got)
	}
	// One entry between two changes, and another beyond; a tile without ports has
	// one for all times.
	begun := kept.Stats().Misses
	for _, minute := range []string{"10:01", "10:02", "10:03"} {
		c.get("/xyz/ports/5/22/12.mvt?mode=truck&at=2026-03-04T" + minute + ":00%2B08:00").ok()
		c.get("/xyz/many/5/22/11.mvt?mode=truck&at=2026-03-04T" + minute + ":00%2B08:00")
	}
	if n := kept.Stats().Misses - begun; n != 2 {
		t.Errorf("%d tiles were made, want 2", n)
	}
	c.get("/xyz/ports/5/22/12.mvt?mode=truck&at=2026-03-04T23:30:00%2B08:00").ok()
	c.get("/xyz/many/5/22/11.mvt?mode=truck&at=2026-03-04T23:30:00%2B08:00")
	if n := kept.Stats().Misses - begun; n != 3 {
		t.Errorf("%d tiles were made, want 3", n)
	}
	// About now it holds until the next change, and a minute at most.
	if a := c.get("/xyz/ports/5/22/12.mvt?mode=truck").ok(); a.header.Get("Cache-Control") != "public, max-age=60" {
		t.Errorf("%s", a.header.Get("Cache-Control"))
	}
	c.get("/xyz/ports/5/22/12.mvt?at=2026-03-04").is(400)
	c.get("/xyz/ports/5/22/12.mvt?mode=tram").is(400).problem("invalid-parameter", "mode")
	c.get("/map?width=100&mode=truck&at=2026-03-04T10:00:00%2B08:00").ok().picture()
	c.get("/map/tiles/WebMercatorQuad/5/12/22?mode=truck").ok().picture()
}
