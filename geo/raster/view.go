package raster

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"pamir/geo/raster/ink"
	"pamir/geo/tile"
)

// View is what a picture shows.
type View struct {
	Bounds        orb.Bound // in the plane of Project
	Width, Height int       // pixels at a ratio of 1
	Ratio         float64   // pixels of the picture for each of those: 1, or 2 for fine screens
	Zoom          float64   // at which the style is evaluated; see ZoomAt

	// Project maps longitude and latitude, in degrees, to the plane, whose y
	// grows to the north, and Unproject back.
	Project, Unproject func(orb.Point) orb.Point

	// Tile is set where neighbouring pictures must agree about names that cross
	// their edges. Else names that would cross are not written there.
	Tile bool
}

// TileSize is the width and height of a tile in pixels, at a ratio of 1.
const TileSize = 256

// TileView returns the view of a tile.
func TileView(set *tile.Set, id tile.ID, ratio float64) View {
	b := set.Bounds(id)
	v := View{
		Bounds: b, Width: TileSize, Height: TileSize, Ratio: ratio, Tile: true,
		Project: set.CRS.Forward, Unproject: set.CRS.Inverse,
	}
	// All tiles of a level look alike, so the zoom is that of a latitude: of the
	// Equator where the plane is stretched with the latitude, as Mercator's is.
	lat := 0.0
	if !set.CRS.Separable {
		lat = set.CRS.Bounds.Center()[1]
	}
	v.Zoom = ZoomAt(set.Side(id.Z)/tile.Cells*set.CRS.Unit, lat)
	return v
}

// ZoomAt is the zoom as MapLibre counts it at which a pixel has so many metres
// at a latitude in Web Mercator: at zoom 0 the Equator is 512 pixels long. A tile
// of 256 pixels of level z has zoom z-1.
func ZoomAt(metresPerPixel, lat float64) float64 {
	const equator = 2 * math.Pi * 6378137
	return math.Log2(equator * math.Cos(lat*math.Pi/180) / (512 * metresPerPixel))
}

// The largest picture that is drawn.
const (
	MaxPixels = 1 << 24
	maxRatio  = 4
)

// LimitError is returned for what is too large to draw.
type LimitError struct {
	What       string // "pixels" or "positions"
	Have, Most int
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("raster: a picture of %d %s, at most %d are drawn", e.Have, e.What, e.Most)
}

// check returns the size of the picture in its own pixels.
func (v *View) check() (width, height int, err error) {
	b := v.Bounds
	switch {
	case v.Width <= 0 || v.Height <= 0 || !(v.Ratio > 0 && v.Ratio <= maxRatio):
		return 0, 0, fmt.Errorf("raster: want a width and a height above 0, and a ratio to %d; have %d by %d at %v", maxRatio, v.Width, v.Height, v.Ratio)
	case !(b.Min[0] < b.Max[0] && b.Min[1] < b.Max[1]) || math.IsInf(b.Max[0]-b.Min[0]+b.Max[1]-b.Min[1], 0):
		return 0, 0, fmt.Errorf("raster: the bounds %v are empty", b)
	case v.Project == nil || v.Unproject == nil:
		return 0, 0, fmt.Errorf("raster: the view has no projection")
	}
	w, h := math.Round(float64(v.Width)*v.Ratio), math.Round(float64(v.Height)*v.Ratio)
	if w*h > MaxPixels {
		return 0, 0, &LimitError{"pixels", int(min(w*h, math.MaxInt32)), MaxPixels}
	}
	return max(1, int(w)), max(1, int(h)), nil
}

// frame maps the plane to pixels of the picture.
type frame struct {
	view       *View
	perX, perY float64 // pixels for a unit of the plane
	width      int
	height     int
}

func newFrame(v *View, width, height int) frame {
	return frame{
		view: v, width: width, height: height,
		perX: float64(width) / (v.Bounds.Max[0] - v.Bounds.Min[0]),
		perY: float64(height) / (v.Bounds.Max[1] - v.Bounds.Min[1]),
	}
}

// pixel is where a position is in the picture.
func (f *frame) pixel(p orb.Point) place {
	q := f.view.Project(p)
	return place{(q[0] - f.view.Bounds.Min[0]) * f.perX, (f.view.Bounds.Max[1] - q[1]) * f.perY}
}

// position is the reverse of pixel.
func (f *frame) position(x, y float64) orb.Point {
	return f.view.Unproject(orb.Point{f.view.Bounds.Min[0] + x/f.perX, f.view.Bounds.Max[1] - y/f.perY})
}

// place is a place in pixels of the picture, y down.
type place struct{ x, y float64 }

// fine is to what part of a pixel places are rounded. Tiles are whole pixels
// apart, so a place is rounded alike in all of them.
const fine = 1.0 / 32

// point rounds a place, and brings what is far off near enough for 32 bits.
func (p place) point() ink.Point {
	const far = 1 << 22
	round := func(x float64) float32 { return float32(math.Round(max(-far, min(far, x))/fine) * fine) }
	return ink.Point{X: round(p.x), Y: round(p.y)}
}

// around returns a box in degrees that holds the picture and a margin in
// pixels round it. It is the whole world where the projection ends inside.
func (f *frame) around(margin float64) orb.Bound {
	const steps = 16
	inf := math.Inf(1)
	b := orb.Bound{Min: orb.Point{inf, inf}, Max: orb.Point{-inf, -inf}}
	w, h := float64(f.width)+2*margin, float64(f.height)+2*margin
	for i := range steps + 1 {
		t := float64(i) / steps
		for _, p := range [4]place{{t * w, 0}, {t * w, h}, {0, t * h}, {w, t * h}} {
			q := f.position(p.x-margin, p.y-margin)
			if math.IsNaN(q[0]+q[1]) || math.IsInf(q[0]+q[1], 0) {
				return orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
			}
			b = b.Extend(q)
		}
	}
	// Between the steps the edge may bulge out.
	padX, padY := (b.Max[0]-b.Min[0])/64, (b.Max[1]-b.Min[1])/64
	return orb.Bound{Min: orb.Point{b.Min[0] - padX, b.Min[1] - padY}, Max: orb.Point{b.Max[0] + padX, b.Max[1] + padY}}
}
