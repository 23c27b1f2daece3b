package route

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// build makes a network of ways through nodes at lon, lat.
func build(t *testing.T, ways []Way, nodes map[int64][2]float64) (*Network, Report) {
	t.Helper()
	b := NewBuilder()
	for _, w := range ways {
		b.Way(w)
	}
	for id, at := range nodes {
		b.Node(Node{ID: id, Lon: at[0], Lat: at[1]})
	}
	n, report, err := b.Build(context.Background(), BuildOptions{Country: func(lon, lat float64) string {
		if lon < 75 {
			return "KG"
		}
		return "CN"
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Check(); err != nil {
		t.Fatal(err)
	}
	return n, report
}

var primary = Tags{{"highway", "primary"}}

func TestMissingNodesCutWays(t *testing.T) {
	n, report := build(t, []Way{{ID: 1, Nodes: []int64{1, 2, 3, 4, 5, 6}, Tags: primary}},
		map[int64][2]float64{1: {75, 40}, 2: {75.1, 40}, 4: {75.3, 40}, 5: {75.4, 40}, 6: {999, 40}})
	if len(n.motor.edges) != 2 || report.NodesMissing != 2 || report.Unpositioned != 1 {
		t.Errorf("%d edges, report %+v", len(n.motor.edges), report)
	}
}

func TestNodesThatRepeat(t *testing.T) {
	n, _ := build(t, []Way{{ID: 1, Nodes: []int64{1, 1, 2, 2, 3, 3}, Tags: primary}, {ID: 2, Nodes: []int64{2, 4, 4}, Tags: primary}, {ID: 3, Nodes: []int64{7, 7}, Tags: primary}},
		map[int64][2]float64{1: {75, 40}, 2: {75.1, 40}, 3: {75.2, 40}, 4: {75.3, 40}, 7: {75, 41}})
	if g := n.motor; len(g.edges) != 3 || len(g.points(0)) != 2 || len(g.shape) != 6 {
		t.Errorf("%d edges, %d points", len(g.edges), len(g.shape))
	}
}

// TestPublishedLength: it is spread over the way as the drawn length is.
func TestPublishedLength(t *testing.T) {
	nodes := map[int64][2]float64{1: {75, 40}, 2: {75.1, 40}, 3: {75.3, 40}, 4: {75.1, 41}}
	n, _ := build(t, []Way{{ID: 1, Nodes: []int64{1, 2, 3}, Tags: primary, LengthM: 30_000}, {ID: 2, Nodes: []int64{2, 4}, Tags: primary}}, nodes)
	if a, b := n.motor.edges[0].Length, n.motor.edges[1].Length; a != 1_000_000 || b != 2_000_000 {
		t.Errorf("lengths %d and %d cm, want 10 and 20 km", a, b)
	}
	if d := float64(n.motor.edges[2].Length); math.Abs(d-11_102_000) > 5000 {
		t.Errorf("a degree of latitude is %v cm", d)
	}
}

func TestCountryAndFerry(t *testing.T) {
	n, _ := build(t, []Way{
		{ID: 1, Nodes: []int64{1, 2}, Tags: primary},
		{ID: 2, Nodes: []int64{2, 3, 4}, Tags: primary},
		{ID: 3, Nodes: []int64{3, 5}, Tags: Tags{{"route", "ferry"}, {"duration", "00:30"}}},
	}, map[int64][2]float64{1: {74, 40}, 2: {74.9, 40}, 3: {75.1, 40}, 4: {76, 40}, 5: {75.1, 40.1}})
	g := n.motor
	for e, want := range []string{"KG", "CN", "CN", "CN"} {
		if got := n.text(n.codes[g.edges[e].Country]); got != want {
			t.Errorf("edge %d is in %q, want %q", e, got, want)
		}
	}
	if got := n.weight(g, Car, 6); diff(got, 30*60*second) > 10 {
		t.Errorf("the ferry takes %d", got)
	}
}

func TestNoRoads(t *testing.T) {
	b := NewBuilder()
	b.Way(Way{ID: 1, Nodes: []int64{1, 2}, Tags: Tags{{"building", "yes"}}})
	if _, _, err := b.Build(context.Background(), BuildOptions{}); !errors.Is(err, ErrNoRoads) {
		t.Errorf("error %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	b = NewBuilder()
	b.Way(Way{ID: 1, Nodes: []int64{1, 2}, Tags: primary})
	if _, _, err := b.Build(ctx, BuildOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestNodeSet(t *testing.T) {
	b := NewBuilder()
	var refs []int64
	for i := range int64(5000) {
		refs = append(refs, i*i*7-100_000)
	}
	b.Way(Way{ID: 1, Nodes: refs, Tags: primary})
	set := b.Nodes()
	if set.Len() != len(refs) {
		t.Errorf("%d nodes, want %d", set.Len(), len(refs))
	}
	for _, id := range refs {
		if !set.Has(id) || set.Has(id+1) || set.Has(id-1) {
			t.Fatalf("node %d or its neighbours", id)
		}
	}
	if set.Has(math.MinInt64) || set.Has(math.MaxInt64) {
		t.Error("has what is far away")
	}
}

// TestCurve: numbers come in the order in which a square is cut into quarters
// again and again, those at one place in their own order.
func TestCurve(t *testing.T) {
	var square []position
	for lat := range int32(4) {
		for lon := range int32(4) {
			square = append(square, position{lon - 2, lat - 2})
		}
	}
	square = append(square, square[0])
	want := []uint32{0, 16, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15}
	if got := curve(len(square), func(i int) position { return square[i] }); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if spread(math.MaxUint32) != 0x5555555555555555 || spread(1<<31) != 1<<62 {
		t.Error("bits are lost")
	}
}

// TestArrange: the order in which ways come changes nothing of what is known of
// them.
func TestArrange(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 20 {
		tw := randomTown(r)
		n, _ := tw.build(t)
		r.Shuffle(len(tw.ways), func(i, j int) { tw.ways[i], tw.ways[j] = tw.ways[j], tw.ways[i] })
		other, _ := tw.build(t)
		if len(n.ways) != len(other.ways) {
			t.Fatalf("%d ways, then %d", len(n.ways), len(other.ways))
		}
		for i := range n.byID {
			a, b := n.ways[n.byID[i]], other.ways[other.byID[i]]
			if n.text(a.Name) != other.text(b.Name) || n.limits[a.Limits] != other.limits[b.Limits] {
				t.Fatalf("way %d: %q %v, then %q %v", a.ID, n.text(a.Name), n.limits[a.Limits], other.text(b.Name), other.limits[b.Limits])
			}
			a.Name, a.Ref, a.Destination, a.Limits = b.Name, b.Ref, b.Destination, b.Limits
			if a != b {
				t.Fatalf("way %d: %+v, then %+v", a.ID, a, b)
			}
		}
		for id := range tw.ways {
			edges := func(n *Network) (ends [][3]int64) {
				n.forWays([]int64{tw.ways[id].ID}, func(w uint32) {
					first, end := n.motor.edgesOf(w)
					for e := first; e < end; e++ {
						x := &n.motor.edges[e]
						ends = append(ends, [3]int64{n.motor.ids[x.Tail], n.motor.ids[x.Head], int64(x.Length)})
					}
				})
				return ends
			}
			if a, b := edges(n), edges(other); !slices.Equal(a, b) {
				t.Fatalf("way %d: edges %v, then %v", tw.ways[id].ID, a, b)
			}
		}
	}
}
