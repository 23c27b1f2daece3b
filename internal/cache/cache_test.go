package cache_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"go.uber.org/goleak"

	"pamir/internal/cache"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func ExampleCache() {
	c := cache.New(cache.Options[string, string]{Most: 100, Size: func(k, v string) int64 { return int64(len(k) + len(v)) }})
	shout := func(context.Context) (string, error) { return "TORUGART", nil }
	v, err := c.Get(context.Background(), "torugart", shout)
	fmt.Println(v, err, c.Stats().Bytes)
	// Output: TORUGART <nil> 16
}

func sized(most int64) *cache.Cache[int, int] {
	return cache.New(cache.Options[int, int]{Most: most, Size: func(_, v int) int64 { return int64(v) }})
}

func give(v int) func(context.Context) (int, error) {
	return func(context.Context) (int, error) { return v, nil }
}

// TestOracle holds the cache against a list in the order of use.
func TestOracle(t *testing.T) {
	type item struct{ key, value int }
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		most := r.IntN(100)
		entered := map[int]int{}
		c := cache.New(cache.Options[int, int]{Most: int64(most), Size: func(_, v int) int64 { return int64(v) },
			Enter: func(k int) { entered[k]++ }, Leave: func(k int) { entered[k]-- }})
		var kept []item // the last used first
		drop := func(key int) {
			for i, x := range kept {
				if x.key == key {
					kept = append(kept[:i], kept[i+1:]...)
					return
				}
			}
		}
		for range 400 {
			key := r.IntN(20)
			if r.IntN(5) == 0 {
				c.Drop(key)
				drop(key)
				continue
			}
			want := item{key, r.IntN(30)}
			for _, x := range kept {
				if x.key == key {
					want = x
				}
			}
			got, err := c.Get(context.Background(), key, give(want.value))
			if err != nil || got != want.value {
				t.Fatalf("key %d: %d, %v; want %d", key, got, err, want.value)
			}
			drop(key)
			if want.value <= most {
				kept = append([]item{want}, kept...)
			}
			used := 0
			for i, x := range kept {
				if used += x.value; used > most {
					kept = kept[:i]
					break
				}
			}
		}
		bytes, keys := 0, map[int]int{}
		for _, x := range kept {
			bytes += x.value
			keys[x.key] = 1
		}
		if s := c.Stats(); s.Bytes != int64(bytes) || s.Entries != int64(len(kept)) || s.Bytes > int64(most) {
			t.Fatalf("%+v, want %d bytes in %d entries", s, bytes, len(kept))
		}
		for k, n := range entered {
			if n != keys[k] {
				t.Fatalf("key %d has entered %d times more than left; kept: %v", k, n, kept)
			}
		}
	}
}

func TestOnce(t *testing.T) {
	c := sized(100)
	var made atomic.Int32
	release := make(chan struct{})
	var all sync.WaitGroup
	for range 64 {
		all.Go(func() {
			v, err := c.Get(context.Background(), 1, func(context.Context) (int, error) {
				made.Add(1)
				<-release
				return 7, nil
			})
			if v != 7 || err != nil {
				t.Error(v, err)
			}
		})
	}
	for s := c.Stats(); s.Misses+s.Joined < 64; s = c.Stats() {
	}
	close(release)
	all.Wait()
	if made.Load() != 1 {
		t.Errorf("made %d times", made.Load())
	}
}

// TestOneLeaves: the work goes on while somebody waits, and ends when nobody
// does.
func TestOneLeaves(t *testing.T) {
	c := sized(100)
	began, ended := make(chan struct{}), make(chan error, 1)
	work := func(ctx context.Context) (int, error) {
		close(began)
		<-ctx.Done()
		ended <- ctx.Err()
		return 0, ctx.Err()
	}
	first, leave1 := context.WithCancel(context.Background())
	second, leave2 := context.WithCancel(context.Background())
	results := make(chan error, 2)
	go func() { _, err := c.Get(first, 1, work); results <- err }()
	<-began
	go func() { _, err := c.Get(second, 1, work); results <- err }()
	for c.Stats().Joined == 0 {
	}
	leave1()
	if err := <-results; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	select {
	case err := <-ended:
		t.Fatal("the work ended while somebody waited:", err)
	default:
	}
	leave2()
	if err := <-results; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if v, err := c.Get(context.Background(), 1, give(3)); v != 3 || err != nil {
		t.Error("whoever asks next begins anew:", v, err)
	}
}

func TestErrorsAndPanics(t *testing.T) {
	c := sized(100)
	broken := errors.New("broken")
	for range 2 {
		if _, err := c.Get(context.Background(), 1, func(context.Context) (int, error) { return 0, broken }); !errors.Is(err, broken) {
			t.Error(err)
		}
	}
	_, err := c.Get(context.Background(), 1, func(context.Context) (int, error) { panic("ouch") })
	if err == nil || !strings.Contains(err.Error(), "ouch") || !strings.Contains(err.Error(), "cache_test.go") {
		t.Error(err)
	}
	if s := c.Stats(); s.Entries != 0 || s.Misses != 3 {
		t.Errorf("%+v", s)
	}
}

// TestDropWhileMade: what was made from what is gone is not kept.
func TestDropWhileMade(t *testing.T) {
	c := sized(100)
	began, release := make(chan struct{}), make(chan struct{})
	old := make(chan int, 1)
	go func() {
		v, _ := c.Get(context.Background(), 1, func(context.Context) (int, error) { close(began); <-release; return 1, nil })
		old <- v
	}()
	<-began
	c.Drop(1)
	if v, _ := c.Get(context.Background(), 1, give(2)); v != 2 {
		t.Errorf("%d was made before the drop", v)
	}
	close(release)
	if v := <-old; v != 1 {
		t.Error(v)
	}
	if v, _ := c.Get(context.Background(), 1, give(3)); v != 2 {
		t.Errorf("%d has taken the place of what was made after the drop", v)
	}
}

func TestRekey(t *testing.T) {
	entered := map[int]int{}
	c := cache.New(cache.Options[int, int]{Most: 100, Size: func(_, v int) int64 { return int64(v) },
		Enter: func(k int) { entered[k]++ }, Leave: func(k int) { entered[k]-- }})
	for k := range 6 {
		c.Get(context.Background(), k, give(10+k))
	}
	began, release := make(chan struct{}), make(chan struct{})
	old := make(chan int, 1)
	go func() {
		v, _ := c.Get(context.Background(), 6, func(context.Context) (int, error) { close(began); <-release; return 16, nil })
		old <- v
	}()
	<-began
	c.Rekey(func(k int) (int, bool) { return k + 100, k%2 == 0 })
	close(release)
	if v := <-old; v != 16 {
		t.Error(v)
	}
	for k, want := range map[int]int{100: 10, 102: 12, 104: 14, 101: -1, 2: -1, 6: -1, 106: -1} {
		if v, err := c.Get(context.Background(), k, give(-1)); v != want || err != nil {
			t.Errorf("key %d: %d, want %d", k, v, want)
		}
	}
	if s := c.Stats(); s.Bytes != 36-4 || s.Dropped != 4 {
		t.Errorf("%+v", s)
	}
	for k, n := range entered {
		if there := k >= 100 || k == 2 || k == 6; there != (n == 1) {
			t.Errorf("key %d has entered %d times more than left", k, n)
		}
	}
}

func TestResize(t *testing.T) {
	sizes := map[int]int64{1: 10, 2: 10}
	c := cache.New(cache.Options[int, int]{Most: 30, Size: func(k, _ int) int64 { return sizes[k] }})
	for k := range sizes {
		c.Get(context.Background(), k, give(k))
	}
	c.Get(context.Background(), 1, give(0)) // 2 is the first to go
	sizes[1] = 25
	c.Resize(1)
	c.Resize(3)
	if s := c.Stats(); s.Bytes != 25 || s.Entries != 1 || s.Evicted != 1 {
		t.Errorf("%+v", s)
	}
	sizes[1] = 31
	if c.Resize(1); c.Stats().Entries != 0 || c.Stats().Bytes != 0 {
		t.Errorf("%+v", c.Stats())
	}
}

// TestMany is for the race detector: every answer is of its key, and the limit
// holds at all times.
func TestMany(t *testing.T) {
	type key struct{ n int }
	c := cache.New(cache.Options[key, []int]{Most: 500, Size: func(k key, v []int) int64 { return int64(len(v)) }})
	var all sync.WaitGroup
	for g := range 8 {
		all.Go(func() {
			r := rand.New(rand.NewPCG(uint64(g), 0))
			for range 2000 {
				k := key{r.IntN(40)}
				ctx, cancel := context.WithCancel(context.Background())
				if r.IntN(10) == 0 {
					cancel()
				}
				v, err := c.Get(ctx, k, func(context.Context) ([]int, error) { return make([]int, 1+k.n), nil })
				if err == nil && len(v) != 1+k.n || err != nil && !errors.Is(err, context.Canceled) {
					t.Error(k, len(v), err)
				}
				cancel()
				switch r.IntN(20) {
				case 0:
					c.Drop(k, key{r.IntN(40)})
				case 1:
					c.Resize(k)
				}
				if s := c.Stats(); s.Bytes > 500 {
					t.Error(s)
				}
			}
		})
	}
	all.Wait()
}

func BenchmarkHit(b *testing.B) {
	c := sized(100)
	ctx := context.Background()
	c.Get(ctx, 1, give(1))
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := c.Get(ctx, 1, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
