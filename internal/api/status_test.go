package api_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pamir/internal/api"
)

func TestStatus(t *testing.T) {
	c, _ := withHours(t, "2026-03-04T12:30:15+08:00")
	got := c.get("/v1/ports/karasu/status?mode=truck&direction=CN-TJ").ok().json()
	for name, want := range map[string]any{
		"port": "karasu", "mode": "truck", "direction": "CN-TJ", "at": "2026-03-04T04:30:00Z", "state": "open", "day": "open", "hours": "known", "label": nil, "reason": nil,
		"checkpoint": "karasu-site", "until": "2026-03-04T07:00:30Z", "next_open": "2026-03-04T08:30:00Z", "next_change": "2026-03-04T07:00:30Z",
		"confidence": "scheduled", "as_of": "2025-06-01", "age_s": 23862600.0, "version": "v1",
	} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
	if clocks := marshal(got["clocks"]); clocks != `[{"at":"2026-03-04T12:30:00+08:00","name":"Beijing","next_change":"2026-03-04T15:00:30+08:00","next_open":"2026-03-04T16:30:00+08:00","until":"2026-03-04T15:00:30+08:00","zone":"Asia/Shanghai"},`+
		`{"at":"2026-03-04T09:30:00+05:00","name":"Dushanbe","next_change":"2026-03-04T12:00:30+05:00","next_open":"2026-03-04T13:30:00+05:00","until":"2026-03-04T12:00:30+05:00","zone":"Asia/Dushanbe"}]` {
		t.Errorf("clocks %s", clocks)
	}
	sides := got["sides"].([]any)
	if len(sides) != 2 || marshal(sides[1]) != `{"checkpoint":"kulma-post","claims":[{"as_of":"2025-06-01","checkpoint":"kulma-post","confidence":"scheduled","day":"open","id":"karasu-tj","kind":"rule","note":null,`+
		`"sources":[{"published":null,"publisher":"Border Service","title":"Kulma","url":"https://example.org/a?b=1\u0026c=2"}],"state":"open"}],"country":"TJ","day":"open","hours":"known","reason":null,"state":"open","until":"2026-03-04T12:00:00Z"}` {
		t.Errorf("sides %s", marshal(sides))
	}
	if s := marshal(got["sources"].([]any)[0]); s != `{"published":"2025-06","publisher":"Border Service","title":"Karasu","url":"https://example.org/a?b=1\u0026c=2"}` {
		t.Errorf("sources %s", s)
	}

	for _, tc := range []struct{ query, want string }{
		{"karasu/status?mode=truck&direction=CN-TJ&at=2026-03-04T11:59:59%2B08:00", "closed open outside-hours"},
		{"karasu/status?mode=truck&direction=CN-TJ&at=2026-03-04T12:00:00%2B08:00", "open open <nil>"},
		{"karasu/status?mode=truck&direction=CN-TJ&at=2026-03-04T12:00:00+08:00", "open open <nil>"}, // the + became a space
		{"karasu/status?mode=truck&direction=CN-TJ&at=2026-03-04T09:00:00%2B05:00", "open open <nil>"},
		{"karasu/status?mode=truck&direction=CN-TJ&at=2026-03-04T15:30Z", "closed open outside-hours"},
		{"karasu/status?mode=truck&direction=CN-TJ&at=2026-03-07T12:30:00%2B08:00", "closed closed closed-day"},
		{"karasu/status?mode=truck&direction=CN-TJ&at=2026-03-04T16:00:00%2B08:00", "closed closed works"},
		{"torugart/status?mode=truck&direction=CN-KG", "unknown open hours-unpublished"},
		{"torugart/status?mode=truck&direction=CN-KG&at=2026-02-17T00:00:00%2B08:00", "closed closed Spring Festival"},
		{"torugart/status?mode=truck&direction=CN-KG&at=2026-02-20T09:59:59%2B08:00", "closed closed Spring Festival"},
		{"torugart/status?mode=truck&direction=CN-KG&at=2026-02-20T10:00:00%2B08:00", "unknown open hours-unpublished"},
		{"torugart/status?mode=truck&direction=KG-CN&at=2026-03-07T12:00:00%2B08:00", "unknown open hours-unpublished"},
		{"torugart/status?mode=bus&direction=KG-CN&at=2026-03-07T12:00:00%2B08:00", "closed closed holiday"},
		{"khunjerab/status?mode=truck&direction=CN-PK&at=2026-03-04T20:00:00%2B08:00", "conflict open sources-disagree"},
		{"kashgar-airport/status?mode=foot", "open open <nil>"},
	} {
		got := c.get("/v1/ports/" + tc.query).ok().json()
		if s := fmt.Sprint(got["state"], " ", got["day"], " ", got["reason"]); s != tc.want {
			t.Errorf("%s: %s, want %s", tc.query, s, tc.want)
		}
		if got["state"] == "unknown" && got["until"] != nil {
			t.Errorf("%s: unknown until %v", tc.query, got["until"])
		}
	}
	if label := c.get("/v1/ports/torugart/status?mode=truck&direction=KG-CN&at=2026-03-07T12:00:00Z").ok().json()["label"]; label != "cargo-only" {
		t.Errorf("label %v", label)
	}

	count := func(path string, want int) {
		t.Helper()
		if n := len(c.get(path).ok().json()["statuses"].([]any)); n != want {
			t.Errorf("%s: %d statuses, want %d", path, n, want)
		}
	}
	count("/v1/status", 8+4+2+1)
	count("/v1/status?mode=truck", 2+2+2)
	count("/v1/status?mode=foot", 2+1)
	count("/v1/status?mode=truck&direction=CN-KG", 1)
	count("/v1/status?port=karasu", 4)
	count("/v1/ports/torugart/status", 8)
	count("/v1/ports/torugart/status?mode=truck", 2)
	count("/v1/ports/torugart/status?direction=CN-KG", 4)
}

func TestHoursBadInput(t *testing.T) {
	c, _ := withHours(t, "2026-03-04T12:30:15+08:00")
	// What a path does not name is not found; what a parameter does not name is a bad request: ADR 0014.
	c.get("/v1/ports/nowhere/status").is(404).problem("not-found").says("there are", "torugart")
	c.get("/v1/status?port=nowhere").is(400).problem("invalid-parameter", "port").says("there are", "torugart")
	c.get("/v1/ports/torugard/calendar").is(404).problem("not-found").says("did you mean torugart?")
	c.get("/v1/status?at=2026-03-04T12:00:00").is(400).problem("time-without-offset", "at").says("+08:00 for Beijing time")
	c.get("/v1/status?at=2026-03-04").is(400).problem("time-without-offset", "at")
	c.get("/v1/status?at=now").is(400).problem("invalid-parameter", "at")
	c.get("/v1/status?at=1899-12-31T00:00:00Z").is(400).problem("invalid-parameter", "at").says("1900-01-01")
	c.get("/v1/status?at=2200-01-01T00:00:00Z").is(400).problem("invalid-parameter", "at")
	c.get("/v1/status?mode=lorry&direction=CN-XX&port=toruart").is(400).problem("invalid-parameter", "mode", "direction", "port").says("truck", "CN-KG", "did you mean torugart?")
	c.get("/v1/ports/karasu/status?mode=bus").is(400).problem("invalid-parameter", "mode").says("car, truck")
	c.get("/v1/ports/karasu/status?direction=CN-KG").is(400).problem("invalid-parameter", "direction").says("CN-TJ")
	c.get("/v1/ports/kashgar-airport/status?direction=CN-KG").is(400).problem("invalid-parameter", "direction").says("there are none")
	c.get("/v1/ports/karasu/calendar?from=2026-01-01T00:00:00Z&to=2027-02-06T00:00:00Z").is(400).problem("invalid-parameter", "to").says("401 days")
	c.get("/v1/ports/karasu/calendar?from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z").is(400).problem("invalid-parameter", "to")
	c.get("/v1/ports/karasu/calendar?from=2026-01-01&to=tomorrow").is(400).problem("time-without-offset", "from", "to")
	c.get("/v1/calendar.ics?to=2030-01-01T00:00:00Z").is(400).problem("invalid-parameter", "to")
	c.get("/v1/changes?since=yesterday").is(400).problem("invalid-parameter", "since")
	c.get("/v1/nearest?lon=75&lat=40&state=opened").is(400).problem("invalid-parameter", "state").says("did you mean open?")
	c.get("/v1/nearest?lon=75&lat=40&state=open&collection=many").is(400).problem("invalid-parameter", "state")
	c.get("/collections/many/items?at=2026-01-01T00:00:00Z").is(400).problem("invalid-parameter", "at")
	c.get("/collections/ports/items?mode=plane").is(400).problem("invalid-parameter", "mode")
	c.get("/v1/ports/karasu/calendar?f=csv").is(406).problem("not-acceptable", "f")
	c.get("/v1/status?when=2026-01-01T00:00:00Z").is(400).problem("unknown-parameter", "when")

	without := newClient(t, configured(t, nil))
	without.get("/v1/status").is(404)
	without.get("/collections/ports/items?at=2026-01-01T00:00:00Z").is(400).problem("unknown-parameter", "at")
	without.get("/v1/changes").ok()
}

// TestStatusIsFresh: who asks in the same minute gets the same bytes, for no
// longer than they hold; after a change, other ones.
func TestStatusIsFresh(t *testing.T) {
	c, s := withHours(t, "2026-03-04T15:00:10+08:00")
	const path = "/v1/ports/karasu/status?mode=truck&direction=CN-TJ"
	first := c.get(path).ok()
	if age := first.header.Get("Cache-Control"); age != "private, max-age=20" {
		t.Errorf("20 seconds before a change: %s", age)
	}
	s.set(moment(t, "2026-03-04T15:00:29+08:00"))
	again := c.get(path).ok()
	if string(again.body) != string(first.body) || again.header.Get("Etag") != first.header.Get("Etag") || again.header.Get("Cache-Control") != "private, max-age=1" {
		t.Errorf("in the same minute: %v %s", again.header, again.body)
	}
	c.get(path, "If-None-Match", first.header.Get("Etag")).is(304)

	s.set(moment(t, "2026-03-04T15:00:31+08:00"))
	changed := c.get(path, "If-None-Match", first.header.Get("Etag")).ok()
	if got := changed.json(); got["state"] != "closed" || got["reason"] != "works" || got["at"] != "2026-03-04T07:00:30Z" {
		t.Errorf("after the change: %s", changed.body)
	}
	if changed.header.Get("Last-Modified") != "" {
		t.Error("a status has the date of the data")
	}
	s.set(moment(t, "2026-03-04T15:01:05+08:00"))
	if got := c.get(path).ok(); got.json()["at"] != "2026-03-04T07:01:00Z" || got.header.Get("Etag") == changed.header.Get("Etag") || got.header.Get("Cache-Control") != "private, max-age=60" {
		t.Errorf("in the next minute: %v %s", got.header, got.body)
	}

	// Another book: another answer, at once and wholly.
	tags := map[string]bool{}
	paths := []string{path, "/v1/status", path + "&at=2026-03-04T12:00:00Z", "/v1/ports/karasu/calendar", "/v1/calendar.ics", "/v1/changes", "/collections/ports/items?mode=truck", "/v1/nearest?lon=75&lat=40&state=open"}
	for _, p := range paths {
		tags[c.get(p).ok().header.Get("Etag")] = true
	}
	s.book.Store(schedule(t, "v2"))
	for _, p := range paths {
		if a := c.get(p).ok(); tags[a.header.Get("Etag")] {
			t.Errorf("%s has the ETag of another book", p)
		}
	}
	if v := c.get(path).json()["version"]; v != "v2" {
		t.Errorf("version %v", v)
	}
	shared := newClient(t, configured(t, func(cfg *api.Config) { cfg.Schedules, cfg.BaseURL = s, "https://maps.example.org" }))
	if age := shared.get("/v1/status").ok().header.Get("Cache-Control"); !strings.HasPrefix(age, "public, max-age=") {
		t.Errorf("with a base URL: %s", age)
	}
}

func TestCalendar(t *testing.T) {
	c, _ := withHours(t, "2026-03-04T12:30:15+08:00")
	type span struct {
		Start, End time.Time
		State, Day string
		Reason     *string
		Notice     bool
	}
	var got struct {
		From, To  time.Time
		Calendars []struct {
			Mode     string
			Combined []span
			Sides    []struct {
				Country   string
				Intervals []span
			}
			Closures []span
		}
	}
	read := func(path string) {
		t.Helper()
		got.Calendars = nil
		if err := json.Unmarshal(c.get(path).ok().body, &got); err != nil {
			t.Fatal(err)
		}
	}
	read("/v1/ports/karasu/calendar")
	if got.From != moment(t, "2026-03-04T00:00:00Z") || got.To != got.From.AddDate(0, 0, 35) || len(got.Calendars) != 4 {
		t.Errorf("by itself from %v to %v, %d pairs", got.From, got.To, len(got.Calendars))
	}
	read("/v1/ports/karasu/calendar?mode=truck&direction=CN-TJ&from=2026-03-02T00:00:00%2B08:00&to=2026-03-10T00:00:00%2B08:00")
	one := got.Calendars[0]
	at := func(all []span, now time.Time) string {
		for _, s := range all {
			if !now.Before(s.Start) && now.Before(s.End) {
				return s.State
			}
		}
		return "nothing"
	}
	// The overlap of both sides, minute by minute.
	for now := got.From; now.Before(got.To); now = now.Add(time.Minute) {
		cn, tj, both := at(one.Sides[0].Intervals, now), at(one.Sides[1].Intervals, now), at(one.Combined, now)
		want := "closed"
		if cn == "open" && tj == "open" {
			want = "open"
		}
		if both != want {
			t.Fatalf("at %v: %s and %s make %s", now, cn, tj, both)
		}
	}
	// The first is the end of Sunday in Tajikistan.
	if len(one.Closures) != 3 || *one.Closures[1].Reason != "works" || !one.Closures[1].Notice || *one.Closures[2].Reason != "closed-day" || !one.Closures[2].End.Equal(moment(t, "2026-03-09T12:00:00+08:00")) {
		t.Errorf("closures %+v", one.Closures)
	}
	if a := c.get("/v1/ports/karasu/calendar", "Accept", "text/calendar").ok(); !strings.HasPrefix(string(a.body), "BEGIN:VCALENDAR\r\n") {
		t.Errorf("by Accept: %.100s", a.body)
	}
}

func TestItemsWithHours(t *testing.T) {
	c, _ := withHours(t, "2026-03-04T12:30:15+08:00")
	items := c.get("/collections/ports/items?at=2026-03-07T12:00:00%2B08:00&mode=truck&properties=name&limit=3").ok()
	f := items.json()["features"].([]any)[0].(map[string]any)["properties"]
	if got := marshal(f); got != `{"name":"torugart","state":"unknown","status":[{"day":"open","direction":"CN-KG","label":"cargo-only","mode":"truck","next_change":"2026-03-08T16:00:00Z","reason":"hours-unpublished","state":"unknown","until":null},`+
		`{"day":"open","direction":"KG-CN","label":"cargo-only","mode":"truck","next_change":"2026-03-08T16:00:00Z","reason":"hours-unpublished","state":"unknown","until":null}]}` {
		t.Errorf("torugart: %s", got)
	}
	if got := marshal(items.json()["features"].([]any)[1].(map[string]any)["properties"]); got != `{"name":"irkeshtam","state":null,"status":[]}` {
		t.Errorf("irkeshtam, which has no schedule: %s", got)
	}
	if got := c.get("/collections/ports/items/karasu?mode=car&direction=TJ-CN").ok().json()["properties"].(map[string]any); got["state"] != "open" {
		t.Errorf("karasu: %v", got)
	}
	if csv := string(c.get("/collections/ports/items?mode=car&direction=TJ-CN&f=csv").ok().body); !strings.Contains(csv, ",state,status") || !strings.Contains(csv, ",open,") {
		t.Errorf("as CSV: %s", csv)
	}
	c.get("/collections/ports/items?mode=car&f=html").ok()
	c.get("/collections/ports/items?mode=car&f=kml").ok()
	if got := c.get("/collections/ports/items/karasu").ok().json()["properties"].(map[string]any); got["state"] != nil {
		t.Errorf("unasked: %v", got)
	}

	near := func(query string, want ...string) {
		t.Helper()
		sameSet(t, query, c.get("/v1/nearest?lon=75.99&lat=39.47&"+query).ok().ids(), want)
	}
	near("state=open", "karasu", "khunjerab")
	near("state=open&mode=truck&direction=CN-KG")
	near("state=unknown&mode=truck&direction=CN-KG&at=2026-03-07T12:00:00%2B08:00", "torugart")
	near("state=closed&at=2026-03-07T12:00:00%2B08:00&kind=any", "torugart", "karasu")
	near("state=open&kind=any", "karasu", "khunjerab", "kashgar-airport")
	near("state=open&mode=truck&direction=CN-TJ", "karasu")
	near("state=conflict&at=2026-03-04T20:00:00%2B08:00", "khunjerab")
	near("state=open&kind=any&number=1", "kashgar-airport")
	if p := c.get("/v1/nearest?lon=75.99&lat=39.47&state=open&properties=name").ok().json()["features"].([]any)[0].(map[string]any)["properties"].(map[string]any); p["status"] == nil || p["distance_m"] == nil || p["name"] != "karasu" {
		t.Errorf("a neighbour: %v", p)
	}
}

func TestChanges(t *testing.T) {
	c, _ := withHours(t, "2026-03-04T12:30:15+08:00")
	kinds := func(path string) (out []string) {
		for _, v := range c.get(path).ok().json()["changes"].([]any) {
			d := v.(map[string]any)
			out = append(out, fmt.Sprint(d["kind"], " ", d["id"], " ", d["date"]))
		}
		return out
	}
	want := []string{"data ports 2026-11-23", "notice freight 2026-03-01", "notice half 2026-03-01", "notice spring 2026-02-13", "rule khunjerab-b 2026-01-05"}
	if got := kinds("/v1/changes?since=2026-01-01T00:00:00Z"); strings.Join(got, ", ") != strings.Join(want, ", ") {
		t.Errorf("since this year: %v", got)
	}
	if got := kinds("/v1/changes"); len(got) != 5+3+6 || !slices.Contains(got, "rule khunjerab-a <nil>") {
		t.Errorf("all: %v", got)
	}
}

// Without a script, too, the ports come with their hours.
func TestHoursOnTheFirstPage(t *testing.T) {
	c, s := withHours(t, "2026-03-04T12:30:00+08:00")
	page := c.get("/?f=html").ok().says("Truck <bdi>CN-TJ</bdi>: <b>open</b>, until <bdi>2026-03-04 15:00 Beijing · 2026-03-04 12:00 Dushanbe</bdi>",
		"<b>open day, hours not published</b>, open days until <bdi>2026-", "as of <bdi>2024-03-01</bdi>")
	if got := page.header.Get("Cache-Control"); got != "private, max-age=60" {
		t.Errorf("Cache-Control: %s", got)
	}
	tag := page.header.Get("ETag")
	c.get("/?f=html", "If-None-Match", tag).is(304)
	s.set(moment(t, "2026-03-04T15:00:30+08:00"))
	c.get("/?f=html", "If-None-Match", tag).ok().says("CN-TJ</bdi>: <b>closed</b>, until <bdi>2026-03-04 16:30 Beijing")
	c.get("/port/karasu?lang=zh").ok().says("货车 <bdi>CN-TJ</bdi>: <b>关闭</b>")
	c.get("/port/nobody").is(404)
}
