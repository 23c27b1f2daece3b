package cch

import (
	"sync"
	"sync/atomic"
)

// share does n things, in goroutines if there is more than one worker. start
// makes a worker.
func share(n, workers int, start func() func(i int)) {
	if workers = min(workers, n); workers <= 1 {
		do := start()
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			do := start()
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				do(int(i))
			}
		})
	}
	wg.Wait()
}

// sized returns a slice of n values, whatever they are: a given one if it has
// room for them.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

func fillWeights(s []Weight, w Weight) {
	for i := range s {
		s[i] = w
	}
}
