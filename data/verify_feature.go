package data

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/paulmach/orb"

	"pamir/internal/store"
)

// region holds the positions that built-in data may have.
var region = orb.Bound{Min: orb.Point{66, 34}, Max: orb.Point{82, 44}}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// scripts holds the languages of names, and the script each is written in.
var scripts = map[string]*unicode.RangeTable{
	"en": unicode.Latin, "zh": unicode.Han,
	"ru": unicode.Cyrillic, "ky": unicode.Cyrillic, "tg": unicode.Cyrillic,
	"ug": unicode.Arabic, "ur": unicode.Arabic,
}

var languages = strings.Join(slices.Sorted(maps.Keys(scripts)), ", ")

func (v *verifier) feature(r record) {
	if !slug.MatchString(r.ID) {
		r.report("", "the id should be a slug such as torugart or g315-tuopa-torugart")
	}
	r.names()
	r.bounds()
	if from, to := r.text(store.ValidFrom), r.text(store.ValidTo); from != "" && to != "" && from > to {
		r.report(store.ValidTo, "%s is before valid_from, %s", to, from)
	}
	if !r.curated {
		return
	}
	if r.text(store.Name) == "" {
		r.report(store.Name, "there is no name")
	}
	if c := r.text("confidence"); c != "high" && c != "medium" && c != "low" {
		r.report("confidence", "want high, medium or low, have %q", c)
	}
	r.position()
	r.sources()
	r.alternatives()
	if port := r.text("port"); port != "" {
		if _, ok := v.find("ports", port); !ok {
			r.report("port", "there is no port %q", port)
		}
	}
	if lake := r.text("lake"); lake != "" {
		if _, ok := v.find("lakes", lake); !ok {
			r.report("lake", "there is no lake %q", lake)
		}
	}
}

func (r record) names() {
	var names map[string]string
	if !r.decode(store.Names, &names) {
		return
	}
	for _, tag := range slices.Sorted(maps.Keys(names)) {
		script, known := scripts[tag]
		switch name := names[tag]; {
		case !known:
			r.report(store.Names, "the language %q is not one of %s", tag, languages)
		case strings.TrimSpace(name) == "":
			r.report(store.Names, "the name in %s is empty", tag)
		case r.curated && !strings.ContainsFunc(name, func(c rune) bool { return unicode.Is(script, c) }):
			r.report(store.Names, "the name in %s, %q, is in another script", tag, name)
		}
	}
}

func (r record) bounds() {
	if r.Geometry == nil {
		return
	}
	if b := r.Geometry.Bound(); !region.Contains(b.Min) || !region.Contains(b.Max) {
		r.report("", "the geometry leaves the region, longitudes 66 to 82 and latitudes 34 to 44: %v to %v", b.Min, b.Max)
	}
}

// position checks that a position says how far it may be off and how it was
// found, and that a missing one says why. A figure stands where its subject
// does and says neither.
func (r record) position() {
	if r.set.Collection.ID == statistics {
		return
	}
	accuracy, stated := r.number("accuracy_m")
	switch {
	case r.Geometry != nil && (!stated || accuracy <= 0):
		r.report("accuracy_m", "want the metres by which the position may be off, more than 0")
	case r.Geometry == nil && stated:
		r.report("accuracy_m", "there is no position to be accurate about")
	}
	if r.text("placed") == "" {
		r.report("placed", "want a sentence on how the position was found, or why there is none")
	}
	if height, ok := r.number("elevation_m"); ok && len(r.Z) == 1 && r.Z[0] != height {
		r.report("elevation_m", "%v differs from the height of the position, %v", height, r.Z[0])
	}
}
