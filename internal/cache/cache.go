// Package cache keeps the results of costly work in memory, those used last, as
// many as fit a number of bytes. Work on one key is done once, however many ask
// for it meanwhile.
//
//	c := cache.New[string, []byte](cache.Options[string, []byte]{
//		Most: 64 << 20,
//		Size: func(k string, v []byte) int64 { return int64(len(k) + len(v)) },
//	})
//	b, err := c.Get(ctx, "torugart", func(ctx context.Context) ([]byte, error) { return draw(ctx, "torugart") })
//	c.Drop("torugart") // what it was made from has changed
//
// Errors are not kept: the next who asks tries again.
package cache

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
)

// Options say what a cache holds.
type Options[K comparable, V any] struct {
	Most int64            // bytes; a result that is larger alone is not kept
	Size func(K, V) int64 // of an entry in bytes, as it is now

	// Enter is called when work on a key begins or its result is put, and Leave
	// when the cache has nothing of it any more. Both are called one at a time
	// and must not call the cache. May be nil.
	Enter, Leave func(K)
}

// Cache is safe for concurrent use.
type Cache[K comparable, V any] struct {
	o Options[K, V]

	mu      sync.Mutex
	entries map[K]*entry[K, V]
	flights map[K]*flight[V]
	ring    entry[K, V] // next of it was used last, prev of it is the first to go
	stats   Stats
}

// Stats count what a cache has done.
type Stats struct {
	Entries, Bytes             int64 // now
	Hits, Misses, Joined       int64 // asked for: was there, had to be made, was being made
	Evicted, Dropped, Oversize int64 // gone: for want of room, by Drop; not kept
}

type entry[K comparable, V any] struct {
	key        K
	value      V
	size       int64
	prev, next *entry[K, V]
}

// flight is work being done on a key.
type flight[V any] struct {
	done    chan struct{} // closed when value or err is there
	value   V
	err     error
	waiting int // who wants it
	cancel  context.CancelFunc
}

// New returns an empty cache.
func New[K comparable, V any](o Options[K, V]) *Cache[K, V] {
	c := &Cache[K, V]{o: o, entries: map[K]*entry[K, V]{}, flights: map[K]*flight[V]{}}
	c.ring.prev, c.ring.next = &c.ring, &c.ring
	return c
}

// Get returns what is kept under a key, or makes it. Whoever asks while it is
// being made waits for that. The context of the work ends when nobody waits
// any more, not when the first to ask is gone; its panic is an error.
func (c *Cache[K, V]) Get(ctx context.Context, key K, work func(context.Context) (V, error)) (V, error) {
	c.mu.Lock()
	if e, ok := c.entries[key]; ok {
		c.stats.Hits++
		c.use(e)
		v := e.value
		c.mu.Unlock()
		return v, nil
	}
	f, ok := c.flights[key]
	if ok {
		c.stats.Joined++
	} else {
		c.stats.Misses++
		f = &flight[V]{done: make(chan struct{})}
		var alone context.Context
		alone, f.cancel = context.WithCancel(context.WithoutCancel(ctx))
		c.flights[key] = f
		c.enter(key)
		go c.fly(alone, key, f, work)
	}
	f.waiting++
	c.mu.Unlock()
	select {
	case <-f.done:
		return f.value, f.err
	case <-ctx.Done():
		c.leaveFlight(key, f)
		var none V
		return none, ctx.Err()
	}
}

// fly does the work and keeps its result, unless the flight was dropped.
func (c *Cache[K, V]) fly(ctx context.Context, key K, f *flight[V], work func(context.Context) (V, error)) {
	defer f.cancel()
	f.value, f.err = guarded(ctx, work)
	c.mu.Lock()
	if c.flights[key] == f {
		delete(c.flights, key)
		if f.err != nil || !c.put(key, f.value) {
			c.leave(key)
		}
	}
	c.mu.Unlock()
	close(f.done)
}

func guarded[V any](ctx context.Context, work func(context.Context) (V, error)) (v V, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return work(ctx)
}

// leaveFlight is for one who waits no longer. Work that nobody waits for ends,
// and whoever asks next begins anew.
func (c *Cache[K, V]) leaveFlight(key K, f *flight[V]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f.waiting--
	if f.waiting > 0 {
		return
	}
	f.cancel()
	if c.flights[key] == f {
		delete(c.flights, key)
		c.leave(key)
	}
}

// put keeps a value under a key that has none, and reports whether it could.
func (c *Cache[K, V]) put(key K, v V) bool {
	e := &entry[K, V]{key: key, value: v, size: c.o.Size(key, v)}
	if e.size > c.o.Most {
		c.stats.Oversize++
		return false
	}
	c.entries[key] = e
	c.link(e)
	c.stats.Bytes += e.size
	c.shrink()
	return true
}

// Resize counts an entry's size again, after it has grown. It does nothing to a
// key that has another value by now, or none.
func (c *Cache[K, V]) Resize(key K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.entries[key]; ok {
		size := c.o.Size(key, e.value)
		c.stats.Bytes += size - e.size
		e.size = size
		c.shrink()
	}
}

// Drop forgets what is kept under keys, and what is being made for them: those
// who wait for it get it, those who ask later do not.
func (c *Cache[K, V]) Drop(keys ...K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, key := range keys {
		if e, ok := c.entries[key]; ok {
			c.stats.Dropped++
			c.remove(e)
		} else if _, ok := c.flights[key]; ok {
			c.stats.Dropped++
			delete(c.flights, key)
			c.leave(key)
		}
	}
}

// Rekey gives every entry the key that f returns for its own, or forgets it
// where f returns false. What is being made is forgotten as by Drop. Keys of
// different entries must not become the same.
func (c *Cache[K, V]) Rekey(f func(K) (K, bool)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for key := range c.flights {
		c.stats.Dropped++
		delete(c.flights, key)
		c.leave(key)
	}
	old := c.entries
	c.entries = make(map[K]*entry[K, V], len(old))
	for key, e := range old {
		next, keep := f(key)
		if !keep {
			c.stats.Dropped++
			c.remove(e)
			continue
		}
		c.leave(key)
		c.enter(next)
		e.key = next
		c.entries[next] = e
	}
}

// Stats returns the counts so far.
func (c *Cache[K, V]) Stats() Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.stats
	s.Entries = int64(len(c.entries))
	return s
}

// shrink makes room.
func (c *Cache[K, V]) shrink() {
	for c.stats.Bytes > c.o.Most {
		c.stats.Evicted++
		c.remove(c.ring.prev)
	}
}

func (c *Cache[K, V]) remove(e *entry[K, V]) {
	delete(c.entries, e.key)
	c.stats.Bytes -= e.size
	e.prev.next, e.next.prev = e.next, e.prev
	c.leave(e.key)
}

func (c *Cache[K, V]) use(e *entry[K, V]) {
	if c.ring.next != e {
		e.prev.next, e.next.prev = e.next, e.prev
		c.link(e)
	}
}

func (c *Cache[K, V]) link(e *entry[K, V]) {
	e.prev, e.next = &c.ring, c.ring.next
	e.prev.next, e.next.prev = e, e
}

func (c *Cache[K, V]) enter(key K) {
	if c.o.Enter != nil {
		c.o.Enter(key)
	}
}

func (c *Cache[K, V]) leave(key K) {
	if c.o.Leave != nil {
		c.o.Leave(key)
	}
}
