package route

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// track walks along a way and measures where it is every so many metres, with
// an error of a few.
func track(r *rand.Rand, line orb.LineString, every, deviation float64) (stops []Stop, times []time.Time) {
	at, left := time.Date(2025, 5, 1, 8, 0, 0, 0, time.UTC), 0.0
	for i := 1; i < len(line); i++ {
		from := geo.From(line[i-1])
		length := from.Distance(line[i])
		for ; left <= length; left += every {
			t := left / math.Max(length, 1e-9)
			p := orb.Point{line[i-1][0] + t*(line[i][0]-line[i-1][0]), line[i-1][1] + t*(line[i][1]-line[i-1][1])}
			p[0] += r.NormFloat64() * deviation / 111_195
			p[1] += r.NormFloat64() * deviation / 111_195
			stops, times = append(stops, Stop{At: p, Radius: deviation}), append(times, at)
			at = at.Add(5 * time.Second)
		}
		left -= length
	}
	return stops, times
}

// TestMatchFindsTheWay drives through random towns, measures where it is with
// an error of some metres, and asks which roads that was.
func TestMatchFindsTheWay(t *testing.T) {
	tracks, points, right := 0, 0, 0
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 31))
		tw := randomTown(r)
		router := routerOf(t, tw)
		var p Plan
		for range 2 {
			p.Stops = append(p.Stops, Stop{At: orb.Point{75 + r.Float64()*0.01, r.Float64() * 0.008}})
		}
		a, err := router.Route(context.Background(), &p)
		if err != nil || len(a.Routes) == 0 || a.Routes[0].Centimetres() < 20_000 {
			continue
		}
		driven := a.Routes[0]
		stops, times := track(r, driven.Line(), 40, 4)
		m, err := router.Match(context.Background(), &TracePlan{Points: stops, Times: times})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		tracks++
		if len(m.Parts) != 1 || len(m.Parts[0].Legs) != len(stops)-1 {
			t.Errorf("seed %d: %d parts\n%s", seed, len(m.Parts), tw)
			continue
		}
		part := &m.Parts[0]
		// All but the ends, where nothing says that one did not turn.
		ways := map[uint32]bool{}
		for _, s := range driven.Legs[0].stretches {
			ways[s.arc] = true
		}
		for i, q := range m.Points {
			if !q.Matched || q.Index != i {
				t.Fatalf("seed %d: point %d: %+v", seed, i, q)
			}
			points++
			arc := 2 * q.Place.edge
			if q.Place.dirs[backward] {
				arc++
			}
			if ways[arc] {
				right++
			}
		}
		if d := math.Abs(float64(part.Centimetres()-driven.Centimetres())) / 100; d > 40+0.15*float64(len(stops)*40) {
			t.Errorf("seed %d: drove %d m, matched %d m", seed, driven.Centimetres()/100, part.Centimetres()/100)
		}
	}
	t.Logf("%d of %d points of %d tracks on the arc that was driven", right, points, tracks)
	if tracks < 50 || float64(right) < 0.97*float64(points) {
		t.Error("too few")
	}
}

// TestMatchParts: a track falls into parts where nothing joins them, and a
// point far from any road belongs to none.
func TestMatchParts(t *testing.T) {
	tw := drawTown(t, `
		a         b         c
		x         y         z
		ways
		  ab
		  bc
		  xy
		  yz`)
	r := routerOf(t, tw)
	at := func(name rune, north float64) Stop {
		p := tw.at(name)
		return Stop{At: orb.Point{p[0], p[1] + north/111_195}}
	}
	m, err := r.Match(context.Background(), &TracePlan{Points: []Stop{at('a', 3), at('b', 120), at('b', -2), at('c', 1), at('x', 2), at('y', -3), at('z', 0)}})
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Parts) != 2 || len(m.Parts[0].Legs) != 2 || len(m.Parts[1].Legs) != 2 {
		t.Fatalf("%d parts", len(m.Parts))
	}
	for i, want := range []TracePoint{{Matched: true, Part: 0, Index: 0}, {}, {Matched: true, Part: 0, Index: 1}, {Matched: true, Part: 0, Index: 2},
		{Matched: true, Part: 1, Index: 0}, {Matched: true, Part: 1, Index: 1}, {Matched: true, Part: 1, Index: 2}} {
		got := m.Points[i]
		if got.Matched != want.Matched || got.Part != want.Part || got.Index != want.Index {
			t.Errorf("point %d: %+v, want %+v", i, got, want)
		}
	}
}
