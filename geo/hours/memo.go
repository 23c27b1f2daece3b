package hours

import (
	"sync"
	"time"
)

// memo keeps what a book has worked out: sheets of windows that overlap, so that
// each instant lies in one from which it can be seen as far ahead as Horizon.
// When it is full it forgets everything.
type memo struct {
	mu    sync.RWMutex
	known map[memoKey]*entry
}

// memoSize is about 30 MB of sheets.
const memoSize = 1500

// windowDays is how far apart windows begin.
const windowDays = 128

type memoKey struct {
	kind   byte  // 's' of a source, 'p' of a post, 'c' of a chain, 'l' with labels
	a, b   int32 // post and source; port and pair
	window int32
}

type entry struct {
	once  sync.Once
	value any
}

// windowAt returns the number of the window that an instant lies in.
func windowAt(at int64) int32 { return int32(floorDiv(at, windowDays*daySeconds)) }

func windowOf(n int32) window {
	from := int64(n) * windowDays * daySeconds
	return window{from, from + windowDays*daySeconds + int64(Horizon/time.Second) + daySeconds}
}

// remember returns what was worked out for a key, or works it out, once.
func remember[T any](m *memo, key memoKey, work func() T) T {
	m.mu.RLock()
	e := m.known[key]
	m.mu.RUnlock()
	if e == nil {
		m.mu.Lock()
		if m.known == nil || len(m.known) >= memoSize {
			m.known = map[memoKey]*entry{}
		}
		if e = m.known[key]; e == nil {
			e = &entry{}
			m.known[key] = e
		}
		m.mu.Unlock()
	}
	e.once.Do(func() { e.value = work() })
	return e.value.(T)
}
