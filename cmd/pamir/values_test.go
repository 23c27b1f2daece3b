package main

import (
	"strings"
	"testing"
	"time"

	"pamir/internal/store"
)

func TestNumber(t *testing.T) {
	for _, tt := range []struct {
		text string
		want float64
		ok   bool
	}{
		{"75.99", 75.99, true}, {"-75.99", -75.99, true}, {"\u221275.99", -75.99, true}, {"1e2", 100, true},
		{"", 0, false}, {"NaN", 0, false}, {"inf", 0, false}, {"1e999", 0, false}, {"0x10", 0, false}, {"1_0", 0, false}, {"75,99", 0, false},
	} {
		if got, err := number(tt.text); got != tt.want && tt.ok || (err == nil) != tt.ok {
			t.Errorf("%q: %v, %v", tt.text, got, err)
		}
	}
}

func TestSigned(t *testing.T) {
	got := strings.Join(signed([]string{"-75.99", "-.5", "-n", "--bbox", "-1,2", "-", "5-", "-o"}), " ")
	if want := "\u221275.99 \u2212.5 -n --bbox \u22121,2 - 5- -o"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestBox(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"73,36,77,41", ""},
		{" \u2212170, -10 ,170,10", ""},
		{"170,-10,-170,10", ""},
		{"1,2,3", "a box has 4 numbers, not 3"},
		{"1,2,x,4", `"x" is not a number`},
		{"1,2,181,4", "a longitude is not between -180 and 180"},
		{"36,173,41,177", "a latitude is not between -90 and 90"},
		{"73,41,77,36", "the south edge 41 is above the north edge 36"},
	} {
		var b box
		err := b.UnmarshalText([]byte(tt.text))
		if tt.want == "" && (err != nil || b.Box == nil) || tt.want != "" && (err == nil || !strings.HasPrefix(err.Error(), tt.want)) {
			t.Errorf("%s: %v, %v", tt.text, b.Box, err)
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
		{"2024-01-01/..", &store.Interval{Start: at("2024-01-01T00:00:00Z")}},
		{"/2024-01-01", &store.Interval{End: at("2024-01-01T23:59:59Z")}},
		{"../..", &store.Interval{}},
		{"2024-01-02/2024-01-01", nil},
		{"", nil}, {"soon", nil}, {"2024", nil}, {"2024-12-01T10:00:00", nil}, {"2024-02-30", nil}, {"a/b", nil}, {"2024-01-01/b", nil},
	} {
		var i interval
		err := i.UnmarshalText([]byte(tt.text))
		switch {
		case tt.want == nil && err == nil:
			t.Errorf("%s: no error", tt.text)
		case tt.want != nil && (err != nil || !i.Start.Equal(tt.want.Start) || !i.End.Equal(tt.want.End)):
			t.Errorf("%s: %v, %v", tt.text, i.Interval, err)
		}
	}
}

func TestNearestName(t *testing.T) {
	names := []string{"ports", "passes", "places", "roads", "口岸"}
	for _, tt := range []struct{ name, want string }{
		{"port", "ports"}, {"Ports", "ports"}, {"paces", "places"}, {"rads", "roads"}, {"sections", ""}, {"", ""}, {"口岸s", "口岸"},
	} {
		if got := nearestName(tt.name, names); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestKilometres(t *testing.T) {
	for _, tt := range []struct {
		metres float64
		want   string
	}{
		{0, "0 m"}, {999.4, "999 m"}, {999.5, "1.0 km"}, {99_949, "99.9 km"}, {99_950, "100 km"}, {1_234_567, "1,235 km"},
	} {
		if got := kilometres(tt.metres); got != tt.want {
			t.Errorf("%v: got %s, want %s", tt.metres, got, tt.want)
		}
	}
}

func TestCompass(t *testing.T) {
	for _, tt := range []struct {
		bearing float64
		want    string
	}{
		{0, "north        0°"}, {22.4, "north       22°"}, {22.6, "north-east  23°"}, {90, "east        90°"}, {318, "north-west 318°"}, {337.6, "north      338°"}, {359.7, "north        0°"},
	} {
		if got := compass(store.Neighbour{Distance: 1, Bearing: tt.bearing}); got != tt.want {
			t.Errorf("%v: got %q, want %q", tt.bearing, got, tt.want)
		}
	}
	if got := compass(store.Neighbour{}); got != "here" {
		t.Errorf("got %q", got)
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1234: "-1,234", -123: "-123"} {
		if got := thousands(n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
}

func TestTableAlignsWhatIsSeen(t *testing.T) {
	tab := table{right: []bool{false, true}}
	tab.add("吐尔尕特口岸", "1", "a")
	tab.add("a\x1b[31m\nb\u202e", "1000", "")
	tab.add(strings.Repeat("口", 30), "", "b")
	var b strings.Builder
	if err := tab.write(&b); err != nil {
		t.Fatal(err)
	}
	want := "吐尔尕特口岸" + strings.Repeat(" ", 27) + "     1  a\n" +
		"a [31m b " + strings.Repeat(" ", 30) + "  1000\n" +
		strings.Repeat("口", 19) + "…        b\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
