package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"pamir/geo/tile"
	"pamir/internal/pmtiles"
	"pamir/internal/tiles"
)

// Archive is a set of tiles in a PMTiles archive. One that cannot be opened is
// tried again, not oftener than every ten seconds, and answers with a problem
// until then, so that what is wrong with it is not wrong with the rest.
type Archive struct {
	id, name string

	mu    sync.Mutex
	open  *pmtiles.Archive
	err   error // of the last try
	tried time.Time
}

// NewArchive opens an archive, which is a file or an address, to be served as a
// set. The error says that it could not be opened; the Archive is good all the
// same.
func NewArchive(ctx context.Context, id, name string) (*Archive, error) {
	a := &Archive{id: id, name: name}
	_, err := a.get(ctx)
	return a, err
}

const archivePause = 10 * time.Second

// get returns the open archive.
func (a *Archive) get(ctx context.Context) (*pmtiles.Archive, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.open != nil {
		return a.open, nil
	}
	if a.err != nil && time.Since(a.tried) < archivePause {
		return nil, a.err
	}
	a.open, a.err = pmtiles.Open(ctx, a.name)
	a.tried = time.Now()
	return a.open, a.err
}

// Close closes the archive.
func (a *Archive) Close() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.open == nil {
		return nil
	}
	return a.open.Close()
}

// opened returns the open archive, or why it is not.
func (c *call) opened(x *Archive) (*pmtiles.Archive, error) {
	ctx, cancel := c.context()
	defer cancel()
	a, err := x.get(ctx)
	var known *pmtiles.Error
	if err != nil && !errors.As(err, &known) {
		return nil, &failure{kind: archiveAway, cause: err}
	}
	return a, err
}

// archiveTile returns a tile of an archive.
func (c *call) archiveTile(x *Archive) (*tiles.Tile, error) {
	a, err := c.opened(x)
	if err != nil {
		return nil, err
	}
	h := a.Header()
	if want := formOf(h.Type); want != c.form {
		return nil, fail(notFound, "The tiles of %s are %s.", x.id, want.name)
	}
	if c.tile.Z < int(h.MinZoom) || c.tile.Z > int(h.MaxZoom) {
		return nil, fail(notFound, "%s has zooms %d to %d.", x.id, h.MinZoom, h.MaxZoom)
	}
	look := tiles.Look{Set: tile.WebMercatorQuad, Form: tiles.Stored, Others: fmt.Sprintf("%s %d", x.id, a.Version())}.Named()
	id, timeout := c.tile, c.s.cfg.Timeout // the work may outlive the call
	return c.s.tiles.view.Get(c.r.Context(), look, id, "", func(ctx context.Context) (*tiles.Tile, error) {
		ctx, cancel := withTimeout(ctx, timeout)
		defer cancel()
		stored, ok, err := a.Tile(ctx, id.Hilbert())
		if err != nil || !ok {
			return &tiles.Tile{}, err
		}
		plain, err := stored.Unpack()
		if err != nil {
			return nil, err
		}
		if h.Tiles == pmtiles.Gzip {
			return tiles.NewPacked(h.Type.Media(), plain, stored.Data), nil
		}
		return tiles.New(h.Type.Media(), plain), nil
	})
}

func formOf(t pmtiles.Type) form {
	switch t {
	case pmtiles.MVT:
		return asMVT
	case pmtiles.PNG:
		return asPNG
	}
	return form{t.String(), t.Media()}
}

// archiveJSON describes an archive by its header and metadata.
func (c *call) archiveJSON(x *Archive) (*tileJSONDoc, error) {
	a, err := c.opened(x)
	if err != nil {
		return nil, err
	}
	ctx, cancel := c.context()
	defer cancel()
	text, err := a.Metadata(ctx)
	if err != nil {
		return nil, err
	}
	h := a.Header()
	b := h.Bounds
	doc := &tileJSONDoc{
		version: fmt.Sprintf("%d %+v", a.Version(), *h),
		MinZoom: int(h.MinZoom), MaxZoom: int(h.MaxZoom),
		Bounds: boundsDoc(b), Center: [3]float64{h.Center[0], h.Center[1], float64(h.CenterZoom)},
	}
	var m struct {
		Name, Description, Attribution string
		VectorLayers                   []tiles.VectorLayer `json:"vector_layers"`
	}
	if err := json.Unmarshal(text, &m); err == nil { // what others write may be of any type
		doc.Name, doc.Description, doc.Attribution, doc.VectorLayers = m.Name, m.Description, m.Attribution, m.VectorLayers
	}
	for i := range doc.VectorLayers {
		if doc.VectorLayers[i].Fields == nil {
			doc.VectorLayers[i].Fields = map[string]string{}
		}
	}
	if doc.Name == "" {
		doc.Name = x.id
	}
	if h.Type == pmtiles.MVT && doc.VectorLayers == nil {
		doc.VectorLayers = []tiles.VectorLayer{}
	}
	doc.addresses(c, x.id, formOf(h.Type))
	return doc, nil
}
