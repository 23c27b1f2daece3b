package api

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/crs"
	"pamir/internal/store"
	"pamir/internal/tiles"
)

// frame settles what a map shows and how many pixels it has.
func (c *call) frame(m *tiles.Map) error {
	in, box := c.boxCRS, orb.Bound{}
	if in == nil {
		in = crs.CRS84
	}
	if c.box != "" {
		box, _ = c.mapBox() // checkMap has read it
	} else {
		in = crs.CRS84
		e := tiles.Extent(c.shown())
		const least = 0.01 // degrees: a single point has no area
		if e.East-e.West < least {
			e.West, e.East = e.West-least, e.East+least
		}
		if e.North-e.South < least {
			e.South, e.North = e.South-least, e.North+least
		}
		box = orb.Bound{Min: orb.Point{max(e.West, -180), max(e.South, -90)}, Max: orb.Point{min(e.East, 180), min(e.North, 90)}}
	}
	var ok bool
	if m.Bounds, ok = carried(box, in, m.CRS); !ok {
		b := m.CRS.Bounds
		return &failure{kind: invalidParameter, errors: []ParameterError{{"bbox",
			fmt.Sprintf("lies where %s is not defined; it is for longitudes %g to %g and latitudes %g to %.4g", m.CRS.CURIE(), b.Min[0], b.Max[0], b.Min[1], b.Max[1])}}}
	}
	wide, high := m.Bounds.Max[0]-m.Bounds.Min[0], m.Bounds.Max[1]-m.Bounds.Min[1]
	m.Width, m.Height = c.width, c.height
	switch {
	case m.Width == 0 && m.Height == 0:
		m.Width = defaultWidth
		m.Height = side(float64(m.Width) * high / wide)
	case m.Width == 0:
		m.Width = side(float64(m.Height) * wide / high)
	case m.Height == 0:
		m.Height = side(float64(m.Width) * high / wide)
	}
	scale := max(m.Scale, 1)
	if n := m.Width * m.Height * scale * scale; n > maxMapPixels {
		return &failure{kind: invalidParameter, errors: []ParameterError{{"width",
			fmt.Sprintf("and the shape of the box make %d by %d pixels at scale %d; at most %d in all are drawn", m.Width, m.Height, scale, maxMapPixels)}}}
	}
	// Pixels are square: the box grows where the picture has more room.
	perX, perY := wide/float64(m.Width), high/float64(m.Height)
	if per := max(perX, perY); per > 0 {
		padX, padY := (per*float64(m.Width)-wide)/2, (per*float64(m.Height)-high)/2
		m.Bounds.Min[0], m.Bounds.Max[0] = m.Bounds.Min[0]-padX, m.Bounds.Max[0]+padX
		m.Bounds.Min[1], m.Bounds.Max[1] = m.Bounds.Min[1]-padY, m.Bounds.Max[1]+padY
	}
	return nil
}

func side(v float64) int { return max(1, min(int(math.Round(v)), maxMapSide)) }

// carried carries a box from one system into another: a box there that holds its
// edges. It is not ok where these cannot be carried.
func carried(b orb.Bound, from, to *crs.CRS) (orb.Bound, bool) {
	if from == to {
		return b, true
	}
	const steps = 32
	inf := math.Inf(1)
	out := orb.Bound{Min: orb.Point{inf, inf}, Max: orb.Point{-inf, -inf}}
	for i := range steps + 1 {
		x := b.Min[0] + (b.Max[0]-b.Min[0])*float64(i)/steps
		y := b.Min[1] + (b.Max[1]-b.Min[1])*float64(i)/steps
		for _, p := range [...]orb.Point{{x, b.Min[1]}, {x, b.Max[1]}, {b.Min[0], y}, {b.Max[0], y}} {
			p = from.Inverse(p)
			if to == crs.EPSG3857 { // which ends before the poles
				p[1] = max(-crs.MercatorLatitude, min(p[1], crs.MercatorLatitude))
			}
			q := to.Forward(p)
			if math.IsNaN(q[0]+q[1]) || math.IsInf(q[0], 0) || math.IsInf(q[1], 0) || !to.Bounds.Pad(15).Contains(p) {
				return out, false
			}
			out = out.Extend(q)
		}
	}
	return out, out.Min[0] < out.Max[0] && out.Min[1] < out.Max[1]
}

// boxText is what Content-Bbox says: in the order of the axes.
func boxText(m *tiles.Map) string {
	low, high := m.CRS.Order(m.Bounds.Min), m.CRS.Order(m.Bounds.Max)
	var parts []string
	for _, v := range []float64{low[0], low[1], high[0], high[1]} {
		parts = append(parts, strconv.FormatFloat(v, 'f', -1, 64))
	}
	return strings.Join(parts, ",")
}

// intervalText is what Content-Datetime says.
func intervalText(i *store.Interval) string {
	end := func(t time.Time) string {
		if t.IsZero() {
			return ".."
		}
		return t.UTC().Format(time.RFC3339)
	}
	if i.Start.Equal(i.End) {
		return end(i.Start)
	}
	return end(i.Start) + "/" + end(i.End)
}

var transparent = color.Palette{color.Transparent}

// blankMap is a map on which nothing is.
func blankMap(m *tiles.Map) (*tiles.Tile, error) {
	scale := max(m.Scale, 1)
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewPaletted(image.Rect(0, 0, m.Width*scale, m.Height*scale), transparent)); err != nil {
		return nil, err
	}
	return tiles.New(tiles.PNG, b.Bytes()), nil
}
