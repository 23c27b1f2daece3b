package formats

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pamir/geo/hours"
)

func TestStatus(t *testing.T) {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 2, 18, 6, 0, 0, 0, time.UTC)
	page := hours.Source{Title: "t", Publisher: "p", Published: "2026-02"}
	claim := hours.Claim{ID: "n", Notice: true, State: hours.Closed, Day: hours.Closed, Confidence: hours.Announced, AsOf: at.AddDate(0, 0, -1), Sources: []hours.Source{page, {Title: "u", URL: "https://example.org/"}}}
	s := hours.Status{
		Port: "torugart", Mode: hours.Truck, Direction: "CN-KG", At: at,
		State: hours.Closed, Day: hours.Closed, HoursKnown: true, Reason: "Spring Festival", Checkpoint: "topa",
		Until: at.Add(time.Hour), Sides: []hours.SideStatus{{Country: "CN", State: hours.Closed, Claims: []hours.Claim{claim}}},
		Confidence: hours.Announced, AsOf: claim.AsOf, Claims: []hours.Claim{claim, claim},
	}
	check := func(s *hours.Status, clocks []hours.Clock, want string) {
		t.Helper()
		text, err := json.Marshal(NewStatus(s, clocks))
		if err != nil {
			t.Fatal(err)
		}
		if want = strings.ReplaceAll(strings.ReplaceAll(want, "\n", ""), "\t", ""); string(text) != want {
			t.Errorf("\ngot  %s\nwant %s", text, want)
		}
	}
	const said = `{"id":"n","kind":"notice","checkpoint":null,"state":"closed","day":"closed","confidence":"announced","as_of":"2026-02-17","note":null,"sources":[
		{"title":"t","publisher":"p","published":"2026-02","url":null},{"title":"u","publisher":null,"published":null,"url":"https://example.org/"}]}`
	check(&s, []hours.Clock{{Name: "Beijing", Zone: shanghai}}, `{"port":"torugart","mode":"truck","direction":"CN-KG","at":"2026-02-18T06:00:00Z",
		"state":"closed","day":"closed","label":null,"reason":"Spring Festival","hours":"known","checkpoint":"topa",
		"until":"2026-02-18T07:00:00Z","next_open":null,"next_change":null,
		"clocks":[{"zone":"Asia/Shanghai","name":"Beijing","at":"2026-02-18T14:00:00+08:00","until":"2026-02-18T15:00:00+08:00","next_open":null,"next_change":null}],
		"sides":[{"country":"CN","state":"closed","day":"unknown","hours":"unknown","reason":null,"checkpoint":null,"until":null,"claims":[`+said+`]}],
		"confidence":"announced","as_of":"2026-02-17","age_s":86400,"claims":[`+said+","+said+`],
		"sources":[{"title":"t","publisher":"p","published":"2026-02","url":null},{"title":"u","publisher":null,"published":null,"url":"https://example.org/"}]}`)

	// A word that came later than the instant has no age.
	s.AsOf = at.AddDate(0, 0, 1)
	if later := NewStatus(&s, nil); later.AgeS != nil || *later.AsOf != "2026-02-19" {
		t.Errorf("%+v", later)
	}

	// Of an airport of which nobody says anything, all is null or empty.
	check(&hours.Status{Port: "a", Mode: hours.Foot, At: at}, nil, `{"port":"a","mode":"foot","direction":null,"at":"2026-02-18T06:00:00Z",
		"state":"unknown","day":"unknown","label":null,"reason":null,"hours":"unknown","checkpoint":null,"until":null,"next_open":null,"next_change":null,
		"clocks":[],"sides":[],"confidence":null,"as_of":null,"age_s":null,"claims":[],"sources":[]}`)
}
