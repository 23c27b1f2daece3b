package sprite

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"pamir/data/gen/picture"
	"pamir/geo/raster/ink"
)

// Icon is an icon of a sprite. Lengths are pixels at a ratio of 1.
type Icon struct {
	Size   float64 // of its square
	Width  float64 // where it is no square
	Layers []Layer // from the ground up
	// What may be stretched, and where a text goes; nil for none.
	StretchX, StretchY [][2]float64
	Content            *[4]float64
}

// Layer is a shape that is filled, or whose edge is drawn.
type Layer struct {
	Shape Shape
	At    [2]float64 // of the shape's middle, from the icon's middle
	Size  float64    // of the shape's box
	Color string     // #rrggbb
	Edge  float64    // width of the edge that is drawn instead; 0 fills
}

// Shapes of plates, in a box of 24.
var (
	Circle  = mustPath("M1 12A11 11 0 1 0 23 12A11 11 0 1 0 1 12Z")
	Rounded = mustPath("M6 1H18A5 5 0 0 1 23 6V18A5 5 0 0 1 18 23H6A5 5 0 0 1 1 18V6A5 5 0 0 1 6 1Z")
	Square  = mustPath("M3 1.5H21A1.5 1.5 0 0 1 22.5 3V21A1.5 1.5 0 0 1 21 22.5H3A1.5 1.5 0 0 1 1.5 21V3A1.5 1.5 0 0 1 3 1.5Z")
	Diamond = mustPath("M13.2 -0.9L24.9 10.8A1.7 1.7 0 0 1 24.9 13.2L13.2 24.9A1.7 1.7 0 0 1 10.8 24.9L-0.9 13.2A1.7 1.7 0 0 1 -0.9 10.8L10.8 -0.9A1.7 1.7 0 0 1 13.2 -0.9Z")
	Hexagon = mustPath("M12 1L21.6 6.5V17.5L12 23L2.4 17.5V6.5Z")
	Peak    = mustPath("M1.2 20.8L9 5A1.2 1.2 0 0 1 11 5L14.3 11.6L15.7 9.6A1.1 1.1 0 0 1 17.5 9.6L22.8 20.8Z")
	Gate    = mustPath("M5 19.4V8.6L12 4.2L19 8.6V19.4H15.6V14.6A3.6 3.6 0 0 0 8.4 14.6V19.4Z")
	Pin     = mustPath("M12 23.5C9.5 19 4.5 14.5 4.5 9A7.5 7.5 0 0 1 19.5 9C19.5 14.5 14.5 19 12 23.5ZM12 12A3 3 0 1 0 12 6A3 3 0 1 0 12 12Z")
	Query   = mustPath("M7.2 9.2A4.8 4.8 0 1 1 13.4 13.8V15.6H10.6V11.6H12A2.1 2.1 0 1 0 9.9 9.2ZM10.5 17.4H13.5V20.4H10.5Z")
	Unequal = mustPath("M5.5 7.6H12.9L14.6 4.6L16.9 5.9L15.9 7.6H18.5V10.4H14.4L12.7 13.4H18.5V16.2H11.1L9.4 19.2L7.1 17.9L8.1 16.2H5.5V13.4H9.6L11.3 10.4H5.5Z")
	Shield  = mustPath("M4 1H20A3 3 0 0 1 23 4V20A3 3 0 0 1 20 23H4A3 3 0 0 1 1 20V4A3 3 0 0 1 4 1Z")
)

func mustPath(d string) Shape {
	contours, err := ParsePath(d)
	if err != nil {
		contours = nil // a test of this package says so
	}
	return Shape{Size: 24, Contours: contours}
}

func (i *Icon) size(ratio int) (width, height int) {
	w := i.Width
	if w == 0 {
		w = i.Size
	}
	return int(w * float64(ratio)), int(i.Size * float64(ratio))
}

// draw draws the icon into a canvas of its own.
func (i *Icon) draw(ratio int) (*ink.Canvas, error) {
	w, h := i.size(ratio)
	c := ink.NewCanvas(w, h)
	var m ink.Mask
	m.Reset(w, h)
	for _, l := range i.Layers {
		color, err := parseColor(l.Color)
		if err != nil {
			return nil, err
		}
		scale := float32(l.Size / l.Shape.Size * float64(ratio))
		x := float32(w)/2 + float32(l.At[0]*float64(ratio)) - float32(l.Shape.Size)/2*scale
		y := float32(h)/2 + float32(l.At[1]*float64(ratio)) - float32(l.Shape.Size)/2*scale
		for _, contour := range l.Shape.Contours {
			placed := make([]ink.Point, len(contour))
			for n, p := range contour {
				placed[n] = ink.Point{X: x + p.X*scale, Y: y + p.Y*scale}
			}
			if l.Edge > 0 {
				m.Stroke(placed, true, &ink.Pen{Width: float32(l.Edge * float64(ratio)), Join: ink.RoundJoin})
			} else {
				m.Polygon(placed)
			}
		}
		m.Paint(c, color, ink.NonZero)
	}
	return c, nil
}

func parseColor(s string) (ink.Color, error) {
	n, err := strconv.ParseUint(s[min(1, len(s)):], 16, 32)
	if err != nil || len(s) != 7 || s[0] != '#' {
		return 0, fmt.Errorf("want a colour such as #1b1f23, have %q", s)
	}
	return ink.RGBA(float64(n>>16)/255, float64(n>>8&255)/255, float64(n&255)/255, 1), nil
}

// entry is an icon in the list of a sheet.
type entry struct {
	X          int          `json:"x"`
	Y          int          `json:"y"`
	Width      int          `json:"width"`
	Height     int          `json:"height"`
	PixelRatio int          `json:"pixelRatio"`
	StretchX   [][2]float64 `json:"stretchX,omitempty"`
	StretchY   [][2]float64 `json:"stretchY,omitempty"`
	Content    *[4]float64  `json:"content,omitempty"`
}

// Sheet draws the icons at a ratio and packs them, those of a height in a row,
// a pixel apart. It returns the picture and the list.
func Sheet(icons map[string]*Icon, ratio int) (png, list []byte, err error) {
	names := slices.SortedFunc(maps.Keys(icons), func(a, b string) int {
		_, ha := icons[a].size(ratio)
		_, hb := icons[b].size(ratio)
		if ha != hb {
			return hb - ha
		}
		if a < b {
			return -1
		}
		return 1
	})
	const width = 256
	entries := map[string]entry{}
	x, y, row := 0, 0, 0
	for _, name := range names {
		icon := icons[name]
		w, h := icon.size(ratio)
		if x+w > width*ratio {
			x, y, row = 0, y+row+1, 0
		}
		e := entry{X: x, Y: y, Width: w, Height: h, PixelRatio: ratio}
		e.StretchX, e.StretchY = times(icon.StretchX, ratio), times(icon.StretchY, ratio)
		if icon.Content != nil {
			c := *icon.Content
			for i := range c {
				c[i] *= float64(ratio)
			}
			e.Content = &c
		}
		entries[name] = e
		x, row = x+w+1, max(row, h)
	}
	sheet := ink.NewCanvas(width*ratio, y+row)
	for name, e := range entries {
		c, err := icons[name].draw(ratio)
		if err != nil {
			return nil, nil, fmt.Errorf("icon %s: %w", name, err)
		}
		for i, p := range c.Pix {
			sheet.Pix[(e.Y+i/c.Width)*sheet.Width+e.X+i%c.Width] = p
		}
	}
	list, err = json.MarshalIndent(entries, "", " ")
	if err != nil {
		return nil, nil, err
	}
	png, err = (&picture.Colours{Columns: sheet.Width, Rows: sheet.Height, Pix: straight(sheet.Pix)}).EncodePNG()
	return png, append(list, '\n'), err
}

// straight takes the alpha out of the colours.
func straight(pix []uint32) []byte {
	out := make([]byte, 0, 4*len(pix))
	for _, p := range pix {
		a := p >> 24
		for shift := 0; shift < 24; shift += 8 {
			v := p >> shift & 255
			if a > 0 {
				v = min(255, (v*255+a/2)/a)
			}
			out = append(out, byte(v))
		}
		out = append(out, byte(a))
	}
	return out
}

func times(parts [][2]float64, k int) (out [][2]float64) {
	for _, p := range parts {
		out = append(out, [2]float64{p[0] * float64(k), p[1] * float64(k)})
	}
	return out
}
