package gshhg

import (
	"os"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

var bins = Bins{West: 70, South: 40, East: 72, North: 41}

func read(t *testing.T, name string) []byte {
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func at(lon, lat int, x, y float64) orb.Point {
	// In the package's own order of operations, so that the bits agree.
	return orb.Point{(float64(lon)*fraction + x) / fraction, (float64(lat+90)*fraction+y)/fraction - 90}
}

func TestRivers(t *testing.T) {
	got, err := Rivers(read(t, "rivers.nc"), bins)
	if err != nil {
		t.Fatal(err)
	}
	want := []Line{
		{1, orb.LineString{at(70, 40, 0, 32767), at(70, 40, 65535, 13107), at(71, 40, 30000, 30000)}},
		{3, orb.LineString{at(70, 40, 100, 100), at(70, 40, 200, 300), at(70, 40, 65535, 400)}},
		{2, orb.LineString{at(71, 40, 0, 400), at(71, 40, 5, 5)}},
	}
	if !slices.EqualFunc(got, want, func(a, b Line) bool { return a.Level == b.Level && a.Points.Equal(b.Points) }) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

func TestLakes(t *testing.T) {
	got, err := Lakes(read(t, "lakes.nc"), bins)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].ID != 7 || got[1].ID != 8 {
		t.Fatalf("got %v", got)
	}
	want := orb.Ring{
		at(71, 40, 0, 100), at(70, 40, 60000, 20000), at(71, 40, 0, 40000), at(71, 40, 9000, 20000), at(71, 40, 0, 100),
	}
	if !got[0].Shore.Equal(want) {
		t.Errorf("got %v\nwant %v", got[0].Shore, want)
	}
	// A lake that leaves the bins is not closed.
	if got, err = Lakes(read(t, "lakes.nc"), Bins{West: 70, South: 40, East: 71, North: 41}); err != nil || len(got) != 1 {
		t.Errorf("in one bin: %v, %v", got, err)
	}
}

func TestBinsOutsideTheWorld(t *testing.T) {
	for _, b := range []Bins{{West: -1, East: 2, North: 1}, {East: 361}, {South: -91}, {North: 91}} {
		if _, err := Rivers(read(t, "rivers.nc"), b); err == nil {
			t.Errorf("%+v: no error", b)
		}
	}
	if _, err := Rivers(read(t, "lakes.nc"), bins); err == nil {
		t.Error("a file of shores read as rivers: no error")
	}
}
