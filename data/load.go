package data

import (
	"errors"
	"io"
	"io/fs"

	"pamir/internal/formats"
	"pamir/internal/store"
)

// Load reads every collection that the directory describes, in the order in
// which to show them. It reads a feature at a time and keeps what it read.
// Its error is Problems: all that is wrong, each with file, feature and
// property; there are no datasets then.
func Load(fsys fs.FS) ([]store.Dataset, error) {
	all, problems := load(fsys)
	if len(problems) > 0 {
		return nil, problems
	}
	sets := make([]store.Dataset, len(all))
	for i := range all {
		sets[i] = all[i].Dataset
	}
	return sets, nil
}

// loaded is a dataset that remembers where it came from.
type loaded struct {
	store.Dataset
	description *description
	files       []string // the file of each feature
}

func load(fsys fs.FS) ([]loaded, Problems) {
	var problems Problems
	var all []loaded
	for _, d := range descriptions(fsys, &problems) {
		set := loaded{Dataset: store.Dataset{Collection: d.collection()}, description: d}
		r := reader{set: &set, problems: &problems, ids: map[string]bool{}}
		for _, name := range d.Files {
			r.read(fsys, name)
		}
		set.Collection.Measure(set.Features)
		all = append(all, set)
	}
	return all, problems
}

// reader adds the features of files to one dataset.
type reader struct {
	set      *loaded
	problems *Problems
	ids      map[string]bool
}

func (r *reader) read(fsys fs.FS, name string) {
	f, err := fsys.Open(name)
	if err != nil {
		r.problems.add(Problem{File: r.set.description.file}, "files: %v", err)
		return
	}
	defer f.Close()
	in := formats.NewReader(f, formats.ReadOptions{})
	for {
		raw, err := in.Next()
		var bad *formats.FeatureError
		switch {
		case err == io.EOF:
			return
		case errors.As(err, &bad):
			r.problems.add(Problem{File: name, Feature: bad.ID}, "line %d: %s", bad.Line, bad.Detail)
			continue
		case err != nil:
			r.problems.add(Problem{File: name}, "%v", err)
			return
		}
		if feature := r.feature(name, &raw); feature != nil {
			r.set.Features = append(r.set.Features, feature)
			r.set.files = append(r.set.files, name)
		}
	}
}

// feature checks the feature against the schema. It returns nil where it found
// a fault.
func (r *reader) feature(file string, raw *formats.Raw) *store.Feature {
	at := Problem{File: file, Feature: raw.ID}
	before := len(*r.problems)
	switch {
	case !raw.HasID:
		r.problems.add(at, "the feature on line %d has no id", raw.Line)
	case r.ids[raw.ID]:
		r.problems.add(at, "the id is there twice; the second is on line %d", raw.Line)
	}
	r.ids[raw.ID] = true
	c := r.set.Collection
	f := &store.Feature{ID: raw.ID, Geometry: raw.Geometry, Z: raw.Z, Values: make([]store.Value, len(c.Properties))}
	if g := raw.Geometry; g != nil && g.GeoJSONType() != string(c.Geometry) {
		r.problems.add(at, "want geometry of type %q, have %s", c.Geometry, g.GeoJSONType())
	}
	for _, p := range raw.Properties {
		at.Property = p.Name
		i := c.Index(p.Name)
		if i < 0 {
			r.problems.add(at, "it is not among the properties of %s", r.set.description.file)
			continue
		}
		v, err := formats.Conform(&c.Properties[i], p.Value)
		if err != nil {
			r.problems.add(at, "%v", err)
			continue
		}
		f.Values[i] = v
	}
	if len(*r.problems) > before {
		return nil
	}
	return f
}
