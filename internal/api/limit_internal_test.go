package api

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// TestLimited holds a context against that of the library while both live
// through the same.
func TestLimited(t *testing.T) {
	type ends struct{ parent, ours, theirs context.CancelFunc }
	steps := map[string]func(ends){
		"nothing":          func(ends) {},
		"time":             func(ends) { time.Sleep(time.Minute) },
		"cancelled":        func(e ends) { e.ours(); e.theirs() },
		"parent cancelled": func(e ends) { e.parent() },
	}
	for name, step := range steps {
		for _, waits := range []string{"never", "before", "after"} { // whether and when somebody waits for the end
			for _, far := range []time.Duration{time.Second, time.Hour} { // when the parent ends
				t.Run(fmt.Sprint(name, ", waits ", waits, ", ", far), func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) {
						var e ends
						var parent, ours, theirs context.Context
						parent, e.parent = context.WithTimeout(t.Context(), far)
						defer e.parent()
						ours, e.ours = withTimeout(parent, 10*time.Second)
						defer e.ours()
						theirs, e.theirs = context.WithTimeout(parent, 10*time.Second)
						defer e.theirs()
						same := func(when string, of context.Context) {
							t.Helper()
							if got, want := fmt.Sprint(of.Err()), fmt.Sprint(theirs.Err()); got != want {
								t.Errorf("%s: %s, want %s", when, got, want)
							}
							got, _ := of.Deadline()
							if want, _ := theirs.Deadline(); !got.Equal(want) {
								t.Errorf("%s: the end is %v, want %v", when, got, want)
							}
						}
						same("at first", ours)
						var child context.Context
						wait := func() {
							var stop context.CancelFunc
							child, stop = context.WithCancel(ours)
							t.Cleanup(stop)
						}
						if waits == "before" {
							wait()
						}
						step(e)
						synctest.Wait()
						same("then", ours)
						if waits == "after" {
							wait()
						}
						if child != nil {
							synctest.Wait()
							same("what is made of it", child)
						}
						e.ours()
						e.theirs()
						same("cancelled, too", ours)
					})
				})
			}
		}
	}
}
