package ask

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pamir/geo"
	"pamir/internal/store"
)

func TestNumber(t *testing.T) {
	for text, want := range map[string]float64{"75.99": 75.99, "-75.99": -75.99, "1e2": 100, "": math.NaN(), "NaN": math.NaN(), "inf": math.NaN(),
		"1e999": math.NaN(), "0x10": math.NaN(), "1_0": math.NaN(), "75,99": math.NaN(), "٣": math.NaN()} {
		got, err := Number(text)
		if (err != nil) != math.IsNaN(want) || err == nil && got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}

func TestWhole(t *testing.T) {
	for text, want := range map[string]int{"1": 1, "10": 10, "11": 10, "99999999999999999999": 10, "0": 0, "-1": 0, "-99999999999999999999": 0, "1.5": 0, "": 0, "x": 0} {
		got, err := Whole(text, 10)
		if got != want || (err != nil) != (want == 0) {
			t.Errorf("%q: %d, %v", text, got, err)
		}
	}
}

func TestBox(t *testing.T) {
	for text, want := range map[string]string{
		"73,36,77,41":       "{73 36 77 41}",
		" 170,-10 ,-170,10": "{170 -10 -170 10}",
		"73,36,0,77,41,9":   "{73 36 77 41}",
		"1,2,3":             "wants 4 numbers (or 6 with heights), has 3; the order is west,south,east,north, longitude first",
		"1,2,x,4":           `wants numbers, has "x" at place 3; the order is west,south,east,north, longitude first`,
		"1,2,181,4":         "has a longitude that is not between -180 and 180; the order is west,south,east,north, longitude first",
		"36,173,41,177":     "has a latitude that is not between -90 and 90; if latitude came first, it is 173,36,177,41",
		"73,41,77,36":       "has its south 41 above its north 36; the order is west,south,east,north, longitude first",
		"1,2,9,3,4,8":       "has its lower height 9 above its upper height 8",
	} {
		got := ""
		if b, err := Box(text); err != nil {
			got = err.Error()
		} else {
			got = fmt.Sprint(*b)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestInterval(t *testing.T) {
	at := func(s string) time.Time {
		t, _ := time.Parse(time.RFC3339, s)
		return t
	}
	for _, tt := range []struct {
		text string
		want *store.Interval
	}{
		{"2024-12-01", &store.Interval{Start: at("2024-12-01T00:00:00Z"), End: at("2024-12-01T23:59:59Z")}},
		{"2024-12-01T10:00:00+08:00", &store.Interval{Start: at("2024-12-01T02:00:00Z"), End: at("2024-12-01T02:00:00Z")}},
		{"2024-12-01T10:00:00 08:00", &store.Interval{Start: at("2024-12-01T02:00:00Z"), End: at("2024-12-01T02:00:00Z")}},
		{"2024-01-01/..", &store.Interval{Start: at("2024-01-01T00:00:00Z")}},
		{"/2024-01-01", &store.Interval{End: at("2024-01-01T23:59:59Z")}},
		{"../..", &store.Interval{}},
		{"2024-01-02/2024-01-01", nil},
		{"", nil}, {"soon", nil}, {"2024", nil}, {"2024-12-01T10:00:00", nil}, {"2024-02-30", nil}, {"a/b", nil}, {"2024-01-01/b", nil}, {"a/b/c", nil},
	} {
		i, err := Interval(tt.text)
		switch {
		case tt.want == nil && err == nil:
			t.Errorf("%s: no error", tt.text)
		case tt.want != nil && (err != nil || !i.Start.Equal(tt.want.Start) || !i.End.Equal(tt.want.End)):
			t.Errorf("%s: %v, %v", tt.text, i, err)
		}
	}
	if _, err := Interval("2024-12-01T10:00:00"); err == nil || !strings.Contains(err.Error(), "has no offset") {
		t.Errorf("a time without an offset: %v", err)
	}
}

func TestInstant(t *testing.T) {
	nine := time.Date(2025, 10, 4, 1, 0, 0, 0, time.UTC)
	for _, s := range []string{"2025-10-04T09:00:00+08:00", "2025-10-04T09:00:00 08:00", "2025-10-04T01:00:00Z", "2025-10-04T09:00+08:00", "2025-10-03T21:00:00-04:00"} {
		if at, err := Instant(s); err != nil || !at.Equal(nine) {
			t.Errorf("%s: %v, %v", s, at, err)
		}
	}
	for s, want := range map[string]string{
		"2025-10-04T09:00:00": `wants a time with its offset, has "2025-10-04T09:00:00"; write 2025-10-04T09:00:00+08:00 for Beijing time or 2025-10-04T09:00:00Z for UTC`,
		"2025-10-04T09:00":    `wants a time with its offset, has "2025-10-04T09:00"; write 2025-10-04T09:00:00+08:00 for Beijing time or 2025-10-04T09:00:00Z for UTC`,
		"2025-10-04":          `wants a time with its offset, has "2025-10-04"; write 2025-10-04T09:00:00+08:00 for Beijing time or 2025-10-04T09:00:00Z for UTC`,
		"tomorrow":            `wants a time with its offset, has "tomorrow"; write 2025-10-04T09:00:00+08:00 for Beijing time or 2025-10-04T01:00:00Z for UTC`,
	} {
		if _, err := Instant(s); err == nil || err.Error() != want || errors.Is(err, ErrNoOffset) != (s != "tomorrow") {
			t.Errorf("%s: %v\nwant %s", s, err, want)
		}
	}
}

var ports = &store.Collection{ID: "ports", Properties: []store.Property{
	{Name: "name", Type: store.String}, {Name: "kind", Type: store.String, Enum: []string{"road", "rail", "air"}},
	{Name: "lanes", Type: store.Integer}, {Name: "height", Type: store.Number}, {Name: "open", Type: store.Boolean}, {Name: "sources", Type: store.Array},
}}

func TestSchema(t *testing.T) {
	literal := func(name string) func(string) (any, error) {
		return func(s string) (any, error) {
			p, err := Property(ports, name)
			if err != nil {
				return nil, err
			}
			return Literal(p, s)
		}
	}
	keys := func(s string) (any, error) { return SortKeys(ports, s) }
	fields := func(s string) (any, error) { return Fields(ports, s) }
	for _, tt := range []struct {
		read       func(string) (any, error)
		text, want string
	}{
		{literal("name"), "any", "any"},
		{literal("kind"), "road", "road"},
		{literal("kind"), "raod", `takes one of road, rail, air, has "raod"; did you mean road?`},
		{literal("lanes"), "2", "2"},
		{literal("lanes"), "2.5", `wants a whole number, has "2.5"`},
		{literal("height"), "2.5", "2.5"},
		{literal("height"), "NaN", `wants a number, has "NaN"`},
		{literal("open"), "true", "true"},
		{literal("open"), "yes", `wants true or false, has "yes"`},
		{literal("sources"), "x", "names sources, which is an array and can neither be compared nor sorted by"},
		{literal("hight"), "1", `names "hight", which is no property of ports; did you mean height?`},
		{literal("zzzz"), "1", `names "zzzz", which is no property of ports; ports has name, kind, lanes, height, open`},
		{keys, "-height, +name", "[{height true} {name false}]"},
		{keys, " name", "[{name false}]"},
		{keys, "", `names "", which is no property of ports; ports has name, kind, lanes, height, open`},
		{keys, strings.Repeat("name,", 10) + "name", "takes at most 10 names, has 11"},
		{fields, "sources,name,sources", "[0 5]"},
		{fields, "nmae", `names "nmae", which is no property of ports; did you mean name?`},
	} {
		got := ""
		if v, err := tt.read(tt.text); err != nil {
			got = err.Error()
		} else {
			got = fmt.Sprint(v)
		}
		if got != tt.want {
			t.Errorf("%q: %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestNearestName(t *testing.T) {
	names := []string{"ports", "passes", "places", "roads", "口岸"}
	for name, want := range map[string]string{"port": "ports", "Ports": "ports", "prots": "ports", "paces": "places", "rads": "roads",
		"sections": "", "口岸s": "口岸", strings.Repeat("ports", 20): ""} {
		if got := NearestName(name, names); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// FuzzBox: what is read is a box, and written again it reads the same.
func FuzzBox(f *testing.F) {
	for _, s := range []string{"73,36,77,41", "170,-10,-170,10", "1,2,3,4,5,6", "-0,1e-300,180,90", "1,2,3", "NaN,1,2,3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, err := Box(s)
		if err != nil {
			return
		}
		if b.South > b.North || !geo.World.Contains([2]float64{b.West, b.South}) || !geo.World.Contains([2]float64{b.East, b.North}) {
			t.Fatalf("%q gives %v", s, *b)
		}
		again, err := Box(fmt.Sprintf("%v,%v,%v,%v", b.West, b.South, b.East, b.North))
		if err != nil || *again != *b {
			t.Errorf("%q gives %v, and again %v, %v", s, *b, again, err)
		}
	})
}

// FuzzInterval: what is read does not begin after it ends, and written again it
// reads the same.
func FuzzInterval(f *testing.F) {
	for _, s := range []string{"2024-12-01", "2024-12-01T10:00:00+08:00", "../..", "/2024-01-01", "2024-01-01/2024-06-01T00:00:00.5Z", "0000-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		i, err := Interval(s)
		if err != nil {
			return
		}
		if !i.Start.IsZero() && !i.End.IsZero() && i.Start.After(i.End) {
			t.Fatalf("%q begins after it ends: %v", s, *i)
		}
		write := func(t time.Time) string {
			if t.IsZero() {
				return ".."
			}
			return t.Format(time.RFC3339Nano)
		}
		again, err := Interval(write(i.Start) + "/" + write(i.End))
		if err != nil || !again.Start.Equal(i.Start) || !again.End.Equal(i.End) {
			t.Errorf("%q gives %v, and again %v, %v", s, *i, again, err)
		}
	})
}
