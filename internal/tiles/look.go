package tiles

import (
	"fmt"
	"strings"
	"time"

	"pamir/geo"
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

	PictureStyle // of a picture

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

// PictureStyle says how pictures are drawn.
type PictureStyle struct {
	Style string
	Part  Part
	Lang  string // of names; "": as the features have them
	Scale int    // pixels of the picture for one of the screen: 1, or 2 on fine ones
	Side  int    // of a tile in pixels of the screen: 256, or 512 for fewer tiles
}

// Part is what of a style is drawn.
type Part uint8

const (
	Whole Part = iota
	Alone      // features without background and relief, to be laid over others
	Shade      // the relief alone
)

// Layer is a collection, or a part of it.
type Layer struct {
	Collection *store.Collection
	Time       *store.Interval
	Filter     cql2.Expr
	FilterName string // says what Filter is; equal filters have equal names
	Fields     []int  // ordinals of the properties to show; nil: all

	// Margins say how far around a tile features lie that can show in it, as a
	// part of its side, by zoom; the last one holds for all beyond. A zoom at
	// which nothing is shown has a negative one.
	Margins []float64
}

// margin returns the margin at a zoom; ok is false where nothing shows.
func (l *Layer) margin(z int) (m float64, ok bool) {
	if len(l.Margins) == 0 {
		return 0, true
	}
	m = l.Margins[min(z, len(l.Margins)-1)]
	return m, m >= 0
}

// Named returns the look with its name.
func (l Look) Named() *Look {
	var b strings.Builder
	fmt.Fprintf(&b, "%s|%s|%+v|%s", l.Set.ID, l.Form, l.PictureStyle, l.Others)
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
		fmt.Fprintf(&b, "±%g", x.Margins)
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

// Box returns a box that holds all that can show in a tile.
func (l *Look) Box(id tile.ID) geo.Box {
	most := 0.0
	for i := range l.Layers {
		if m, ok := l.Layers[i].margin(id.Z); ok {
			most = max(most, m)
		}
	}
	return l.Set.Box(id, most)
}
