package api

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"
)

// admission lets only so much costly work run at once, in the order in which it
// came, and only so much wait.
type admission struct {
	running chan struct{} // of those who wait to send, the first is the next
	waiting atomic.Int32
}

// How long work waits is the bound that matters. Its number only keeps the memory
// of waiting requests small.
const (
	workPerCore = 3 // so that long work leaves time to short
	mostWaiting = 1000
	longestWait = time.Second
)

// newAdmission lets so many pieces of work run at once.
func newAdmission(atOnce int) *admission {
	return &admission{running: make(chan struct{}, atOnce)}
}

// enter waits until there is room for more work, and returns what to call when
// it is done. Where too many wait, or after a second, it returns busy.
//
// It then yields. Go runs what running code wakes before all else: whoever ends
// wakes the next in turn, so that while any wait, requests that the network has
// and work that was interrupted get one turn in 61, for hundreds of
// milliseconds. Who yields goes behind them.
func (a *admission) enter(ctx context.Context) (leave func(), err error) {
	if err := a.wait(ctx); err != nil {
		return nil, err
	}
	runtime.Gosched()
	return func() { <-a.running }, nil
}

func (a *admission) wait(ctx context.Context) error {
	select {
	case a.running <- struct{}{}:
		return nil
	default:
	}
	if a.waiting.Add(1) > mostWaiting {
		a.waiting.Add(-1)
		return &failure{kind: busy}
	}
	defer a.waiting.Add(-1)
	timer := time.NewTimer(longestWait)
	defer timer.Stop()
	select {
	case a.running <- struct{}{}:
		return nil
	case <-timer.C:
		return &failure{kind: busy}
	case <-ctx.Done():
		return ctx.Err()
	}
}
