package api

import (
	"slices"

	"pamir/internal/ask"
	"pamir/internal/store"
)

type itemsPage struct {
	Collection *store.Collection
	store.Page
	Links  []Link
	fields []int
}

// Columns lists the properties that fit in a table: scalars, the first eight.
func (p itemsPage) Columns() []store.Property {
	var out []store.Property
	for _, i := range p.columns() {
		out = append(out, p.Collection.Properties[i])
	}
	return out
}

func (p itemsPage) columns() []int {
	var out []int
	for i, property := range p.Collection.Properties {
		if ask.Scalar(property.Type) && (p.fields == nil || slices.Contains(p.fields, i)) && len(out) < 8 {
			out = append(out, i)
		}
	}
	return out
}

// Row returns the cells of a feature.
func (p itemsPage) Row(f *store.Feature) []string {
	var out []string
	for _, i := range p.columns() {
		out = append(out, cell(f.Values[i]))
	}
	return out
}

// Link returns the address of the first link with the relation, or "".
func (p itemsPage) Link(rel string) string {
	for _, l := range p.Links {
		if l.Rel == rel {
			return l.Href
		}
	}
	return ""
}

type itemPage struct {
	Collection *store.Collection
	Feature    *store.Feature
	Links      []Link
}

// Name returns what the feature is called.
func (p itemPage) Name() string { return nameOf(p.Collection, p.Feature, "") }
