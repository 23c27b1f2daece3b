package api

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"
)

// admission lets only so much costly work run at once, and only so much wait.
type admission struct {
	running chan struct{}
	waiting atomic.Int32
}

const (
	workPerCore = 3
	mostWaiting = 100
	longestWait = time.Second
)

func newAdmission() *admission {
	return &admission{running: make(chan struct{}, workPerCore*runtime.GOMAXPROCS(0))}
}

// enter waits until there is room for more work, and returns what to call when
// it is done. Where too many wait, or after a second, it returns busy.
func (a *admission) enter(ctx context.Context) (leave func(), err error) {
	select {
	case a.running <- struct{}{}:
		return a.leave, nil
	default:
	}
	if a.waiting.Add(1) > mostWaiting {
		a.waiting.Add(-1)
		return nil, &failure{kind: busy}
	}
	defer a.waiting.Add(-1)
	timer := time.NewTimer(longestWait)
	defer timer.Stop()
	select {
	case a.running <- struct{}{}:
		return a.leave, nil
	case <-timer.C:
		return nil, &failure{kind: busy}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (a *admission) leave() { <-a.running }
