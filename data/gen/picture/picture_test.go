package picture

import (
	"bytes"
	"image"
	"image/png"
	"math/rand/v2"
	"testing"
)

// Another decoder finds the heights exactly.
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
