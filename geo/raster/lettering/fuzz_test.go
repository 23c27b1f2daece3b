package lettering

import (
	"math"
	"testing"
)

// FuzzSet: any text can be set, in lines whose letters lie within them, and
// the same text is the same block.
func FuzzSet(f *testing.F) {
	faces := builtIn(f)
	for _, s := range []string{"Kashgar", "قەشقەر 12 喀什", "a\u0301\u0301\u200d\u200f", "\u202e", "ก็", "👩\u200d👩\u200d👧", "\n\n a b \n"} {
		f.Add(s, float32(7), float32(0))
	}
	f.Fuzz(func(t *testing.T, s string, width, spacing float32) {
		if !(width >= 0 && width < 1e3 && spacing > -1 && spacing < 1e3) {
			return
		}
		b := faces.Set("Noto Sans Bold", s, Measure{MaxWidth: width, Spacing: spacing})
		for _, l := range b.Lines {
			if l.Width > b.Width || math.IsNaN(float64(l.Width)) {
				t.Errorf("a line of %v em in a block of %v", l.Width, b.Width)
			}
			for i, g := range l.Glyphs {
				if math.IsNaN(float64(g.X+g.Y+g.At+g.Advance)) || i > 0 && spacing >= 0 && g.At < l.Glyphs[i-1].At-1e-3 {
					t.Errorf("letter %d is at %v, %v", i, g.X, g.Y)
				}
				g.Font.Outline(g.ID)
			}
		}
		if faces.Set("Noto Sans Bold", s, Measure{MaxWidth: width, Spacing: spacing}) != b {
			t.Error("it is set twice")
		}
	})
}
