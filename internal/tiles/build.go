package tiles

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"pamir/geo"
	"pamir/geo/tile"
	"pamir/internal/pmtiles"
)

// Build says which tiles go into an archive.
type Build struct {
	Maker            *Maker
	Look             *Look // in WebMercatorQuad
	MinZoom, MaxZoom int
	Bounds           geo.Box // that the tiles meet
	Workers          int     // that make tiles at once; 0: one for each core

	// Progress is told how many of all tiles were seen to, those that were
	// there from the beginning included. May be nil.
	Progress func(done, all int)
}

// Run makes the tiles that the writer does not have yet and adds them, many at
// once but in the order of their ids. Tiles without anything in them are not
// added, and below one that has no feature there is none.
func (b *Build) Run(ctx context.Context, w *pmtiles.Writer) error {
	if b.Look.Set != tile.WebMercatorQuad {
		return fmt.Errorf("an archive has tiles of WebMercatorQuad, not of %s", b.Look.Set.ID)
	}
	run := &building{Build: b, w: w, empty: make([]map[tile.ID]bool, b.MaxZoom+1)}
	for z := range run.empty {
		run.empty[z] = map[tile.ID]bool{}
	}
	for z := b.MinZoom; z <= b.MaxZoom; z++ {
		run.all += countCover(b.Look.Set, b.Bounds, z)
	}
	for z := b.MinZoom; z <= b.MaxZoom; z++ {
		if err := run.zoom(ctx, z); err != nil {
			return err
		}
	}
	return nil
}

func countCover(s *tile.Set, box geo.Box, z int) int {
	n := 0
	for _, r := range s.Cover(box, z, 0) {
		n += r.Len()
	}
	return n
}

// building is a Build on its way.
type building struct {
	*Build
	w         *pmtiles.Writer
	empty     []map[tile.ID]bool // by zoom: they have no feature, while their parents have
	done, all int
}

// job is a tile to be made; its result comes through the channel.
type job struct {
	id     tile.ID
	result chan made
}

type made struct {
	packed []byte // nil for a tile with nothing in it
	empty  bool   // no feature is there
	err    error
}

// waiting is how many tiles are made ahead of the one that is to be written.
const waiting = 64

// zoom makes the tiles of a zoom. Zooms wait for each other, since a zoom tells
// which tiles of the next one are empty.
func (r *building) zoom(ctx context.Context, z int) error {
	ctx, cancel := context.WithCancel(ctx)
	var all sync.WaitGroup
	defer all.Wait()
	defer cancel()
	jobs, order := make(chan job), make(chan job, waiting)
	all.Go(func() {
		defer close(order)
		defer close(jobs)
		r.list(z, func(id tile.ID) bool {
			j := job{id, make(chan made, 1)}
			for _, to := range []chan job{order, jobs} {
				select {
				case to <- j:
				case <-ctx.Done():
					return false
				}
			}
			return true
		})
	})
	workers := r.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	for range workers {
		all.Go(func() {
			for j := range jobs {
				j.result <- r.make(ctx, j.id)
			}
		})
	}
	return r.write(ctx, z, order)
}

// write adds the tiles in order.
func (r *building) write(ctx context.Context, z int, order <-chan job) error {
	begun := r.done
	for j := range order {
		var m made
		select {
		case m = <-j.result:
		case <-ctx.Done():
			return ctx.Err()
		}
		if m.err != nil {
			return fmt.Errorf("tile %v: %w", j.id, m.err)
		}
		if m.empty {
			r.empty[z][j.id] = true
		}
		if m.packed != nil {
			if err := r.w.Add(j.id.Hilbert(), m.packed); err != nil {
				return err
			}
		}
		r.step(1)
	}
	// What was left out because it is empty, or there already, is done too.
	r.step(begun + countCover(r.Look.Set, r.Bounds, z) - r.done)
	return ctx.Err()
}

func (r *building) step(n int) {
	r.done += n
	if r.Progress != nil {
		r.Progress(r.done, r.all)
	}
}

// list calls visit with the tiles of a zoom that have to be made, in the order of
// the Hilbert curve, until it returns false.
func (r *building) list(z int, visit func(tile.ID) bool) {
	var covers [][]tile.Range
	for k := range z + 1 {
		covers = append(covers, r.Look.Set.Cover(r.Bounds, k, 0))
	}
	next := r.w.Next()
	var descend func(id tile.ID, first uint64) bool
	descend = func(id tile.ID, first uint64) bool {
		// The tiles of the zoom below this one are the 4^(z-k) from first on.
		size := uint64(1) << (2 * (z - id.Z))
		if first+size <= next || !covered(covers[id.Z], id) || id.Z < z && r.empty[id.Z][id] {
			return true
		}
		if id.Z == z {
			return visit(id)
		}
		for i := range uint64(4) {
			at := first + i*size/4
			leaf, err := tile.FromHilbert(at)
			if err != nil {
				return false
			}
			child := tile.ID{Z: id.Z + 1, X: leaf.X >> (z - id.Z - 1), Y: leaf.Y >> (z - id.Z - 1)}
			if !descend(child, at) {
				return false
			}
		}
		return true
	}
	descend(tile.ID{}, (tile.ID{Z: z}).Hilbert())
}

func covered(ranges []tile.Range, id tile.ID) bool {
	for _, r := range ranges {
		if r.Has(id) {
			return true
		}
	}
	return false
}

// make makes one tile.
func (r *building) make(ctx context.Context, id tile.ID) (m made) {
	defer func() {
		if p := recover(); p != nil {
			m.err = fmt.Errorf("panic: %v", p)
		}
	}()
	t, err := r.Maker.Make(ctx, r.Look, id, nil)
	if err != nil {
		return made{err: err}
	}
	if len(t.Plain) == 0 {
		return made{empty: t.Vacant}
	}
	packed, err := pmtiles.Pack(pmtiles.Gzip, t.Plain)
	return made{packed: packed, err: err}
}
