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
	// The outermost pixels lie on the edges, so that they are those of the next
	// tiles too: where pictures are smoothed as they are enlarged, no seam is seen.
	v.Bounds = pad(v.Bounds, 0.5/(shadeSide-1))
	return m.draw(ctx, v, sheet, nil)
}

// pad returns bounds that are wider by a part of their width on each side, and
// as much taller.
func pad(b orb.Bound, part float64) orb.Bound {
	dx, dy := part*(b.Max[0]-b.Min[0]), part*(b.Max[1]-b.Min[1])
	return orb.Bound{Min: orb.Point{b.Min[0] - dx, b.Min[1] - dy}, Max: orb.Point{b.Max[0] + dx, b.Max[1] + dy}}
}
