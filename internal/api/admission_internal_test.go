package api

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestAdmissionInTurn: work begins in the order in which it came, never more at
// once than there is room for.
func TestAdmissionInTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const atOnce, all = 3, 50
		a := newAdmission(atOnce)
		var mu sync.Mutex
		var order []int
		running, most := 0, 0
		for i := range all {
			go func() {
				leave, err := a.enter(context.Background())
				if err != nil {
					t.Error(err)
					return
				}
				defer leave()
				mu.Lock()
				order = append(order, i)
				running++
				most = max(most, running)
				mu.Unlock()
				time.Sleep(time.Duration(10+i) * time.Millisecond)
				mu.Lock()
				running--
				mu.Unlock()
			}()
			synctest.Wait() // it runs or waits
		}
		time.Sleep(10 * time.Second)
		mu.Lock()
		defer mu.Unlock()
		if len(order) != all || most != atOnce || !slices.IsSorted(order) {
			t.Errorf("%d at once, in the order %v", most, order)
		}
	})
}

// TestAdmissionRefuses: what would wait for too long, or among too many, is
// refused, and leaves no trace.
func TestAdmissionRefuses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAdmission(1)
		leave, err := a.enter(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		refused := make(chan error, mostWaiting)
		for i := range mostWaiting {
			who := context.Background()
			if i == 0 {
				who = ctx
			}
			go func() {
				_, err := a.enter(who)
				refused <- err
			}()
		}
		synctest.Wait()
		began := time.Now()
		if _, err := a.enter(context.Background()); !isBusy(err) || time.Since(began) != 0 {
			t.Errorf("one too many: %v after %v", err, time.Since(began))
		}
		cancel()
		if err := <-refused; !errors.Is(err, context.Canceled) {
			t.Errorf("whoever is gone: %v", err)
		}
		for range mostWaiting - 1 {
			if err := <-refused; !isBusy(err) || time.Since(began) != longestWait {
				t.Fatalf("who waits: %v after %v", err, time.Since(began))
			}
		}
		leave()
		leave, err = a.enter(context.Background())
		if err != nil || a.waiting.Load() != 0 {
			t.Fatalf("%v; %d wait", err, a.waiting.Load())
		}
		leave()
	})
}

func isBusy(err error) bool {
	var f *failure
	return errors.As(err, &f) && f.kind == busy
}

// TestAdmissionYields: while one piece of work wakes the next, what else wants
// the processor has its turn too.
func TestAdmissionYields(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	const all = 40 // in one row: Go looks elsewhere every 61st time
	a := newAdmission(1)
	leave, err := a.enter(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var done, before atomic.Int32
	var started atomic.Bool
	var ended sync.WaitGroup
	for range all {
		ended.Go(func() {
			leave, err := a.enter(context.Background())
			if err != nil {
				t.Error(err)
				return
			}
			done.Add(1)
			leave()
		})
	}
	for a.waiting.Load() < all {
		runtime.Gosched()
	}
	ended.Go(func() {
		started.Store(true)
		runtime.Gosched() // as if interrupted
		before.Store(done.Load())
	})
	for !started.Load() {
		runtime.Gosched()
	}
	leave()
	ended.Wait()
	if done.Load() != all || before.Load() > all/2 {
		t.Errorf("another waited for %d of %d", before.Load(), done.Load())
	}
}
