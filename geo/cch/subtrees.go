package cch

import (
	"runtime"
	"slices"
	"sort"
	"sync"
	"sync/atomic"
)

// task is a range of ranks that one worker goes through. The tasks of an index
// are in the order of their ranks and cover all.
type task struct {
	low, high uint32
	after     int32 // the task above, which waits for this one; -1 if none does
	waits     int32 // for how many tasks it waits
}

// chunks is into how many pieces the work is cut, about: enough for the
// workers to be busy to the end, and each enough for it not to matter that it
// is one.
const chunks = 128

// divide returns the tasks. They are found when they are first needed.
func (ix *Index) divide() []task {
	ix.once.Do(func() { ix.tasks = ix.cut() })
	return ix.tasks
}

// cut divides the ranks into tasks: the subtrees that are small, several of
// them in one where they are tiny, and runs of ranks above those.
func (ix *Index) cut() []task {
	n := uint32(ix.Nodes())
	own, tree := ix.efforts()
	var total uint64
	for _, e := range own {
		total += e
	}
	most := total/chunks + 1
	large := make([]uint8, n) // how many children with much below them, up to two
	for x := range n {
		if p := ix.nodes[x].Parent; p != none && tree[x] > most {
			large[p] = min(large[p]+1, 2)
		}
	}
	var tasks []task
	for x := uint32(0); x < n; {
		t := task{low: x, after: -1}
		if tree[x] > most {
			for x++; x < n && ix.nodes[x-1].Parent == x && large[x] < 2; x++ {
			}
		} else {
			var sum uint64
			for whole := true; x < n && tree[x] <= most && (sum < most || !whole); x++ {
				sum += own[x]
				p := ix.nodes[x].Parent
				whole = p == none || tree[p] > most
			}
		}
		t.high = x
		tasks = append(tasks, t)
	}
	for i := range tasks {
		// Of a task's last rank the parent is the lowest of those above it.
		p := ix.nodes[tasks[i].high-1].Parent
		if p == none {
			continue
		}
		after := sort.Search(len(tasks), func(i int) bool { return tasks[i].high > p })
		tasks[i].after = int32(after)
		tasks[after].waits++
	}
	return tasks
}

// efforts returns about how much there is to do at each rank, and at it and all
// below: the triangles in which it is in the middle.
func (ix *Index) efforts() (own, tree []uint64) {
	n := uint32(ix.Nodes())
	own, tree = make([]uint64, n), make([]uint64, n)
	for x := range n {
		own[x] = 8
		for _, d := range ix.downs[ix.downAt[x]:ix.downAt[x+1]] {
			own[x] += 4 + uint64(d.Rest/2)
		}
		tree[x] += own[x]
		if p := ix.nodes[x].Parent; p != none {
			tree[p] += tree[x]
		}
	}
	return own, tree
}

// eachSubtree runs through all ranks, each after those below it. start makes a
// worker.
func (ix *Index) eachSubtree(workers int, start func() func(low, high uint32)) {
	if workers = atMost(workers, ix.Nodes()); workers <= 1 {
		start()(0, uint32(ix.Nodes()))
		return
	}
	tasks := ix.divide()
	ready := make(chan int32, len(tasks))
	waits := make([]atomic.Int32, len(tasks))
	for i, t := range tasks {
		waits[i].Store(t.waits)
		if t.waits == 0 {
			ready <- int32(i)
		}
	}
	var left atomic.Int32
	left.Store(int32(len(tasks)))
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			run := start()
			for i := range ready {
				t := tasks[i]
				run(t.low, t.high)
				if t.after >= 0 && waits[t.after].Add(-1) == 0 {
					ready <- t.after
				}
				if left.Add(-1) == 0 {
					close(ready)
				}
			}
		})
	}
	wg.Wait()
}

// eachFromTop runs through all ranks, each after those above it: what is above
// the small subtrees first, in one worker, then those.
func (ix *Index) eachFromTop(workers int, start func() func(low, high uint32)) {
	tasks := ix.divide()
	run := start()
	var small []task
	for _, t := range slices.Backward(tasks) {
		if t.waits > 0 {
			run(t.low, t.high)
		} else {
			small = append(small, t)
		}
	}
	ready := make(chan task, len(small))
	for _, t := range small {
		ready <- t
	}
	close(ready)
	var wg sync.WaitGroup
	for range atMost(workers, len(small)) {
		wg.Go(func() {
			run := start()
			for t := range ready {
				run(t.low, t.high)
			}
		})
	}
	wg.Wait()
}

// atMost returns how many workers there are to be, of whom no more than n have
// something to do.
func atMost(workers, n int) int {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	return min(workers, n)
}
