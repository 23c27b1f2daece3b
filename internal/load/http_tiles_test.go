package load

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os/exec"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"pamir/data"
	"pamir/geo/raster"
	"pamir/geo/tile"
	"pamir/internal/api"
	"pamir/internal/tiles"
)

// BenchmarkHTTPTiles asks for 2,000 tiles of zooms 5 to 14 anywhere in the
// built-in region, in turn, packed with gzip: of a server that keeps none, so
// that each is made, and of one that keeps all. Before each a bare handler sends
// the same answers under the same load.
//
// A server under more load than it can bear refuses: with 1,000 connections most
// answers about cold tiles are 503 at once. They are errors here, the rate is of
// the others, and the latencies are of all.
func BenchmarkHTTPTiles(b *testing.B) {
	if _, err := exec.LookPath("wrk"); err != nil {
		b.Skip("wrk is not installed: make setup installs it")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as pamir serve does
	cold, warm := serve(b, drawing(b, 1)), serve(b, drawing(b, 512<<20))
	for b.Loop() {
		fmt.Printf("%-36s %10s %8s %8s %8s %6s\n", "2000 tiles", "tiles/s", "of bare", "p50 ms", "p99 ms", "errors")
		for _, form := range []string{"mvt", "png"} {
			paths := tilePaths(2000, form)
			bare := serve(b, replayed(b, warm, paths))
			script := inTurn(paths)
			for _, s := range []struct{ name, base string }{{"cold", cold}, {"warm", warm}} {
				for _, clients := range []int{64, 1000} {
					floor := wrkBy(b, clients, bare+"/", script)
					r := wrkBy(b, clients, s.base+"/", script)
					fmt.Printf("%-36s %10.0f %8.2f %8.2f %8.2f %6d\n", fmt.Sprintf("%s, %s, %d connections", form, s.name, clients), r.good, r.good/floor.rate, r.p50, r.p99, r.errors)
				}
			}
		}
	}
}

// drawing is a server of the built-in data that keeps so many bytes of tiles.
func drawing(b *testing.B, most int64) *api.Server {
	b.Helper()
	assets, err := raster.ReadAssets(data.Files())
	if err != nil {
		b.Fatal(err)
	}
	styles, err := tiles.ReadStyles(data.Files())
	if err != nil {
		b.Fatal(err)
	}
	return configured(b, api.Config{Tiles: tiles.NewCache(most), Drawing: tiles.Drawing{Styles: styles, Assets: assets}}, load(b)...)
}

// tilePaths are addresses of tiles, the same for every run.
func tilePaths(n int, form string) []string {
	r := rand.New(rand.NewPCG(5, 6))
	paths := make([]string, n)
	for i := range paths {
		id, _ := tile.WebMercatorQuad.At(orb.Point{66 + r.Float64()*16, 34 + r.Float64()*10}, 5+r.IntN(10))
		paths[i] = fmt.Sprintf("/xyz/pamir/%d/%d/%d.%s", id.Z, id.X, id.Y, form)
	}
	return paths
}

// inTurn is a script that asks for addresses in turn.
func inTurn(paths []string) string {
	return `wrk.headers["Accept-Encoding"] = "gzip"
local paths, i = {"` + strings.Join(paths, `","`) + `"}, 0
request = function()
	i = i % #paths + 1
	return wrk.format("GET", paths[i])
end
`
}

// replayed fetches addresses of a server, so that it keeps them, and is a bare
// handler of the same answers.
func replayed(b *testing.B, base string, paths []string) http.Handler {
	b.Helper()
	type answer struct {
		status int
		header http.Header
		body   []byte
	}
	answers := map[string]answer{}
	for _, p := range paths {
		req, err := http.NewRequest(http.MethodGet, base+p, nil)
		if err != nil {
			b.Fatal(err)
		}
		req.Header.Set("Accept-Encoding", "gzip")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			b.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode >= 300 {
			b.Fatalf("%s: %s, %v", p, resp.Status, err)
		}
		answers[p] = answer{resp.StatusCode, resp.Header, body}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := answers[r.URL.Path]
		h := w.Header()
		for name, values := range a.header {
			h[name] = values
		}
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body) // a client that is gone is its own affair
	})
}
