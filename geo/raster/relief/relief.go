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
	return &Relief{s, p.West, p.North, p.Step, p.Frame}, nil
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
	x, y := (lon-r.west)/r.step, (r.north-lat)/r.step
	g := r.surface.At(max(0, min(float64(r.surface.columns-1), x)), max(0, min(float64(r.surface.rows-1), y)))
	f := r.frame
	inside := min(lon-f.Min[0], f.Max[0]-lon, lat-f.Min[1], f.Max[1]-lat)
	return Slope{
		Z:     g.Z,
		East:  g.DX / (r.step * metres * max(0.01, math.Cos(lat*math.Pi/180))),
		North: -g.DY / (r.step * metres),
		Share: max(0, min(1, inside/edge)),
	}
}

// Covers reports whether any of a box lies in the frame.
func (r *Relief) Covers(b orb.Bound) bool { return r.frame.Intersects(b) }

// Step is how far apart the heights are, in degrees.
func (r *Relief) Step() float64 { return r.step }
