package tiles

import (
	"context"
	"slices"
	"strings"

	"pamir/geo"
	"pamir/geo/raster"
	"pamir/geo/style"
	"pamir/geo/tile"
	"pamir/internal/store"
)

// Maker makes tiles of what is in a store. It is safe for concurrent use.
type Maker struct {
	store    store.Store
	assets   *raster.Assets
	sheets   *sheets
	reliefBy string // whose the heights are
}

// NewMaker returns a maker. Without styles it draws no pictures.
func NewMaker(s store.Store, collections []*store.Collection, d Drawing) (*Maker, error) {
	m := &Maker{store: s, assets: d.Assets}
	if _, ok := d.Relief(); ok {
		m.reliefBy = d.ReliefBy
	}
	var err error
	m.sheets, err = newSheets(d.Styles, collections)
	return m, err
}

// Drawing is what pictures are drawn with.
type Drawing struct {
	Styles   map[string]*style.Style
	Assets   *raster.Assets
	ReliefBy string // whose the heights of the assets are
}

// Relief returns where the relief is; false where there is none to be drawn.
func (d *Drawing) Relief() (geo.Box, bool) {
	if d.Assets == nil || d.Assets.Relief == nil {
		return geo.Box{}, false
	}
	return geo.BoxOf(d.Assets.Relief.Frame()), true
}

// Make makes a tile of a look, in which features have states; nil for none.
func (m *Maker) Make(ctx context.Context, l *Look, id tile.ID, s States) (*Tile, error) {
	if l.Form == Picture {
		return m.picture(ctx, l, id, s)
	}
	return m.vector(ctx, l, id, s)
}

// States are the states of features at an instant, by collection and id.
type States map[StateOf]string

// StateOf names a feature.
type StateOf struct{ Collection, ID string }

// stateKey is the property under which tiles have states.
const stateKey = "state"

// of says which features of a collection have which state, or nil.
func (s States) of(c *store.Collection) map[string]string {
	var of map[string]string
	for k, state := range s {
		if k.Collection == c.ID {
			if of == nil {
				of = map[string]string{}
			}
			of[k.ID] = state
		}
	}
	return of
}

// Name is the same for the same states, and else another.
func (s States) Name() string {
	parts := make([]string, 0, len(s))
	for k, state := range s {
		parts = append(parts, k.Collection+"/"+k.ID+"="+state)
	}
	slices.Sort(parts)
	return strings.Join(parts, " ")
}

// mostAtOnce is how many features are asked for at once.
const mostAtOnce = 1 << 20

// features lists the features of a layer that can show in a tile.
func (m *Maker) features(ctx context.Context, l *Look, x Layer, id tile.ID) ([]*store.Feature, error) {
	margin, ok := x.margin(id.Z)
	if !ok {
		return nil, nil
	}
	return m.inBox(ctx, x, l.Set.Box(id, margin))
}

// inBox lists the features of a layer in a box.
func (m *Maker) inBox(ctx context.Context, x Layer, box geo.Box) ([]*store.Feature, error) {
	q := store.Query{BBox: &box, Time: x.Time, Filter: x.Filter, Limit: mostAtOnce}
	var all []*store.Feature
	for {
		page, err := m.store.Features(ctx, x.Collection.ID, q)
		if err != nil {
			return nil, err
		}
		all = append(all, page.Features...)
		if !page.HasNext {
			break
		}
		q.After = all[len(all)-1].ID
	}
	// A box also finds what has no place.
	return slices.DeleteFunc(all, func(f *store.Feature) bool { return f.Geometry == nil }), nil
}
