package formats

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"pamir/internal/store"
)

// LoadOptions says how to load a file. The zero value stops at bad features.
type LoadOptions struct {
	SkipBad    bool             // leave bad features out and go on
	MaxFeature int              // bytes; 0: DefaultMaxFeature
	Updated    time.Time        // when the file was last changed
	Progress   func(read int64) // called with the bytes read so far; may be nil
}

// Loaded is what a file holds.
type Loaded struct {
	Datasets []store.Dataset
	Features int             // in all datasets
	Skipped  int             // bad ones that were left out
	Faults   []*FeatureError // of the first MaxFaults skipped
}

// MaxFaults is how many bad features are named before loading stops.
const MaxFaults = 20

// LoadError is why a file could not be loaded: what is wrong with its first
// bad features, or an error after which nothing could be read, or both.
type LoadError struct {
	Name   string // of the file, as Load was given it
	Faults []*FeatureError
	More   bool  // there are more than the MaxFaults named
	Err    error // nil where the file could be read to the end
}

// Error has a line for each fault.
func (e *LoadError) Error() string {
	var lines []string
	for _, f := range e.Faults {
		lines = append(lines, e.Name+": "+f.Error())
	}
	if e.Err != nil {
		lines = append(lines, e.Name+": "+e.Err.Error())
	}
	if e.More {
		lines = append(lines, fmt.Sprintf("%s: stopped after %d bad features", e.Name, len(e.Faults)))
	}
	return strings.Join(lines, "\n")
}

func (e *LoadError) Unwrap() error { return e.Err }

// Load reads a GeoJSON file, in any form that [Reader] reads, and makes a
// collection of it, named after the file: "Border Towns.geojson" becomes
// border-towns.
//
// All features of a collection have one type of geometry and one schema.
//
//   - A file with points, lines and polygons becomes up to three collections,
//     name_points, name_lines and name_polygons, and features without a
//     geometry in such a file name_unplaced. Where single and multi geometries
//     of a kind meet, all become multi. A GeometryCollection becomes the multi
//     geometry of its parts; one whose parts are of several kinds is bad.
//   - The schema has each property that any feature has, in the order in which
//     they first come up. Integers and numbers together are numbers; any other
//     two types together are strings, written as JSON has them. Strings that
//     are all dates or all instants say so.
//   - A feature without an id gets its number in the file, counted from 1
//     without the bad ones, or the next number that is free. An id that is
//     there twice is bad.
//   - valid_from and valid_to must be dates or instants, since features are
//     asked for by them; an empty text there is null.
//   - Rings are turned to the right-hand rule (RFC 7946 section 3.1.6).
//
// Bad features stop it with a *LoadError after MaxFaults of them are named,
// unless SkipBad is set. It holds all features in memory, a point at about 120
// bytes beside its values, and reads the file once.
func Load(r io.Reader, name string, o LoadOptions) (Loaded, error) {
	if o.Progress != nil {
		r = &counted{r: r, report: o.Progress}
	}
	in := NewReader(r, ReadOptions{MaxFeature: o.MaxFeature, Lines: isLines(name)})
	b := builder{ids: map[string]int{}, ordinals: map[string]int{}}
	failed := LoadError{Name: name}
	out := Loaded{}
	var raw Raw
	for {
		err := in.read(&raw)
		if err == nil {
			err = b.add(&raw)
		}
		var bad *FeatureError
		switch {
		case err == nil:
			continue
		case errors.As(err, &bad):
			out.Skipped++
			if len(failed.Faults) < MaxFaults {
				failed.Faults = append(failed.Faults, bad)
			} else if !o.SkipBad {
				failed.More = true
				return Loaded{}, &failed
			}
			continue
		case err != io.EOF:
			failed.Err = err
			return Loaded{}, &failed
		case len(failed.Faults) > 0 && !o.SkipBad:
			return Loaded{}, &failed
		}
		break
	}
	out.Faults = failed.Faults
	out.Features = len(b.features)
	out.Datasets = b.datasets(name, o.Updated)
	return out, nil
}

// counted reports how much was read through it.
type counted struct {
	r      io.Reader
	n      int64
	report func(int64)
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	c.report(c.n)
	return n, err
}
