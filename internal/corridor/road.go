package corridor

import (
	"encoding/json"
	"slices"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/route"
	"pamir/internal/store"
)

// road is a built-in road with what is to be put on it.
type road struct {
	id      string
	line    orb.LineString
	heights []float64 // of each point; nil or NaN where not known
	country string
	lengthM float64 // published, or as drawn
	tags    route.Tags
	at      []mark
}

// mark is a passage on a road, so many metres of its length from its beginning.
type mark struct {
	metres float64
	tags   route.Tags
}

// highways says what the classes of the data are in OpenStreetMap's words.
// Where no class is published, a road with a national number is taken for a
// primary one; the one that is being built, for a road of which nothing is
// known.
var highways = map[string]string{
	"expressway": "motorway", "first-class": "trunk", "second-class": "primary", "category III": "primary",
}

func readRoads(d *store.Dataset) (roads []*road) {
	c := d.Collection
	for i := range d.Features {
		f := d.Features[i]
		line, ok := f.Geometry.(orb.LineString)
		if !ok || len(line) < 2 {
			continue
		}
		text := func(name string) string { s, _ := c.Value(f, name).(string); return s }
		r := &road{id: f.ID, line: line, heights: f.Z, country: text("country")}
		if r.lengthM = number(c.Value(f, "length_m")); r.lengthM == 0 {
			r.lengthM = geo.Length(line)
		}
		highway := highways[text("class")]
		switch {
		case text("status") == "under construction":
			highway = "road"
		case highway == "" && text("ref") != "":
			highway = "primary"
		case highway == "":
			highway = "secondary"
		}
		r.tags = route.Tags{{Key: "highway", Value: highway}, {Key: "oneway", Value: "no"}, {Key: "schematic", Value: "yes"}, {Key: "name", Value: text("name")}, {Key: "ref", Value: text("ref")}, {Key: "surface", Value: text("surface")}}
		for lang, name := range names(c.Value(f, "names")) {
			r.tags = append(r.tags, route.Tag{Key: "name:" + lang, Value: name})
		}
		if toll, _ := c.Value(f, "toll").(bool); toll {
			r.tags = append(r.tags, route.Tag{Key: "toll", Value: "yes"})
		}
		roads = append(roads, r)
	}
	return roads
}

func number(v store.Value) float64 {
	switch v := v.(type) {
	case float64:
		return v
	case int64:
		return float64(v)
	}
	return 0
}

func names(v store.Value) (all map[string]string) {
	text, _ := v.(store.JSON)
	_ = json.Unmarshal(text, &all) // what is no object of names has none
	return all
}

// ends returns the ends of the road: its beginning, then its end.
func (r *road) ends() [2]orb.Point { return [2]orb.Point{r.line[0], r.line[len(r.line)-1]} }

// nearest returns how far a position is from the road, and how many metres of
// the road's length lie before the nearest place.
func (r *road) nearest(p orb.Point) (off, along float64) {
	from := geo.From(p)
	off = -1
	before, best := 0.0, 0.0
	for i := 1; i < len(r.line); i++ {
		piece := orb.LineString{r.line[i-1], r.line[i]}
		if metres, at := from.Nearest(piece); off < 0 || metres < off {
			off, best = metres, before+geo.Length(orb.LineString{r.line[i-1], at})
		}
		before += geo.Length(piece)
	}
	return off, best * r.lengthM / before
}

// put puts a passage on the road, at least clear metres from its ends, so that
// it is on no other road.
func (r *road) put(metres float64, tags route.Tags) {
	const clear = 100
	metres = min(max(metres, clear), r.lengthM-clear)
	r.at = append(r.at, mark{metres, tags})
	slices.SortStableFunc(r.at, func(a, b mark) int {
		switch {
		case a.metres < b.metres:
			return -1
		case a.metres > b.metres:
			return 1
		}
		return 0
	})
}
