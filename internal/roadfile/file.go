package roadfile

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"runtime"
	"sync"

	"pamir/geo/route"
)

// File is a roads file that is mapped. Its methods may be called by several
// goroutines at once.
type File struct {
	path     string
	data     []byte
	sections []section
	release  func() error
}

// Open maps a file and checks its header and table, which takes no longer for
// a large one.
func Open(path string) (*File, error) {
	f, err := open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}

func open(path string) (*File, error) {
	if !littleEndian {
		return nil, errors.New("roads files are for little-endian machines")
	}
	on, err := os.Open(path)
	if err != nil {
		var pe *os.PathError
		if errors.As(err, &pe) {
			err = pe.Err
		}
		return nil, err
	}
	defer on.Close() // a mapping outlives it
	info, err := on.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() < headerSize {
		return nil, ErrFormat
	}
	data, release, err := mapFile(on, info.Size())
	if err != nil {
		return nil, err
	}
	sections, err := decode(data, uint64(len(data)))
	if err != nil {
		return nil, errors.Join(err, release())
	}
	return &File{path, data, sections, release}, nil
}

// Close ends the mapping. Whatever lies in it must not be used after.
func (f *File) Close() error { return f.release() }

// Size returns the size of the file in bytes.
func (f *File) Size() int64 { return int64(len(f.data)) }

// Verify sums all sections and reports the first that is damaged.
func (f *File) Verify(ctx context.Context) error {
	faults := make([]error, len(f.sections))
	next := make(chan int, len(f.sections))
	for i := range f.sections {
		next <- i
	}
	close(next)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				faults[i] = f.sum(ctx, &f.sections[i])
			}
		})
	}
	wg.Wait()
	for _, err := range faults {
		if err != nil {
			return fmt.Errorf("%s: %w", f.path, err)
		}
	}
	return nil
}

// sum checks one section, a piece at a time so that it can be stopped.
func (f *File) sum(ctx context.Context, s *section) error {
	const piece = 16 << 20
	body, sum := f.data[s.offset:s.end()], uint32(0)
	for len(body) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := min(len(body), piece)
		sum = crc32.Update(sum, castagnoli, body[:n])
		body = body[n:]
	}
	if sum != s.sum {
		return fmt.Errorf("%w: the checksum of its section %s, bytes %d to %d, is wrong", ErrDamaged, s.name, s.offset, s.end())
	}
	return nil
}

// Network returns the network that lies in the file, once all of it has been
// checked: its checksums, and that all its numbers are of things that exist.
func (f *File) Network(ctx context.Context) (*route.Network, error) {
	if err := f.Verify(ctx); err != nil {
		return nil, err
	}
	n := &route.Network{}
	if err := f.fill(n.Parts()); err != nil {
		return nil, fmt.Errorf("%s: %w", f.path, err)
	}
	if err := n.Check(); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", f.path, ErrDamaged, err)
	}
	return n, nil
}

// fill points parts at their sections.
func (f *File) fill(parts []route.Part) error {
	named := map[string]*section{}
	for i := range f.sections {
		named[f.sections[i].name] = &f.sections[i]
	}
	for _, p := range parts {
		s := named[p.Name]
		v, err := viewOf(p.Data)
		switch {
		case err != nil:
			return fmt.Errorf("section %s: %w", p.Name, err)
		case s == nil:
			return fmt.Errorf("%w (it has no section %s)", ErrVersion, p.Name)
		case s.layout != v.layout || uintptr(s.size) != v.elem.Size():
			return fmt.Errorf("%w (its section %s has another layout)", ErrVersion, p.Name)
		}
		if err := v.point(f.data[s.offset : s.offset+s.count*uint64(s.size)]); err != nil {
			return fmt.Errorf("section %s: %w", p.Name, err)
		}
	}
	return nil
}
