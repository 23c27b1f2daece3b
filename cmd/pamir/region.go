package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pamir/data"
	"pamir/internal/ask"
	"pamir/internal/formats"
	"pamir/internal/region"
	"pamir/internal/store"
	"pamir/internal/store/memory"
)

// source says which features a command works on.
type source struct {
	Region  string   `placeholder:"DIR" help:"Use the region that pamir import has made: its roads and places take the place of those built in, and the rest is added. Ports and checkpoints stay."`
	Load    []string `placeholder:"FILE" sep:"none" help:"Add the features of a GeoJSON file (also one feature a line) as a collection named after it. Can be given more than once."`
	SkipBad bool     `help:"Leave bad features of loaded files out, instead of stopping."`
}

// everything there is to ask about.
type everything struct {
	datasets []store.Dataset
	version  string    // changes with every byte of it
	updated  time.Time // the newest of its collections
	roads    string    // path of the roads file of an imported region; "" for the built-in roads

	origin map[string]string // who has each collection, as errors say it
}

// open reads the built-in data and the files to load.
func (s *source) open(w *world) (*everything, error) {
	base, err := s.base()
	if err != nil {
		return nil, err
	}
	return s.loaded(w, base)
}

// base reads what there is without the files to load.
func (s *source) base() (*everything, error) {
	datasets, err := data.Load(data.Files())
	if err != nil {
		return nil, &fault{err: err, hint: "the built-in data is broken; after mending it, build the program again"}
	}
	all := &everything{datasets: datasets, version: data.Version(), origin: map[string]string{}}
	for _, d := range datasets {
		all.origin[d.Collection.ID] = "the built-in data has"
	}
	if s.Region != "" {
		if err := all.lay(s.Region); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// loaded returns what there is with the collections of the files to load.
func (s *source) loaded(w *world, to *everything) (*everything, error) {
	all := *to
	all.datasets, all.origin = slices.Clone(to.datasets), maps.Clone(to.origin)
	for _, name := range s.Load {
		if err := all.load(w, name, s.SkipBad); err != nil {
			return nil, err
		}
	}
	for _, d := range all.datasets {
		if d.Collection.Updated.After(all.updated) {
			all.updated = d.Collection.Updated
		}
	}
	return &all, nil
}

// lay puts an imported region over what there is.
func (r *everything) lay(dir string) error {
	imported, err := region.Open(context.Background(), dir)
	if err != nil {
		hint := fmt.Sprintf("pamir import EXTRACT.osm.pbf -o %s makes it again", dir)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, region.ErrNoRegion) {
			hint = "--region takes the folder that pamir import has made"
		}
		return &fault{err: fmt.Errorf("--region %w", err), hint: hint}
	}
	r.datasets = imported.Over(r.datasets)
	r.version += "." + imported.Version
	r.roads = imported.Roads
	for _, d := range imported.Datasets {
		r.origin[d.Collection.ID] = dir + " has"
	}
	return nil
}

// load adds the collections of a file.
func (r *everything) load(w *world, name string, skipBad bool) error {
	f, info, err := openFile(name, "--load takes the path of a GeoJSON file; give it once for each file")
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	bar := newBar(w.stderr, filepath.Base(name), info.Size(), smallFile)
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
		if who := r.origin[id]; who != "" {
			return &fault{
				err:  fmt.Errorf("%s would become the collection %q, which %s already", name, id, who),
				hint: "a collection is named after its file: rename the file",
			}
		}
		r.origin[id] = name + " has"
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
func (r *everything) collection(id string) (*memory.Store, *store.Collection, error) {
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
	if stem, ok := strings.CutSuffix(what, "ry"); ok {
		return thousands(n) + " " + stem + "ries"
	}
	return thousands(n) + " " + what + "s"
}

// size words a number of bytes.
func size(n int64) string {
	switch {
	case n >= 1e9:
		return fmt.Sprintf("%.1f GB", float64(n)/1e9)
	case n >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.1f kB", float64(n)/1e3)
}

// thousands writes a number with commas: 1,234,567.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
