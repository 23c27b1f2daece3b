package api

import (
	"bytes"
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"pamir/internal/store"
	"pamir/internal/store/memory"
	"pamir/internal/tiles"
)

// TestWorkOutlivesItsCall: who waits for a tile gets it, though the request that
// began the work on it is gone and its call has been used for others.
func TestWorkOutlivesItsCall(t *testing.T) {
	made := func() (*Server, *tiles.Cache) {
		s, err := memory.New(store.Dataset{
			Collection: &store.Collection{ID: "ports", Title: "Ports", Geometry: store.Point, Count: 1},
			Features:   []*store.Feature{{ID: "torugart", Geometry: orb.Point{75.39391, 40.55167}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		kept := tiles.NewCache(1 << 20)
		server, err := New(Config{Store: s, Tiles: kept})
		if err != nil {
			t.Fatal(err)
		}
		return server, kept
	}
	get := func(s *Server, ctx context.Context, address string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequestWithContext(ctx, "GET", address, nil))
		return w
	}
	soon := func(what string, is func() bool) {
		for range 2000 {
			if is() {
				return
			}
			time.Sleep(time.Millisecond)
		}
		t.Fatal(what + " does not come")
	}
	const address = "/xyz/ports/5/22/12.mvt"
	idle, _ := made()
	want := get(idle, t.Context(), address)
	if want.Code != 200 {
		t.Fatalf("%d: %s", want.Code, want.Body)
	}

	s, kept := made()
	busy := s.tiles.making
	for range cap(busy.running) {
		busy.running <- struct{}{}
	}
	first, leave := context.WithCancel(t.Context())
	left, second := make(chan struct{}), make(chan *httptest.ResponseRecorder, 1)
	go func() { get(s, first, address); close(left) }()
	soon("the work", func() bool { return busy.waiting.Load() == 1 })
	go func() { second <- get(s, t.Context(), address) }()
	soon("who joins", func() bool { return kept.Stats().Joined == 1 })
	leave()
	<-left
	for range 100 {
		get(s, t.Context(), "/collections/ports/items/torugart")
	}
	for range cap(busy.running) {
		<-busy.running
	}
	if got := <-second; got.Code != 200 || !bytes.Equal(got.Body.Bytes(), want.Body.Bytes()) {
		t.Errorf("%d %q, want %q", got.Code, got.Body, want.Body)
	}
}

// TestSelf: an answer's own address is the base and what URL.RequestURI says.
func TestSelf(t *testing.T) {
	for _, target := range []string{"/", "/v1/nearest?lon=1&lat=2", "/a%2Fb/%E5%8F%A3?x=%20", "http://other.example/v1?x", "http://other.example"} {
		c := call{base: "https://maps.example.org/pamir", r: httptest.NewRequest("GET", target, nil)}
		if got, want := c.self(), c.base+c.r.URL.RequestURI(); got != want {
			t.Errorf("%s: %s, want %s", target, got, want)
		}
	}
}
