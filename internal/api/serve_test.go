package api_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pamir/internal/api"
)

// serving runs a server until stop is called, which returns what Serve did.
func serving(t *testing.T, change func(*api.Config)) (address string, stop func() error) {
	t.Helper()
	s := configured(t, change)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, ln) }()
	var once sync.Once
	stop = func() (err error) {
		once.Do(func() { cancel(); err = <-done })
		return err
	}
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
	return ln.Addr().String(), stop
}

// Fifty clients ask as fast as they can over kept connections while the server
// is stopped: no request of theirs fails.
func TestDrainFailsNoRequest(t *testing.T) {
	address, stop := serving(t, func(cfg *api.Config) { cfg.Drain = 500 * time.Millisecond })
	transport := &http.Transport{MaxIdleConnsPerHost: 50}
	client := &http.Client{Transport: transport}
	defer transport.CloseIdleConnections()
	var asked, turned atomic.Int64
	var wg sync.WaitGroup
	begun := make(chan struct{}, 50)
	for i := range 50 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; ; n++ {
				r, err := client.Get(fmt.Sprintf("http://%s/v1/nearest?lon=75&lat=%d", address, 30+i%20))
				if err != nil {
					t.Errorf("request %d of client %d: %v", n, i, err)
					return
				}
				_, err = io.Copy(io.Discard, r.Body)
				r.Body.Close()
				if err != nil || r.StatusCode != 200 {
					t.Errorf("request %d of client %d: status %d, %v", n, i, r.StatusCode, err)
					return
				}
				asked.Add(1)
				if n == 3 {
					begun <- struct{}{}
				}
				if r.Close { // the server asks to go elsewhere
					turned.Add(1)
					return
				}
			}
		}()
	}
	for range 50 {
		<-begun
	}
	if err := stop(); err != nil {
		t.Errorf("Serve: %v", err)
	}
	wg.Wait()
	if turned.Load() != 50 {
		t.Errorf("%d of 50 clients were asked to go", turned.Load())
	}
	if _, err := client.Get("http://" + address + "/healthz"); err == nil {
		t.Error("the server still answers")
	}
}

// A request that is under way when the end is asked for is answered.
func TestDrainWaitsForWork(t *testing.T) {
	started, release := make(chan struct{}), make(chan struct{})
	address, stop := serving(t, func(cfg *api.Config) {
		cfg.Drain = 10 * time.Millisecond
		cfg.Store = broken{cfg.Store, func(context.Context) error { close(started); <-release; return nil }}
	})
	got := make(chan string, 1)
	go func() {
		r, err := http.Get("http://" + address + "/collections/ports/items")
		if err != nil {
			got <- err.Error()
			return
		}
		defer r.Body.Close()
		_, err = io.Copy(io.Discard, r.Body)
		got <- fmt.Sprint(r.StatusCode, err)
	}()
	<-started
	go func() { time.Sleep(100 * time.Millisecond); close(release) }()
	if err := stop(); err != nil {
		t.Error(err)
	}
	if s := <-got; s != "200 <nil>" {
		t.Errorf("the request under way ended with %s", s)
	}
}

func TestReadinessWhileDraining(t *testing.T) {
	address, stop := serving(t, func(cfg *api.Config) { cfg.Drain = 300 * time.Millisecond })
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	status := func(path string) int {
		r, err := client.Get("http://" + address + path)
		if err != nil {
			return 0
		}
		r.Body.Close()
		return r.StatusCode
	}
	if status("/readyz") != 200 || status("/healthz") != 200 {
		t.Error("not ready before the end")
	}
	done := make(chan error, 1)
	go func() { done <- stop() }()
	ended := false
	for range 100 {
		if status("/readyz") == 503 && status("/healthz") == 200 {
			ended = true
			break
		}
		time.Sleep(2 * time.Millisecond)
	}
	if !ended {
		t.Error("readiness did not say 503 while draining")
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// What is not HTTP, or too much of it, is answered and not fatal.
func TestRawRequests(t *testing.T) {
	address, _ := serving(t, func(cfg *api.Config) { cfg.Drain = time.Millisecond })
	for request, want := range map[string]string{
		"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n":                       "200",
		"GET / HTTP/1.0\r\n\r\n":                                                       "200",
		"GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n":                    "400",
		"GET /collections/%4 HTTP/1.1\r\nHost: x\r\n\r\n":                              "400",
		"GET /v1/nearest?lon=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n":     "400",
		"GET /v1/nearest?lon=1;lat=2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n": "400",
		"GET /collections/ports\x00 HTTP/1.1\r\nHost: x\r\n\r\n":                       "400",
		"NONSENSE\r\n\r\n": "400",
		"GET / HTTP/1.1\r\nHost: x\r\nX-Big: " + strings.Repeat("a", 40<<10) + "\r\n\r\n":             "431",
		"GET /?q=" + strings.Repeat("a", 9<<10) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n": "414",
		"BREW / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n":                                     "405",
		"GET //collections HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n":                          "404",
		"GET http://other.example/collections HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n":       "200",
		"GET /collections/..%2f..%2fetc HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n":             "404",
	} {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		conn.SetDeadline(time.Now().Add(5 * time.Second))
		if _, err := io.WriteString(conn, request); err != nil {
			t.Errorf("%.60q: %v", request, err)
		}
		line, err := bufio.NewReader(conn).ReadString('\n')
		if err != nil || !strings.Contains(line, " "+want+" ") {
			t.Errorf("%.60q: answer %q, %v; want %s", request, line, err, want)
		}
		conn.Close()
	}
}
