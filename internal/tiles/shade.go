package tiles

import (
	"context"

	"github.com/paulmach/orb"

	"pamir/geo/raster"
	"pamir/geo/style"
)

// shadeSide is the side of a picture of the relief alone, in its own pixels: the
// grid has no more to say, and whoever shows it larger smooths it.
const shadeSide = 256

// shade draws the relief alone, on nothing.
func (m *Maker) shade(ctx context.Context, v raster.View, sheet *style.Style) (*Tile, error) {
	b := boxAround(&v, 0)
	if m.assets == nil || m.assets.Relief == nil || !m.assets.Relief.Covers(orb.Bound{Min: orb.Point{b.West, b.South}, Max: orb.Point{b.East, b.North}}) {
		return &Tile{Media: PNG}, nil
	}
	v.Width, v.Height, v.Ratio = shadeSide, shadeSide, 1
	return m.draw(ctx, v, sheet, nil)
}
