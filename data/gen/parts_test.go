package main

import (
	"math"
	"testing"

	"github.com/paulmach/orb"

	"pamir/data/gen/cities"
	"pamir/data/gen/collection"
)

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"Issyk-Kul": "issyk-kul", "Künes": "kunes", "G‘uzor": "guzor", "  Sar-e  Pol ": "sar-e-pol",
		"China – India": "china-india", "Ghōr": "ghor", "喀什": "", "KZ.02": "kz-02",
	} {
		if got := slug(in); got != want {
			t.Errorf("slug(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWritten(t *testing.T) {
	for _, c := range []struct {
		name, lang string
		want       bool
	}{
		{"喀什", "zh", true}, {"Ala’er", "zh", false}, {"Ат-Башы", "ky", true}, {"Balykchy", "ky", false},
		{"قەشقەر", "ug", true}, {"ظةنجان", "ug", false}, {"خوتەن شەھىرى", "ug", true}, {"Yəkən", "ug", false},
		{"کاشغر", "ur", true}, {"", "ru", false},
	} {
		if got := written(c.name, c.lang); got != c.want {
			t.Errorf("written(%q, %q) = %v", c.name, c.lang, got)
		}
	}
}

func TestPlaceKindAndRank(t *testing.T) {
	for _, c := range []struct {
		feature    string
		population int64
		kind       string
		rank       int
	}{
		{"PPLC", 90_000, "city", 7}, {"PPL", 274_717, "city", 6}, {"PPLA2", 0, "town", 10},
		{"PPL", 12_000, "town", 9}, {"PPL", 1500, "village", 10}, {"PPLX", 200_000, "", 6}, {"PPLW", 0, "", 10},
	} {
		if kind := placeKind(&cities.City{Feature: c.feature, Population: c.population}); kind != c.kind {
			t.Errorf("%s of %d is %q, want %q", c.feature, c.population, kind, c.kind)
		}
		if rank := rankOf(c.population); rank != c.rank {
			t.Errorf("rank of %d is %d, want %d", c.population, rank, c.rank)
		}
	}
}

func TestKnownPlaces(t *testing.T) {
	known := knownPlaces{
		{id: 7, at: orb.Point{math.NaN(), math.NaN()}, names: map[string]bool{"nowhere": true}},
		{at: orb.Point{75.99, 39.47}, names: map[string]bool{"kashgar": true, "喀什": true}},
	}
	near, far := orb.Point{75.99, 39.49}, orb.Point{75.99, 39.51}
	for name, c := range map[string]struct {
		id    int64
		at    orb.Point
		names map[string]string
		want  bool
	}{
		"same id":            {7, far, map[string]string{"en": "X"}, true},
		"same name, near":    {1, near, map[string]string{"en": "Kashi", "zh": "喀什"}, true},
		"same name, far":     {1, far, map[string]string{"en": "Kashgar"}, false},
		"other name, near":   {1, near, map[string]string{"en": "Shufu"}, false},
		"no id, no position": {0, near, map[string]string{"en": "Nowhere"}, false},
	} {
		if got := known.has(c.id, c.at, c.names); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// The corridor's grid agrees with measuring to every position.
func TestCorridor(t *testing.T) {
	river := orb.MultiLineString{{{70, 40}, {72, 40}, {72, 41}}}
	c := newCorridor([]collection.Feature{{Geometry: river}}, 4000)
	for _, lat := range []float64{39.9, 39.95, 39.965, 39.97, 40, 40.03, 40.035, 40.04, 40.1} {
		for lon := 69.9; lon < 72.2; lon += 0.013 {
			p := orb.Point{lon, lat}
			nearest := math.Inf(1)
			for i := range 20_001 {
				d := float64(i) / 10_000
				nearest = min(nearest, distance(p, orb.Point{70 + d, 40}), distance(p, orb.Point{72, 40 + min(d, 1)}))
			}
			// Positions are noted every 2 km, so the corridor's edge wavers.
			if got := !math.IsInf(c.nearest(p), 1); got && nearest >= 4000 || !got && nearest < math.Sqrt(4000*4000-1000*1000) {
				t.Fatalf("%v is %v m off, nearest says %v", p, nearest, got)
			}
		}
	}
	// In at the side of the river, out, back to it and along it.
	got := c.outside(orb.LineString{{71, 40}, {71, 40.01}, {71, 40.2}, {71, 40.3}, {71.9, 40.3}, {71.99, 40.3}, {72, 40.3}, {72, 40.4}})
	if len(got) != 1 || !got[0].Equal(orb.LineString{{71, 40}, {71, 40.01}, {71, 40.2}, {71, 40.3}, {71.9, 40.3}, {71.99, 40.3}, {72, 40.3}}) {
		t.Errorf("got %v", got)
	}
}

func TestBoundaryKind(t *testing.T) {
	for in, want := range map[string]string{
		"International boundary (verify)": "international", "Line of control (please verify)": "line of control",
		"Indeterminant frontier": "indeterminate", "Disputed (please verify)": "disputed",
	} {
		if got := boundaryKind(in); got != want {
			t.Errorf("boundaryKind(%q) = %q, want %q", in, got, want)
		}
	}
}
