package ask

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pamir/internal/store"
)

// Scalar reports whether values of the type can be compared and sorted.
func Scalar(t store.PropertyType) bool { return t != store.Array && t != store.Object }

// Property returns the named property of a collection, if its values can be
// compared and sorted.
func Property(c *store.Collection, name string) (*store.Property, error) {
	i := c.Index(name)
	if i < 0 {
		return nil, noProperty(c, name, Scalar)
	}
	if p := &c.Properties[i]; Scalar(p.Type) {
		return p, nil
	}
	return nil, wrong("", "names %s, which is an %s and can neither be compared nor sorted by", name, c.Properties[i].Type)
}

// Literal reads a value of the property's type.
func Literal(p *store.Property, s string) (store.Value, error) {
	switch p.Type {
	case store.Integer:
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return nil, wrong("", "wants a whole number, has %q", Clip(s))
		}
		return n, nil
	case store.Number:
		return Number(s)
	case store.Boolean:
		if s != "true" && s != "false" {
			return nil, wrong("", "wants true or false, has %q", Clip(s))
		}
		return s == "true", nil
	}
	if len(p.Enum) > 0 && !slices.Contains(p.Enum, s) {
		hint := ""
		if near := NearestName(s, p.Enum); near != "" {
			hint = "did you mean " + near + "?"
		}
		return nil, wrong(hint, "takes one of %s, has %q", strings.Join(p.Enum, ", "), Clip(s))
	}
	return s, nil
}

// maxSortKeys bounds what one query may compare by.
const maxSortKeys = 10

// SortKeys reads names with + or - before them, separated by commas. In an
// address a bare + arrives as a space.
func SortKeys(c *store.Collection, s string) ([]store.SortKey, error) {
	var keys []store.SortKey
	for part := range strings.SplitSeq(s, ",") {
		name := strings.TrimLeft(strings.TrimSpace(part), "+")
		name, descending := strings.CutPrefix(name, "-")
		if _, err := Property(c, name); err != nil {
			return nil, err
		}
		keys = append(keys, store.SortKey{Property: name, Descending: descending})
	}
	if len(keys) > maxSortKeys {
		return nil, wrong("", "takes at most %d names, has %d", maxSortKeys, len(keys))
	}
	return keys, nil
}

// Fields reads names of properties, separated by commas, and returns their
// ordinals in the order of the schema, each once.
func Fields(c *store.Collection, s string) ([]int, error) {
	fields := []int{}
	for part := range strings.SplitSeq(s, ",") {
		name := strings.TrimSpace(part)
		i := c.Index(name)
		if i < 0 {
			return nil, noProperty(c, name, func(store.PropertyType) bool { return true })
		}
		if !slices.Contains(fields, i) {
			fields = append(fields, i)
		}
	}
	slices.Sort(fields)
	return fields, nil
}

// noProperty says which name is meant, or which there are.
func noProperty(c *store.Collection, name string, keep func(store.PropertyType) bool) *Error {
	var names []string
	for _, p := range c.Properties {
		if keep(p.Type) {
			names = append(names, p.Name)
		}
	}
	hint := fmt.Sprintf("%s has %s", c.ID, strings.Join(names, ", "))
	if near := NearestName(name, names); near != "" {
		hint = "did you mean " + near + "?"
	}
	return wrong(hint, "names %q, which is no property of %s", Clip(name), c.ID)
}
