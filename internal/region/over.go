package region

import (
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/internal/store"
)

// joined lists the collections that are added to the built-in one of the same
// id; others take its place. What is built in of them was written by hand, with
// sources, and is there for its ports.
var joined = []string{"passes"}

// same is the distance in metres within which a feature that is added counts as
// one that is there already.
const same = 1000

// Over lays the region over built-in datasets: its collections take the place
// of those with the same id, or are added to them, and the rest stays. Those
// that are new come after the last of the same role.
func (r *Region) Over(builtIn []store.Dataset) []store.Dataset {
	out := slices.Clone(builtIn)
	for _, d := range r.Datasets {
		at := slices.IndexFunc(out, func(b store.Dataset) bool { return b.Collection.ID == d.Collection.ID })
		switch {
		case at >= 0 && slices.Contains(joined, d.Collection.ID):
			out[at] = added(out[at], d)
		case at >= 0:
			out[at] = d
		default:
			out = slices.Insert(out, after(out, d.Collection.Role), d)
		}
	}
	return out
}

// after is the place behind the last dataset of a role.
func after(sets []store.Dataset, role store.Role) int {
	for i := len(sets) - 1; i >= 0; i-- {
		if sets[i].Collection.Role == role {
			return i + 1
		}
	}
	return len(sets)
}

// added adds the features of a dataset to another, but for those that it has.
// Its schema comes first, then what the other has besides.
func added(to, from store.Dataset) store.Dataset {
	c := *to.Collection
	c.Properties = slices.Clone(c.Properties)
	ordinal := make([]int, len(from.Collection.Properties)) // of each property in the schema of both
	for i, p := range from.Collection.Properties {
		at := c.Index(p.Name)
		if at < 0 {
			at = len(c.Properties)
			c.Properties = append(c.Properties, p)
		}
		if own := &c.Properties[at]; own.Enum != nil {
			own.Enum = union(own.Enum, p.Enum)
		}
		ordinal[i] = at
	}
	features := make([]*store.Feature, 0, len(to.Features)+len(from.Features))
	widen := func(f *store.Feature, ordinal func(int) int) {
		wide := *f
		wide.Values = make([]store.Value, len(c.Properties))
		for i, v := range f.Values {
			wide.Values[ordinal(i)] = v
		}
		features = append(features, &wide)
	}
	for _, f := range to.Features {
		widen(f, func(i int) int { return i })
	}
	for _, f := range from.Features {
		if !slices.ContainsFunc(to.Features, func(have *store.Feature) bool { return near(have, f) }) {
			widen(f, func(i int) int { return ordinal[i] })
		}
	}
	c.Description += " " + from.Collection.Description
	c.Keywords = union(c.Keywords, from.Collection.Keywords)
	c.Attribution = strings.Join(union([]string{c.Attribution}, []string{from.Collection.Attribution}), "; ")
	if from.Collection.Updated.After(c.Updated) {
		c.Updated = from.Collection.Updated
	}
	c.Measure(features)
	return store.Dataset{Collection: &c, Features: features}
}

// near reports whether two features are points that may be the same thing.
func near(a, b *store.Feature) bool {
	p, ok1 := a.Geometry.(orb.Point)
	q, ok2 := b.Geometry.(orb.Point)
	return ok1 && ok2 && geo.Distance(p, q) < same
}

// union lists a, and what b has besides.
func union(a, b []string) []string {
	out := slices.Clone(a)
	for _, s := range b {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
