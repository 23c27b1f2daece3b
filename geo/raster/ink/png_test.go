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

// The few colours of a small file are near those of the canvas, and exactly
// those where there are few.
func TestSmallPNG(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	var m Mask
	for _, shades := range []int{5, 200, 4000, 60000} {
		c := NewCanvas(300, 220)
		m.Reset(300, 220)
		for i := range c.Pix {
			// A slope of grey with noise, as relief has it.
			v := 0.75 + 0.2*float64(i%300)/300 + 0.02*r.Float64()
			if shades == 60000 {
				c.Pix[i] = uint32(RGBA(r.Float64(), r.Float64(), r.Float64(), r.Float64()))
				continue
			}
			k := float64(shades)
			c.Pix[i] = uint32(RGBA(float64(int(v*k))/k, float64(int(v*0.99*k))/k, float64(int(v*0.97*k))/k, 1))
		}
		m.Stroke(random(r, 6, 0, 220), false, &Pen{Width: 3})
		m.Paint(c, RGBA(0.8, 0.2, 0.1, 1), NonZero)
		got, err := png.Decode(bytes.NewReader(c.SmallPNG()))
		if err != nil {
			t.Fatal(err)
		}
		worst, sum := 0, 0
		for i, p := range c.Pix {
			r, g, b, a := got.At(i%300, i/300).RGBA()
			for k, v := range [4]uint32{r, g, b, a} {
				d := int(v>>8) - int(p>>(8*k)&255)
				worst, sum = max(worst, d, -d), sum+max(d, -d)
			}
		}
		mean := float64(sum) / float64(4*len(c.Pix))
		if limit := map[int]float64{5: 0.01, 200: 0.6, 4000: 0.8, 60000: 30}[shades]; mean > limit || shades == 5 && worst > 4 || shades < 60000 && worst > 40 {
			t.Errorf("%d shades: off by %v on average, by %d at worst", shades, mean, worst)
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
