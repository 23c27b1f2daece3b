package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pamir/geo/hours"
)

// way is what the tests read of a route.
type way struct {
	Distance, Duration float64
	DepartAt           string  `json:"depart_at"`
	ArriveAt           *string `json:"arrive_at"`
	ArriveEarliest     *string `json:"arrive_earliest"`
	WaitS              float64 `json:"wait_s"`
	LatestDeparture    *string `json:"latest_departure"`
	LeaveInstead       *string `json:"leave_instead"`
	Assumed            bool
	Verdict            struct {
		Kind, Text               string
		Port, Checkpoint, Reason *string
		ByS                      *float64 `json:"by_s"`
		Until                    *string
	}
	Crossings []struct {
		Port, Binding   string
		Arrive, Clear   string
		Opens           *string
		WaitS           float64 `json:"wait_s"`
		LatestDeparture *string `json:"latest_departure"`
		Dwell           []any
		Sources         []any
		Stops           []struct {
			Checkpoint string
			Promised   bool
			Assumed    []string
			Clocks     []struct{ Name, Arrive string }
		}
	}
	Notices []struct {
		Code, Impact, Text string
	}
}

func (w *way) codes() (list []string) {
	for _, n := range w.Notices {
		list = append(list, n.Code)
	}
	return list
}

func (a *answer) ways() []way {
	a.t.Helper()
	var v struct{ Routes []way }
	if err := json.Unmarshal(a.body, &v); err != nil {
		a.t.Fatalf("%s: %v", a.url, err)
	}
	return v.Routes
}

func text(s *string) string {
	if s == nil {
		return "null"
	}
	return *s
}

const across = "/v1/route?coordinates=75.9,39.4;74.5,40.6&steps=false&geometry=none"

// escaped is a query that may have a + in its times, and JSON.
func escaped(s string) string {
	return strings.NewReplacer("+", "%2B", "{", "%7B", "}", "%7D", `"`, "%22", " ", "%20").Replace(s)
}

// TestRouteByTheClock goes through the verdicts on a drive of 40 minutes to
// Topa, of 70 to the frontier and of 90 to the post behind it.
func TestRouteByTheClock(t *testing.T) {
	f := atFrontier(t)
	ask := func(query string) way {
		t.Helper()
		return f.get(across + "&exclude_ports=irkeshtam" + escaped(query)).ok().ways()[0]
	}
	w := ask("&depart_at=2026-03-04T10:00:00+08:00")
	if w.Verdict.Kind != "makes-it" || text(w.ArriveAt) != "2026-03-04T04:40:00Z" || text(w.ArriveEarliest) != text(w.ArriveAt) || w.WaitS != 2400 || w.Duration != 7200 {
		t.Errorf("open: %+v", w)
	}
	// it shuts at 14:00, the last is seen to at 13:40, 40 minutes from the start
	if text(w.LatestDeparture) != "2026-03-04T05:00:00Z" || *w.Verdict.ByS != 3*3600 || !strings.Contains(w.Verdict.Text, "3 h 00") || text(w.LeaveInstead) != "null" {
		t.Errorf("in hand: %s, %s %v", text(w.LatestDeparture), w.Verdict.Text, w.LeaveInstead)
	}
	c := w.Crossings[0]
	if c.Port != "torugart" || c.Binding != "torugart-topa" || c.Arrive != "2026-03-04T02:40:00Z" || len(c.Dwell) != 1 || len(c.Sources) != 1 || len(c.Stops) != 3 || !c.Stops[0].Promised {
		t.Errorf("%+v", c)
	}
	if k := c.Stops[0].Clocks; len(k) != 2 || k[0].Arrive != "2026-03-04T10:40:00+08:00" || k[1].Arrive != "2026-03-04T08:40:00+06:00" {
		t.Errorf("clocks %+v", k)
	}

	w = ask("&depart_at=2026-03-04T13:25:00+08:00")
	if w.Verdict.Kind != "misses" || *w.Verdict.ByS != 25*60 || text(w.Verdict.Until) != "2026-03-04T08:00:00Z" || text(w.LeaveInstead) != "2026-03-04T05:00:00Z" {
		t.Errorf("25 minutes late: %+v", w.Verdict)
	}
	w = ask("&depart_at=2026-03-04T08:00:00+08:00")
	if w.Verdict.Kind != "closed" || text(w.Verdict.Until) != "2026-03-04T02:00:00Z" || text(w.LeaveInstead) != "2026-03-04T01:20:00Z" || w.Crossings[0].WaitS != 80*60 {
		t.Errorf("before it opens: %+v, instead %s", w.Verdict, text(w.LeaveInstead))
	}
	if codes := strings.Join(w.codes(), " "); !strings.Contains(codes, "closed-at-arrival") {
		t.Errorf("notices %s", codes)
	}

	// by when to be there: as late as can be, and the other way round the same
	w = ask("&arrive_by=2026-03-04T14:40:00+06:00")
	if w.DepartAt != "2026-03-04T05:00:00Z" || text(w.ArriveAt) != "2026-03-04T07:40:00Z" {
		t.Errorf("by 14:40 in Bishkek: leave %s, there %s", w.DepartAt, text(w.ArriveAt))
	}
	if again := ask("&depart_at=" + w.DepartAt); text(again.ArriveAt) != text(w.ArriveAt) {
		t.Errorf("leaving then one is there at %s", text(again.ArriveAt))
	}
	// any time in the morning: the shortest waits for nothing
	w = ask("&depart_at=2026-03-04T06:00:00+08:00&depart_until=2026-03-04T12:00:00+08:00")
	if w.DepartAt != "2026-03-04T01:20:00Z" && w.WaitS != 2400 || w.Crossings[0].WaitS != 0 {
		t.Errorf("the shortest leaves at %s and waits %v", w.DepartAt, w.Crossings[0].WaitS)
	}
}

// TestRouteWithoutPromise: of Irkeshtam nobody publishes the hours.
func TestRouteWithoutPromise(t *testing.T) {
	f := atFrontier(t)
	depart := escaped("&depart_at=2026-03-04T10:00:00+08:00")
	w := f.get(across + depart + "&exclude_ports=torugart").ok().ways()[0]
	if w.Verdict.Kind != "cannot-promise" || text(w.Verdict.Reason) != "hours-unpublished" || w.ArriveAt != nil || text(w.ArriveEarliest) != "2026-03-04T03:30:00Z" || w.LatestDeparture != nil || w.Crossings[0].LatestDeparture != nil {
		t.Errorf("%+v", w)
	}
	// the promised way comes first, the one that may be faster beside it
	ways := f.get(across + depart).ok().ways()
	if len(ways) != 2 || ways[0].Crossings[0].Port != "torugart" || ways[0].ArriveAt == nil || ways[1].Crossings[0].Port != "irkeshtam" || ways[1].ArriveAt != nil || !strings.Contains(strings.Join(ways[1].codes(), " "), "could-be-earlier") {
		t.Errorf("%+v", ways)
	}
	// what one supposes is labelled wherever it counts, and nowhere else
	assume := escaped(`&assume_hours={"irkeshtam":"Mo-Su 09:00-21:00"}&assume_service={"irkeshtam":30}&assume_queue={"irkeshtam":60,"torugart":600}`)
	w = f.get(across + depart + assume).ok().ways()[0]
	if w.Crossings[0].Port != "torugart" || w.Assumed || text(w.ArriveAt) != "2026-03-04T04:40:00Z" {
		t.Errorf("what is known is not what one supposes: %+v", w)
	}
	w = f.get(across + depart + assume + "&exclude_ports=torugart").ok().ways()[0]
	if !w.Assumed || text(w.ArriveAt) != "2026-03-04T06:30:00Z" || strings.Join(w.Crossings[0].Stops[0].Assumed, " ") != "hours queue service" || !strings.Contains(strings.Join(w.codes(), " "), "assumed-hours") {
		t.Errorf("supposed: %+v", w)
	}
	// in every form of answer
	f.get(across + depart + assume + "&exclude_ports=torugart&f=gpx").ok().says("with hours that the request assumes")
	f.get("/v1/matrix?origins=75.9,39.4&destinations=74.5,40.6" + depart + assume).ok().says(`"assumed":true`)
	f.get("/v1/isochrone?lon=75.9&lat=39.4&minutes=5" + depart + assume).ok().says(`"assumed":true`)
	f.get("/v1/compare?coordinates=75.9,39.4;74.5,40.6" + depart + assume).ok().says(`"depart_at":"2026-03-04T10:00:00+08:00","assumed":true`)
	f.get("/v1/ports/irkeshtam/reach?direction=CN-KG&minutes=5" + assume).ok().says(`"assumed":true,"by":"2026-`)
	f.get("/v1/matrix?origins=75.9,39.4&destinations=74.5,40.6"+assume).is(400).problem("invalid-parameter", "assume_hours").says("needs a time")
	// whose passport: Irkeshtam admits nobody else, of Torugart nobody says
	for query, want := range map[string]string{"&nationality=KG": "torugart makes-it", "&nationality=GB": "torugart cannot-promise nationality-unknown", "&nationality=CN&exclude_ports=torugart": "irkeshtam cannot-promise hours-unpublished"} {
		w := f.get(across + depart + query).ok().ways()[0]
		if got := strings.TrimSuffix(w.Crossings[0].Port+" "+w.Verdict.Kind+" "+text(w.Verdict.Reason), " null"); got != want || (w.ArriveAt == nil) != (w.Verdict.Kind == "cannot-promise") {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	f.get(across+depart+"&nationality=GB").ok().says(`"code":"nationality-unknown"`, "travellers of GB")
	f.get(across+depart+"&nationality=GB&exclude_ports=torugart").is(422).problem("no-route", "coordinates")
	// a bus is not admitted there
	w = f.get(across + depart + "&profile=bus").ok().ways()[0]
	if w.Crossings[0].Port != "torugart" {
		t.Errorf("a bus over %s", w.Crossings[0].Port)
	}
	f.get(across + depart + "&profile=bus&exclude_ports=torugart").is(422).problem("no-route")
	f.get(across+depart+"&exclude_countries=KG").is(422).problem("no-route", "coordinates").says("excluded", "irkeshtam")
}

func TestCompare(t *testing.T) {
	f := atFrontier(t)
	type option struct {
		Port          string
		Why           *string
		ClearAt       *string  `json:"clear_at"`
		ClearEarliest *string  `json:"clear_earliest"`
		DriveS        float64  `json:"drive_s"`
		WaitS         float64  `json:"wait_s"`
		LongestSteep  *float64 `json:"longest_steep_m"`
		Allowed       []string
		ThirdCountry  *string `json:"third_country"`
		Confidence    *string
		Way           *struct {
			Highest *struct {
				Elevation float64 `json:"elevation_m"`
			}
			Geometry any
		}
	}
	type comparison struct {
		Options []option
		Choices []struct {
			Ports    []string
			Promised bool
		}
		Complete bool `json:"choices_complete"`
	}
	compare := func(query string) (v comparison) {
		t.Helper()
		a := f.get("/v1/compare?coordinates=75.9,39.4;74.5,40.6" + escaped(query)).ok()
		if err := json.Unmarshal(a.body, &v); err != nil {
			t.Fatal(err)
		}
		return v
	}
	v := compare("&depart_at=2026-03-04T08:00:00+08:00")
	if len(v.Options) != 2 || v.Options[0].Port != "torugart" || text(v.Options[0].ClearAt) != "2026-03-04T03:30:00Z" || v.Options[0].WaitS != 80*60 || v.Options[0].DriveS != 7200 ||
		v.Options[0].Way.Highest.Elevation != 3752 || v.Options[0].Way.Geometry != nil || text(v.Options[0].Confidence) != "scheduled" {
		t.Errorf("%s %+v %s", text(v.Options[0].ClearAt), v.Options[0].Way, text(v.Options[0].Confidence))
	}
	if o := v.Options[0]; o.LongestSteep == nil || *o.LongestSteep != 25_500 || v.Options[1].LongestSteep != nil {
		t.Errorf("%+v: the steepest stretch of one is that of its pass, and of the other nobody says", o.LongestSteep)
	}
	if o := v.Options[1]; o.Port != "irkeshtam" || o.ClearAt != nil || text(o.ClearEarliest) != "2026-03-04T01:00:00Z" || strings.Join(o.Allowed, " ") != "truck car" {
		t.Errorf("%+v", o)
	}
	if len(v.Choices) != 1 || !v.Choices[0].Promised || v.Choices[0].Ports[0] != "torugart" || !v.Complete {
		t.Errorf("%+v", v.Choices)
	}
	v = compare("&profile=bus&geometry=polyline6")
	if o := v.Options[1]; o.Port != "irkeshtam" || text(o.Why) != "mode-not-allowed" || o.Way != nil || v.Options[0].Way.Geometry == nil {
		t.Errorf("%+v", v.Options)
	}
	v = compare("&nationality=GB")
	if o := v.Options[1]; o.Port != "irkeshtam" || text(o.Why) != "nationality-not-allowed" || text(o.ThirdCountry) != "not-admitted" || v.Options[0].ThirdCountry != nil || v.Options[0].ClearAt != nil {
		t.Errorf("%+v", v.Options)
	}
	v = compare("&exclude_ports=irkeshtam")
	if o := v.Options[1]; text(o.Why) != "excluded" {
		t.Errorf("%+v", o)
	}
	a, b := f.get("/v1/compare?coordinates=75.9,39.4;74.5,40.6"+escaped("&depart_at=2026-03-04T08:00:00+08:00")).ok(), f.post("/v1/compare", `{"coordinates":[[75.9,39.4],[74.5,40.6]],"depart_at":"2026-03-04T08:00:00+08:00"}`).ok()
	if !bytes.Equal(a.body, b.body) {
		t.Error("asked in JSON it is another")
	}
	f.get("/v1/compare?coordinates=74.5,40.6;74.5,40.9").is(422).problem("no-route", "coordinates").says("no-port")
	f.get("/v1/compare?coordinates=74.5,40.6;74.5,40.9;75.9,39.4").is(400).problem("invalid-parameter", "coordinates")
}

func TestNearestByClear(t *testing.T) {
	f := atFrontier(t)
	near := func(query string) (list []string) {
		t.Helper()
		var v struct {
			Features []struct {
				ID         string
				Properties struct {
					Clearing struct {
						Direction     string
						DriveS        float64 `json:"drive_s"`
						ClearAt       *string `json:"clear_at"`
						ClearEarliest *string `json:"clear_earliest"`
					}
				}
			}
		}
		if err := json.Unmarshal(f.get("/v1/nearest?lon=75.9&lat=39.4"+escaped(query)).ok().body, &v); err != nil {
			t.Fatal(err)
		}
		for _, x := range v.Features {
			c := x.Properties.Clearing
			list = append(list, fmt.Sprint(x.ID, " ", c.Direction, " ", c.DriveS, " ", text(c.ClearAt), " ", text(c.ClearEarliest)))
		}
		return list
	}
	if got := strings.Join(near("&by=clear&at=2026-03-04T10:00:00+08:00"), "\n"); got != "torugart CN-KG 2400 2026-03-04T04:10:00Z 2026-03-04T04:10:00Z\nirkeshtam CN-KG 1500 null 2026-03-04T03:00:00Z" {
		t.Errorf("%s", got)
	}
	if got := near("&by=clear&mode=bus"); len(got) != 1 || !strings.HasPrefix(got[0], "torugart") {
		t.Errorf("%s", got)
	}
	if got := near("&by=clear&direction=KG-CN"); len(got) != 2 || !strings.HasPrefix(got[0], "torugart KG-CN") {
		t.Errorf("%s", got)
	}
	f.get("/v1/nearest?lon=75.9&lat=39.4&by=clear&properties=name").ok().says(`"by":"clear"`, `"profile":"car"`, `"depart_at":"2026-03-04T00:00:00Z"`, `"clearing":{`)
	f.get("/v1/nearest?lon=75.9&lat=39.4&by=clear&state=open&mode=car").ok()
	f.get("/v1/nearest?lon=75.9&lat=39.4&collection=sections&by=clear").is(400).problem("invalid-parameter", "by")
	f.get("/v1/nearest?lon=75.9&lat=39.4&by=price").is(400).problem("invalid-parameter", "by").says("clear, distance, duration")
	f.get("/v1/nearest?lon=75.9&lat=39.4&profile=car").is(400).problem("invalid-parameter", "profile")
	f.get("/v1/nearest?lon=75.9&lat=39.4&by=clear&profile=car&mode=truck").is(400).problem("invalid-parameter", "mode")
	f.get("/v1/nearest?lon=5.9&lat=39.4&by=clear").is(422).problem("off-road")
}

// TestBeforeItShuts: the bands end where one who leaves a minute later is late.
func TestBeforeItShuts(t *testing.T) {
	f := atFrontier(t)
	a := f.get("/v1/ports/torugart/reach?direction=CN-KG&minutes=30,45" + escaped("&at=2026-03-04T11:00:00+08:00")).ok()
	a.says(`"by":"2026-03-04T05:40:00Z"`, `"kind":"makes-it"`, `"leave_by":"2026-03-04T05:10:00Z"`, `"leave_by":"2026-03-04T04:55:00Z"`)
	var v struct {
		Features []struct {
			Properties struct {
				RoadM float64 `json:"road_m"`
			}
		}
	}
	if err := json.Unmarshal(a.body, &v); err != nil || len(v.Features) != 2 || v.Features[0].Properties.RoadM >= v.Features[1].Properties.RoadM {
		t.Errorf("%v %s", err, short(a.body))
	}
	f.get("/v1/ports/irkeshtam/reach?direction=CN-KG&minutes=30"+escaped("&at=2026-03-04T11:00:00+08:00")).ok().says(`"kind":"cannot-promise"`, `"by":null`, `"features":[`)
	f.get("/v1/ports/nowhere/reach?direction=CN-KG&minutes=30").is(404).problem("not-found")
	f.get("/v1/ports/torugart/reach?direction=CN-PK&minutes=30").is(400).problem("invalid-parameter", "direction").says("CN-KG")
	f.get("/v1/ports/torugart/reach?direction=CN-KG").is(400).problem("missing-parameter", "minutes")
	f.get("/v1/ports/irkeshtam/reach?direction=CN-KG&minutes=5&profile=bus").is(400).problem("invalid-parameter", "profile")
}

func TestMatrixAndReachThroughBorders(t *testing.T) {
	f := atFrontier(t)
	cell := func(query string) (promised, earliest *float64) {
		t.Helper()
		var v struct {
			Durations [][]*float64
			Earliest  [][]*float64 `json:"durations_earliest"`
		}
		if err := json.Unmarshal(f.get("/v1/matrix?origins=75.9,39.4&destinations=74.5,40.6"+escaped(query)).ok().body, &v); err != nil {
			t.Fatal(err)
		}
		if v.Earliest != nil {
			earliest = v.Earliest[0][0]
		}
		return v.Durations[0][0], earliest
	}
	if p, e := cell("&depart_at=2026-03-04T08:00:00+08:00"); *p != 240*60 || *e != 90*60 {
		t.Errorf("at eight: %v, at the earliest %v", *p, *e)
	}
	if p, _ := cell(""); *p != 90*60 {
		t.Errorf("without a clock: %v", *p)
	}
	if p, _ := cell("&nationality=GB&exclude_ports=irkeshtam"); *p != 120*60 {
		t.Errorf("whom it admits nobody knows, without a clock: %v", *p)
	}
	if p, e := cell("&depart_at=2026-03-04T08:00:00+08:00&nationality=GB"); p != nil || *e != 240*60 {
		t.Errorf("whom it admits nobody knows: %v, at the earliest %v", p, *e)
	}
	if p, e := cell("&depart_at=2026-03-04T08:00:00+08:00&exclude_ports=torugart"); p != nil || *e != 90*60 {
		t.Errorf("nothing can be promised: %v %v", p, e)
	}
	road := func(query string) float64 {
		t.Helper()
		var v struct {
			Features []struct {
				Properties struct {
					RoadM float64 `json:"road_m"`
				}
			}
		}
		if err := json.Unmarshal(f.get("/v1/isochrone?lon=75.9&lat=39.4&minutes=230"+escaped(query)).ok().body, &v); err != nil {
			t.Fatal(err)
		}
		return v.Features[0].Properties.RoadM
	}
	// 210 to get through Torugart: 20 minutes round the post behind it, and nothing
	// behind Irkeshtam, of which nothing is promised
	closed, open := road("&depart_at=2026-03-04T08:00:00+08:00"), road("")
	if closed >= open || closed < 131_700 || closed > 131_800 || open < 200_000 {
		t.Errorf("%v m by the clock, %v without", closed, open)
	}
	f.get("/v1/isochrone?lon=74.5&lat=40.6&minutes=100&reverse=true" + escaped("&arrive_by=2026-03-04T16:00:00+06:00")).ok().says(`"reverse":true`)
}

// TestChangesAtOnce: a notice and a closure change the next answer, and its tag.
func TestChangesAtOnce(t *testing.T) {
	f := atFrontier(t)
	url := across + escaped("&depart_at=2026-03-04T10:00:00+08:00") + "&exclude_ports=irkeshtam"
	first := f.get(url).ok()
	if w := first.ways()[0]; w.Verdict.Kind != "makes-it" {
		t.Fatalf("%+v", w.Verdict)
	}
	f.get(url, "If-None-Match", first.header.Get("ETag")).is(304)
	shut := hours.Notice{ID: "snow", Scope: hours.Scope{Port: "torugart"}, Zone: zone(t, "Asia/Shanghai"), Hours: expression(t, "closed"), Reason: "snow", Published: moment(t, "2026-03-03T00:00:00Z"),
		From: moment(t, "2026-03-04T00:00:00+08:00"), To: moment(t, "2026-03-05T00:00:00+08:00"), Confidence: hours.Announced}
	f.book.Store(opening(t, "v2", "Mo-Su 10:00-14:00,16:00-19:00", shut))
	w := f.get(url, "If-None-Match", first.header.Get("ETag")).ok().ways()[0]
	if w.Verdict.Kind != "closed" || text(w.Verdict.Until) != "2026-03-05T02:00:00Z" || text(w.Verdict.Reason) != "snow" {
		t.Errorf("with the notice: %+v", w.Verdict)
	}
	f.book.Store(opening(t, "v3", "Mo-Su 10:00-14:00,16:00-19:00"))
	bearer := []string{"Authorization", "Bearer " + token}
	f.post("/v1/closures", `{"ways":[1],"reason":"flood"}`, bearer...).is(201)
	f.get(url).is(422).problem("no-route", "coordinates")
	if w := f.get(across + escaped("&depart_at=2026-03-04T10:00:00+08:00")).ok().ways()[0]; w.Crossings[0].Port != "irkeshtam" {
		t.Errorf("round the flood over %s", w.Crossings[0].Port)
	}
	f.do("DELETE", "/v1/closures/c1", bearer...).is(204)
	if again := f.get(url).ok().ways()[0]; again.Verdict.Kind != "makes-it" {
		t.Errorf("after the flood: %+v", again.Verdict)
	}
}

// TestOSRMWaits: a client of OSRM gets durations with what one waits, and the
// waits apart in the annotations.
func TestOSRMWaits(t *testing.T) {
	f := atFrontier(t)
	var v struct {
		Routes []struct {
			Duration float64
			Legs     []struct {
				Duration   float64
				Annotation struct{ Duration, Wait []float64 }
			}
		}
	}
	a := f.get("/osrm/route/v1/car/75.9,39.4;74.5,40.6?annotations=true" + escaped("&depart_at=2026-03-04T08:00:00+08:00")).ok()
	if err := json.Unmarshal(a.body, &v); err != nil {
		t.Fatal(err)
	}
	l, drive, wait := v.Routes[0].Legs[0], 0.0, 0.0
	for i, d := range l.Annotation.Duration {
		drive, wait = drive+d, wait+l.Annotation.Wait[i]
	}
	if v.Routes[0].Duration != 240*60 || l.Duration != 240*60 || drive != 240*60 || wait != 120*60 {
		t.Errorf("%v, %v, annotations %v of which %v waits", v.Routes[0].Duration, l.Duration, drive, wait)
	}
}

func TestGatesRefused(t *testing.T) {
	f := atFrontier(t)
	const road = "coordinates=75.9,39.4;74.5,40.6&"
	for _, tc := range []struct{ query, code, names, says string }{
		{"depart_at=2026-03-04T08:00:00", "time-without-offset", "depart_at", "offset"},
		{"arrive_by=2026-03-04T08:00:00", "time-without-offset", "arrive_by", "offset"},
		{"depart_until=2026-03-04", "time-without-offset", "depart_until", ""},
		{"depart_at=1850-03-04T08:00:00Z", "invalid-parameter", "depart_at", "1900"},
		{"arrive_by=2300-03-04T08:00:00Z", "invalid-parameter", "arrive_by", "2200"},
		{"depart_at=soon", "invalid-parameter", "depart_at", ""},
		{"depart_at=2026-03-04T08:00:00Z&arrive_by=2026-03-05T08:00:00Z", "invalid-parameter", "arrive_by", "depart_at exclude each other"},
		{"arrive_by=2026-03-04T08:00:00Z&depart_until=2026-03-05T08:00:00Z", "invalid-parameter", "depart_until", "exclude each other"},
		{"depart_at=2026-03-04T08:00:00Z&depart_until=2026-03-03T08:00:00Z", "invalid-parameter", "depart_until", "after the departure"},
		{"depart_at=2026-03-04T08:00:00Z&depart_until=2026-04-03T08:00:00Z", "invalid-parameter", "depart_until", "14 days"},
		{"mode=boat", "invalid-parameter", "mode", "truck"},
		{"mode=truck&profile=car", "invalid-parameter", "mode", "both the same"},
		{"exclude_ports=torugar", "invalid-parameter", "exclude_ports", "did you mean torugart?"},
		{"exclude_ports=", "invalid-parameter", "exclude_ports", ""},
		{"exclude_ports=" + strings.Repeat("karasu,", 200) + "karasu", "invalid-parameter", "exclude_ports", "the limit is 100"},
		{"exclude_countries=kg", "invalid-parameter", "exclude_countries", "such as KG"},
		{"exclude_countries=KGZ", "invalid-parameter", "exclude_countries", "such as KG"},
		{"nationality=British", "invalid-parameter", "nationality", "such as KG"},
		{"assume_hours=torugart", "invalid-parameter", "assume_hours", "JSON object"},
		{`assume_hours={"torugart":"Mo-Su 25:00-30:00-"}`, "invalid-parameter", "assume_hours", "cannot be read"},
		{`assume_hours={"torugart":5}`, "invalid-parameter", "assume_hours", "no text"},
		{`assume_hours={"atlantis":"24/7"}`, "invalid-parameter", "assume_hours", "no port or checkpoint"},
		{`assume_service={"torugart":-5}`, "invalid-parameter", "assume_service", "minutes from 0"},
		{`assume_service={"torugart":"x"}`, "invalid-parameter", "assume_service", "minutes from 0"},
		{`assume_queue={"torugart":1e99}`, "invalid-parameter", "assume_queue", "minutes from 0"},
		{`assume_queue={"atlantis":5}`, "invalid-parameter", "assume_queue", "no port or checkpoint"},
		{"depart=2026-03-04T08:00:00Z", "unknown-parameter", "depart", "depart_at"},
	} {
		a := f.get("/v1/route?"+road+escaped(tc.query)).is(400).problem(tc.code, tc.names)
		if tc.says != "" {
			a.says(tc.says)
		}
	}
	// all of them at once
	f.get("/v1/route?"+road+escaped(`exclude_ports=nowhere&assume_hours={"atlantis":"24/7"}&depart_at=2026-03-04T08:00:00Z&depart_until=2026-03-03T08:00:00Z`)).is(400).
		problem("invalid-parameter", "exclude_ports").problem("invalid-parameter", "assume_hours").problem("invalid-parameter", "depart_until")
	f.get("/v1/route?coordinates=75.9,39.4;74.5,40.6;74.5,40.9"+escaped("&depart_at=2026-03-04T08:00:00Z&depart_until=2026-03-04T09:00:00Z")).is(400).problem("invalid-parameter", "depart_until")
	f.get("/v1/isochrone?lon=75.9&lat=39.4&kilometres=5"+escaped("&depart_at=2026-03-04T08:00:00Z")).is(400).problem("invalid-parameter", "depart_at")
	f.get("/v1/isochrone?lon=75.9&lat=39.4&minutes=5"+escaped("&arrive_by=2026-03-04T08:00:00Z")).is(400).problem("invalid-parameter", "arrive_by")
	f.get("/v1/route?" + road + "mode=truck").is(200).says(`"profile":"truck"`) // the profile follows
	f.get("/v1/matrix?origins=75.9,39.4&profile=car&mode=truck").is(400).problem("invalid-parameter", "mode")
	f.get("/v1/matrix?origins=75.9,39.4&exclude_ports=x").is(400).problem("invalid-parameter", "exclude_ports")
}

// TestVersionsOfTime: a route is kept for a minute at the most, and of now until
// the minute is over.
func TestVersionsOfTime(t *testing.T) {
	f := atFrontier(t)
	a := f.get(across).ok()
	if got := a.ways()[0].DepartAt; got != "2026-03-04T00:00:00Z" || a.header.Get("Cache-Control") != "private, max-age=60" {
		t.Errorf("%s, %s", got, a.header.Get("Cache-Control"))
	}
	if _, err := time.Parse(time.RFC3339, a.ways()[0].DepartAt); err != nil {
		t.Error(err)
	}
}
