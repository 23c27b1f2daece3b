package roadbench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"pamir/geo/route"
	"pamir/internal/api"
	"pamir/internal/roadfile"
	roadkeeper "pamir/internal/roads"
	"pamir/internal/store/memory"
)

// serving asks a server of the imported roads over HTTP, one request after the
// other, between nodes of the graph, on one connection. The client is in this
// process, and its work is in cpu-ns/op. Where no way leads, that is an answer too.
func (s *suite) serving(b *testing.B) {
	if s.roadsFile == "" {
		b.Skip("the import has not run")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as pamir serve does
	f, err := roadfile.Open(s.roadsFile)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	k := roadkeeper.NewKeeper(slog.New(slog.DiscardHandler))
	defer k.Close()
	k.Load(func(ctx context.Context) (*route.Network, error) { return f.Network(ctx) })
	k.Wait()
	features, err := memory.New()
	if err != nil {
		b.Fatal(err)
	}
	h, err := api.New(api.Config{Store: features, Roads: k, Logger: slog.New(slog.DiscardHandler), Token: operator, Timeout: time.Minute})
	if err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(h)
	defer server.Close()
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DisableCompression = true
	plain := &http.Client{Transport: transport}
	ask := func(client *http.Client, path string) ([]byte, error) {
		resp, err := client.Get(server.URL + path)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		noWay := http.StatusUnprocessableEntity
		if strings.HasPrefix(path, "/osrm/") {
			noWay = http.StatusBadRequest
		}
		if resp.StatusCode != http.StatusOK && resp.StatusCode != noWay {
			return nil, fmt.Errorf("%s: %s", path, resp.Status)
		}
		return io.ReadAll(resp.Body)
	}
	get := func(path string) ([]byte, error) { return ask(plain, path) }
	for _, q := range []struct {
		name     string
		dijkstra float64
		client   *http.Client
		path     func() string
	}{
		{"route", s.pair, plain, func() string { return "/v1/route?coordinates=" + s.positions(2) }},
		{"route-gzip", s.pair, server.Client(), func() string { return "/v1/route?coordinates=" + s.positions(2) }},
		{"route-line", s.pair, plain, func() string {
			return "/v1/route?steps=false&geometry=polyline6&coordinates=" + s.positions(2)
		}},
		{"route-truck", s.pair, plain, func() string { return "/v1/route?profile=truck&coordinates=" + s.positions(2) }},
		{"osrm", s.pair, plain, func() string { return "/osrm/route/v1/driving/" + s.positions(2) }},
		{"matrix-100", 100 * s.all, plain, func() string { return "/v1/matrix?origins=" + s.positions(100) }},
		{"isochrone-30min", s.all, plain, func() string {
			lon, lat, _ := strings.Cut(s.positions(1), ",")
			return "/v1/isochrone?minutes=30&lon=" + lon + "&lat=" + lat
		}},
	} {
		b.Run(q.name, func(b *testing.B) {
			var took []time.Duration
			size := 0
			s.ratio(b, q.dijkstra, measure(b, func() error {
				path := q.path()
				start := time.Now()
				body, err := ask(q.client, path)
				took = append(took, time.Since(start))
				size += len(body)
				return err
			}))
			report(b, took)
			b.ReportMetric(float64(size)/float64(b.N)/1e3, "kB/answer")
		})
	}
	ways, err := s.waysOf(get)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("closure", func(b *testing.B) { // closes a road and lifts that; timed from the request to the answer, when it is in force
		var took []time.Duration
		s.runs(b, measure(b, func() error {
			body := fmt.Sprintf(`{"ways":[%d],"reason":"works"}`, ways[s.random.IntN(len(ways))])
			start := time.Now()
			resp, err := server.Client().Do(closing(server.URL, body))
			if err != nil {
				return err
			}
			took = append(took, time.Since(start))
			resp.Body.Close()
			if resp.StatusCode != http.StatusCreated {
				return fmt.Errorf("%s: %s", body, resp.Status)
			}
			list, _ := k.Closures()
			return k.Remove(context.Background(), list[0].ID)
		}))
		report(b, took)
	})
}

const operator = "a token"

func closing(server, body string) *http.Request {
	req := httptest.NewRequest("POST", server+"/v1/closures", strings.NewReader(body))
	req.RequestURI = ""
	req.Header.Set("Authorization", "Bearer "+operator)
	req.Header.Set("Content-Type", "application/json")
	return req
}

// waysOf returns the ids of ways that random routes are on.
func (s *suite) waysOf(get func(path string) ([]byte, error)) (ids []int64, err error) {
	for range 50 {
		body, err := get("/v1/route?annotations=true&steps=false&geometry=none&coordinates=" + s.positions(2))
		if err != nil {
			return nil, err
		}
		var v struct {
			Routes []struct {
				Legs []struct{ Annotation struct{ Way []int64 } }
			}
		}
		if err := json.Unmarshal(body, &v); err != nil {
			return nil, err
		}
		for _, r := range v.Routes {
			ids = append(ids, r.Legs[0].Annotation.Way...)
		}
	}
	if len(ids) == 0 {
		return nil, errors.New("no way was found")
	}
	return ids, nil
}

// report tells the middle and the worst hundredth.
func report(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1e3, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1e3, "p99-ms")
}

// positions are those of random nodes, as requests have them.
func (s *suite) positions(n int) string {
	list := make([]string, n)
	for i := range list {
		v := s.node()
		list[i] = fmt.Sprintf("%.6f,%.6f", s.lon[v], s.lat[v])
	}
	return strings.Join(list, ";")
}
