package api_test

import (
	"context"
	"io"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/border"
	"pamir/geo/hours"
	"pamir/geo/route"
	"pamir/internal/api"
	"pamir/internal/roads"
)

// twoPorts is a road from a town in China to one in Kyrgyzstan over Torugart,
// 120 km, and another over Irkeshtam, 90 km; and one from the Kyrgyz town back
// to a yard, 30 km, over which nothing leads abroad.
func twoPorts(context.Context) (*route.Network, error) {
	b := route.NewBuilder()
	id := int64(0)
	way := func(country string, metres float64, nodes ...int64) {
		id++
		tags := route.Tags{{Key: "highway", Value: "primary"}, {Key: "maxspeed", Value: "60"}, {Key: "name", Value: "Road"}}
		if id == 2 { // up to Torugart
			tags = append(tags, route.Tag{Key: "incline", Value: "8%"})
		}
		b.Way(route.Way{ID: id, Nodes: nodes, Country: country, LengthM: metres * 0.85, Tags: tags}) // one drives at 0.85 of the limit
	}
	way("CN", 40_000, 1, 2)
	way("CN", 30_000, 2, 3)
	way("KG", 20_000, 3, 4)
	way("KG", 30_000, 4, 5)
	way("CN", 25_000, 1, 6)
	way("CN", 20_000, 6, 7)
	way("KG", 15_000, 7, 8)
	way("KG", 30_000, 8, 5)
	way("KG", 30_000, 5, 9)
	for n, at := range portNodes {
		node := route.Node{ID: n, Lon: at[0], Lat: at[1]}
		if n == 3 {
			node.Tags = route.Tags{{Key: "ele", Value: "3752"}}
		}
		b.Node(node)
	}
	n, _, err := b.Build(context.Background(), route.BuildOptions{Source: "two ports"})
	return n, err
}

var portNodes = map[int64]orb.Point{
	1: {75.9, 39.4}, 2: {75.6, 39.8}, 3: {75.4, 40.2}, 4: {75.3, 40.5}, 5: {74.5, 40.6}, 6: {75.0, 39.4}, 7: {74.4, 39.5}, 8: {74.1, 39.8}, 9: {74.5, 40.9},
}

// portsOnRoads are those of twoPorts.
func portsOnRoads() []border.Port {
	post := func(id, side string, node int64, frontier bool) border.Checkpoint {
		at := portNodes[node]
		return border.Checkpoint{ID: id, Name: id, Side: side, At: &at, Frontier: frontier, Node: node}
	}
	gate := func(id string, node int64) border.Checkpoint {
		c := post(id, "", node, true)
		c.Modes = []hours.Mode{"none"} // a line that one drives over
		return c
	}
	both := []hours.Direction{"CN-KG", "KG-CN"}
	return []border.Port{
		{ID: "torugart", Name: "Torugart", Directions: both, Checkpoints: []border.Checkpoint{post("torugart-topa", "CN", 2, false), gate("torugart-gate", 3), post("torugart-kg-post", "KG", 4, false)}},
		{ID: "irkeshtam", Name: "Irkeshtam", Modes: []hours.Mode{hours.Truck, hours.Car}, Directions: both, Others: border.NotAdmitted, Checkpoints: []border.Checkpoint{post("irkeshtam-cn", "CN", 6, false), gate("irkeshtam-gate", 7), post("irkeshtam-kg", "KG", 8, false)}},
	}
}

// opening is a book of the two ports: Torugart's Chinese side is open at some
// hours of Beijing, its Kyrgyz side from 8 to 20, and twenty minutes is what
// each takes; of Irkeshtam the days are known.
func opening(t testing.TB, version, topa string, notices ...hours.Notice) *hours.Book {
	t.Helper()
	shanghai, bishkek := zone(t, "Asia/Shanghai"), zone(t, "Asia/Bishkek")
	clocks := []hours.Clock{{Name: "Beijing", Zone: shanghai}, {Name: "Bishkek", Zone: bishkek}}
	said := []hours.Source{{Title: "Hours", Publisher: "Border Service", Published: "2026-01-02", URL: "https://example.org/hours"}}
	day := moment(t, "2026-01-02T00:00:00Z")
	both := []hours.Direction{"CN-KG", "KG-CN"}
	stay := func(id, port string, of hours.StayKind, d time.Duration) hours.Stay {
		return hours.Stay{ID: id, Scope: hours.Scope{Port: port}, Of: of, P50: d, P90: hours.NotMeasured, Mean: hours.NotMeasured, Confidence: hours.Scheduled, Basis: "an example", AsOf: day, Sources: said}
	}
	b, err := hours.NewBook(hours.Content{
		Version: version,
		Chains: []hours.Chain{
			{Port: "torugart", Modes: hours.Modes(), Directions: both, Checkpoints: []hours.Checkpoint{{ID: "torugart-topa", Side: "CN"}, {ID: "torugart-kg-post", Side: "KG"}}, Clocks: clocks},
			{Port: "irkeshtam", Modes: []hours.Mode{hours.Truck, hours.Car}, Directions: both, Checkpoints: []hours.Checkpoint{{ID: "irkeshtam-cn", Side: "CN"}, {ID: "irkeshtam-kg", Side: "KG"}}, Clocks: clocks},
		},
		Rules: []hours.Rule{
			{ID: "topa", Scope: hours.Scope{Port: "torugart", Side: "CN"}, Zone: shanghai, Hours: expression(t, topa), Confidence: hours.Scheduled, AsOf: day, Sources: said},
			{ID: "post", Scope: hours.Scope{Port: "torugart", Side: "KG"}, Zone: bishkek, Hours: expression(t, "Mo-Su 08:00-20:00"), Confidence: hours.Scheduled, AsOf: day, Sources: said},
			{ID: "irkeshtam", Scope: hours.Scope{Port: "irkeshtam"}, Zone: shanghai, Days: expression(t, "Mo-Su"), Confidence: hours.Announced, AsOf: day, Sources: said},
		},
		Notices: notices,
		Stays:   []hours.Stay{stay("t-service", "torugart", hours.Service, 20*time.Minute), stay("t-queue", "torugart", hours.Queue, 0), stay("t-all", "torugart", hours.Dwell, 3*time.Hour)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// frontier is a server with two ports on its roads, and what of it can change.
type frontier struct {
	*client
	roads *roads.Keeper
	book  atomic.Pointer[hours.Book]
}

func (f *frontier) Book() *hours.Book { return f.book.Load() }

// atFrontier returns a client of a server with two ports, on Wednesday 4 March
// 2026 at 8 in the morning in Beijing.
func atFrontier(t testing.TB) *frontier {
	t.Helper()
	f := &frontier{roads: roads.NewKeeper(slog.New(slog.NewTextHandler(io.Discard, nil)), portsOnRoads()...)}
	if err := f.roads.Keep(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	f.roads.Load(twoPorts)
	f.roads.Wait()
	t.Cleanup(func() { f.roads.Close() })
	f.book.Store(opening(t, "v1", "Mo-Su 10:00-14:00,16:00-19:00"))
	now := moment(t, "2026-03-04T08:00:00+08:00")
	f.client = newClient(t, configured(t, func(c *api.Config) {
		c.Roads, c.Token, c.Schedules, c.Now = f.roads, token, f, func() time.Time { return now }
	}))
	return f
}
