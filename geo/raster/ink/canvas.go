package ink

import "math"

// Canvas is a picture: red, green, blue and alpha of 8 bits, multiplied by the
// alpha, in one number a pixel, red lowest.
type Canvas struct {
	Width, Height int
	Pix           []uint32
}

// NewCanvas returns a canvas that is clear.
func NewCanvas(width, height int) *Canvas {
	return &Canvas{Width: width, Height: height, Pix: make([]uint32, width*height)}
}

// Resize makes the canvas another size and clear; its memory is used again.
func (c *Canvas) Resize(width, height int) {
	n := width * height
	if cap(c.Pix) < n {
		c.Pix = make([]uint32, n)
	}
	c.Width, c.Height, c.Pix = width, height, c.Pix[:n]
	clear(c.Pix)
}

// Color is a colour as a canvas holds it.
type Color uint32

// RGBA returns a colour of parts from 0 to 1, not multiplied by the alpha.
func RGBA(r, g, b, a float64) Color {
	part := func(x float64) Color { return Color(math.Round(max(0, min(1, x)) * 255)) }
	return part(r*a) | part(g*a)<<8 | part(b*a)<<16 | part(a)<<24
}

// Alpha returns the colour's opacity from 0 to 255.
func (c Color) Alpha() uint32 { return uint32(c) >> 24 }

// Fade returns the colour made more transparent, to k of 255.
func (c Color) Fade(k uint32) Color { return Color(scale(uint32(c), k)) }

// Fill covers the canvas with a colour.
func (c *Canvas) Fill(col Color) {
	if col.Alpha() == 255 {
		for i := range c.Pix {
			c.Pix[i] = uint32(col)
		}
		return
	}
	for i, p := range c.Pix {
		c.Pix[i] = over(p, uint32(col))
	}
}

// Set lays a colour over one pixel; outside of the canvas it does nothing.
func (c *Canvas) Set(x, y int, col Color) {
	if x >= 0 && y >= 0 && x < c.Width && y < c.Height {
		p := &c.Pix[y*c.Width+x]
		*p = over(*p, uint32(col))
	}
}

// Blank reports whether nothing was painted.
func (c *Canvas) Blank() bool {
	for _, p := range c.Pix {
		if p != 0 {
			return false
		}
	}
	return true
}

// scale multiplies the four parts by k/255, rounded, two at a time.
func scale(c, k uint32) uint32 {
	const parts, half = 0x00ff00ff, 0x00800080
	low := (c&parts)*k + half
	high := (c>>8&parts)*k + half
	low = (low + low>>8&parts) >> 8 & parts
	high = (high + high>>8&parts) & 0xff00ff00
	return low | high
}

// over lays src over dst.
func over(dst, src uint32) uint32 {
	k := 255 - src>>24
	switch k {
	case 0:
		return src
	case 255:
		return dst + src
	}
	return src + scale(dst, k)
}

// Over lays a colour over one pixel of a canvas.
func Over(pixel *uint32, col Color) { *pixel = over(*pixel, uint32(col)) }
