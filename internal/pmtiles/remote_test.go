package pmtiles_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pamir/internal/pmtiles"
)

// bucket is an object store: it serves one file by range, as it is told to.
type bucket struct {
	mu       sync.Mutex
	file     []byte
	tag      string // ETag; "" for none
	modified time.Time
	around   func(w http.ResponseWriter, r *http.Request, serve func()) // may be nil
	requests atomic.Int32
}

func (b *bucket) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.requests.Add(1)
	serve := func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		if b.tag != "" {
			w.Header().Set("Etag", b.tag)
		}
		http.ServeContent(w, r, "x.pmtiles", b.modified, bytes.NewReader(b.file))
	}
	if b.around != nil {
		b.around(w, r, serve)
		return
	}
	serve()
}

func (b *bucket) replace(file []byte, tag string, modified time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.file, b.tag, b.modified = file, tag, modified
}

func (b *bucket) start(t *testing.T) string {
	s := httptest.NewServer(b)
	t.Cleanup(s.Close)
	return s.URL + "/maps/x.pmtiles"
}

func TestRemote(t *testing.T) {
	name, tiles := small(t)
	b := &bucket{file: read(t, name), tag: `"one"`}
	a := open(t, b.start(t)+"?signature=secret")
	for id := range uint64(40) {
		got, ok, err := a.Tile(ctx, id)
		if want, there := tiles[id]; err != nil || ok != there || !bytes.Equal(got.Data, want) {
			t.Fatalf("tile %d: %v %v", id, ok, err)
		}
	}
	if n := b.requests.Load(); n != 31 {
		t.Errorf("%d requests for the start and 30 tiles", n)
	}
	if r, err := a.Verify(ctx, pmtiles.Check{}); err != nil || len(r.Faults) > 0 {
		t.Error(err, r.Faults)
	}
}

// TestRemoteFails: what is tried again, how often, and that no error shows what
// an address may hold that is secret.
func TestRemoteFails(t *testing.T) {
	name, _ := small(t)
	whole := read(t, name)
	elsewhere := httptest.NewServer(&bucket{file: whole})
	t.Cleanup(elsewhere.Close)
	const always = 1000
	for _, test := range []struct {
		what     string
		times    int32 // how often it fails
		fail     func(w http.ResponseWriter, r *http.Request, serve func())
		requests int32
		want     string // "": none
	}{
		{"503 once", 1, func(w http.ResponseWriter, r *http.Request, _ func()) { w.WriteHeader(503) }, 2, ""},
		{"429 twice", 2, func(w http.ResponseWriter, r *http.Request, _ func()) { w.WriteHeader(429) }, 3, ""},
		{"500", always, func(w http.ResponseWriter, r *http.Request, _ func()) { w.WriteHeader(500) }, 3, "the server answers 500 Internal Server Error"},
		{"403", always, func(w http.ResponseWriter, r *http.Request, _ func()) { w.WriteHeader(403) }, 1, "the server answers 403 Forbidden"},
		{"a broken connection", 1, func(w http.ResponseWriter, r *http.Request, _ func()) {
			c, _, err := w.(http.Hijacker).Hijack()
			if err == nil {
				c.Close()
			}
		}, 2, ""},
		{"half an answer", always, func(w http.ResponseWriter, r *http.Request, _ func()) {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes 0-%d/%d", len(whole)-1, len(whole)))
			w.Header().Set("Content-Length", fmt.Sprint(len(whole)))
			w.WriteHeader(206)
			w.Write(whole[:100])
		}, 3, "the answer breaks off"},
		{"no ranges", always, func(w http.ResponseWriter, r *http.Request, _ func()) { w.Write(whole) }, 1, "the whole file"},
		{"another range", always, func(w http.ResponseWriter, r *http.Request, _ func()) {
			w.Header().Set("Content-Range", "bytes 5-20/1000")
			w.WriteHeader(206)
		}, 1, `"bytes 5-20/1000" in place of bytes 0-16383`},
		{"a nonsensical range", always, func(w http.ResponseWriter, r *http.Request, _ func()) {
			w.Header().Set("Content-Range", "bytes 0-99999999999999999999/9")
			w.WriteHeader(206)
		}, 1, "in place of"},
		{"packed once more", always, func(w http.ResponseWriter, r *http.Request, serve func()) {
			w.Header().Set("Content-Encoding", "gzip")
			serve()
		}, 1, "in place of"},
		{"another host", always, func(w http.ResponseWriter, r *http.Request, _ func()) {
			http.Redirect(w, r, elsewhere.URL+"/x?signature=secret", http.StatusFound)
		}, 1, "the server redirects to " + elsewhere.URL},
		{"round and round", always, func(w http.ResponseWriter, r *http.Request, _ func()) { http.Redirect(w, r, "/y", http.StatusFound) }, 4, "more than three times"},
		{"moved on the same host", 1, func(w http.ResponseWriter, r *http.Request, _ func()) { http.Redirect(w, r, "/y", http.StatusFound) }, 2, ""},
	} {
		b := &bucket{file: whole}
		b.around = func(w http.ResponseWriter, r *http.Request, serve func()) {
			if b.requests.Load() <= test.times {
				test.fail(w, r, serve)
				return
			}
			serve()
		}
		address := b.start(t)
		a, err := pmtiles.Open(ctx, strings.Replace(address, "//", "//user:password@", 1)+"?signature=secret")
		if err == nil {
			a.Close()
		}
		var e *pmtiles.Error
		switch {
		case test.want == "" && err != nil, test.want != "" && err == nil:
			t.Errorf("%s: %v, want %q", test.what, err, test.want)
		case err != nil && (!strings.Contains(err.Error(), test.want) || !errors.As(err, &e) || e.File != address || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "password")):
			t.Errorf("%s: %v, want %s and %q", test.what, err, address, test.want)
		}
		if n := b.requests.Load(); n != test.requests {
			t.Errorf("%s: %d requests, want %d", test.what, n, test.requests)
		}
	}
}

// another is an archive of n tiles with other contents.
func another(t *testing.T, n uint64) (file []byte, tiles map[uint64][]byte) {
	t.Helper()
	p := plan()
	p.MaxZoom = 3
	tiles = map[uint64][]byte{}
	for id := range n {
		tiles[id] = packed(t, fmt.Sprintf("another tile, number %d", id))
	}
	return read(t, write(t, p, tiles)), tiles
}

// TestReplaced: another archive at the same address is read from as a whole, and
// no answer is made of both.
func TestReplaced(t *testing.T) {
	oldName, oldTiles := small(t)
	newFile, newTiles := another(t, 25)
	files := [][]byte{read(t, oldName), newFile}
	for _, tags := range [][2]string{{`"one"`, `"two"`}, {"", ""}, {`W/"weak"`, `W/"weaker"`}} {
		b := &bucket{}
		noon := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
		b.replace(files[0], tags[0], noon)
		a := open(t, b.start(t))
		for round := range 3 {
			for id, want := range map[uint64][]byte{3: oldTiles[3], 24: oldTiles[24]} {
				if round%2 == 1 {
					want = newTiles[id]
				}
				if got, ok, err := a.Tile(ctx, id); err != nil || !ok || !bytes.Equal(got.Data, want) {
					t.Errorf("%q, round %d, tile %d: %v %v", tags, round, id, ok, err)
				}
			}
			if a.Version() != round+1 {
				t.Errorf("%q, round %d: version %d", tags, round, a.Version())
			}
			b.replace(files[(round+1)%2], tags[(round+1)%2], noon.Add(time.Duration(round+1)*time.Hour))
		}
	}
}

// TestReplacedMeanwhile has many readers while the archive is replaced again and
// again: whatever they get is a tile of one of the two.
func TestReplacedMeanwhile(t *testing.T) {
	oldName, oldTiles := small(t)
	newFile, newTiles := another(t, 30)
	files := [][]byte{read(t, oldName), newFile}
	b := &bucket{file: files[0], tag: `"0"`}
	a := open(t, b.start(t))
	var readers sync.WaitGroup
	for g := range 4 {
		readers.Go(func() {
			for i := range 150 {
				id := uint64((g*31 + i) % 30)
				got, ok, err := a.Tile(ctx, id)
				if err != nil {
					continue // replaced twice within one read
				}
				if !ok || !bytes.Equal(got.Data, oldTiles[id]) && !bytes.Equal(got.Data, newTiles[id]) {
					t.Errorf("tile %d is of neither archive", id)
				}
			}
		})
	}
	for i := range 20 {
		time.Sleep(2 * time.Millisecond)
		b.replace(files[(i+1)%2], fmt.Sprintf(`"%d"`, (i+1)%2), time.Time{})
	}
	readers.Wait()
	for id, want := range oldTiles {
		if got, ok, err := a.Tile(ctx, id); err != nil || !ok || !bytes.Equal(got.Data, want) {
			t.Errorf("after all, tile %d: %v %v", id, ok, err)
		}
	}
}

func TestImpatient(t *testing.T) {
	name, _ := small(t)
	hang := make(chan struct{})
	b := &bucket{file: read(t, name)}
	b.around = func(w http.ResponseWriter, r *http.Request, serve func()) {
		if b.requests.Load() > 1 {
			select {
			case <-hang:
			case <-r.Context().Done():
			}
			return
		}
		serve()
	}
	a := open(t, b.start(t))
	impatient, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
	defer cancel()
	if _, _, err := a.Tile(impatient, 3); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	close(hang)
}

func TestAddress(t *testing.T) {
	for _, address := range []string{"http://", "https:///x", "http://%zz/"} {
		if _, err := pmtiles.Open(ctx, address); err == nil || !strings.Contains(err.Error(), "no address") {
			t.Errorf("%s: %v", address, err)
		}
	}
}
