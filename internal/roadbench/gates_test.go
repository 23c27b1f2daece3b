package roadbench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"runtime/debug"
	"testing"
	"time"

	"pamir/geo/border"
	"pamir/geo/cch"
	"pamir/geo/hours"
	"pamir/geo/route"
	"pamir/internal/api"
	"pamir/internal/store/memory"
)

// BenchmarkGates measures routes through 150 ports, each of them two crossings
// of three stops, on the roads of Luxembourg tiled to 1.2 million nodes: beside
// the same routes on the same roads without any port, and beside Dijkstra's
// algorithm by the clock, whose arrivals they are held against.
func BenchmarkGates(b *testing.B) {
	g := newGated(b, 4)
	g.agree(b)
	b.Run("tables", func(b *testing.B) { // of cars and of trucks
		list := g.crossings()
		measure(b, func() error { return g.router.SetCrossings(list) })
	})
	for _, frontiers := range []int{0, 1, 3} {
		b.Run(fmt.Sprintf("route/%d-frontiers", frontiers), func(b *testing.B) {
			b.Run("plain", func(b *testing.B) {
				g.latency(b, frontiers, func(p *border.Plan) error { _, err := g.plain.Route(b.Context(), &p.Plan); return err })
			})
			b.Run("gates", func(b *testing.B) {
				g.latency(b, frontiers, func(p *border.Plan) error { _, err := g.border.Route(b.Context(), p); return err })
			})
			b.Run("dijkstra", func(b *testing.B) {
				d, random := g.dijkstra(b), rand.New(rand.NewPCG(5, 5))
				measure(b, func() error {
					d.run(g.node(random, 0), g.node(random, frontiers), g.departure(random))
					return nil
				})
			})
		})
	}
	b.Run("http", g.serving)
	b.Run("compare", func(b *testing.B) {
		g.latency(b, 1, func(p *border.Plan) error { _, err := g.border.Compare(b.Context(), p); return err })
	})
	b.Run("clear", func(b *testing.B) {
		g.latency(b, 1, func(p *border.Plan) error {
			p.Stops = p.Stops[:1]
			_, err := g.border.Clearings(b.Context(), p)
			return err
		})
	})
	b.Run("before", func(b *testing.B) { // from where a gate is reached before it shuts
		g.latency(b, 1, func(p *border.Plan) error {
			x := g.list[g.random.IntN(len(g.list))]
			p.Stops = nil
			_, err := g.border.Before(b.Context(), &border.Before{Plan: *p, Port: x.id, Direction: hours.Direction(country(x.west) + "-" + country(x.east)), Minutes: []float64{30, 60, 120}})
			return err
		})
	})
	b.Run("window", func(b *testing.B) { // the best departure of a day
		g.latency(b, 1, func(p *border.Plan) error {
			p.DepartBy = p.Depart.Add(24 * time.Hour)
			_, err := g.border.Route(b.Context(), p)
			return err
		})
	})
	b.Run("matrix/10x10", func(b *testing.B) {
		g.latency(b, 1, func(p *border.Plan) error {
			m := &border.MatrixPlan{Plan: *p}
			m.Stops = nil
			for range 10 {
				m.From, m.To = append(m.From, route.Stop{At: g.at(g.node(g.random, 0))}), append(m.To, route.Stop{At: g.at(g.node(g.random, 1))})
			}
			_, err := g.border.Matrix(b.Context(), m)
			return err
		})
	})
	b.Run("closure", func(b *testing.B) { // until it is in the metrics and the tables of cars and trucks
		g.latency(b, 1, func(*border.Plan) error { return g.close(b) })
	})
	b.Run("closed", func(b *testing.B) { // the first answer after a closure
		g.latency(b, 1, func(p *border.Plan) error {
			b.StopTimer()
			if err := g.close(b); err != nil {
				return err
			}
			b.StartTimer()
			g.begun = time.Now()
			_, err := g.border.Route(b.Context(), p)
			return err
		})
	})
}

// fixed is a book that does not change.
type fixed struct{ book *hours.Book }

func (f fixed) Book() *hours.Book { return f.book }

// serving asks servers of the roads without ports, and with them, over HTTP: one
// request after the other.
func (g *gated) serving(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as pamir serve does
	for i, name := range []string{"plain", "gates"} {
		features, err := memory.New()
		if err != nil {
			b.Fatal(err)
		}
		h, err := api.New(api.Config{Store: features, Roads: g.keepers[i], Schedules: fixed{g.book}, Logger: slog.New(slog.DiscardHandler)})
		if err != nil {
			b.Fatal(err)
		}
		server := httptest.NewServer(h)
		defer server.Close()
		for _, frontiers := range []int{0, 1, 3} {
			b.Run(fmt.Sprintf("%s/%d-frontiers", name, frontiers), func(b *testing.B) {
				g.latency(b, frontiers, func(p *border.Plan) error {
					from, to := p.Stops[0].At, p.Stops[1].At
					path := fmt.Sprintf("/v1/route?coordinates=%.6f,%.6f;%.6f,%.6f", from[0], from[1], to[0], to[1])
					if name == "gates" {
						path += "&depart_at=" + p.Depart.Format(time.RFC3339)
					}
					resp, err := server.Client().Get(server.URL + path)
					if err != nil {
						return err
					}
					defer resp.Body.Close()
					if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusUnprocessableEntity {
						return fmt.Errorf("%s: %s", path, resp.Status)
					}
					_, err = io.Copy(io.Discard, resp.Body)
					return err
				})
			})
		}
	}
}

// close closes one road, another each time.
func (g *gated) close(b *testing.B) error {
	return g.router.SetClosures(b.Context(), []route.Closure{{Ways: []int64{1 + g.random.Int64N(g.ways)}}})
}

// latency measures questions about random trips over some frontiers, each on its
// own: the median, and the one that one in a hundred exceeds.
func (g *gated) latency(b *testing.B, frontiers int, ask func(*border.Plan) error) {
	b.Helper()
	g.random = rand.New(rand.NewPCG(6, uint64(frontiers)))
	next := func() *border.Plan {
		p := &border.Plan{Rider: hours.Car, Book: g.book, Depart: g.departure(g.random)}
		p.Stops = []route.Stop{{At: g.at(g.node(g.random, 0))}, {At: g.at(g.node(g.random, frontiers))}}
		return p
	}
	for range 20 {
		_ = ask(next()) // views and pools
	}
	var took []time.Duration
	unanswered := 0
	measure(b, func() error {
		p := next()
		g.begun = time.Now()
		err := ask(p)
		took = append(took, time.Since(g.begun))
		var none *border.NoWayError
		var closed *route.NoRouteError
		if errors.As(err, &none) || errors.As(err, &closed) {
			unanswered++ // that, too, is an answer
			return nil
		}
		return err
	})
	if unanswered > 1+len(took)/20 {
		b.Fatalf("no way is found for %d questions of %d: that measures something else", unanswered, len(took))
	}
	report(b, took)
}

func (g *gated) departure(random *rand.Rand) time.Time {
	return gatesEpoch.Add(time.Duration(random.IntN(6*24*3600)) * time.Second)
}

// crossings are those of the ports, as the router has them.
func (g *gated) crossings() (list route.Crossings) {
	for m, of := range g.border.Sites().Crossings {
		for i := range of {
			x := route.Crossing{ID: of[i].Port.ID, Over: of[i].Over}
			for k := range of[i].Stops {
				x.Stops = append(x.Stops, of[i].Stops[k].Place)
			}
			list[m] = append(list[m], x)
		}
	}
	return list
}

// agree holds routes against Dijkstra's algorithm by the clock.
func (g *gated) agree(b *testing.B) {
	b.Helper()
	d, random := g.dijkstra(b), rand.New(rand.NewPCG(7, 7))
	for n := range 12 {
		from, to, depart := g.node(random, 0), g.node(random, n%4), g.departure(random)
		p := &border.Plan{Rider: hours.Car, Book: g.book, Depart: depart}
		p.Stops = []route.Stop{{At: g.at(from)}, {At: g.at(to)}}
		a, err := g.border.Route(context.Background(), p)
		want, ok := d.run(from, to, depart)
		var none *border.NoWayError
		if errors.As(err, &none) && !ok {
			continue
		}
		if err != nil || !ok {
			b.Fatalf("from %d to %d: %v; by the clock there is a way: %v", from, to, err, ok)
		}
		// drives are rounded where they begin and end, stops begin on full
		// seconds, and who turns back at a stop pays for it here alone
		if off := a.Ways[0].ArriveAt.Sub(want); off < -time.Second || off > 90*time.Second {
			b.Fatalf("from %d to %d at %v: there at %v, by the clock %v", from, to, depart, a.Ways[0].ArriveAt, want)
		}
	}
}

// timed is Dijkstra's algorithm by the clock: at a frontier nobody goes on, and
// the first stop of a crossing leads to its last, when the hours allow.
type timed struct {
	graph   cch.Graph
	weights []cch.Weight
	gate    []bool // nodes at frontiers
	from    map[cch.NodeID][]*passing
	at      []int64 // hundredths since the epoch; 0 is never
	heap    []reached
}

// passing is a crossing with what its stops take, in hundredths of a second.
type passing struct {
	out   cch.NodeID
	stops []passingStop
}

type passingStop struct {
	drive, queue int64
	service      time.Duration
	hours        *hours.Timeline
}

type reached struct {
	at   int64
	node cch.NodeID
}

func (g *gated) dijkstra(b *testing.B) *timed {
	b.Helper()
	d := &timed{graph: g.graph, weights: g.weights, gate: make([]bool, g.graph.Nodes()), from: map[cch.NodeID][]*passing{}, at: make([]int64, g.graph.Nodes())}
	for _, x := range g.list {
		d.gate[x.gate] = true
	}
	stays := map[string]time.Duration{}
	for _, s := range g.book.Stays() {
		stays[s.ID] = s.P50
	}
	for _, x := range g.list {
		way := [3]cch.NodeID{x.before, x.gate, x.behind}
		direction := hours.Direction(country(x.west) + "-" + country(x.east))
		for back := range 2 {
			p := &passing{}
			for k := range way {
				n := k
				if back == 1 {
					n = 2 - k
				}
				id := fmt.Sprintf("%s-%d", x.id, n)
				s := passingStop{service: stays[id+hours.Service.String()], queue: int64(stays[id+hours.Queue.String()] / (10 * time.Millisecond))}
				var err error
				q := hours.Query{Port: x.id, Checkpoint: id, Mode: hours.Car, Direction: direction}
				if s.hours, err = g.book.Timeline(q, gatesEpoch.AddDate(0, -1, 0), gatesEpoch.AddDate(0, 6, 0)); err != nil {
					b.Fatal(err)
				}
				if k > 0 {
					s.drive = d.between(p.out, way[n])
				}
				p.out = way[n]
				p.stops = append(p.stops, s)
				if k == 0 {
					d.from[p.out] = append(d.from[p.out], p)
				}
			}
			direction = direction.Reverse()
		}
	}
	return d
}

// between is how long a drive takes that passes no frontier.
func (d *timed) between(from, to cch.NodeID) int64 {
	crossings := d.from
	d.from = nil
	at, _ := d.search(from, to, 1)
	d.from = crossings
	return at - 1
}

// run returns when one is there who leaves a node at an instant.
func (d *timed) run(from, to cch.NodeID, depart time.Time) (time.Time, bool) {
	at, ok := d.search(from, to, depart.UnixMilli()/10)
	return time.UnixMilli(at * 10), ok
}

func (d *timed) search(from, to cch.NodeID, depart int64) (int64, bool) {
	clear(d.at)
	d.heap = d.heap[:0]
	reach := func(v cch.NodeID, at int64) {
		if old := d.at[v]; old == 0 || at < old {
			d.at[v] = at
			d.push(reached{at, v})
		}
	}
	reach(from, depart)
	for len(d.heap) > 0 {
		r := d.pop()
		if r.at > d.at[r.node] {
			continue
		}
		if r.node == to {
			return r.at, true
		}
		for _, p := range d.from[r.node] {
			if at, ok := p.pass(r.at); ok {
				reach(p.out, at)
			}
		}
		if d.gate[r.node] && r.node != from {
			continue
		}
		for a := d.graph.FirstOut[r.node]; a < d.graph.FirstOut[r.node+1]; a++ {
			reach(d.graph.Head[a], r.at+int64(d.weights[a]))
		}
	}
	return 0, false
}

// pass returns when one is through who comes at an instant.
func (p *passing) pass(at int64) (int64, bool) {
	for i := range p.stops {
		s := &p.stops[i]
		begin, ok := s.hours.Earliest(time.UnixMilli((at+s.drive+s.queue)*10), s.service, hours.Promise)
		if !ok {
			return 0, false
		}
		at = begin.Add(s.service).UnixMilli() / 10
	}
	return at, true
}

func (d *timed) push(r reached) {
	d.heap = append(d.heap, r)
	i := len(d.heap) - 1
	for ; i > 0 && d.heap[(i-1)/4].at > r.at; i = (i - 1) / 4 {
		d.heap[i] = d.heap[(i-1)/4]
	}
	d.heap[i] = r
}

func (d *timed) pop() reached {
	top, last := d.heap[0], d.heap[len(d.heap)-1]
	d.heap = d.heap[:len(d.heap)-1]
	i := 0
	for c := 1; c < len(d.heap); c = 4*i + 1 {
		least := c
		for c++; c < min(4*i+5, len(d.heap)); c++ {
			if d.heap[c].at < d.heap[least].at {
				least = c
			}
		}
		if d.heap[least].at >= last.at {
			break
		}
		d.heap[i] = d.heap[least]
		i = least
	}
	if len(d.heap) > 0 {
		d.heap[i] = last
	}
	return top
}
