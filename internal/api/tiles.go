package api

import (
	"cmp"
	"context"
	"net/http"
	"runtime"
	"strconv"
	"sync"

	"pamir/geo/tile"
	"pamir/internal/store"
	"pamir/internal/tiles"
)

// tileRoom is where tiles are made and kept.
type tileRoom struct {
	view    *tiles.View
	maker   *tiles.Maker
	making  *admission // of tiles
	drawing *admission // of maps: one takes as long as hundreds of tiles, so they have half of the cores
	sets    []*Archive

	mu    sync.Mutex
	looks map[plainLook]*tiles.Look
}

// plainLook is how tiles look about which no parameter says more: there are few.
type plainLook struct {
	set        *tile.Set
	collection string // "": all
	picture    tiles.PictureStyle
}

// tileMemory is how many bytes of tiles are kept where the operator does not say.
const tileMemory = 128 << 20

func newTileRoom(cfg Config, collections []*store.Collection) (*tileRoom, error) {
	kept := cfg.Tiles
	if kept == nil {
		kept = tiles.NewCache(tileMemory)
	}
	maker, err := tiles.NewMaker(cfg.Store, collections, cfg.Drawing)
	cores := runtime.GOMAXPROCS(0)
	return &tileRoom{
		view: kept.View(), maker: maker, sets: cfg.Archives, looks: map[plainLook]*tiles.Look{},
		making: newAdmission(workPerCore * cores), drawing: newAdmission(max(1, cores/2)),
	}, err
}

// plain returns the look, made once.
func (r *tileRoom) plain(p plainLook, shown []*store.Collection) *tiles.Look {
	r.mu.Lock()
	defer r.mu.Unlock()
	l := r.looks[p]
	if l == nil {
		l = r.look(p.set, layersOf(shown), p.picture)
		r.looks[p] = l
	}
	return l
}

// look returns how tiles look: pictures where their style is said.
func (r *tileRoom) look(s *tile.Set, layers []tiles.Layer, p tiles.PictureStyle) *tiles.Look {
	if p.Style == "" {
		return tiles.VectorLook(s, layers)
	}
	return r.maker.PictureLook(s, layers, p)
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
	return c.sendTile(c.look(c.tiling.set, tiles.PictureStyle{}))
}

// mapTile answers the same behind /map: as a picture.
func (c *call) mapTile() error {
	if !c.s.draws() {
		return c.s.noStyle(defaultStyle)
	}
	return c.sendTile(c.look(c.tiling.set, c.pictureStyle()))
}

// pictureStyle says how the pictures asked for are drawn. Those of one
// collection have no ground, to be laid over others.
func (c *call) pictureStyle() tiles.PictureStyle {
	p := tiles.PictureStyle{Style: cmp.Or(c.style, defaultStyle), Lang: c.names, Scale: max(c.scale, 1), Side: c.side}
	if c.route.ofOne() || c.alone {
		p.Part = tiles.Alone
	}
	return p
}

// look returns how the tile asked for looks.
func (c *call) look(s *tile.Set, p tiles.PictureStyle) *tiles.Look {
	shown := c.shown()
	if c.Time == nil && c.Filter == nil && c.fields == nil {
		switch {
		case len(shown) == 1:
			return c.s.tiles.plain(plainLook{s, shown[0].ID, p}, shown)
		case c.layers == nil:
			return c.s.tiles.plain(plainLook{s, "", p}, shown)
		}
	}
	return c.s.tiles.look(s, c.narrowed(shown), p)
}

// narrowed makes layers of collections, with the filters that the parameters
// say.
func (c *call) narrowed(shown []*store.Collection) []tiles.Layer {
	layers := layersOf(shown)
	for i := range layers {
		layers[i].Time = c.Time
		if layers[i].Collection == c.collection {
			layers[i].Filter, layers[i].FilterName = c.Filter, c.filterName()
			layers[i].Fields = c.fields
		}
	}
	return layers
}

// filterName says what the property filters are, in the order of their names.
func (c *call) filterName() string {
	if c.Filter == nil {
		return ""
	}
	return c.query.without(c.route.has).encode()
}

// sendTile makes a tile of a look, or has it, and sends it.
func (c *call) sendTile(l *tiles.Look) error {
	if err := c.checkTile(l.Set); err != nil {
		return err
	}
	states, seconds, err := c.states(l.Layers, l.Box(c.tile))
	if err != nil {
		return err
	}
	maker, id := c.s.tiles.maker, c.tile
	t, err := c.keptTile(l, states, func(ctx context.Context) (*tiles.Tile, error) { return maker.Make(ctx, l, id, states) })
	if err != nil {
		return err
	}
	if states != nil {
		c.w.Header()["Cache-Control"] = []string{"public, max-age=" + strconv.Itoa(seconds)}
	}
	return c.send(t)
}

// keptTile returns a tile that is kept, or makes it when its turn comes. The work
// goes on for others who wait for it when this call is over: it must not use it.
func (c *call) keptTile(l *tiles.Look, states tiles.States, work func(context.Context) (*tiles.Tile, error)) (*tiles.Tile, error) {
	s := c.s
	return s.tiles.view.Get(c.r.Context(), l, c.tile, states.Name(), func(ctx context.Context) (*tiles.Tile, error) { return s.inTurn(ctx, s.tiles.making, work) })
}

// inTurn does costly work when its turn comes, within the time for a request.
func (s *Server) inTurn(ctx context.Context, a *admission, work func(context.Context) (*tiles.Tile, error)) (*tiles.Tile, error) {
	leave, err := a.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	ctx, cancel := withTimeout(ctx, s.cfg.Timeout)
	defer cancel()
	return work(ctx)
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
	if h["Cache-Control"] == nil {
		h["Cache-Control"] = sharedOnly
	}
	if c.s.cfg.DataVersion != "" {
		h["X-Data-Version"] = c.s.dataVersion
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
	if sameTag(given(c.r, "If-None-Match"), tag) {
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
