package route

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/paulmach/orb"
)

// The benchmarks drive through a land of towns: each a grid of 30 by 30
// junctions, joined by roads to the four towns beside it. There are 100 of them
// (90,000 junctions), or $PAMIR_BENCH_TOWNS; 1,156 are a million. They report
// the middle and the worst hundredth of the time that a question takes, its
// processor time, which says more on a machine that others use, and how many
// times longer Dijkstra's algorithm takes for it in the same run.

const streets = 30 // of a town, each way

// land draws so many towns.
func land(towns int) *town {
	side := 1
	for side*side < towns {
		side++
	}
	r := rand.New(rand.NewPCG(5, 6))
	tw := &town{}
	at := func(town, x, y int) int64 { return int64((town*streets+y)*streets + x + 1) }
	way := func(class string, nodes []int64, tags ...Tag) {
		id := int64(len(tw.ways) + 1)
		tw.ways = append(tw.ways, Way{ID: id, Nodes: nodes, Tags: append(Tags{{"highway", class}, {"name", "Road " + strconv.FormatInt(id%997, 10)}}, tags...)})
	}
	for town := range side * side {
		west, south := 70+float64(town%side)*0.1, 35+float64(town/side)*0.1
		for y := range streets {
			for x := range streets {
				tw.nodes = append(tw.nodes, Node{ID: at(town, x, y), Lon: west + (float64(x)+0.6*r.Float64())*0.0015, Lat: south + (float64(y)+0.6*r.Float64())*0.0012})
			}
		}
		for k := range streets {
			tw.street(r, way, k, func(i int) int64 { return at(town, i, k) })
			tw.street(r, way, k, func(i int) int64 { return at(town, k, i) })
		}
	}
	join := func(from, to int64) {
		a, b := tw.nodes[from-1], tw.nodes[to-1]
		nodes := []int64{from}
		for i := 1; i < 8; i++ {
			f := float64(i) / 8
			n := Node{ID: int64(len(tw.nodes) + 1), Lon: a.Lon + f*(b.Lon-a.Lon) + 0.002*r.Float64(), Lat: a.Lat + f*(b.Lat-a.Lat) + 0.002*r.Float64()}
			tw.nodes, nodes = append(tw.nodes, n), append(nodes, n.ID)
		}
		way("trunk", append(nodes, to))
	}
	for town := range side * side {
		if town%side > 0 {
			join(at(town-1, streets-1, streets/2), at(town, 0, streets/2))
		}
		if town/side > 0 {
			join(at(town-side, streets/2, streets-1), at(town, streets/2, 0))
		}
	}
	return tw
}

// street draws the k-th street of a town: the small ones with gaps, some in one
// direction, and here and there a turn into the one before that is forbidden.
func (tw *town) street(r *rand.Rand, way func(class string, nodes []int64, tags ...Tag), k int, at func(i int) int64) {
	class := "residential"
	if k == 0 || k == streets-1 || k == streets/2 {
		class = "primary"
	} else if k%5 == 0 {
		class = "tertiary"
	}
	nodes := []int64{at(0)}
	for i := 1; i < streets; i++ {
		gap := class == "residential" && r.IntN(10) == 0
		if !gap {
			nodes = append(nodes, at(i))
		}
		if (gap || i == streets-1) && len(nodes) > 1 {
			if class == "residential" && r.IntN(5) == 0 {
				way(class, nodes, Tag{"oneway", "yes"})
			} else {
				way(class, nodes)
			}
			if id := int64(len(tw.ways)); r.IntN(4) == 0 {
				tw.relations = append(tw.relations, Relation{ID: id, Tags: Tags{{"type", "restriction"}, {"restriction", "no_u_turn"}},
					Members: []Member{{'w', id, "from"}, {'n', nodes[len(nodes)-1], "via"}, {'w', id, "to"}}})
			}
			nodes = nil
		}
		if gap || nodes == nil {
			nodes = []int64{at(i)}
		}
	}
}

var benched = sync.OnceValue(func() *Router {
	towns := 100
	if n, err := strconv.Atoi(os.Getenv("PAMIR_BENCH_TOWNS")); err == nil {
		towns = n
	}
	tw := land(towns)
	b := NewBuilder()
	for _, w := range tw.ways {
		b.Way(w)
	}
	for _, r := range tw.relations {
		b.Relation(r)
	}
	b.Nodes()
	for _, n := range tw.nodes {
		b.Node(n)
	}
	n, _, err := b.Build(context.Background(), BuildOptions{Source: "a land"})
	if err != nil {
		panic(err)
	}
	r, err := NewRouter(n)
	if err != nil {
		panic(err)
	}
	return r
})

// processor is how much of it this process has used.
func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// bench times a question with other arguments each time, and returns the
// processor time of one, in nanoseconds.
func bench(b *testing.B, ask func(r *rand.Rand) error) (mean float64) {
	b.Helper()
	benched()
	r := rand.New(rand.NewPCG(7, 8))
	var took []time.Duration
	used := processor()
	for b.Loop() {
		start := time.Now()
		if err := ask(r); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	mean = float64((processor() - used).Nanoseconds()) / float64(len(took))
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds()), "p50-ns")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds()), "p99-ns")
	b.ReportMetric(mean, "cpu-ns/op")
	return mean
}

// somewhere is a position in the land.
func somewhere(r *rand.Rand) Stop {
	n := benched().n.graph(Car).at
	p := n[r.IntN(len(n))].point()
	return Stop{At: orb.Point{p[0] + 0.001*r.Float64(), p[1] + 0.001*r.Float64()}}
}

// dijkstra is the algorithm on nodes and links, to one node or to all.
type dijkstra struct {
	g       *graph
	weights []uint32
	lengths []uint32
	queue   []uint64
}

func newDijkstra() *dijkstra {
	g := benched().n.graph(Car)
	d := &dijkstra{g: g, lengths: make([]uint32, len(g.nodeJunction))}
	for _, w := range benched().now.Load().costs[Car].links() {
		d.weights = append(d.weights, uint32(w))
	}
	return d
}

func (d *dijkstra) run(from, to uint32) {
	for i := range d.lengths {
		d.lengths[i] = infinity
	}
	d.lengths[from] = 0
	d.queue = append(d.queue[:0], uint64(from))
	for len(d.queue) > 0 {
		length, node := uint32(d.queue[0]>>32), uint32(d.queue[0])
		d.pop()
		if node == to {
			return
		}
		if length > d.lengths[node] {
			continue
		}
		for l := d.g.out[node]; l < d.g.out[node+1]; l++ {
			if w, head := d.weights[l], d.g.heads[l]; w < infinity && length+w < d.lengths[head] {
				d.lengths[head] = length + w
				d.push(uint64(length+w)<<32 | uint64(head))
			}
		}
	}
}

func (d *dijkstra) push(x uint64) {
	d.queue = append(d.queue, x)
	i := len(d.queue) - 1
	for i > 0 && d.queue[(i-1)/4] > x {
		d.queue[i] = d.queue[(i-1)/4]
		i = (i - 1) / 4
	}
	d.queue[i] = x
}

func (d *dijkstra) pop() {
	last := len(d.queue) - 1
	x := d.queue[last]
	d.queue = d.queue[:last]
	if last == 0 {
		return
	}
	i := 0
	for 4*i+1 < last {
		least := 4*i + 1
		for k := least + 1; k < min(4*i+5, last); k++ {
			if d.queue[k] < d.queue[least] {
				least = k
			}
		}
		if d.queue[least] >= x {
			break
		}
		d.queue[i] = d.queue[least]
		i = least
	}
	d.queue[i] = x
}

// times measures Dijkstra's algorithm, in nanoseconds.
func (d *dijkstra) times(pairs bool) float64 {
	r := rand.New(rand.NewPCG(7, 8))
	start, runs := processor(), 0
	for ; runs < 10; runs++ {
		to := none
		if pairs {
			to = uint32(r.IntN(len(d.lengths)))
		}
		d.run(uint32(r.IntN(len(d.lengths))), to)
	}
	return float64((processor() - start).Nanoseconds()) / float64(runs)
}

func BenchmarkSnap(b *testing.B) {
	bench(b, func(r *rand.Rand) error {
		_, err := benched().Nearest(&Options{}, somewhere(r), 1)
		return err
	})
}

func BenchmarkRoute(b *testing.B) {
	for name, o := range map[string]Options{"car": {}, "truck": {Mode: Truck, Vehicle: OrdinaryTruck}, "at-an-hour": {Departure: time.Date(2026, 3, 4, 8, 0, 0, 0, time.UTC)}} {
		b.Run(name, func(b *testing.B) {
			other := newDijkstra().times(true)
			mean := bench(b, func(r *rand.Rand) error {
				a, err := benched().Route(context.Background(), &Plan{Options: o, Stops: []Stop{somewhere(r), somewhere(r)}})
				var no *NoRouteError
				if errors.As(err, &no) {
					return nil
				}
				if err == nil {
					a.Routes[0].Line()
				}
				return err
			})
			b.ReportMetric(other/mean, "x-dijkstra")
		})
	}
}

func BenchmarkMatrix(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			other := newDijkstra().times(false) * float64(n)
			mean := bench(b, func(r *rand.Rand) error {
				var p TablePlan
				for range n {
					p.From, p.To = append(p.From, somewhere(r)), append(p.To, somewhere(r))
				}
				_, err := benched().Table(context.Background(), &p)
				return err
			})
			b.ReportMetric(other/mean, "x-dijkstra")
		})
	}
}

func BenchmarkReach(b *testing.B) {
	for _, minutes := range []uint32{15, 60} {
		b.Run(strconv.Itoa(int(minutes))+"min", func(b *testing.B) {
			other := newDijkstra().times(false)
			mean := bench(b, func(r *rand.Rand) error {
				a, err := benched().Reach(context.Background(), &ReachPlan{At: somewhere(r), Limits: []uint32{minutes * 6000}})
				if err == nil {
					a.Contours[0].Outline()
				}
				return err
			})
			b.ReportMetric(other/mean, "x-dijkstra-to-all")
		})
	}
}

// BenchmarkClosure closes a way and opens the one before: without crossings, and
// with 142 of them, whose tables of drives are made anew before the swap.
func BenchmarkClosure(b *testing.B) {
	ways := benched().n.ways
	for _, crossings := range []int{0, 142} {
		b.Run(strconv.Itoa(crossings)+"-crossings", func(b *testing.B) {
			if err := benched().SetCrossings(scattered(crossings)); err != nil {
				b.Fatal(err)
			}
			other := newDijkstra().times(false)
			mean := bench(b, func(r *rand.Rand) error {
				return benched().SetClosures(context.Background(), []Closure{{Ways: []int64{ways[r.IntN(len(ways))].ID}}})
			})
			b.ReportMetric(mean/other, "dijkstra-runs")
		})
	}
	if err := errors.Join(benched().SetClosures(context.Background(), nil), benched().SetCrossings(Crossings{})); err != nil {
		b.Fatal(err)
	}
}

// scattered crossings are amid random edges, in one direction each.
func scattered(n int) (list Crossings) {
	r, g := rand.New(rand.NewPCG(9, 9)), benched().n.graph(Car)
	for len(list[Car]) < n {
		e := uint32(r.IntN(len(g.edges)))
		p := Place{edge: e, along: 0.5, junction: none, dirs: only(r.IntN(2))}
		p.At = g.pointAt(e, p.along)
		if rights := benched().n.rights(g, Car, e); p.dirs[0] && rights&1 != 0 || p.dirs[1] && rights&2 != 0 {
			list[Car] = append(list[Car], Crossing{ID: strconv.Itoa(len(list[Car])), Stops: []Place{p}})
		}
	}
	return list
}

func BenchmarkMatch(b *testing.B) {
	bench(b, func(r *rand.Rand) error {
		a, err := benched().Route(context.Background(), &Plan{Stops: []Stop{somewhere(r), somewhere(r)}})
		if err != nil {
			return nil
		}
		stops, times := track(r, a.Routes[0].Line(), 100, 5)
		stops, times = stops[:min(len(stops), 100)], times[:min(len(times), 100)]
		_, err = benched().Match(context.Background(), &TracePlan{Points: stops, Times: times})
		return err
	})
}
