package data

import (
	"cmp"
	"encoding/json"
	"io/fs"
	"slices"

	"github.com/paulmach/orb"

	"pamir/internal/store"
)

// Verify returns every breach of the rules for built-in data, in the order of
// files: what Load finds and, where the data loads, what readers must be able
// to rely on. It reads all files and holds them in memory.
//
// A feature is curated where a person wrote it, that is in a gateway
// collection and not in a file of the manifest. Curated features carry their
// own sources; those of generated files stand in SOURCES.md.
func Verify(fsys fs.FS) []Problem {
	sets, problems := load(fsys)
	if len(problems) > 0 {
		return problems
	}
	v := &verifier{fsys: fsys, sets: map[string]*loaded{}, problems: &problems}
	v.readManifest()
	for i := range sets {
		v.order = append(v.order, sets[i].Collection.ID)
		v.sets[sets[i].Collection.ID] = &sets[i]
	}
	for _, id := range v.order {
		v.description(v.sets[id].description)
		for _, r := range v.records(id) {
			v.feature(r)
		}
	}
	v.chains()
	v.schedules()
	v.statistics()
	v.roads()
	v.relief()
	v.hashes()
	slices.SortStableFunc(problems, func(a, b Problem) int { return cmp.Compare(a.File, b.File) })
	return problems
}

type verifier struct {
	fsys     fs.FS
	manifest *manifest // nil where there is none
	sets     map[string]*loaded
	order    []string // ids of the collections
	problems *Problems
}

// description checks what a collection says of itself beyond what Load needs.
func (v *verifier) description(d *description) {
	at := Problem{File: d.file}
	if d.Description == "" {
		v.problems.add(at, "there is no description")
	}
	if d.Attribution == "" {
		v.problems.add(at, "there is no attribution, the line that a map shows")
	}
	if d.License.Title == "" || !isWeb(d.License.Href) {
		v.problems.add(at, "license: want a title and an address, have %q and %q", d.License.Title, d.License.Href)
	}
	for tag, title := range d.Titles {
		if scripts[tag] == nil || title == "" {
			v.problems.add(at, "titles: %q: %q is not a title in one of %s", tag, title, languages)
		}
	}
}

// record is a feature with what is needed to look at it and to report on it.
type record struct {
	*store.Feature
	set      *loaded
	file     string
	curated  bool
	problems *Problems
}

func (v *verifier) records(collection string) []record {
	set := v.sets[collection]
	if set == nil {
		return nil
	}
	all := make([]record, len(set.Features))
	for i, f := range set.Features {
		all[i] = record{
			Feature: f, set: set, file: set.files[i], problems: v.problems,
			curated: set.Collection.Role == store.Gateway && !v.manifest.has(set.files[i]),
		}
	}
	return all
}

// find returns the feature of the id, or false.
func (v *verifier) find(collection, id string) (record, bool) {
	all := v.records(collection)
	i := slices.IndexFunc(all, func(r record) bool { return r.ID == id })
	if i < 0 {
		return record{}, false
	}
	return all[i], true
}

func (r record) report(property, format string, args ...any) {
	r.problems.add(Problem{File: r.file, Feature: r.ID, Property: property}, format, args...)
}

func (r record) value(name string) store.Value { return r.set.Collection.Value(r.Feature, name) }

// text returns the property as a string, "" for null.
func (r record) text(name string) string {
	s, _ := r.value(name).(string)
	return s
}

// number returns the property as a number, and whether it is one.
func (r record) number(name string) (float64, bool) {
	switch n := r.value(name).(type) {
	case float64:
		return n, true
	case int64:
		return float64(n), true
	}
	return 0, false
}

// decode reads an array or object into v. It reports parts that are not as v
// wants them, and returns false for them and for null.
func (r record) decode(name string, v any) bool {
	text, ok := r.value(name).(store.JSON)
	if !ok {
		return false
	}
	if err := json.Unmarshal(text, v); err != nil {
		r.report(name, "%v", err)
		return false
	}
	return true
}

// samePlace reports whether the two stand at the same position and height.
func (r record) samePlace(o record) bool {
	if r.Geometry == nil || o.Geometry == nil {
		return r.Geometry == nil && o.Geometry == nil
	}
	return orb.Equal(r.Geometry, o.Geometry) && slices.Equal(r.Z, o.Z)
}
