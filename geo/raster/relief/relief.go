// Package relief is the shape of the ground between a grid of heights: a smooth
// surface, its slopes, how light falls on it, and the terrain tiles from which
// MapLibre shades by itself.
//
//	g, err := relief.Decode(bytes, relief.Place{West: 64.92, North: 45, Step: 1.0 / 6, Frame: frame})
//	ground := g.At(75.99, 39.47)
//	rgba := relief.Standard{Exaggeration: 0.5, …}.Shade(ground, zoom)
//
// Positions are in degrees, heights and distances in metres.
package relief

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"math"

	"github.com/paulmach/orb"
)

// Place says where on Earth a grid lies.
type Place struct {
	West, North float64   // of the first height
	Step        float64   // between heights, in longitude and in latitude
	Frame       orb.Bound // what is to be shown; outside of it is nothing
	Sea         int       // the number in the picture that is 0 metres
}

// Relief is a surface through a grid of heights.
type Relief struct {
	surface     *Surface
	west, north float64
	step        float64
	frame       orb.Bound
	plain       float64 // the mean height, in metres
}

// Decode reads a grid from a picture of 16 bits of grey, north up: a number is
// a height in metres above Place.Sea.
func Decode(data []byte, p Place) (*Relief, error) {
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("relief: %w", err)
	}
	grey, ok := picture.(*image.Gray16)
	if !ok {
		return nil, errors.New("relief: want a picture of 16 bits of grey")
	}
	b := grey.Bounds()
	heights := make([]float64, 0, b.Dx()*b.Dy())
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			heights = append(heights, float64(int(grey.Gray16At(x, y).Y)-p.Sea))
		}
	}
	return New(heights, b.Dx(), p)
}

// New returns the relief through heights, which are in rows from the north, each
// of so many columns from the west.
func New(heights []float64, columns int, p Place) (*Relief, error) {
	s, err := NewSurface(heights, columns)
	if err != nil {
		return nil, fmt.Errorf("relief: %w", err)
	}
	if !(p.Step > 0) {
		return nil, errors.New("relief: want a step above 0")
	}
	r := &Relief{surface: s, west: p.West, north: p.North, step: p.Step, frame: p.Frame}
	for _, z := range heights {
		r.plain += z / float64(len(heights))
	}
	return r, nil
}

// Slope is a place of the relief: its height and how it rises, in metres per
// metre, to the east and to the north.
type Slope struct {
	Z, East, North float64
	Share          float64 // how much it is shown: 1 inside the frame, 0 outside
}

// edge is over how many degrees the relief fades at its frame.
const edge = 0.35

// metres in a degree of latitude; the slope of relief is not so well known that
// the Earth's flattening would matter.
const metres = 111_195

// At returns the ground at a position. Beyond the grid it goes on level.
func (r *Relief) At(lon, lat float64) Slope {
	x, y := r.column(lon), r.row(lat)
	g := r.surface.At(x, y)
	return Slope{
		Z:     g.Z,
		East:  g.DX / (r.step * metres * shrink(lat)),
		North: -g.DY / (r.step * metres),
		Share: share(min(r.across(lon), r.down(lat))),
	}
}

// column and row are where a position is in the grid.
func (r *Relief) column(lon float64) float64 {
	return max(0, min(float64(r.surface.columns-1), (lon-r.west)/r.step))
}
func (r *Relief) row(lat float64) float64 {
	return max(0, min(float64(r.surface.rows-1), (r.north-lat)/r.step))
}

// across and down are how far inside the frame a position lies, in degrees.
func (r *Relief) across(lon float64) float64 { return min(lon-r.frame.Min[0], r.frame.Max[0]-lon) }
func (r *Relief) down(lat float64) float64   { return min(lat-r.frame.Min[1], r.frame.Max[1]-lat) }

func share(inside float64) float64 { return max(0, min(1, inside/edge)) }

// shrink is how long a degree of longitude is at a latitude, of one of latitude.
func shrink(lat float64) float64 { return max(0.01, math.Cos(lat*math.Pi/180)) }

// Parallel is the relief along a latitude, where it is asked for at many
// longitudes. It may be used again for another latitude.
type Parallel struct {
	relief        *Relief
	height, slope []float64 // of the surface at the grid's columns
	east, north   float64   // what makes slopes of differences
	inside        float64
}

// Parallel makes p the relief along a latitude.
func (r *Relief) Parallel(p *Parallel, lat float64) {
	p.relief = r
	p.height, p.slope = r.surface.along(r.row(lat), p.height, p.slope)
	p.east, p.north = 1/(r.step*metres*shrink(lat)), -1/(r.step*metres)
	p.inside = r.down(lat)
}

// At returns what Relief.At does, faster.
func (p *Parallel) At(lon float64) Slope {
	r := p.relief
	x := r.column(lon)
	i := int(x)
	w, g := weights(x - float64(i))
	var s Slope
	for k := range 4 {
		c := mirror(i+k-1, r.surface.columns)
		s.Z += w[k] * p.height[c]
		s.East += g[k] * p.height[c]
		s.North += w[k] * p.slope[c]
	}
	s.East *= p.east
	s.North *= p.north
	s.Share = share(min(r.across(lon), p.inside))
	return s
}

// Height returns the height of the ground for a map of the whole Earth: that of
// At inside the frame, and outside of it a plain to which the frame's edge
// falls off gently, so that nothing stands out where nothing is known.
func (r *Relief) Height(lon, lat float64) float64 {
	const gentle = 0.6 // degrees over which the difference becomes a third
	x := max(r.frame.Min[0], min(r.frame.Max[0], lon))
	y := max(r.frame.Min[1], min(r.frame.Max[1], lat))
	z := r.At(x, y).Z
	if out := math.Hypot(lon-x, lat-y); out > 0 {
		z = r.plain + (z-r.plain)*math.Exp(-out/gentle)
	}
	return z
}

// Covers reports whether any of a box lies in the frame.
func (r *Relief) Covers(b orb.Bound) bool { return r.frame.Intersects(b) }

// Frame is where the relief is shown, in degrees.
func (r *Relief) Frame() orb.Bound { return r.frame }

// Step is how far apart the heights are, in degrees.
func (r *Relief) Step() float64 { return r.step }
