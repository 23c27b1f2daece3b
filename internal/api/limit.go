package api

import (
	"context"
	"sync"
	"time"
)

// limited is the context that context.WithDeadline returns, but without a timer
// until somebody waits for its end: most work only asks now and then whether
// that has come.
type limited struct {
	context.Context
	end time.Time

	mu     sync.Mutex
	err    error           // once it has ended
	waited context.Context // the same with a timer; nil: nobody has waited yet
	stop   context.CancelFunc
}

func withTimeout(parent context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	l := &limited{Context: parent, end: time.Now().Add(d)}
	return l, l.cancel
}

// Deadline implements context.Context.
func (l *limited) Deadline() (time.Time, bool) {
	if end, ok := l.Context.Deadline(); ok && end.Before(l.end) {
		return end, true
	}
	return l.end, true
}

// Done implements context.Context.
func (l *limited) Done() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.waited == nil {
		l.waited, l.stop = context.WithDeadline(l.Context, l.end)
		if l.err != nil {
			l.stop()
		}
	}
	return l.waited.Done()
}

// Err implements context.Context.
func (l *limited) Err() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.err != nil:
	case l.waited != nil:
		l.err = l.waited.Err()
	case l.Context.Err() != nil:
		l.err = l.Context.Err()
	case !time.Now().Before(l.end):
		l.err = context.DeadlineExceeded
	}
	return l.err
}

// Value implements context.Context: contexts made of this one find the one that
// ends by itself, and need no goroutine to end with it.
func (l *limited) Value(key any) any {
	l.mu.Lock()
	from := l.waited
	l.mu.Unlock()
	if from == nil {
		from = l.Context
	}
	return from.Value(key)
}

func (l *limited) cancel() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stop != nil {
		l.stop()
	} else if l.err == nil {
		l.err = context.Canceled
	}
}
