package schedules

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"pamir/geo/hours"
)

// Options says what a Keeper keeps.
type Options struct {
	Chains  []hours.Chain
	BuiltIn []File
	Path    string       // the operator's file; "": none
	Logger  *slog.Logger // nil: slog.Default()
}

// Keeper holds the set that is in force. It is safe for concurrent use: a
// request takes the set, or its book, once and answers from it alone.
type Keeper struct {
	options Options
	log     *slog.Logger
	current atomic.Pointer[Set]

	reading sync.Mutex // one reading of the file at a time
	read    look       // the file as it was when it was last read
}

// NewKeeper reads the files. Its error is that of Load, or of reading the
// operator's file.
func NewKeeper(o Options) (*Keeper, error) {
	k := &Keeper{options: o, log: o.Logger}
	if k.log == nil {
		k.log = slog.Default()
	}
	if _, err := k.Reload(); err != nil {
		return nil, err
	}
	return k, nil
}

// Set returns what is in force.
func (k *Keeper) Set() *Set { return k.current.Load() }

// Book returns the book that is in force.
func (k *Keeper) Book() *hours.Book { return k.Set().Book }

// Reload reads the operator's file anew and says whether another set is in
// force now. After an error the old one is.
func (k *Keeper) Reload() (changed bool, err error) {
	k.reading.Lock()
	defer k.reading.Unlock()
	files := k.options.BuiltIn
	if k.options.Path != "" {
		k.read = lookAt(k.options.Path) // before reading: a change meanwhile is seen by the next look
		own, err := ReadFile(k.options.Path)
		if err != nil {
			return false, err
		}
		files = append(files[:len(files):len(files)], own)
	}
	s, err := Load(k.options.Chains, files...)
	if err != nil {
		return false, err
	}
	old := k.current.Load()
	if old != nil && old.Book.Version() == s.Book.Version() {
		return false, nil
	}
	k.current.Store(s)
	return true, nil
}

// ReadFile reads a schedule file, or as much of it as Load wants to see.
func ReadFile(path string) (File, error) {
	f, err := os.Open(path)
	if err != nil {
		return File{}, plainly(path, err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil {
		return File{}, plainly(path, err)
	}
	return File{Name: path, Text: text}, nil
}

// plainly words an error of a file without the name of the system call.
func plainly(path string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return fmt.Errorf("%s: %w", path, err)
}

// Watch reads the operator's file anew whenever it changes, and whenever asked
// to, until ctx ends. It looks at the file's time and size at each interval, and
// reads it when it has stood still for one, so that it does not read what an
// editor has half written. A file with faults, or one that is gone, leaves the
// old set in force and is told of once.
func (k *Keeper) Watch(ctx context.Context, interval time.Duration, asked <-chan os.Signal) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	seen := k.lastRead()
	for {
		select {
		case <-ctx.Done():
			return
		case <-asked:
			k.reload()
		case <-tick.C:
			if k.options.Path == "" {
				continue
			}
			now := lookAt(k.options.Path)
			if now.same(seen) && !now.same(k.lastRead()) {
				k.reload()
			}
			seen = now
		}
	}
}

func (k *Keeper) lastRead() look {
	k.reading.Lock()
	defer k.reading.Unlock()
	return k.read
}

// reload tells the log what came of it.
func (k *Keeper) reload() {
	changed, err := k.Reload()
	var faults Problems
	switch {
	case errors.As(err, &faults):
		for _, p := range faults {
			k.log.Error("schedules: " + p.Error())
		}
		k.log.Error("schedules: the old ones stay in force", "file", k.options.Path, "problems", len(faults), "version", k.Book().Version())
	case err != nil:
		k.log.Error("schedules: the old ones stay in force", "error", err, "version", k.Book().Version())
	case changed:
		k.log.Info("schedules: new ones are in force", "version", k.Book().Version(), "entries", k.Set().Entries)
	default:
		k.log.Info("schedules: read again, nothing changed", "version", k.Book().Version())
	}
}

// look is what the file system says of a file without reading it.
type look struct{ info os.FileInfo } // nil: it is not there

func lookAt(path string) look {
	info, err := os.Stat(path)
	if err != nil {
		return look{}
	}
	return look{info}
}

// same reports whether the file is untouched between two looks: neither written
// to nor replaced by another one.
func (l look) same(o look) bool {
	if l.info == nil || o.info == nil {
		return l.info == o.info
	}
	return os.SameFile(l.info, o.info) && l.info.Size() == o.info.Size() && l.info.ModTime().Equal(o.info.ModTime())
}
