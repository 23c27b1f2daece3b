package load

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"

	"pamir/geo/route"
	"pamir/internal/api"
	"pamir/internal/osmpbf/pbftest"
	"pamir/internal/region"
	"pamir/internal/roadfile"
	"pamir/internal/roads"
)

// BenchmarkHTTPRoads asks a server of Delaware's roads, between random places.
// Four clients, not 64: what is measured is how long an answer takes, and not
// the queue for the processors.
func BenchmarkHTTPRoads(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as pamir serve does
	base := serve(b, delaware(b))
	const clients = 4
	for b.Loop() {
		fmt.Printf("%-36s %10s %8s %8s %6s\n", "Delaware, 4 connections", "req/s", "p50 ms", "p99 ms", "errors")
		for _, l := range []struct{ name, path, script string }{
			{"route", "/v1/route?profile=car", "route.lua"},
			{"route, line alone", "/v1/route?steps=false&geometry=polyline6", "route.lua"},
			{"route, truck", "/v1/route?profile=truck", "route.lua"},
			{"route, no toll", "/v1/route?avoid=toll", "route.lua"},
			{"route, 3 alternatives", "/v1/route?alternatives=3", "route.lua"},
			{"osrm route", "", "osrm.lua"},
			{"matrix 50 x 50", "/v1/matrix?", "origins.lua"},
			{"isochrone, 10 minutes", "/v1/isochrone?minutes=10", "reach.lua"},
			{"isochrone, 30 minutes", "/v1/isochrone?minutes=30", "reach.lua"},
		} {
			r := wrk(b, clients, base, l.path, l.script)
			fmt.Printf("%-36s %10.0f %8.2f %8.2f %6d\n", l.name, r.rate, r.p50, r.p99, r.errors)
		}
	}
}

// delaware imports Delaware and is a server of it.
func delaware(b *testing.B) *api.Server {
	file, err := os.Open(pbftest.Delaware(b))
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		b.Fatal(err)
	}
	dir := filepath.Join(b.TempDir(), "delaware")
	if _, err := region.Import(context.Background(), region.Extract{Name: "delaware", File: file, Size: info.Size()}, region.Options{Dir: dir}); err != nil {
		b.Fatal(err)
	}
	r, err := region.Open(context.Background(), dir)
	if err != nil {
		b.Fatal(err)
	}
	f, err := roadfile.Open(r.Roads)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { f.Close() })
	k := roads.NewKeeper(slog.New(slog.DiscardHandler))
	k.Load(func(ctx context.Context) (*route.Network, error) { return f.Network(ctx) })
	k.Wait()
	b.Cleanup(func() { k.Close() })
	return configured(b, api.Config{Roads: k}, r.Datasets...)
}
