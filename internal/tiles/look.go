package tiles

import (
	"fmt"
	"strings"
	"time"

	"pamir/geo/cql2"
	"pamir/geo/tile"
	"pamir/internal/store"
)

// Look is everything that says how a tile looks but where it lies: one can be
// made for each tile of a set. Nobody changes it.
type Look struct {
	Set    *tile.Set
	Form   Form
	Layers []Layer // from the ground up

	// Margin is how far around a tile, as a part of its side, features lie that
	// can show in it.
	Margin float64

	Style string // of a picture
	Lang  string // of names in a picture
	Scale int    // pixels for one of a picture: 1, or 2 on fine screens

	// Others is whatever else it depends on, such as the version of an archive.
	Others string

	name string // canonical: equal looks have equal names
}

// Form is what a tile is.
type Form string

const (
	Vector  Form = "mvt"
	Picture Form = "png"
	Stored  Form = "stored" // in an archive
)

// Layer is a collection, or a part of it.
type Layer struct {
	Collection *store.Collection
	Time       *store.Interval
	Filter     cql2.Expr
	FilterName string // says what Filter is; equal filters have equal names
	Fields     []int  // ordinals of the properties to show; nil: all
}

// Named returns the look with its name.
func (l Look) Named() *Look {
	var b strings.Builder
	fmt.Fprintf(&b, "%s|%s|%g|%s|%s|%d|%s", l.Set.ID, l.Form, l.Margin, l.Style, l.Lang, l.Scale, l.Others)
	for _, x := range l.Layers {
		fmt.Fprintf(&b, "|%s", x.Collection.ID)
		if x.Time != nil {
			fmt.Fprintf(&b, "@%s/%s", instant(x.Time.Start), instant(x.Time.End))
		}
		if x.Filter != nil {
			fmt.Fprintf(&b, "?%q", x.FilterName)
			for _, p := range x.Collection.Properties { // by whose places it is evaluated
				fmt.Fprintf(&b, ",%s", p.Name)
			}
		}
		if x.Fields != nil {
			fmt.Fprintf(&b, "%v", x.Fields)
		}
	}
	l.name = b.String()
	return &l
}

func instant(t time.Time) string {
	if t.IsZero() {
		return ".."
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// layer returns the layer of a collection.
func (l *Look) layer(collection string) (Layer, bool) {
	for _, x := range l.Layers {
		if x.Collection.ID == collection {
			return x, true
		}
	}
	return Layer{}, false
}
