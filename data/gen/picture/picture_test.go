package picture

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"math/rand/v2"
	"testing"
)

// The picture is what another decoder makes of it.
func TestEncodePNG(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	p := &Levels{Columns: 33, Rows: 21, Level: make([]int8, 33*21)}
	for i := range p.Level {
		p.Level[i] = int8(random.IntN(2*MaxLevel+1) - MaxLevel)
	}
	p.Level[0], p.Level[1], p.Level[2] = 0, MaxLevel, -MaxLevel
	data, err := p.EncodePNG(120, 60)
	if err != nil {
		t.Fatal(err)
	}
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds() != image.Rect(0, 0, 33, 21) {
		t.Fatalf("bounds %v", got.Bounds())
	}
	for i, level := range p.Level {
		r, _, _, a := got.At(i%33, i/33).RGBA()
		want := math.Round(math.Abs(float64(level)) * 120 / MaxLevel)
		if level > 0 {
			want = math.Round(float64(level) * 60 / MaxLevel)
		}
		if float64(a>>8) != want || level < 0 && r != 0 || level > 0 && r != a {
			t.Fatalf("level %d is grey %d with alpha %d, want %v", level, r>>8, a>>8, want)
		}
	}
	if _, err := (&Levels{Columns: 2, Rows: 2, Level: make([]int8, 3)}).EncodePNG(1, 1); err == nil {
		t.Error("a level is missing: no error")
	}
}

// Heights are kept exactly.
func TestHeightsEncodePNG(t *testing.T) {
	h := &Heights{Columns: 3, Rows: 2, Values: []uint16{0, 1, 65535, 258, 4000, 7}}
	data, err := h.EncodePNG()
	if err != nil {
		t.Fatal(err)
	}
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range h.Values {
		if v, _, _, _ := got.At(i%3, i/3).RGBA(); v != uint32(want) {
			t.Errorf("value %d is %d, want %d", i, v, want)
		}
	}
	if _, err := (&Heights{Columns: 2, Rows: 2}).EncodePNG(); err == nil {
		t.Error("values are missing: no error")
	}
}

func TestColoursEncodePNG(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	c := &Colours{Columns: 17, Rows: 9, Pix: make([]byte, 4*17*9)}
	for i := range c.Pix {
		c.Pix[i] = byte(random.IntN(3) * 100)
	}
	data, err := c.EncodePNG()
	if err != nil {
		t.Fatal(err)
	}
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.(*image.NRGBA).Pix, c.Pix) {
		t.Error("the pixels differ")
	}
	if _, err := (&Colours{Columns: 2, Rows: 2}).EncodePNG(); err == nil {
		t.Error("pixels are missing: no error")
	}
}
