package tiles

import (
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"pamir/geo/raster"
	"pamir/internal/store"
)

// Pixels of the credits: how far they are from the edges, how high and how wide
// letters are, and how much of a map's width they leave to the scale bar. Letters
// of most faces are narrower.
const (
	creditsEdge   = 6
	creditsSize   = 10
	creditsLetter = 6
	barRoom       = 180
)

// creditsOf says whose the data is that a map shows.
func (m *Maker) creditsOf(x *Map, shown []raster.Layer, v *raster.View) string {
	var collections []*store.Collection
	for _, l := range x.Layers {
		for i := range shown {
			if shown[i].Name == l.Collection.ID {
				collections = append(collections, l.Collection)
			}
		}
	}
	by := Attribution(collections)
	b := boxAround(v, 0)
	if x.Part == Whole && m.reliefBy != "" && m.assets.Relief.Covers(orb.Bound{Min: orb.Point{b.West, b.South}, Max: orb.Point{b.East, b.North}}) {
		by = strings.TrimPrefix(by+"; "+m.reliefBy, "; ")
	}
	return by
}

// credits are words in the lower right corner, a label for each line: a label is
// cut where it is very long.
func (x *Map) credits(text string) []raster.Layer {
	if text == "" || x.Width < 200 || x.Height < 100 {
		return nil // they would cover the map
	}
	wide := x.Width - 2*creditsEdge
	if x.ScaleBar {
		wide -= min(barRoom, x.Width/2)
	}
	per := (x.Bounds.Max[0] - x.Bounds.Min[0]) / float64(x.Width)
	lines := broken(text, min(wide/creditsLetter, 100))
	l := raster.Layer{Source: overlaySource, Name: "credits", Value: func(i int, name string) any {
		if name == "label" {
			return lines[i]
		}
		return nil
	}}
	for i := range lines {
		up := creditsEdge + float64(len(lines)-1-i)*1.3*creditsSize
		at := x.CRS.Inverse(orb.Point{x.Bounds.Max[0] - creditsEdge*per, x.Bounds.Min[1] + up*per})
		l.Features = append(l.Features, raster.Feature{ID: i, Geometry: at})
	}
	return []raster.Layer{l}
}

// broken breaks a text between words into lines of at most so many letters, but
// for words that are longer.
func broken(text string, most int) []string {
	var lines []string
	long := 0
	for _, w := range strings.Fields(text) {
		n := utf8.RuneCountInString(w)
		if len(lines) == 0 || long+1+n > most {
			lines, long = append(lines, w), n
			continue
		}
		lines[len(lines)-1] += " " + w
		long += 1 + n
	}
	return lines
}
