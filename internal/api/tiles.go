package api

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"pamir/geo/tile"
	"pamir/internal/store"
	"pamir/internal/tiles"
)

// tileRoom is where tiles are made and kept.
type tileRoom struct {
	view  *tiles.View
	maker *tiles.Maker
	heavy *admission
	all   *tiles.Look            // every collection, in WebMercatorQuad
	one   map[string]*tiles.Look // each collection, there
	sets  []*Archive
}

// tileMemory is how many bytes of tiles are kept where the operator does not say.
const tileMemory = 128 << 20

func newTileRoom(cfg Config, collections []*store.Collection) *tileRoom {
	kept := cfg.Tiles
	if kept == nil {
		kept = tiles.NewCache(tileMemory)
	}
	r := &tileRoom{view: kept.View(), maker: &tiles.Maker{Store: cfg.Store}, heavy: newAdmission(), one: map[string]*tiles.Look{}, sets: cfg.Archives}
	r.all = vectorLook(tile.WebMercatorQuad, layersOf(collections)).Named()
	for _, c := range collections {
		r.one[c.ID] = vectorLook(tile.WebMercatorQuad, layersOf([]*store.Collection{c})).Named()
	}
	return r
}

func vectorLook(s *tile.Set, layers []tiles.Layer) tiles.Look {
	return tiles.Look{Set: s, Form: tiles.Vector, Layers: layers, Margin: tiles.VectorMargin()}
}

func layersOf(collections []*store.Collection) []tiles.Layer {
	layers := make([]tiles.Layer, len(collections))
	for i, c := range collections {
		layers[i].Collection = c
	}
	return layers
}

// vectorTile answers /tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}
// and that of a collection (/req/core/tc-op).
func (c *call) vectorTile() error {
	return c.sendTile(c.vectorLook(c.tiling.set, c.shown()))
}

// vectorLook returns how the tile asked for looks. The looks without parameters
// are at hand.
func (c *call) vectorLook(s *tile.Set, shown []*store.Collection) *tiles.Look {
	if s == tile.WebMercatorQuad && c.Time == nil && c.Filter == nil && c.fields == nil {
		switch {
		case len(shown) == 1:
			return c.s.tiles.one[shown[0].ID]
		case len(shown) == len(c.s.collections) && c.layers == nil:
			return c.s.tiles.all
		}
	}
	layers := layersOf(shown)
	for i := range layers {
		layers[i].Time = c.Time
		if layers[i].Collection == c.collection {
			layers[i].Filter, layers[i].FilterName = c.Filter, c.filterName()
			layers[i].Fields = c.fields
		}
	}
	return vectorLook(s, layers).Named()
}

// filterName says what the property filters are, in the order of their names.
func (c *call) filterName() string {
	if c.Filter == nil {
		return ""
	}
	var parts []string
	for name, values := range c.values {
		if c.route.has(name) {
			continue
		}
		for _, v := range values {
			parts = append(parts, strconv.Quote(name)+"="+strconv.Quote(v))
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, "&")
}

// sendTile makes a tile of a look, or has it, and sends it.
func (c *call) sendTile(l *tiles.Look) error {
	if err := c.checkTile(l.Set); err != nil {
		return err
	}
	t, err := c.s.tiles.view.Get(c.r.Context(), l, c.tile, "", func(ctx context.Context) (*tiles.Tile, error) {
		leave, err := c.s.tiles.heavy.enter(ctx)
		if err != nil {
			return nil, err
		}
		defer leave()
		ctx, cancel := context.WithTimeout(ctx, c.s.cfg.Timeout)
		defer cancel()
		return c.s.tiles.maker.Vector(ctx, l, c.tile)
	})
	if err != nil {
		return err
	}
	return c.send(t)
}

// checkTile returns what is wrong with where the tile would be.
func (c *call) checkTile(s *tile.Set) error {
	switch t := c.tile; {
	case t.Z == nowhere || t.Z >= s.Matrices:
		return fail(notFound, "%s has no such tile matrix; there are 0 to %d.", s.ID, s.Matrices-1)
	case !s.Has(t):
		r := s.All(t.Z)
		return fail(notFound, "Tile matrix %d of %s has columns 0 to %d and rows 0 to %d.", t.Z, s.ID, r.MaxX, r.MaxY)
	}
	return nil
}

var varyEncoding = []string{"Accept-Encoding"}

// send answers with a tile, packed as the client likes.
func (c *call) send(t *tiles.Tile) error {
	h := c.w.Header()
	h["Vary"] = varyEncoding
	h["Cache-Control"] = sharedOnly
	if c.s.cfg.DataVersion != "" {
		h["X-Data-Version"] = []string{c.s.cfg.DataVersion}
	}
	if t.LeftOut != "" {
		h["Left-Out"] = []string{t.LeftOut}
	}
	if len(t.Plain) == 0 {
		c.w.WriteHeader(http.StatusNoContent)
		return nil
	}
	e := identity
	if t.Packs() {
		e = c.encoding()
	}
	tag := `"` + t.Tag() + tagEnds[e] + `"`
	h["Etag"] = []string{tag}
	if sameTag(c.r.Header.Get("If-None-Match"), tag) {
		c.w.WriteHeader(http.StatusNotModified)
		return nil
	}
	body := t.Plain
	switch e {
	case gzipped:
		body = t.Gzip()
	case zstdized:
		body = t.Zstd()
	}
	if e != identity {
		h["Content-Encoding"] = []string{string(e)}
	}
	h["Content-Type"] = []string{t.Media}
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	c.w.WriteHeader(http.StatusOK)
	if c.r.Method == http.MethodHead {
		return nil
	}
	_, err := c.w.Write(body)
	return err
}

// tagEnds tell the encodings of the same tile apart.
var tagEnds = map[encoding]string{identity: "", gzipped: ".gz", zstdized: ".zst"}
