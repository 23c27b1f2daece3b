package ink

import (
	"bytes"
	"image/color"
	"image/png"
	"math/rand/v2"
	"testing"
)

// Another decoder reads what was painted.
func TestPNG(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for _, colours := range []int{1, 2, 3, 4, 5, 16, 17, 256, 257, 5000} {
		for _, opaque := range []bool{true, false} {
			palette := make([]uint32, colours)
			for i := range palette {
				a := 1.0
				if !opaque {
					a = float64(r.IntN(4)) / 3
				}
				palette[i] = uint32(RGBA(r.Float64(), r.Float64(), r.Float64(), a))
			}
			c := NewCanvas(67, 45)
			for i := range c.Pix {
				c.Pix[i] = palette[r.IntN(colours)]
			}
			got, err := png.Decode(bytes.NewReader(c.PNG()))
			if err != nil {
				t.Fatal(err)
			}
			if b := got.Bounds(); b.Dx() != c.Width || b.Dy() != c.Height {
				t.Fatalf("size %v", b)
			}
			for i, p := range c.Pix {
				have := color.NRGBAModel.Convert(got.At(i%c.Width, i/c.Width)).(color.NRGBA)
				red, green, blue, alpha := straight(p)
				if have != (color.NRGBA{red, green, blue, alpha}) {
					t.Fatalf("%d colours: pixel %d is %v, want %08x", colours, i, have, p)
				}
			}
		}
	}
}

func BenchmarkPNG(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 7))
	var m Mask
	m.Reset(256, 256)
	c := NewCanvas(256, 256)
	c.Fill(RGBA(0.9, 0.9, 0.9, 1))
	for range 60 {
		m.Stroke(random(r, 4, 0, 256), false, &Pen{Width: 6 * r.Float32()})
		m.Paint(c, RGBA(r.Float64(), r.Float64(), r.Float64(), 0.8), NonZero)
	}
	b.SetBytes(int64(4 * len(c.Pix)))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n = len(c.PNG())
	}
	b.ReportMetric(float64(n), "bytes")
}
