package lettering

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"pamir/geo/raster/ink"
)

// faces returns the faces of the built-in data.
func builtIn(t testing.TB) *Faces {
	t.Helper()
	load := func(name string) *Font {
		data, err := os.ReadFile(filepath.Join("..", "..", "..", "data", "faces", name+".ttf"))
		if err != nil {
			t.Fatal(err)
		}
		f, err := Parse(name, data)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	latin, arabic, chinese := load("NotoSans-Regular"), load("NotoSansArabic-Regular"), load("DroidSansFallback")
	bold := load("NotoSans-Bold")
	return NewFaces(map[string][]*Font{
		"Noto Sans Regular": {latin, arabic, chinese},
		"Noto Sans Bold":    {bold, load("NotoSansArabic-Bold"), chinese.Bolder(0.03)},
	})
}

// forms writes the fonts and glyphs of a line.
func forms(l Line) (fonts []string, ids []GlyphID) {
	for _, g := range l.Glyphs {
		fonts = append(fonts, g.Font.Name)
		ids = append(ids, g.ID)
	}
	return fonts, ids
}

// Letters of the Arabic script take the form of their place in the word, and
// run from the right.
func TestArabicIsShaped(t *testing.T) {
	f := builtIn(t)
	set := func(s string) Line {
		b := f.Set("Noto Sans Regular", s, Measure{})
		if len(b.Lines) != 1 {
			t.Fatalf("%q has %d lines", s, len(b.Lines))
		}
		return b.Lines[0]
	}
	_, three := forms(set("ببب"))
	if len(three) < 3 || three[0] == three[len(three)-1] {
		t.Errorf("three times the same letter: %v", three)
	}
	apart, _ := set("ب ب ب"), 0
	if set("ببب").Width >= apart.Width {
		t.Error("joined letters are as wide as single ones")
	}
	// The last letter read is the first from the left.
	_, word := forms(set("قەشقەر"))
	_, last := forms(set("ر"))
	_, final := forms(set("ەر"))
	if word[0] != final[0] && word[0] != last[0] {
		t.Errorf("the word %v does not begin with its last letter, %v or %v", word, final[0], last[0])
	}
}

// A line of several scripts: each from its side, in its font, digits in order.
func TestBidi(t *testing.T) {
	f := builtIn(t)
	plain := func(s string) string {
		var b strings.Builder
		l := f.Set("Noto Sans Regular", s, Measure{}).Lines[0]
		for _, g := range l.Glyphs {
			for _, r := range "abc123喀什قر " {
				if id, ok := g.Font.font.NominalGlyph(r); ok && id == g.ID {
					b.WriteRune(r)
				}
			}
		}
		return b.String()
	}
	for in, want := range map[string]string{
		"abc 123":    "abc 123",
		"喀什 abc":     "喀什 abc",
		"ر 123":      "123 ر",
		"abc ر 12 ق": "abc ق 12 ر",
		"ر abc ق":    "ق abc ر",
	} {
		if got := plain(in); got != want {
			t.Errorf("%q is set as %q, want %q", in, got, want)
		}
	}
}

func TestLinesBreak(t *testing.T) {
	f := builtIn(t)
	for _, c := range []struct {
		text  string
		width float32
		lines int
	}{
		{"Kashgar", 3, 1}, {"Kizilsu Kyrgyz Autonomous Prefecture", 8, 3}, {"Kizilsu Kyrgyz Autonomous Prefecture", 0, 1},
		{"克孜勒苏柯尔克孜自治州", 6, 2}, {"Torugart\n吐尔尕特", 0, 2}, {"", 5, 0}, {"   ", 5, 0}, {"a  \t b", 0, 1},
	} {
		b := f.Set("Noto Sans Regular", c.text, Measure{MaxWidth: c.width})
		if len(b.Lines) != c.lines {
			t.Errorf("%q in %v em has %d lines, want %d", c.text, c.width, len(b.Lines), c.lines)
		}
		glyphs := 0
		for _, l := range b.Lines {
			glyphs += len(l.Glyphs)
			if c.width > 0 && c.lines > 1 && l.Width > 1.4*c.width {
				t.Errorf("%q: a line of %v em, want about %v", c.text, l.Width, c.width)
			}
			if l.Width > b.Width {
				t.Errorf("%q: a line is wider than the block", c.text)
			}
		}
	}
	if n := len(f.Set("Noto Sans Regular", strings.Repeat("long ", 500), Measure{}).Lines[0].Glyphs); n > maxRunes {
		t.Errorf("a text without end has %d letters", n)
	}
	wide := f.Set("Noto Sans Regular", "Kashgar", Measure{Spacing: 0.2}).Width - f.Set("Noto Sans Regular", "Kashgar", Measure{}).Width
	if wide < 1.19 || wide > 1.21 {
		t.Errorf("six gaps of 0.2 em are %v em", wide)
	}
}

// A name that is not there is served by the nearest that is.
func TestOtherFaces(t *testing.T) {
	f := builtIn(t)
	for name, want := range map[string]string{"Open Sans Bold": "NotoSans-Bold", "Roboto Regular": "NotoSans-Regular", "Noto Sans Regular": "NotoSans-Regular"} {
		if got, _ := forms(f.Set(name, "x", Measure{}).Lines[0]); got[0] != want {
			t.Errorf("%s is set in %s, want %s", name, got[0], want)
		}
	}
	if b := NewFaces(nil).Set("any", "x", Measure{}); len(b.Lines) != 0 {
		t.Errorf("without faces: %+v", b)
	}
}

// A stamp is the outline that it is made of, moved by quarters of a pixel; its
// halo covers it.
func TestStamps(t *testing.T) {
	f := builtIn(t)
	g := f.Set("Noto Sans Bold", "喀", Measure{}).Lines[0].Glyphs[0]
	plain := f.Stamp(StampKey{Font: g.Font, Glyph: g.ID, Size: 20})
	halo := f.Stamp(StampKey{Font: g.Font, Glyph: g.ID, Size: 20, Halo: 2})
	if again := f.Stamp(StampKey{Font: g.Font, Glyph: g.ID, Size: 20.001}); again != plain {
		t.Error("the same stamp is made twice")
	}
	if mass(halo) <= mass(plain) || halo.X >= plain.X {
		t.Error("the halo is no wider than the letter")
	}
	for i, a := range plain.Alpha {
		x, y := i%plain.Width+plain.X-halo.X, i/plain.Width+plain.Y-halo.Y
		if h := halo.Alpha[y*halo.Width+x]; int(h)+1 < int(a) {
			t.Fatalf("at %d: the halo covers %d, the letter %d", i, h, a)
		}
	}
	thin := *g.Font
	thin.weight = 0
	thin.outlines = new(sync.Map)
	if mass(plain) <= mass(f.Stamp(StampKey{Font: &thin, Glyph: g.ID, Size: 20})) {
		t.Error("the bolder font is no bolder")
	}
}

func mass(m *ink.Mark) (sum int) {
	for _, a := range m.Alpha {
		sum += int(a)
	}
	return sum
}

// fields reads a protocol buffer of numbers and bytes.
func fields(t *testing.T, b []byte) map[int][]any {
	t.Helper()
	out := map[int][]any{}
	for len(b) > 0 {
		tag, n := binary.Uvarint(b)
		b = b[n:]
		v, m := binary.Uvarint(b)
		if n <= 0 || m <= 0 {
			t.Fatal("broken protocol buffer")
		}
		b = b[m:]
		if tag&7 == 2 {
			out[int(tag>>3)] = append(out[int(tag>>3)], b[:v])
			b = b[v:]
		} else {
			out[int(tag>>3)] = append(out[int(tag>>3)], v)
		}
	}
	return out
}

// The field of a glyph is full inside the outline and empty outside, as the
// letter's stamp of the same size has it.
func TestGlyphs(t *testing.T) {
	sizes := 4
	if testing.Short() {
		sizes = 1
	}
	f := builtIn(t)
	for _, start := range []int{0, 1024, 0x600, 0x5400}[:sizes] {
		data, err := f.Glyphs("Noto Sans Regular", start)
		if err != nil {
			t.Fatal(err)
		}
		stack := fields(t, fields(t, data)[1][0].([]byte))
		if string(stack[1][0].([]byte)) != "Noto Sans Regular" || len(stack[3]) < 30 {
			t.Fatalf("from %d: %d glyphs", start, len(stack[3]))
		}
		for _, raw := range stack[3] {
			g := fields(t, raw.([]byte))
			r := rune(g[1][0].(uint64))
			w, h := int(g[3][0].(uint64)), int(g[4][0].(uint64))
			if w == 0 {
				continue
			}
			field := g[2][0].([]byte)
			if len(field) != (w+6)*(h+6) {
				t.Fatalf("%c: %d bytes for %d by %d", r, len(field), w, h)
			}
			font := fontOf(f.stacks["Noto Sans Regular"], r)
			id, _ := font.font.NominalGlyph(r)
			s := press(StampKey{Font: font, Glyph: id, Size: 24})
			bad := 0
			for i, v := range field {
				// Both begin at a whole pixel; the stamp has its own border.
				x, y := i%(w+6)+(s.Width-w-6)/2, i/(w+6)+(s.Height-h-6)/2
				a := byte(0)
				if x >= 0 && y >= 0 && x < s.Width && y < s.Height {
					a = s.Alpha[y*s.Width+x]
				}
				if a == 255 && v < 180 || a == 0 && v > 200 {
					bad++
				}
			}
			if bad > len(field)/50 {
				t.Errorf("%c (U+%04X): %d of %d pixels differ", r, r, bad, len(field))
			}
		}
	}
	for _, c := range []struct {
		stack string
		start int
	}{{"No Such Face", 0}, {"Noto Sans Bold", 1}, {"Noto Sans Bold", -256}, {"Noto Sans Bold", 1 << 30}} {
		if _, err := f.Glyphs(c.stack, c.start); err == nil {
			t.Errorf("%s from %d: no error", c.stack, c.start)
		}
	}
}

// Texts are set by many at once, and hostile ones without harm.
func TestSetConcurrently(t *testing.T) {
	f := builtIn(t)
	texts := []string{"Kashgar", "قەشقەر", "喀什\x00\xff", "\u202eر\u202c \u200f\u200e", "🏔\u0301\u0301\u0301", strings.Repeat("\n", 300), strings.Repeat("ر", 900)}
	want := make([]*Block, len(texts))
	for i, s := range texts {
		want[i] = f.Set("Noto Sans Bold", s, Measure{MaxWidth: 7})
	}
	g := builtIn(t)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for i, s := range texts {
				b := g.Set("Noto Sans Bold", s, Measure{MaxWidth: 7})
				if len(b.Lines) != len(want[i].Lines) || b.Width != want[i].Width {
					t.Errorf("%q differs", s)
				}
				for _, l := range b.Lines {
					for _, glyph := range l.Glyphs {
						g.Stamp(StampKey{Font: glyph.Font, Glyph: glyph.ID, Size: 13, Halo: 1.5})
					}
				}
			}
		})
	}
	wait.Wait()
	names := f.Names()
	slices.Sort(names)
	if !slices.Equal(names, []string{"Noto Sans Bold", "Noto Sans Regular"}) {
		t.Errorf("names %q", names)
	}
}

func TestParse(t *testing.T) {
	for _, data := range []string{"", "no font", "\x00\x01\x00\x00"} {
		if _, err := Parse("x", []byte(data)); err == nil {
			t.Errorf("%q is a font", data)
		}
	}
}

func BenchmarkSet(b *testing.B) {
	f := builtIn(b)
	for name, text := range map[string]string{"Latin": "Taxkorgan Tajik County", "Uyghur": "تاشقورغان تاجىك ناھىيىسى"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				t := f.tools.Get().(*tools)
				t.set(f.stacks["Noto Sans Regular"], clean(text), Measure{MaxWidth: 8})
				f.tools.Put(t)
			}
		})
	}
}

func BenchmarkGlyphs(b *testing.B) {
	f := builtIn(b)
	for b.Loop() {
		if _, err := f.Glyphs("Noto Sans Regular", 0x400); err != nil {
			b.Fatal(err)
		}
	}
}
