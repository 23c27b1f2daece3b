package api

import (
	"context"
	"strings"

	"pamir/geo"
	"pamir/geo/raster"
	"pamir/geo/tile"
	"pamir/internal/ask"
	"pamir/internal/store"
	"pamir/internal/tiles"
)

// Sets of tiles that are no collection's.
const (
	builtInSet = "pamir"   // all collections
	terrainSet = "terrain" // the heights
	shadeSet   = "relief"  // the relief as a picture
)

// Zooms that maps need not ask beyond: they draw on from the last.
const (
	maxVectorZoom  = 14
	maxPictureZoom = 18
	maxTerrainZoom = 8 // the grid has no more to say
)

var tilesParam = &param{
	name: "tiles", in: "path", required: true,
	description: "A set of tiles: pamir has all collections, the id of a collection that, terrain the heights, relief their shades, the name of an archive what is in that. " +
		"Of pictures it can have a style, a scale and a size behind it: pamir@dark@2x, or pamir@512 for tiles of 512 pixels of the screen.",
	schema: `{"type":"string"}`, example: `"pamir"`,
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
	c.setName = name
	name, looks, more := strings.Cut(name, "@")
	if err := c.findSet(name); err != nil {
		return err
	}
	c.picture = more || c.terrain || c.shade
	for more {
		var one string
		switch one, looks, more = strings.Cut(looks, "@"); {
		case one == "2x":
			c.scale = 2
		case one == "512":
			c.side = 2 * raster.TileSize
		case c.setStyle(one) != nil:
			return fail(notFound, "There is no look @%s; there are @2x, @512%s.", ask.Clip(one), strings.Join(append([]string{""}, c.s.styleNames()...), ", @"))
		}
	}
	return nil
}

// ofAll reports whether the set is that of all collections.
func (c *call) ofAll() bool {
	return c.archive == nil && !c.terrain && !c.shade && c.collection == nil
}

func (c *call) findSet(name string) error {
	for _, a := range c.s.tiles.sets {
		if a.id == name {
			c.archive = a
			return nil
		}
	}
	if name == builtInSet {
		return nil
	}
	c.terrain, c.shade = name == terrainSet, name == shadeSet
	if c.terrain || c.shade {
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
	names := []string{builtInSet, terrainSet, shadeSet}
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
	if err := c.checkTile(tile.WebMercatorQuad); err != nil {
		return err
	}
	switch {
	case c.archive != nil:
		t, err := c.archiveTile(c.archive)
		if err != nil {
			return err
		}
		return c.send(t)
	case c.picture && c.form == asMVT:
		return fail(notFound, "%s has pictures only: ask for .png.", ask.Clip(c.echo.Param("tiles")))
	case c.terrain:
		return c.sendTerrain()
	case c.form == asPNG:
		if !c.s.draws() {
			return c.s.noStyle(defaultStyle)
		}
		if c.shade {
			return c.sendTile(c.s.tiles.look(tile.WebMercatorQuad, nil, c.xyzStyle()))
		}
		return c.sendTile(c.look(tile.WebMercatorQuad, c.xyzStyle()))
	}
	return c.sendTile(c.look(tile.WebMercatorQuad, tiles.PictureStyle{}))
}

// xyzStyle is pictureStyle, for which a set of one collection is as one of
// /collections.
func (c *call) xyzStyle() tiles.PictureStyle {
	p := c.pictureStyle()
	switch name, _, _ := strings.Cut(c.setName, "@"); {
	case c.shade:
		p.Part = tiles.Shade
	case c.s.byID[name] != nil:
		p.Part = tiles.Alone
	}
	return p
}

func (c *call) sendTerrain() error {
	look := tiles.Look{Set: tile.WebMercatorQuad, Form: tiles.Picture, Others: terrainSet, PictureStyle: tiles.PictureStyle{Scale: max(c.scale, 1)}}.Named()
	maker, id := c.s.tiles.maker, c.tile
	t, err := c.keptTile(look, nil, func(context.Context) (*tiles.Tile, error) { return maker.Terrain(look.Set, id, look.Scale) })
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
	Encoding     string              `json:"encoding,omitempty"` // of heights
	TileSize     int                 `json:"tileSize,omitempty"` // in pixels of the screen

	version string // of an archive
}

// addresses says where the tiles of a set are, in a form.
func (d *tileJSONDoc) addresses(c *call, set string, f form) {
	d.TileJSON, d.Scheme = "3.0.0", "xyz"
	d.Tiles = []string{c.base + "/xyz/" + pathSegment(set) + "/{z}/{x}/{y}." + f.name}
}

func boundsDoc(b geo.Box) [4]float64 { return [4]float64{b.West, b.South, b.East, b.North} }

// tileJSON answers /xyz/{tileJSON}.
func (c *call) tileJSON() error {
	if c.archive != nil {
		doc, err := c.archiveJSON(c.archive)
		if err != nil || c.fresh(doc.version) {
			return err
		}
		return c.writeJSON(doc)
	}
	if c.fresh() {
		return nil
	}
	shown := c.shown()
	b := tiles.Extent(shown)
	by := tiles.Attribution(shown)
	if frame, ok := c.s.cfg.Drawing.Relief(); ok && (c.terrain || c.shade) {
		b, by = frame, c.s.cfg.Drawing.ReliefBy
	}
	doc := &tileJSONDoc{
		Name: "Pamir", Description: description, Attribution: by,
		MaxZoom: maxVectorZoom, Bounds: boundsDoc(b),
		Center: [3]float64{(b.West + b.East) / 2, (b.South + b.North) / 2, float64(tiles.Fitting(tile.WebMercatorQuad, b))},
	}
	if c.collection != nil {
		doc.Name, doc.Description = c.title(c.collection), c.collection.Description
	}
	switch {
	case c.terrain:
		doc.Name, doc.Description, doc.MaxZoom, doc.Encoding = "Heights", "Metres above the sea, in the colours of pictures: terrarium.", maxTerrainZoom, "terrarium"
	case c.shade:
		doc.Name, doc.Description, doc.MaxZoom = "Relief", "The relief, lit from the north-west.", maxTerrainZoom
	case c.picture:
		doc.MaxZoom = maxPictureZoom
	default:
		doc.VectorLayers = tiles.VectorLayers(shown, 0, maxVectorZoom)
		doc.addresses(c, c.setName, asMVT)
		return c.writeJSON(doc)
	}
	doc.TileSize = max(c.side, raster.TileSize)
	doc.addresses(c, c.setName, asPNG)
	return c.writeJSON(doc)
}
