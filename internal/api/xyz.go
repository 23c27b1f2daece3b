package api

import (
	"strings"

	"pamir/geo/tile"
	"pamir/internal/ask"
	"pamir/internal/store"
	"pamir/internal/tiles"
)

// builtInSet is the set of tiles that has all collections.
const builtInSet = "pamir"

// Zooms that maps need not ask beyond: they draw on from the last.
const maxVectorZoom = 14

var tilesParam = &param{
	name: "tiles", in: "path", required: true,
	description: "A set of tiles: pamir has all collections, the id of a collection that, the name of an archive what is in that.",
	schema:      `{"type":"string"}`, example: `"pamir"`,
	set: func(c *call, v string) error { return c.setOfTiles(v) },
}

var tileJSONParam = &param{
	name: "tileJSON", in: "path", required: true,
	description: "A set of tiles, with .json behind it.",
	schema:      `{"type":"string"}`, example: `"pamir.json"`,
	set: func(c *call, v string) error {
		name, ok := strings.CutSuffix(v, ".json")
		if !ok {
			return fail(notFound, "There is no file %q; /xyz/pamir.json describes the set pamir.", ask.Clip(v))
		}
		return c.setOfTiles(name)
	},
}

// setOfTiles finds a set by its name: an archive before what it may be made of.
func (c *call) setOfTiles(name string) error {
	for _, a := range c.s.tiles.sets {
		if a.id == name {
			c.archive = a
			return nil
		}
	}
	if name == builtInSet {
		return nil
	}
	if c.collection = c.s.byID[name]; c.collection != nil {
		c.layers = []*store.Collection{c.collection}
		return nil
	}
	names := c.s.setsOfTiles()
	hint := "there are " + strings.Join(names, ", ")
	if near := ask.NearestName(name, names); near != "" {
		hint = "did you mean " + near + "?"
	}
	return fail(notFound, "There is no set of tiles %q; %s", ask.Clip(name), hint)
}

func (s *Server) setsOfTiles() []string {
	names := []string{builtInSet}
	for _, a := range s.tiles.sets {
		names = append(names, a.id)
	}
	for _, l := range s.collections {
		names = append(names, l.ID)
	}
	return names
}

// xyz answers /xyz/{tiles}/{z}/{x}/{file}.
func (c *call) xyz() error {
	if c.archive == nil {
		return c.sendTile(c.vectorLook(tile.WebMercatorQuad, c.shown()))
	}
	if err := c.checkTile(tile.WebMercatorQuad); err != nil {
		return err
	}
	t, err := c.archiveTile(c.archive)
	if err != nil {
		return err
	}
	return c.send(t)
}

// The members of TileJSON 3.0 that we have.
type tileJSONDoc struct {
	TileJSON     string              `json:"tilejson"`
	Name         string              `json:"name"`
	Description  string              `json:"description,omitempty"`
	Attribution  string              `json:"attribution,omitempty"`
	Scheme       string              `json:"scheme"`
	Tiles        []string            `json:"tiles"`
	MinZoom      int                 `json:"minzoom"`
	MaxZoom      int                 `json:"maxzoom"`
	Bounds       [4]float64          `json:"bounds"`
	Center       [3]float64          `json:"center"`
	VectorLayers []tiles.VectorLayer `json:"vector_layers,omitempty"`
}

// addresses says where the tiles of a set are, in a form.
func (d *tileJSONDoc) addresses(c *call, set string, f form) {
	d.TileJSON, d.Scheme = "3.0.0", "xyz"
	d.Tiles = []string{c.base + "/xyz/" + pathSegment(set) + "/{z}/{x}/{y}." + f.name}
}

// tileJSON answers /xyz/{tileJSON}.
func (c *call) tileJSON() error {
	if c.archive != nil {
		doc, err := c.archiveJSON(c.archive)
		if err != nil || c.fresh() {
			return err
		}
		return c.writeJSON(doc)
	}
	if c.fresh() {
		return nil
	}
	shown := c.shown()
	b := tiles.Extent(shown)
	doc := &tileJSONDoc{
		Name: "Pamir", Description: description, Attribution: tiles.Attribution(shown),
		VectorLayers: tiles.VectorLayers(shown, 0, maxVectorZoom),
		MaxZoom:      maxVectorZoom, Bounds: [4]float64{b.West, b.South, b.East, b.North},
		Center: [3]float64{(b.West + b.East) / 2, (b.South + b.North) / 2, float64(tiles.Fitting(tile.WebMercatorQuad, b))},
	}
	set := builtInSet
	if c.collection != nil {
		set, doc.Name, doc.Description = c.collection.ID, c.title(c.collection), c.collection.Description
	}
	doc.addresses(c, set, asMVT)
	return c.writeJSON(doc)
}
