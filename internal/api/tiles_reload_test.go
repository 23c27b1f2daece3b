package api_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/hours"
	"pamir/geo/mvt"
	"pamir/geo/tile"
	"pamir/internal/api"
	"pamir/internal/store"
	"pamir/internal/store/memory"
	"pamir/internal/tiles"
)

// tileAt is the address of the tile of a position.
func tileAt(set string, p orb.Point, z int, more string) string {
	id, _ := tile.WebMercatorQuad.At(p, z)
	return fmt.Sprintf("/xyz/%s/%d/%d/%d.mvt%s", set, id.Z, id.X, id.Y, more)
}

// TestSchedulesReload: when the schedules are read again, tiles are made anew in
// which a state is another, and no others; and not where only the version is.
func TestSchedulesReload(t *testing.T) {
	kept := tiles.NewCache(32 << 20)
	clock := &timetable{}
	clock.book.Store(schedule(t, "v1"))
	clock.set(moment(t, "2026-03-04T11:00:00+08:00"))
	c := newClient(t, configured(t, func(cfg *api.Config) {
		cfg.Schedules, cfg.Now, cfg.Tiles = clock, func() time.Time { return *clock.now.Load() }, kept
	}))
	const query = "?mode=truck&direction=CN-KG"
	paths := []string{
		tileAt("ports", orb.Point{75.39391, 40.55167}, 5, query), tileAt("pamir", orb.Point{75.39391, 40.55167}, 10, query), // Torugart
		tileAt("ports", orb.Point{75.39391, 40.55167}, 10, ""), // without states
		tileAt("sections", orb.Point{75.5, 40}, 5, query),      // without ports
		tileAt("pamir", orb.Point{-175, 0}, 5, query),          // far away
	}
	made := func() (anew []int, tags []string) {
		for i, p := range paths {
			before := kept.Stats().Misses
			tags = append(tags, c.get(p).ok().header.Get("Etag"))
			if kept.Stats().Misses > before {
				anew = append(anew, i)
			}
		}
		return anew, tags
	}
	anew, first := made()
	if len(anew) != len(paths) {
		t.Fatalf("made %v", anew)
	}
	clock.book.Store(schedule(t, "v2"))
	if anew, tags := made(); len(anew) > 0 || fmt.Sprint(tags) != fmt.Sprint(first) {
		t.Errorf("another version, and made %v anew", anew)
	}
	clock.book.Store(schedule(t, "v3", hours.Notice{ID: "snow", Scope: hours.Scope{Port: "torugart"}, Zone: zone(t, "Asia/Bishkek"), Hours: expression(t, "closed"), Reason: "snow",
		Publisher: "Border Service", Published: moment(t, "2026-03-04T00:00:00Z"), From: moment(t, "2026-03-04T00:00:00+06:00"), To: moment(t, "2026-03-05T00:00:00+06:00"), Confidence: hours.Announced}))
	anew, tags := made()
	if fmt.Sprint(anew) != "[0 1]" {
		t.Errorf("Torugart is shut, and made %v anew", anew)
	}
	for i := range paths {
		if (tags[i] != first[i]) != (i < 2) {
			t.Errorf("%s has the tag %s, had %s", paths[i], tags[i], first[i])
		}
	}
}

// TestSucceed: a server of later data goes on with the tiles that no change has
// touched, before or after, and with what was counted.
func TestSucceed(t *testing.T) {
	kept := tiles.NewCache(32 << 20)
	before, after := fixture(), fixture()
	moved := *after[0].Features[0]
	moved.Geometry = orb.Point{78, 37.5}
	after[0].Features[0] = &moved
	server := func(version string, sets []store.Dataset) *api.Server {
		return configured(t, func(cfg *api.Config) {
			var err error
			if cfg.Store, err = memory.New(sets...); err != nil {
				t.Fatal(err)
			}
			cfg.Tiles, cfg.DataVersion = kept, version
		})
	}
	first := server("d1", before)
	c := newClient(t, first)
	was := before[0].Features[0].Geometry.(orb.Point)
	at := func(p orb.Point) string { return tileAt("ports", p, 10, "") }
	elsewhere := orb.Point{130, 40} // has many alone
	c.get(at(was)).ok()
	c.get(at(orb.Point{78, 37.5})).is(204)
	c.get(tileAt("many", elsewhere, 5, "")).ok()
	c.get(tileAt("pamir", elsewhere, 5, "")).ok()

	kept.Advance(store.Diff(before, after)...)
	first.Succeed(server("d2", after))
	begun := kept.Stats().Misses
	c.get(tileAt("many", elsewhere, 5, "")).ok()
	c.get(tileAt("pamir", elsewhere, 5, "")).ok()
	if n := kept.Stats().Misses - begun; n != 0 {
		t.Errorf("%d tiles were made that nothing has touched", n)
	}
	if a := c.get(at(was)); a.status == 200 {
		t.Errorf("%s is still there: %v", before[0].Features[0].ID, decoded(t, a))
	}
	x, err := mvt.Decode(c.get(at(orb.Point{78, 37.5})).ok().body)
	if err != nil || x.Layers[0].Features[0].Tag("id") != moved.ID {
		t.Errorf("%v: %v", x, err)
	}
	if n := kept.Stats().Misses - begun; n != 2 {
		t.Errorf("%d tiles were made, want those where it was and where it is", n)
	}
	c.get("/collections/ports/items/" + moved.ID).ok().says("37.5")
	text := string(c.get("/metrics").ok().body)
	if !strings.Contains(text, `pamir_build_info{data="d2",version="test"} 1`) || strings.Contains(text, `data="d1"`) || !strings.Contains(text, `pamir_requests_total{method="GET",route="/xyz/:tiles/:z/:x/:file",status="200"} 6`) {
		t.Errorf("%.2000s", text)
	}
}
