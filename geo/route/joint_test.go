package route

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestConcat: a leg cut in two at any of its places, and put together again, is
// what it was.
func TestConcat(t *testing.T) {
	legs, turned, passed := 0, 0, 0
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 29))
		tw := randomTown(r)
		if len(tw.ways) < 3 {
			continue
		}
		router := routerOf(t, tw)
		q := router.Now().Inquire(context.Background(), &Options{Mode: Car})
		for range 10 {
			from, to := randomPlace(r, router.n, Car), randomPlace(r, router.n, Car)
			from.At, to.At = q.j.at(from), q.j.at(to)
			whole, err := q.Find(from, to, time.Time{})
			if err != nil || whole.Centimetres < 100 {
				continue
			}
			legs++
			at := r.Int64N(whole.Centimetres)
			if r.IntN(2) == 0 && len(whole.stretches) > 1 { // at a junction, where there may be something to pass
				at = 0
				for i := range 1 + r.IntN(len(whole.stretches)-1) {
					at += q.j.c.g.length(&whole.stretches[i])
				}
				at = min(at, whole.Centimetres-1)
			}
			p, ok := whole.At(at)
			if !ok {
				t.Fatalf("seed %d: no place %d cm along %d", seed, at, whole.Centimetres)
			}
			if near, along := whole.Nearest(p.At); near.Metres > 0.05 || along > at+10 && near.edge == p.edge && near.dirs == p.dirs {
				t.Fatalf("seed %d: the place %d cm along is found %d cm along, %g m off", seed, at, along, near.Metres)
			}
			first, err := q.Find(from, &p, time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			second, err := q.Find(&p, to, time.Time{})
			if err != nil {
				turned++ // it is reached the other way round, and left into a dead end
				continue
			}
			both := Concat([]Leg{first, second}, []int64{500})
			if math.Abs(float64(both.Hundredths()-whole.Hundredths())) > 3 || math.Abs(float64(both.Centimetres-whole.Centimetres)) > 3 {
				private := slices.ContainsFunc(both.stretches, func(s stretch) bool { return !q.j.c.free(s.arc) })
				if both.Hundredths() < whole.Hundredths() && !private && len(tw.relations) == 0 {
					// who stops may pass through a zone, and turn where no way through may
					t.Fatalf("seed %d: %d and %d are less than %d", seed, first.cost, second.cost, whole.cost)
				}
				turned++
				continue
			}
			if both.Waits() != 500 || len(both.Joints()) != 1 || math.Abs(float64(both.Joints()[0].Centimetres-at)) > 3 {
				t.Fatalf("seed %d: joints %+v, cut %d cm along", seed, both.Joints(), at)
			}
			a, b := whole.Line(), both.Line()
			if a[0] != b[0] || a[len(a)-1] != b[len(b)-1] {
				t.Fatalf("seed %d: the line is %v, it was %v", seed, b, a)
			}
			for i := range both.stretches {
				s := &both.stretches[i]
				if i > 0 && s.from > 0 || i < len(both.stretches)-1 && s.to < 1 {
					t.Fatalf("seed %d: stretch %d of %d is %+v", seed, i, len(both.stretches), s)
				}
			}
			both.Steps("en")
			if a, b := len(whole.Passages("en")), len(both.Passages("en")); b < a {
				t.Fatalf("seed %d: one passes %d things, and %d if one stops between", seed, a, b)
			} else {
				passed += a
			}
			drive, wait := 0.0, 0.0
			waiting := both.Waiting()
			it := Itinerary{Legs: []Leg{first, waiting}}
			for _, s := range it.Through([]int{0, 2}).Legs[0].Segments() {
				drive, wait = drive+s.Hundredths, wait+s.Wait
			}
			if whole := float64(first.Hundredths() + waiting.Hundredths()); math.Abs(drive-whole) > 0.01 || wait != 500 || waiting.Hundredths() != both.Hundredths()+500 {
				t.Fatalf("seed %d: segments of %g, %g of them waits; the legs are %g", seed, drive, wait, whole)
			}
		}
		q.End()
	}
	t.Logf("%d legs, %d turned, %d things passed", legs, turned, passed)
	if legs < 300 || passed < 20 || turned*4 > legs {
		t.Error("the towns do not ask much")
	}
}

// at returns where a place is.
func (j *judge) at(p *Place) (at [2]float64) {
	line := j.c.g.appendLine(nil, 2*p.edge, 0, p.along)
	return line[len(line)-1]
}
