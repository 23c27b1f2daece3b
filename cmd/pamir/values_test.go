package main

import (
	"strings"
	"testing"

	"pamir/internal/store"
)

func TestSigned(t *testing.T) {
	got := strings.Join(signed([]string{"-75.99", "-.5", "-n", "--bbox", "-1,2", "-", "5-", "-o"}), " ")
	if want := "\u221275.99 \u2212.5 -n --bbox \u22121,2 - 5- -o"; got != want {
		t.Errorf("got %s, want %s", got, want)
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
