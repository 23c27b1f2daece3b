package load

import (
	"cmp"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/paulmach/orb"

	"pamir/data"
	"pamir/geo"
	"pamir/internal/api"
	"pamir/internal/gazetteer"
	"pamir/internal/schedules"
	"pamir/internal/store"
	"pamir/internal/store/memory"
)

// BenchmarkHTTP prints a table: requests a second, the ratio to the bare
// handler measured just before, and latencies. "by cpu" is the ratio of the
// processor time that a request takes of the server and of wrk: what the ratio
// is on a machine that does nothing else.
func BenchmarkHTTP(b *testing.B) {
	if _, err := exec.LookPath("wrk"); err != nil {
		b.Skip("wrk is not installed: make setup installs it")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as pamir serve does
	bare := serve(b, bareHandler())
	builtIn := serve(b, server(b, load(b)...))
	timetables := serve(b, withSchedules(b, load(b)...))
	n := setting("PAMIR_BENCH_POINTS", 1_000_000)
	many := serve(b, server(b, points(n)))
	lines := []struct{ name, base, path, script string }{
		{"built-in: nearest", builtIn, "/v1/nearest?number=3", "nearest.lua"},
		{"built-in: nearest, name only", builtIn, "/v1/nearest?number=3&properties=name", "nearest.lua"},
		{"built-in: items, box of places", builtIn, "/collections/places/items?limit=10", "items.lua"},
		{"built-in: status of one port", timetables, "/v1/ports/karasu/status?mode=truck&direction=CN-TJ", ""},
		{"built-in: status of all, trucks", timetables, "/v1/status?mode=truck", ""},
		{"built-in: nearest open port", timetables, "/v1/nearest?number=1&state=open&mode=truck&properties=name", "nearest.lua"},
		{"built-in: one port", builtIn, "/collections/ports/items/torugart", ""},
		{fmt.Sprintf("%d points: nearest", n), many, "/v1/nearest?collection=points&number=3", "nearest.lua"},
		{fmt.Sprintf("%d points: nearest 10", n), many, "/v1/nearest?collection=points&number=10", "nearest.lua"},
		{fmt.Sprintf("%d points: items, box", n), many, "/collections/points/items?limit=10", "items.lua"},
		{fmt.Sprintf("%d points: one point", n), many, "/collections/points/items/4711", ""},
	}
	only := regexp.MustCompile(os.Getenv("PAMIR_BENCH_ONLY"))
	for b.Loop() {
		fmt.Printf("%-36s %10s %8s %8s %8s %8s %6s\n", "64 connections", "req/s", "of bare", "by cpu", "p50 ms", "p99 ms", "errors")
		for _, l := range lines {
			if !only.MatchString(l.name) {
				continue
			}
			floor := wrk(b, 64, bare, "/?x=1", l.script) // wrk works as hard for it
			r := wrk(b, 64, l.base, l.path, l.script)
			fmt.Printf("%-36s %10.0f %8.2f %8.2f %8.2f %8.2f %6d\n", l.name, r.rate, r.rate/floor.rate, floor.cpu/r.cpu, r.p50, r.p99, r.errors)
		}
	}
}

type result struct {
	rate, good float64 // requests a second, and those without an error
	p50, p99   float64 // milliseconds
	cpu        float64 // microseconds of processor time for a request, by server and wrk
	errors     int
}

var line = regexp.MustCompile(`RESULT (\d+) (\d+) (\d+) (\d+) (\d+)`)

// wrk loads an address with so many connections. A script is a file of testdata.
func wrk(b *testing.B, clients int, base, path, script string) result {
	b.Helper()
	text := ""
	if script != "" {
		text = read(b, script)
	}
	return wrkBy(b, clients, base+path, text)
}

// wrkBy loads an address as a script in Lua says.
func wrkBy(b *testing.B, clients int, address, script string) result {
	b.Helper()
	file := filepath.Join(b.TempDir(), "wrk.lua")
	if err := os.WriteFile(file, []byte(read(b, "done.lua")+script), 0o644); err != nil {
		b.Fatal(err)
	}
	seconds := setting("PAMIR_BENCH_SECONDS", 10)
	before := cpuTime(b)
	out, err := exec.Command("wrk", "-t1", fmt.Sprintf("-c%d", clients), fmt.Sprintf("-d%ds", seconds), "--latency", "-s", file, address).CombinedOutput()
	m := line.FindSubmatch(out)
	if err != nil || m == nil {
		b.Fatalf("wrk %s: %v\n%s", address, err, out)
	}
	var v [5]float64
	for i := range v {
		v[i], _ = strconv.ParseFloat(string(m[i+1]), 64)
	}
	return result{rate: v[0] / v[1] * 1e6, good: (v[0] - v[4]) / v[1] * 1e6, cpu: (cpuTime(b) - before) / v[0], p50: v[2] / 1e3, p99: v[3] / 1e3, errors: int(v[4])}
}

// cpuTime returns the microseconds that this process has taken of the
// processors, and its children that have ended.
func cpuTime(b *testing.B) (sum float64) {
	b.Helper()
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if err := syscall.Getrusage(who, &u); err != nil {
			b.Fatal(err)
		}
		sum += float64(u.Utime.Nano()+u.Stime.Nano()) / 1e3
	}
	return sum
}

func read(b *testing.B, name string) string {
	b.Helper()
	t, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		b.Fatal(err)
	}
	return string(t) + "\n"
}

func setting(name string, otherwise int) int {
	n, _ := strconv.Atoi(os.Getenv(name))
	return cmp.Or(n, otherwise)
}

// serve answers on a port of this machine until the benchmark ends.
func serve(b *testing.B, h http.Handler) string {
	b.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	s := &http.Server{Handler: h, ReadHeaderTimeout: time.Second}
	go s.Serve(ln)
	b.Cleanup(func() { s.Close() })
	return "http://" + ln.Addr().String()
}

// bareHandler answers 42 bytes.
func bareHandler() http.Handler {
	e := echo.New()
	body := []byte(`{"port":"torugart","distance_m":130276.43}`)
	e.GET("/", func(c echo.Context) error { return c.Blob(http.StatusOK, "application/json", body) })
	return e
}

func server(b *testing.B, sets ...store.Dataset) http.Handler {
	b.Helper()
	return configured(b, api.Config{}, sets...)
}

// withSchedules is a server that knows the built-in hours.
func withSchedules(b *testing.B, sets ...store.Dataset) http.Handler {
	b.Helper()
	files, err := schedules.BuiltIn(data.Files())
	if err != nil {
		b.Fatal(err)
	}
	keeper, err := schedules.NewKeeper(schedules.Options{Chains: data.Chains(sets), BuiltIn: files})
	if err != nil {
		b.Fatal(err)
	}
	return configured(b, api.Config{Schedules: keeper}, sets...)
}

func configured(b *testing.B, cfg api.Config, sets ...store.Dataset) *api.Server {
	b.Helper()
	var err error
	if cfg.Store, err = memory.New(sets...); err != nil {
		b.Fatal(err)
	}
	cfg.Search, cfg.DataVersion, cfg.Logger = gazetteer.New(nil), "bench", slog.New(slog.NewTextHandler(io.Discard, nil))
	h, err := api.New(cfg)
	if err != nil {
		b.Fatal(err)
	}
	return h
}

func load(b *testing.B) []store.Dataset {
	b.Helper()
	sets, err := data.Load(data.Files())
	if err != nil {
		b.Fatal(err)
	}
	return sets
}

// points returns n points in the box of the built-in region.
func points(n int) store.Dataset {
	r := rand.New(rand.NewPCG(1, 2))
	box := geo.Box{West: 66, South: 34, East: 82, North: 44}
	d := store.Dataset{Collection: &store.Collection{ID: "points", Title: "Points", Role: store.User, Geometry: store.Point, Count: n, BBox: &box,
		Properties: []store.Property{{Name: "name", Type: store.String}, {Name: "height_m", Type: store.Number}}}}
	d.Features = make([]*store.Feature, n)
	for i := range d.Features {
		d.Features[i] = &store.Feature{
			ID:       strconv.Itoa(i),
			Geometry: orb.Point{66 + r.Float64()*16, 34 + r.Float64()*10},
			Values:   []store.Value{"Point " + strconv.Itoa(i), float64(r.IntN(5000))},
		}
	}
	return d
}
