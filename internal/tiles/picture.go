package tiles

import (
	"context"
	"strings"

	"pamir/geo/raster"
	"pamir/geo/style"
	"pamir/geo/tile"
	"pamir/internal/store"
)

// PictureLook returns how pictures of a set look: with the margins that the
// style needs at each zoom. It is nil where there is no such style.
func (m *Maker) PictureLook(s *tile.Set, layers []Layer, as PictureStyle) *Look {
	sheet := m.sheet(as)
	if sheet == nil {
		return nil
	}
	l := Look{Set: s, Form: Picture, PictureStyle: as}
	for _, x := range layers {
		x.Margins = make([]float64, s.Matrices)
		for z := range x.Margins {
			x.Margins[z] = -1
			v := as.view(s, tile.ID{Z: z})
			for _, w := range raster.Wants(sheet, v.Zoom) {
				if w.Source == Source && w.Layer == x.Collection.ID {
					x.Margins[z] = w.Buffer / float64(v.Width)
				}
			}
		}
		l.Layers = append(l.Layers, x)
	}
	return l.Named()
}

// largeSide is twice the side of the tiles that package raster knows.
const largeSide = 2 * raster.TileSize

// view is what package raster calls a tile: with a large one as one of its four
// parts looks.
func (p PictureStyle) view(s *tile.Set, id tile.ID) raster.View {
	v := raster.TileView(s, id, float64(max(p.Scale, 1)))
	if p.Side == largeSide {
		v.Width, v.Height, v.Zoom = largeSide, largeSide, v.Zoom+1
	}
	return v
}

func (m *Maker) sheet(as PictureStyle) *style.Style {
	return m.sheets.get(sheetName{as.Style, as.Lang, as.Part})
}

// Style returns a style with a layer for each collection, to be served; nil where
// there is none of that name.
func (m *Maker) Style(name, lang string) *style.Style {
	return m.sheet(PictureStyle{Style: name, Lang: lang})
}

// picture draws a tile. One in which nothing is drawn has no bytes.
func (m *Maker) picture(ctx context.Context, l *Look, id tile.ID, states States) (*Tile, error) {
	sheet := m.sheet(l.PictureStyle)
	if sheet == nil {
		return nil, ErrNoStyle
	}
	v := l.view(l.Set, id)
	if l.Part == Shade {
		return m.shade(ctx, v, sheet)
	}
	var layers []raster.Layer
	for _, x := range l.Layers {
		features, err := m.features(ctx, l, x, id)
		if err != nil {
			return nil, err
		}
		if len(features) > 0 {
			layers = append(layers, rasterLayer(x.Collection, features, states.of(x.Collection)))
		}
	}
	return m.draw(ctx, v, sheet, layers)
}

func (m *Maker) draw(ctx context.Context, v raster.View, sheet *style.Style, layers []raster.Layer) (*Tile, error) {
	p, err := raster.Draw(ctx, v, sheet, layers, m.assets)
	if err != nil {
		return nil, err
	}
	defer p.Release()
	if p.Blank() {
		return &Tile{Media: PNG}, nil
	}
	return New(PNG, p.PNG()), nil
}

// Terrain draws the heights of a tile for a raster-dem source; a tile without
// bytes where there are none.
func (m *Maker) Terrain(s *tile.Set, id tile.ID, scale int) (*Tile, error) {
	if m.assets == nil || m.assets.Relief == nil {
		return &Tile{Media: PNG}, nil
	}
	b, err := m.assets.Terrain(raster.TileView(s, id, float64(scale)))
	if err != nil {
		return nil, err
	}
	return New(PNG, b), nil
}

// rasterLayer hands features to package raster.
func rasterLayer(c *store.Collection, features []*store.Feature, states map[string]string) raster.Layer {
	ordinals := make(map[string]int, len(c.Properties))
	for i, p := range c.Properties {
		ordinals[p.Name] = i
	}
	l := raster.Layer{Source: Source, Name: c.ID, Features: make([]raster.Feature, len(features))}
	for i, f := range features {
		l.Features[i] = raster.Feature{ID: f.ID, Geometry: f.Geometry}
	}
	var names *names
	l.Value = func(i int, name string) any {
		f := features[i]
		if name == stateKey && states != nil {
			if state, ok := states[f.ID]; ok {
				return state
			}
		}
		if at, ok := ordinals[name]; ok {
			if _, parts := f.Values[at].(store.JSON); parts {
				return nil
			}
			return f.Values[at]
		}
		if name == idKey {
			return f.ID
		}
		lang, ok := strings.CutPrefix(name, store.Name+":")
		if !ok {
			return nil
		}
		if names == nil {
			n := namesOf(c, features)
			names = &n
		}
		return names.in(i, lang)
	}
	return l
}

// in returns the name of a feature in a language, or nil.
func (n *names) in(i int, lang string) any {
	if n.of == nil {
		return nil
	}
	for _, x := range n.of[i] {
		if n.languages[x.column] == lang {
			return x.name
		}
	}
	return nil
}
