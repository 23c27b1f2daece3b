package api_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
	"time"

	"pamir/internal/api"
)

// readCalendar reads an iCalendar object with a library, as a calendar program
// would: the zones by what the object itself says of them.
const readCalendar = `
import json, sys
from icalendar import Calendar
from datetime import timezone
cal = Calendar.from_ical(sys.stdin.buffer.read())
assert not cal.errors, cal.errors
out = {"name": str(cal["X-WR-CALNAME"]), "version": str(cal["VERSION"]), "zones": {}, "events": []}
zones = {}
for z in cal.walk("VTIMEZONE"):
    zones[str(z["TZID"])] = z.to_tz()
    out["zones"][str(z["TZID"])] = len(z.subcomponents)
def instant(p):
    t = p.dt.replace(tzinfo=None)
    tz = p.params.get("TZID")
    t = zones[tz].localize(t) if tz else t.replace(tzinfo=timezone.utc)
    return t.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
for e in cal.walk("VEVENT"):
    assert not e.errors, e.errors
    out["events"].append({"uid": str(e["UID"]), "start": instant(e["DTSTART"]), "end": instant(e["DTEND"]), "summary": str(e["SUMMARY"]),
        "description": str(e["DESCRIPTION"]), "url": str(e["URL"]), "stamp": e["DTSTAMP"].dt.isoformat(), "categories": e["CATEGORIES"].to_ical().decode()})
print(json.dumps(out))
`

type readEvent struct {
	UID, Summary, Description, URL, Stamp, Categories string
	Start, End                                        time.Time
}

type readBack struct {
	Name, Version string
	Zones         map[string]int
	Events        []readEvent
}

func parseCalendar(t *testing.T, body []byte) (got readBack) {
	t.Helper()
	const python = "/usr/bin/python3" // Debian's, which has Debian's packages
	if exec.Command(python, "-c", "import icalendar").Run() != nil {
		t.Skip("SKIPPED: python3-icalendar is not installed, so no calendar is read back: make setup installs it")
	}
	cmd := exec.Command(python, "-c", readCalendar)
	var stderr bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(body), &stderr
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &got)
	}
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, stderr.String(), body)
	}
	return got
}

// TestICS: a calendar program reads the closures that the JSON has, at the same
// instants.
func TestICS(t *testing.T) {
	c, s := withHours(t, "2026-02-10T12:00:00+08:00")
	body := c.get("/v1/ports/torugart/calendar?f=ics&from=2026-02-01T00:00:00%2B08:00&to=2026-04-01T00:00:00%2B08:00").ok().body
	for _, line := range strings.SplitAfter(string(body), "\n") {
		if line != "" && (!strings.HasSuffix(line, "\r\n") || len(line) > 77) {
			t.Errorf("line %q", line)
		}
	}
	got := parseCalendar(t, body)
	if got.Name != "torugart: closures" || got.Version != "2.0" || len(got.Events) != 2 || len(got.Zones) != 1 {
		t.Fatalf("read %+v", got)
	}
	for i, want := range []readEvent{
		{Summary: "torugart closed: Spring Festival", Start: moment(t, "2026-02-16T16:00:00Z"), End: moment(t, "2026-02-20T02:00:00Z"), Categories: "closure,notice"},
		{Summary: "torugart closed for car, bus, foot; CN-KG, KG-CN: holiday", Start: moment(t, "2026-03-06T16:00:00Z"), End: moment(t, "2026-03-08T16:00:00Z"), Categories: "closure,notice"},
	} {
		e := got.Events[i]
		if e.Summary != want.Summary || !e.Start.Equal(want.Start) || !e.End.Equal(want.End) || e.Categories != want.Categories || e.URL != "http://pamir.test/port/torugart" || e.UID == "" || e.Stamp == "" {
			t.Errorf("event %d: %+v", i, e)
		}
	}
	if d := got.Events[0].Description; !strings.Contains(d, "Tue 17 Feb 2026 00:00 – Fri 20 Feb 2026 10:00 Beijing\nMon 16 Feb 2026 22:00 – Fri 20 Feb 2026 08:00 Bishkek\n") ||
		!strings.Contains(d, `春节, closed; see "notice" Border Service 2026-02-13 https://example.org/a?b=1&c=2`) {
		t.Errorf("description %q", d)
	}

	all := parseCalendar(t, c.get("/v1/calendar.ics").ok().body)
	uids := map[string]bool{}
	for _, e := range all.Events {
		if uids[e.UID] || !e.Start.Before(e.End) {
			t.Errorf("twice, or backwards: %+v", e)
		}
		uids[e.UID] = true
	}
	if len(all.Events) < 60 { // the weekends of Karasu among them
		t.Errorf("%d events in a year", len(all.Events))
	}
	var calendar struct {
		Calendars []struct {
			Closures []struct{ Start, End time.Time }
		}
	}
	if err := json.Unmarshal(c.get("/v1/ports/karasu/calendar?mode=car&direction=TJ-CN&from=2026-02-10T00:00:00Z&to=2027-02-10T00:00:00Z").ok().body, &calendar); err != nil {
		t.Fatal(err)
	}
	for _, want := range calendar.Calendars[0].Closures {
		found := false
		for _, e := range all.Events {
			found = found || strings.HasPrefix(e.UID, "karasu-") && e.Start.Equal(want.Start) && e.End.Equal(want.End)
		}
		if !found {
			t.Errorf("the calendar lacks the closure from %v to %v", want.Start, want.End)
		}
	}

	// A zone whose clocks move.
	s.book.Store(berlinBook(t))
	c = newClient(t, configured(t, func(cfg *api.Config) {
		cfg.Schedules, cfg.Now = s, func() time.Time { return *s.now.Load() }
	}))
	moved := parseCalendar(t, c.get("/v1/ports/torugart/calendar?f=ics&from=2026-03-01T00:00:00Z&to=2026-11-30T00:00:00Z").ok().body)
	if moved.Zones["Europe/Berlin"] < 3 {
		t.Errorf("zones %v", moved.Zones)
	}
	for _, e := range moved.Events {
		local := e.Start.In(zone(t, "Europe/Berlin"))
		if e.Start.After(moment(t, "2026-03-02T00:00:00Z")) && (local.Hour() != 18 || local.Weekday() != time.Friday) {
			t.Errorf("a weekend begins %v", local)
		}
	}
}
