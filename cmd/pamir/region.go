package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"pamir/data"
	"pamir/internal/ask"
	"pamir/internal/formats"
	"pamir/internal/store"
	"pamir/internal/store/memory"
)

// source says which features a command works on.
type source struct {
	Load    []string `placeholder:"FILE" sep:"none" help:"Add the features of a GeoJSON file (also one feature a line) as a collection named after it. Can be given more than once."`
	SkipBad bool     `help:"Leave bad features of loaded files out, instead of stopping."`
}

// region is everything there is to ask about.
type region struct {
	datasets []store.Dataset
	version  string    // changes with every byte of it
	updated  time.Time // the newest of its collections
}

// open reads the built-in data and the files to load.
func (s *source) open(w *world) (*region, error) {
	datasets, err := data.Load(data.Files())
	if err != nil {
		return nil, &fault{err: err, hint: "the built-in data is broken; after mending it, build the program again"}
	}
	r := &region{datasets: datasets, version: data.Version()}
	origin := map[string]string{}
	for _, d := range datasets {
		origin[d.Collection.ID] = "the built-in data has"
	}
	for _, name := range s.Load {
		if err := r.load(w, name, s.SkipBad, origin); err != nil {
			return nil, err
		}
	}
	for _, d := range r.datasets {
		if d.Collection.Updated.After(r.updated) {
			r.updated = d.Collection.Updated
		}
	}
	return r, nil
}

// load adds the collections of a file. origin says, for each collection, who
// has it.
func (r *region) load(w *world, name string, skipBad bool, origin map[string]string) error {
	f, err := os.Open(name)
	if err != nil {
		var pe *fs.PathError
		if errors.As(err, &pe) {
			err = fmt.Errorf("%s: %w", name, pe.Err)
		}
		return &fault{err: err, hint: "--load takes the path of a GeoJSON file"}
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.IsDir() {
		return &fault{err: fmt.Errorf("%s is a folder", name), hint: "--load takes the path of a GeoJSON file; give it once for each file"}
	}
	sum := sha256.New()
	bar := newBar(w.stderr, filepath.Base(name), info.Size())
	loaded, err := formats.Load(io.TeeReader(f, sum), name, formats.LoadOptions{
		SkipBad:  skipBad,
		Updated:  info.ModTime(),
		Progress: bar.set,
	})
	bar.done()
	if err != nil {
		hint := ""
		var le *formats.LoadError
		if errors.As(err, &le) && le.Err == nil {
			hint = "mend the features, or leave them out with --skip-bad"
		}
		return &fault{err: err, hint: hint}
	}
	for _, d := range loaded.Datasets {
		id := d.Collection.ID
		if who := origin[id]; who != "" {
			return &fault{
				err:  fmt.Errorf("%s would become the collection %q, which %s already", name, id, who),
				hint: "a collection is named after its file: rename the file",
			}
		}
		origin[id] = name + " has"
	}
	tell(w.stderr, name, loaded)
	r.datasets = append(r.datasets, loaded.Datasets...)
	r.version += "." + hex.EncodeToString(sum.Sum(nil)[:4])
	return nil
}

// tell says what a file became, and what was left out of it.
func tell(stderr io.Writer, name string, l formats.Loaded) {
	for _, f := range l.Faults {
		fmt.Fprintf(stderr, "%s: %v\n", name, f)
	}
	if l.Skipped > 0 {
		more := ""
		if l.Skipped > len(l.Faults) {
			more = fmt.Sprintf("; the first %d are named above", len(l.Faults))
		}
		fmt.Fprintf(stderr, "%s: %s left out%s\n", name, count(l.Skipped, "bad feature"), more)
	}
	var ids []string
	for _, d := range l.Datasets {
		ids = append(ids, fmt.Sprintf("%s (%s)", d.Collection.ID, thousands(d.Collection.Count)))
	}
	fmt.Fprintf(stderr, "%s: %s in %s\n", name, count(l.Features, "feature"), strings.Join(ids, ", "))
}

// collection returns a store of the one collection, which is all that a
// command needs to index.
func (r *region) collection(id string) (*memory.Store, *store.Collection, error) {
	var ids []string
	for _, d := range r.datasets {
		if d.Collection.ID == id {
			s, err := memory.New(d)
			return s, d.Collection, err
		}
		ids = append(ids, d.Collection.ID)
	}
	err := &store.NotFoundError{Collection: id}
	if near := ask.NearestName(id, ids); near != "" {
		return nil, nil, misuse(fmt.Sprintf("did you mean %s?", near), "%w", err)
	}
	return nil, nil, misuse("there are "+strings.Join(ids, ", "), "%w", err)
}

// count words a number of things.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return thousands(n) + " " + what + "s"
}

// thousands writes a number with commas: 1,234,567.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
