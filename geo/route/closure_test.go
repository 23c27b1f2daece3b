package route

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"
)

// closeTown is a square with a diagonal, and one slower side.
const closeTown = `
a   b

c   d
ways
  ab
  bd
  ac
  cd maxspeed=50
  ad highway=motorway oneway=no
`

func routerOf(t testing.TB, tw *town) *Router {
	t.Helper()
	n, _ := tw.build(t)
	r, err := NewRouter(n)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (tw *town) at(name rune) orb.Point {
	for _, n := range tw.nodes {
		if n.ID == int64(name) {
			return orb.Point{n.Lon, n.Lat}
		}
	}
	return orb.Point{}
}

// through drives a town and writes the junctions passed, or the reason why
// there is no way.
func (tw *town) drive(r *Router, p Plan, names string) string {
	for _, c := range names {
		p.Stops = append(p.Stops, Stop{At: tw.at(c)})
	}
	a, err := r.Route(context.Background(), &p)
	var none *NoRouteError
	if errors.As(err, &none) {
		return string(none.Reason)
	}
	if err != nil {
		return err.Error()
	}
	g := a.g
	var at []uint32
	for _, l := range a.Routes[0].Legs {
		for _, s := range l.stretches {
			if j := g.tail(s.arc); len(at) == 0 || at[len(at)-1] != j {
				at = append(at, j)
			}
			at = append(at, g.head(s.arc))
		}
	}
	return letters(g, at)
}

func TestClosures(t *testing.T) {
	tw := drawTown(t, closeTown)
	r := routerOf(t, tw)
	at := func(h int) time.Time { return time.Date(2026, 1, 5, h, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		name     string
		closures []Closure
		plan     Plan
		want     string
	}{
		{"none", nil, Plan{}, "ad"},
		{"by way", []Closure{{Ways: []int64{5}}}, Plan{}, "abd"},
		{"along one direction", []Closure{{Ways: []int64{5}, OneWay: true}}, Plan{}, "abd"},
		{"for trucks", []Closure{{Ways: []int64{5}, Modes: 1 << Truck}}, Plan{}, "ad"},
		{"for trucks, and one comes", []Closure{{Ways: []int64{5}, Modes: 1 << Truck}}, Plan{Options: Options{Mode: Truck}}, "abd"},
		{"slower", []Closure{{Ways: []int64{5}, SpeedKmh: 3}}, Plan{}, "abd"},
		{"a little slower", []Closure{{Ways: []int64{5}, SpeedKmh: 60}}, Plan{}, "ad"},
		{"by line", []Closure{{Line: orb.LineString{tw.at('a'), tw.at('d')}}}, Plan{}, "abd"},
		{"two", []Closure{{Ways: []int64{5}}, {Line: orb.LineString{tw.at('b'), tw.at('d')}}}, Plan{}, "acd"},
		{"all", []Closure{{Ways: []int64{1, 2, 3, 4, 5}}}, Plan{}, "closed"},
		{"all from a", []Closure{{Ways: []int64{2, 4, 5}}}, Plan{}, "closed"},
		{"for a while, later", []Closure{{Ways: []int64{5}, From: at(9), To: at(10)}}, Plan{Options: Options{Departure: at(8)}}, "ad"},
		{"for a while, now", []Closure{{Ways: []int64{5}, From: at(9), To: at(10)}}, Plan{Options: Options{Departure: at(9)}}, "abd"},
		{"for a while, over", []Closure{{Ways: []int64{5}, From: at(9), To: at(10)}}, Plan{Options: Options{Departure: at(10)}}, "ad"},
		{"for a while, without an hour", []Closure{{Ways: []int64{5}, From: at(9), To: at(10)}}, Plan{}, "ad"},
		{"from then on", []Closure{{Ways: []int64{5}, From: at(9)}}, Plan{Options: Options{Departure: at(23)}}, "abd"},
		{"slower for a while", []Closure{{Ways: []int64{5}, To: at(10), SpeedKmh: 3}}, Plan{Options: Options{Departure: at(9)}}, "abd"},
	} {
		if err := r.SetClosures(context.Background(), c.closures); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := tw.drive(r, c.plan, "ad"); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	// those on foot keep to the paths that there are
	if err := r.SetClosures(context.Background(), []Closure{{Ways: []int64{1}}}); err != nil {
		t.Fatal(err)
	}
	if got := tw.drive(r, Plan{Options: Options{Mode: Foot}}, "ab"); got != "acdb" {
		t.Errorf("on foot: %s", got)
	}
}

func TestClosuresRefused(t *testing.T) {
	tw := drawTown(t, strings.Replace(closeTown, "c   d\n", "c   d   e   f\n", 1)+"  ef\n")
	r := routerOf(t, tw)
	at := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	for _, c := range []Closure{
		{Line: orb.LineString{tw.at('d'), tw.at('e')}}, // nothing joins them
		{}, {Ways: []int64{99}}, {Line: orb.LineString{tw.at('a')}}, {Line: orb.LineString{{76, 40}, {76, 41}}},
		{Line: orb.LineString{tw.at('a'), {75.0009, 0.0005}, tw.at('d')}, Modes: 1 << Car, SpeedKmh: -1}, {Ways: []int64{1}, From: at, To: at},
	} {
		err := r.SetClosures(context.Background(), []Closure{{Ways: []int64{5}}, c})
		var ce *ClosureError
		if !errors.As(err, &ce) || ce.Index != 1 {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if list, version := r.Closures(); len(list) != 0 || version != 1 {
		t.Errorf("what was refused left %v", list)
	}
}

// TestClosuresAreWeights: closing one after the other, lifting some, always
// gives the metric that customizing anew gives, and never a shorter way.
func TestClosuresAreWeights(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 5))
		tw := randomTown(r)
		if len(tw.ways) < 4 {
			continue
		}
		router := routerOf(t, tw)
		var list []Closure
		for range 6 {
			if len(list) > 0 && r.IntN(3) == 0 {
				list = append([]Closure(nil), list[1:]...)
			} else {
				list = append(list, Closure{Ways: []int64{tw.ways[r.IntN(len(tw.ways))].ID}, SpeedKmh: float64(r.IntN(2) * 5), OneWay: r.IntN(2) == 0})
			}
			if err := router.SetClosures(context.Background(), list); err != nil {
				t.Fatal(err)
			}
			now := router.now.Load()
			for m := range modes {
				want := now.costs[m].links()
				for l, w := range want {
					if got := now.metrics[m].Weight(cchArc(l)); got != w {
						t.Fatalf("seed %d: link %d has the weight %d, want %d", seed, l, got, w)
					}
				}
				for range 5 {
					a, b := randomPlace(r, router.n, m), randomPlace(r, router.n, m)
					w := router.begin()
					before := &search{router, &traffic{metrics: now.plain}, &judge{c: router.n.newCosts(m)}, w, context.Background()}
					p, _ := before.find(a, b)
					s := &search{router, now, &judge{c: now.costs[m]}, w, context.Background()}
					if q, _ := s.find(a, b); q.cost < p.cost {
						t.Fatalf("seed %d: closing made a way shorter: %d, before %d", seed, q.cost, p.cost)
					}
					router.end(w)
				}
			}
		}
	}
}

// TestDuring: tables and reaches take what is closed for a while as it is at
// the time that they are of, just as if it were closed for good.
func TestDuring(t *testing.T) {
	at := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	ctx := context.Background()
	compared := 0
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 71))
		tw := randomTown(r)
		if len(tw.ways) < 4 {
			continue
		}
		closed := func(timed bool) (list []Closure) {
			r := rand.New(rand.NewPCG(seed, 72))
			for i := range 3 {
				c := Closure{Ways: []int64{tw.ways[r.IntN(len(tw.ways))].ID}, SpeedKmh: float64(r.IntN(2)), OneWay: r.IntN(2) == 0}
				if i > 0 && timed {
					c.From, c.To = at.Add(-time.Hour), at.Add(time.Hour)
				}
				list = append(list, c)
			}
			return list
		}
		a, b := routerOf(t, tw), routerOf(t, tw)
		if err := errors.Join(a.SetClosures(ctx, closed(true)), b.SetClosures(ctx, closed(false))); err != nil {
			t.Fatal(err)
		}
		stop := func() Stop { return Stop{At: orb.Point{75 + r.Float64()*0.01, r.Float64() * 0.008}} }
		p := TablePlan{Options: Options{Mode: Mode(r.IntN(int(modes)))}, From: []Stop{stop(), stop()}, To: []Stop{stop(), stop(), stop()}, Distances: true}
		want, err := b.Table(ctx, &p)
		p.During = at
		got, err2 := a.Table(ctx, &p)
		if err != nil || err2 != nil {
			continue
		}
		compared++
		if !slices.Equal(got.Hundredths, want.Hundredths) || !slices.Equal(got.Centimetres, want.Centimetres) {
			t.Errorf("seed %d: the table is %v %v, want %v %v", seed, got.Hundredths, got.Centimetres, want.Hundredths, want.Centimetres)
		}
		inquiry := a.Now().Inquire(ctx, &p.Options)
		if err := inquiry.Special(); err != nil {
			t.Fatal(err)
		}
		for i, w := range inquiry.Table(got.From, got.To) {
			if x := int64(w); x != want.Hundredths[i] && (x < infinity || want.Hundredths[i] >= 0) {
				t.Errorf("seed %d: the inquiry's cell %d is %d, want %d", seed, i, x, want.Hundredths[i])
			}
		}
		inquiry.End()
		for _, byDistance := range []bool{false, true} {
			reach := ReachPlan{Options: p.Options, At: stop(), ByDistance: byDistance, Limits: []uint32{uint32(r.IntN(20_000))}}
			got, err := a.Reach(ctx, &reach)
			reach.During = time.Time{}
			want, err2 := b.Reach(ctx, &reach)
			if (err == nil) != (err2 == nil) || err == nil && !slices.Equal(got.Contours[0].roads, want.Contours[0].roads) {
				t.Errorf("seed %d: another reach", seed)
			}
		}
		p.During = at.Add(time.Hour) // over by then
		got, err = a.Table(ctx, &p)
		if err := b.SetClosures(ctx, closed(false)[:1]); err != nil {
			t.Fatal(err)
		}
		if want, err2 = b.Table(ctx, &p); err != nil || err2 != nil || !slices.Equal(got.Hundredths, want.Hundredths) {
			t.Errorf("seed %d: what is over still closes", seed)
		}
	}
	if compared < 20 {
		t.Errorf("only %d compared", compared)
	}
}

// TestClosureIsNamed: who finds no way learns which closure it was.
func TestClosureIsNamed(t *testing.T) {
	tw := drawTown(t, closeTown)
	r := routerOf(t, tw)
	at := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	for _, timed := range []bool{false, true} {
		c := Closure{ID: "c7", Ways: []int64{2, 4, 5}, Reason: "a flood"}
		if timed {
			c.To = at.Add(time.Hour)
		}
		if err := r.SetClosures(context.Background(), []Closure{{ID: "c1", Ways: []int64{4}, SpeedKmh: 5}, c}); err != nil {
			t.Fatal(err)
		}
		_, err := r.Route(context.Background(), &Plan{Options: Options{Departure: at}, Stops: []Stop{{At: tw.at('a')}, {At: tw.at('d')}}})
		var no *NoRouteError
		if !errors.As(err, &no) || no.Reason != BarredByClosure || no.Closure != "c7" || !strings.HasSuffix(no.Error(), "by closure c7: a flood") {
			t.Errorf("for a while: %v: %v", timed, err)
		}
	}
}

// TestWhyNoWayOverACut: what bars a way is told, and not that a border lies on
// it, unless nothing else bars it.
func TestWhyNoWayOverACut(t *testing.T) {
	tw := drawTown(t, "\na   b   c   d\nways\n  ab\n  bc maxheight=3\n  cd\n")
	r := routerOf(t, tw)
	at := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	a, b := tw.at('a'), tw.at('b')
	inquiry := r.Now().Inquire(context.Background(), &Options{})
	near, _, err := inquiry.Snap([]Stop{{At: orb.Point{(a[0] + b[0]) / 2, a[1]}}})
	inquiry.End()
	if err != nil {
		t.Fatal(err)
	}
	gate, _ := near[0].Only(false)
	var list Crossings
	for m := range modes {
		if m != Foot {
			list[m] = []Crossing{{ID: "gate", Stops: []Place{gate}}}
		}
	}
	if err := r.SetCrossings(list); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		o        Options
		closures []Closure
		want     Reason
		says     string
	}{
		{Options{}, nil, BarredByBorder, "border"},
		{Options{Ways: []int64{2}}, nil, BarredByRequest, "excludes"},
		{Options{Mode: Truck, Vehicle: Vehicle{Height: 4}}, nil, BarredByVehicle, "height"},
		{Options{}, []Closure{{ID: "c3", Ways: []int64{2}, Reason: "a slide"}}, BarredByClosure, "closure c3: a slide"},
		{Options{}, []Closure{{ID: "c4", Ways: []int64{2}, To: at.Add(time.Hour)}}, BarredByClosure, "closure c4"},
	} {
		if err := r.SetClosures(context.Background(), c.closures); err != nil {
			t.Fatal(err)
		}
		q := r.Now().Inquire(context.Background(), &c.o)
		places, _, err := q.Snap([]Stop{{At: tw.at('a')}, {At: tw.at('d')}})
		if err != nil {
			t.Fatal(err)
		}
		var no *NoRouteError
		if err := q.Fail(0, &places[0], &places[1], at); !errors.As(err, &no) || no.Reason != c.want || !strings.Contains(no.Error(), c.says) {
			t.Errorf("%+v, %v: %v", c.o, c.closures, err)
		}
		q.End()
	}
}
