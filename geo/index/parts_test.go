package index

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
)

func TestParts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{0, 1, 2, 15, 16, 17, 255, 256, 257, 5000} {
		for _, wide := range []float64{0, 0.5} {
			at := make([]geo.Box, n)
			for i := range at {
				lon, lat := r.Float64()*300-150, r.Float64()*160-80
				at[i] = geo.Box{West: lon, South: lat, East: lon + wide, North: lat + wide}
			}
			x, err := Pack(n, func(id uint32) (geo.Box, bool) { return at[id], true })
			if err != nil {
				t.Fatal(err)
			}
			y, err := FromParts(x.Parts())
			if err != nil {
				t.Fatalf("%d: %v", n, err)
			}
			for range 5 {
				p := orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90}
				var a, b []uint32
				x.Nearest(p, nil, func(id uint32, _ float64) bool { a = append(a, id); return len(a) < 20 })
				y.Nearest(p, nil, func(id uint32, _ float64) bool { b = append(b, id); return len(b) < 20 })
				if !slices.Equal(a, b) {
					t.Fatalf("%d: %v, want %v", n, b, a)
				}
			}
			if n == 0 {
				continue
			}
			for name, spoil := range map[string]func(p *Parts){
				"ids":    func(p *Parts) { p.IDs = p.IDs[1:] },
				"nodes":  func(p *Parts) { p.Nodes = append(slices.Clone(p.Nodes), Box32{}) },
				"levels": func(p *Parts) { p.Levels = append(slices.Clone(p.Levels), 9) },
				"bounds": func(p *Parts) { p.Bounds = nil },
				"both":   func(p *Parts) { p.Points, p.Boxes = make([]orb.Point, n), make([]Box32, n) },
			} {
				p := x.Parts()
				if spoil(&p); !broken(p) {
					t.Errorf("%d: broken %s are taken", n, name)
				}
			}
		}
	}
}

func broken(p Parts) bool { _, err := FromParts(p); return err != nil }

// TestNearestWithin compares with Nearest, cut off.
func TestNearestWithin(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	at := make([]orb.Point, 2000)
	for i := range at {
		at[i] = orb.Point{75 + r.Float64(), 40 + r.Float64()}
	}
	x, err := Pack(len(at), func(id uint32) (geo.Box, bool) { return geo.BoxOf(at[id].Bound()), true })
	if err != nil {
		t.Fatal(err)
	}
	for range 200 {
		p, most := orb.Point{75 + r.Float64(), 40 + r.Float64()}, r.Float64()*20_000
		var want, got []uint32
		x.Nearest(p, nil, func(id uint32, m float64) bool {
			if m <= most {
				want = append(want, id)
			}
			return m <= most
		})
		x.NearestWithin(p, most, nil, func(id uint32, m float64) bool { got = append(got, id); return true })
		if !slices.Equal(got, want) {
			t.Fatalf("within %v m of %v: %v, want %v", most, p, got, want)
		}
	}
	asked := 0
	x.NearestWithin(orb.Point{75.5, 40.5}, 1000, func(uint32) float64 { asked++; return geo.EquatorialRadius }, func(uint32, float64) bool { return true })
	if asked > 50 {
		t.Errorf("asked for %d distances to find that nothing is near", asked)
	}
}
