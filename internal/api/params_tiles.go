package api

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pamir/geo/tile"
	"pamir/internal/ask"
	"pamir/internal/store"
)

// tiling is what the parameters of a tile or map say.
type tiling struct {
	set     *tile.Set
	tile    tile.ID
	layers  []*store.Collection // nil: all
	setName string              // of tiles, as the address has it
	archive *Archive            // whose tiles are asked for; nil: ours
	terrain bool                // the heights are asked for
	shade   bool                // the relief alone is asked for
	alone   bool                // features without the ground under them are asked for
	side    int                 // of a tile in pixels of the screen; 0: 256
	style   string              // of a picture; "": the default
	picture bool                // the address says that it is one
	scale   int                 // of a picture; 0: 1
	names   string              // language of labels; "": as the features have them
}

// mostLayers is how many collections one request may name: more would multiply
// the work of an answer.
const mostLayers = 10

var tileMatrixSetParam = &param{
	name: "tileMatrixSetId", in: "path", required: true,
	description: "Id of a tile matrix set, as /tileMatrixSets lists them.",
	schema:      `{"type":"string"}`, example: `"WebMercatorQuad"`,
	set: func(c *call, v string) error {
		if c.tiling.set = tile.Find(v); c.tiling.set == nil {
			return fail(notFound, "There is no tile matrix set %q; there are %s.", ask.Clip(v), strings.Join(setIDs(), ", "))
		}
		return nil
	},
}

func setIDs() []string {
	var ids []string
	for _, s := range tile.Sets() {
		ids = append(ids, s.ID)
	}
	return ids
}

// tileNumber makes a parameter of the numbers that say which tile.
func tileNumber(name, description, example string, to func(*tile.ID) *int) *param {
	return &param{
		name: name, in: "path", required: true, description: description, example: example,
		schema: `{"type":"integer","minimum":0}`,
		set: func(c *call, v string) (err error) {
			*to(&c.tile), err = whole(v)
			return err
		},
	}
}

var (
	tileMatrixParam = tileNumber("tileMatrix", "The matrix: zoom.", "6", func(t *tile.ID) *int { return &t.Z })
	tileRowParam    = tileNumber("tileRow", "The row, counted southwards from 0.", "24", func(t *tile.ID) *int { return &t.Y })
	tileColParam    = tileNumber("tileCol", "The column, counted eastwards from 0.", "45", func(t *tile.ID) *int { return &t.X })

	zoomParam   = tileNumber("z", "Zoom.", "6", func(t *tile.ID) *int { return &t.Z })
	columnParam = tileNumber("x", "Column, counted eastwards from 0.", "45", func(t *tile.ID) *int { return &t.X })
)

// nowhere is a number that no matrix has.
const nowhere = -1

// whole reads a number of a tile. One that is too large for any matrix, or below
// 0, is nowhere: the tile is not there, but its address can be read.
func whole(v string) (int, error) {
	n, err := strconv.ParseInt(v, 10, 32)
	switch {
	case errors.Is(err, strconv.ErrRange), err == nil && n < 0:
		return nowhere, nil
	case err != nil, v[0] == '+':
		return 0, fmt.Errorf("wants a whole number, has %q", ask.Clip(v))
	}
	return int(n), nil
}

var tileFileParam = &param{
	name: "file", in: "path", required: true,
	description: "Row, counted southwards from 0, and format: 24.mvt is a vector tile, 24.png a picture.",
	schema:      `{"type":"string","pattern":"^[0-9]+\\.(mvt|pbf|png)$"}`, example: `"24.mvt"`,
	set: func(c *call, v string) (err error) {
		row, ext, _ := strings.Cut(v, ".")
		if c.tile.Y, err = whole(row); err != nil {
			return errors.New(err.Error() + "; it is a row with .mvt or .png behind it")
		}
		switch ext {
		case "mvt", "pbf":
			c.form = asMVT
		case "png":
			c.form = asPNG
		default:
			return fail(notFound, "There are no tiles of the format %q; there are mvt and png.", ask.Clip(ext))
		}
		return nil
	},
}

var collectionsParam = &param{
	name: "collections", in: "query", array: true,
	description: fmt.Sprintf("Only these collections, the first at the bottom; at most %d. All where it is not there.", mostLayers),
	schema:      fmt.Sprintf(`{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":%d}`, mostLayers), example: `["roads","ports"]`,
	set: func(c *call, v string) (err error) {
		if c.setName != "" && !c.ofAll() {
			return errors.New("is for the set pamir alone: the others are of one thing")
		}
		c.layers, err = c.s.collectionList(v)
		if err == nil && len(c.layers) == 1 {
			c.collection = c.layers[0]
		}
		return err
	},
}

// collectionList reads ids of collections, or their addresses here, in order and
// each once.
func (s *Server) collectionList(v string) ([]*store.Collection, error) {
	names := strings.Split(v, ",")
	if len(names) > mostLayers {
		return nil, fmt.Errorf("has %d names; at most %d", len(names), mostLayers)
	}
	var list []*store.Collection
	for _, name := range names {
		id := name
		if i := strings.LastIndexByte(name, '/'); i >= 0 {
			id = name[i+1:]
		}
		c := s.byID[id]
		if c == nil {
			return nil, &ask.Error{Detail: fmt.Sprintf("names no collection with %q", ask.Clip(name)), Hint: s.collectionHint(name)}
		}
		if !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list, nil
}

var tileLangParam = &param{
	name: "lang", in: "query",
	description: "Language of names in pictures. As the features have them where it is not there.",
	schema:      `{"type":"string","enum":["en","zh","ru","ky","ug"]}`,
	set: func(c *call, v string) error {
		if !isLanguage(v) {
			return fmt.Errorf("takes one of %s; has %q", strings.Join(languages, ", "), ask.Clip(v))
		}
		c.names = v
		return nil
	},
}

var groundParam = &param{
	name: "ground", in: "query",
	description: "false for pictures without background and relief, to be laid over others; so are those of one collection in any case.",
	schema:      `{"type":"boolean","default":true}`,
	set: func(c *call, v string) error {
		if v != "true" && v != "false" {
			return fmt.Errorf("takes true or false, has %q", ask.Clip(v))
		}
		c.alone = v == "false"
		return nil
	},
}
