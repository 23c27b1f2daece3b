package lettering

import (
	"math"
	"sync"

	"pamir/geo/raster/ink"
)

// StampKey names a stamp: a letter at a size, shifted to the right by Quarter
// quarters of a pixel, with a halo round it or without. Size and Halo are in
// pixels of the picture; they are rounded to sixteenths. A stamp is set at the
// pen's pixel on the base line.
type StampKey struct {
	Font    *Font
	Glyph   GlyphID
	Quarter uint8
	Size    float32
	Halo    float32
}

// maxStamp is the largest size of a letter in pixels; larger ones are that
// size.
const maxStamp = 256

// Stamp returns a letter's stamp. It is shared: it is not to be changed.
func (f *Faces) Stamp(k StampKey) *ink.Mark {
	k.Size, k.Halo = sixteenth(min(k.Size, maxStamp)), sixteenth(min(k.Halo, maxStamp/8))
	if s, ok := f.stamps.get(k); ok {
		return s
	}
	s := press(k)
	f.stamps.put(k, s, 120+len(s.Alpha))
	return s
}

func sixteenth(x float32) float32 { return float32(math.Round(float64(x)*16)) / 16 }

var masks = sync.Pool{New: func() any { return new(ink.Mask) }}

// press makes a stamp.
func press(k StampKey) *ink.Mark {
	o := k.Font.Outline(k.Glyph)
	if len(o.Contours) == 0 || !(k.Size > 0) {
		return &ink.Mark{}
	}
	thick := k.Font.weight * k.Size
	air := float64(k.Halo + thick/2 + 1)
	shift := float32(k.Quarter) / 4
	left := math.Floor(float64(o.Min.X*k.Size+shift) - air)
	top := math.Floor(float64(o.Min.Y*k.Size) - air)
	s := &ink.Mark{X: int(left), Y: int(top)}
	s.Width = int(math.Ceil(float64(o.Max.X*k.Size+shift)+air) - left)
	s.Height = int(math.Ceil(float64(o.Max.Y*k.Size)+air) - top)
	s.Alpha = make([]uint8, s.Width*s.Height)

	m := masks.Get().(*ink.Mask)
	defer masks.Put(m)
	m.Reset(s.Width, s.Height)
	place := func(c []ink.Point) []ink.Point {
		placed := make([]ink.Point, len(c))
		for i, p := range c {
			placed[i] = ink.Point{X: p.X*k.Size + shift - float32(left), Y: p.Y*k.Size - float32(top)}
		}
		return placed
	}
	for _, c := range o.Contours {
		m.Polygon(place(c))
	}
	m.Alpha(s.Alpha, ink.NonZero)
	if width := 2*k.Halo + thick; width > 0 {
		// Contours run either way round and strokes always one way: the two are
		// not for one mask.
		for _, c := range o.Contours {
			m.Stroke(place(c), true, &ink.Pen{Width: width, Join: ink.RoundJoin})
		}
		edge := make([]uint8, len(s.Alpha))
		m.Alpha(edge, ink.NonZero)
		for i, a := range edge {
			s.Alpha[i] = max(s.Alpha[i], a)
		}
	}
	return s
}
