package storetest

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/paulmach/orb"

	"pamir/internal/store"
)

// Random returns n features with every kind of value and geometry, some with
// none, the same for the same seed. Many values tie.
func Random(seed uint64, n int) store.Dataset {
	r := rand.New(rand.NewPCG(seed, 0))
	d := store.Dataset{Collection: &store.Collection{
		ID:    "things",
		Title: "Things",
		Properties: []store.Property{
			{Name: "name", Type: store.String},
			{Name: "kind", Type: store.String},
			{Name: "lanes", Type: store.Integer},
			{Name: "height", Type: store.Number},
			{Name: "paved", Type: store.Boolean},
			{Name: "sources", Type: store.Array},
			{Name: store.ValidFrom, Type: store.String, Format: "date"},
			{Name: store.ValidTo, Type: store.String, Format: "date-time"},
		},
		Count: n,
	}}
	for i := range n {
		f := &store.Feature{ID: fmt.Sprintf("f%04d", i)}
		f.Geometry = randomGeometry(r)
		if p, ok := f.Geometry.(orb.Point); ok && r.IntN(2) == 0 {
			f.Z = []float64{p[0] * 10}
		}
		f.Values = []store.Value{
			maybe(r, pick(r, "Torugart", "Irkeshtam", "Kulma Pass", "吐尔尕特")),
			maybe(r, pick(r, "road", "rail", "air")),
			maybe(r, int64(r.IntN(5))),
			maybe(r, float64(r.IntN(9))/2),
			maybe(r, r.IntN(2) == 0),
			maybe(r, store.JSON(pick(r, `[{"title":"Border Service"}]`, `["customs",3,null]`, `[]`))),
			maybe(r, randomDay(r).Format(time.DateOnly)),
			maybe(r, randomDay(r).AddDate(2, 0, 0).Format(time.RFC3339)),
		}
		d.Features = append(d.Features, f)
	}
	return d
}

func pick(r *rand.Rand, s ...string) string { return s[r.IntN(len(s))] }

// maybe returns v, or null one time in five.
func maybe(r *rand.Rand, v store.Value) store.Value {
	if r.IntN(5) == 0 {
		return nil
	}
	return v
}

func randomDay(r *rand.Rand) time.Time {
	return time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(1500))
}

func randomPoint(r *rand.Rand) orb.Point {
	switch r.IntN(20) {
	case 0:
		return orb.Point{180, r.Float64()*180 - 90}
	case 1:
		return orb.Point{-180, r.Float64()*180 - 90}
	case 2:
		return orb.Point{r.Float64()*360 - 180, 90}
	}
	return orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90}
}

// near returns a position at most 5 degrees from p in each direction, inside
// the world.
func near(r *rand.Rand, p orb.Point) orb.Point {
	return orb.Point{
		min(180, max(-180, p[0]+r.Float64()*10-5)),
		min(90, max(-90, p[1]+r.Float64()*10-5)),
	}
}

func randomGeometry(r *rand.Rand) orb.Geometry {
	p := randomPoint(r)
	switch r.IntN(8) {
	case 0:
		return nil
	case 1:
		return orb.LineString{p, near(r, p), near(r, p)}
	case 2:
		a, b := near(r, p), near(r, p)
		return orb.Polygon{{p, a, b, p}}
	case 3:
		return orb.MultiPoint{p, near(r, p)}
	}
	return p
}
