package pmtiles

import (
	"context"
	"iter"
)

// Entries lists the runs of tiles in the order of their ids, until the first
// error.
func (a *Archive) Entries(ctx context.Context) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		ed := a.current.Load()
		w := &walk{ctx: ctx, a: a, ed: ed, entry: func(e Entry, _ *fault) bool { return yield(e, nil) }}
		if err := w.directory(ed.root, int64(ed.header.Root.Offset), 1); err != nil {
			yield(Entry{}, err)
		}
	}
}

// walk goes through all directories.
type walk struct {
	ctx     context.Context
	a       *Archive
	ed      *edition
	last    uint64                     // the lowest id that may come
	stopped bool                       // entry has had enough
	entry   func(Entry, *fault) bool   // a run of tiles, and what is wrong with its place among others
	leaf    func(Entry, []Entry) error // a leaf directory; may be nil
}

func (w *walk) directory(entries []Entry, at int64, depth int) error {
	for _, e := range entries {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if e.Run > 0 {
			var f *fault
			if e.ID < w.last {
				f = faultAt(at, "tile %d comes after tile %d", e.ID, w.last-1)
			}
			w.last = max(w.last, e.ID+uint64(e.Run))
			if !w.entry(e, f) {
				w.stopped = true
				return nil
			}
			continue
		}
		if depth == maxDepth {
			return w.a.error(faultAt(at, "directories lie more than %d deep", maxDepth))
		}
		leaf, err := w.a.leaf(w.ctx, w.ed, e)
		if err != nil {
			return err
		}
		if w.leaf != nil {
			if err := w.leaf(e, leaf); err != nil {
				return err
			}
		}
		if err := w.directory(leaf, int64(e.in(w.ed.header.Leaves).Offset), depth+1); err != nil || w.stopped {
			return err
		}
	}
	return nil
}
