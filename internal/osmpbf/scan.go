package osmpbf

import (
	"context"
	"runtime"
	"runtime/debug"
	"sync"
)

// Scan says what to read of a file.
type Scan struct {
	File     *File
	Kinds    Kind
	Workers  int              // 0: as many as there are processors
	Progress func(read int64) // called with the bytes of blocks that are done with; may be nil
}

// Each decodes the blocks that hold things of the kinds: convert makes a value
// of each block, several at once, and take gets the values one by one in the
// order of the file. The first error in that order ends it and is returned: an
// *Error where the file is at fault, or that of convert or take or of the
// context as it is. No goroutine is left when it returns.
func Each[T any](ctx context.Context, s Scan, convert func(*Block) (T, error), take func(T) error) error {
	inner, cancel := context.WithCancel(ctx)
	r := newRun(s, convert)
	defer r.running.Wait()
	defer cancel()
	r.start(inner)
	read := int64(0)
	for _, i := range r.order {
		turn, ok := <-r.turns
		if !ok {
			return ctx.Err()
		}
		select {
		case v := <-turn:
			if v.err != nil {
				return v.err
			}
			if err := take(v.value); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
		if read += int64(s.File.blocks[i].size); s.Progress != nil {
			s.Progress(read)
		}
	}
	return ctx.Err()
}

// Collect is Each that keeps what convert makes of the blocks, in one list.
func Collect[T any](ctx context.Context, s Scan, convert func(*Block) ([]T, error)) ([]T, error) {
	var out []T
	err := Each(ctx, s, convert, func(part []T) error {
		out = append(out, part...)
		return nil
	})
	return out, err
}

// run is a scan under way: one goroutine hands out blocks, others decode them.
type run[T any] struct {
	scan    Scan
	order   []int // the blocks to read
	convert func(*Block) (T, error)
	jobs    chan job[T]
	turns   chan chan result[T] // of the blocks that are under way, in order
	running sync.WaitGroup
}

// job is a block to decode, and where to put the result.
type job[T any] struct {
	index int
	to    chan result[T]
}

// result is what became of a block.
type result[T any] struct {
	value T
	err   error
}

func newRun[T any](s Scan, convert func(*Block) (T, error)) *run[T] {
	if s.Workers <= 0 {
		s.Workers = runtime.GOMAXPROCS(0)
	}
	order := s.File.holding(s.Kinds)
	s.Workers = min(s.Workers, max(len(order), 1))
	return &run[T]{
		scan: s, order: order, convert: convert,
		jobs:  make(chan job[T]),
		turns: make(chan chan result[T], 2*s.Workers), // bounds how far ahead of take they are
	}
}

func (r *run[T]) start(ctx context.Context) {
	r.running.Go(func() {
		defer close(r.turns)
		defer close(r.jobs)
		for _, i := range r.order {
			to := make(chan result[T], 1) // so that no worker waits for its turn
			select {
			case r.turns <- to:
			case <-ctx.Done():
				return
			}
			select {
			case r.jobs <- job[T]{i, to}:
			case <-ctx.Done():
				return
			}
		}
	})
	for range r.scan.Workers {
		r.running.Go(func() {
			var d decoder
			defer d.unpacker.close()
			for j := range r.jobs {
				value, err := r.decode(&d, j.index)
				j.to <- result[T]{value, err}
			}
		})
	}
}

// decoder is the memory of one worker.
type decoder struct {
	unpacker unpacker
	block    Block
}

// decode reads a block and has it converted. A panic, which would be a fault of
// ours, becomes an error, since no caller can stop one on another goroutine.
func (r *run[T]) decode(d *decoder, index int) (value T, err error) {
	b := r.scan.File.blocks[index]
	defer func() {
		if p := recover(); p != nil {
			err = b.fault(nil, "the program is at fault: %v\n%s", p, debug.Stack())
		}
	}()
	if err := d.open(r.scan.File, index); err != nil {
		return value, err
	}
	d.block.kinds &= r.scan.Kinds
	return r.convert(&d.block)
}

// open reads a block and looks at its parts.
func (d *decoder) open(f *File, index int) error {
	b := f.blocks[index]
	body, err := d.unpacker.unpack(f, b)
	if err != nil {
		return err
	}
	d.block.Index, d.block.Number, d.block.Offset = index, b.number, b.start
	if err := d.block.open(body); err != nil {
		return b.fault(err, "its data is broken: %v", err)
	}
	return f.learn(index, d.block.kinds)
}
