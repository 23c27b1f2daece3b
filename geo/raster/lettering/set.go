package lettering

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// Measure says how a text is to be set.
type Measure struct {
	MaxWidth float32 // of a line; 0 for one line
	Spacing  float32 // added between letters
}

// Block is a text that was set.
type Block struct {
	Lines []Line
	Width float32 // of the widest line
}

// Line is one line of it.
type Line struct {
	Glyphs []Glyph // from left to right
	Width  float32
}

// Glyph is one letter, or several in one form.
type Glyph struct {
	Font    *Font
	ID      GlyphID
	X, Y    float32 // where it is drawn, from the line's left end
	At      float32 // where the pen is before it
	Advance float32 // how far the pen goes on
}

type blockKey struct {
	stack, text string
	measure     Measure
}

func (b *Block) bytes() int {
	n := 200
	for _, l := range b.Lines {
		n += 40 * len(l.Glyphs)
	}
	return n
}

// maxRunes is where a text is cut: no name of a place is longer.
const maxRunes = 200

// perEm is the size at which texts are shaped, for rounding that is too small
// to see.
const perEm = 1024

// Set sets a text in the face of a name. It has no lines where there is nothing
// to draw. The block is shared: it is not to be changed.
func (f *Faces) Set(stack, text string, m Measure) *Block {
	if most := utf8.UTFMax * maxRunes; len(text) > most {
		text = text[:most]
	}
	key := blockKey{stack, text, m}
	if b, ok := f.blocks.get(key); ok {
		return b
	}
	fonts := f.stack(stack)
	runes := clean(text)
	b := &Block{}
	if len(fonts) > 0 && len(runes) > 0 {
		t := f.tools.Get().(*tools)
		b = t.set(fonts, runes, m)
		f.tools.Put(t)
	}
	key.text = strings.Clone(text) // not a part of something large
	f.blocks.put(key, b, b.bytes()+len(text))
	return b
}

// clean makes of a text what can be set: no controls, and not without end.
func clean(text string) []rune {
	var runes []rune
	for _, r := range text {
		if len(runes) == maxRunes {
			runes = append(runes[:maxRunes-1], '…')
			break
		}
		switch {
		case r == '\n':
		case unicode.IsControl(r), unicode.IsSpace(r) && r != '\u00a0', r == unicode.ReplacementChar:
			r = ' '
		}
		if r == ' ' && (len(runes) == 0 || runes[len(runes)-1] == ' ') {
			continue
		}
		runes = append(runes, r)
	}
	for len(runes) > 0 && (runes[len(runes)-1] == ' ' || runes[len(runes)-1] == '\n') {
		runes = runes[:len(runes)-1]
	}
	return runes
}

func (t *tools) set(fonts []*Font, runes []rune, m Measure) *Block {
	whole := t.line(fonts, runes, 0, len(runes), m.Spacing)
	b := &Block{}
	for _, part := range t.breaks(runes, whole, m) {
		l := whole
		if part != [2]int{0, len(runes)} {
			l = t.line(fonts, runes, part[0], part[1], m.Spacing)
		}
		b.Lines = append(b.Lines, l.Line)
		b.Width = max(b.Width, l.Width)
	}
	return b
}

// setLine is a line that still knows where each rune's width went.
type setLine struct {
	Line
	widths []float32 // of each rune of the text, summed over its cluster
}

// run is a part of a line in one font, script and direction.
type run struct {
	start, end int
	level      bidi.Level
	font       *Font
	script     language.Script
}

// line sets the runes from start to end in one line.
func (t *tools) line(fonts []*Font, runes []rune, start, end int, spacing float32) setLine {
	for end > start && runes[end-1] == ' ' {
		end--
	}
	for start < end && runes[start] == ' ' {
		start++
	}
	l := setLine{widths: make([]float32, len(runes))}
	pen := float32(0)
	for _, r := range t.runs(fonts, runes, start, end) {
		direction := di.DirectionLTR
		if r.level%2 != 0 {
			direction = di.DirectionRTL
		}
		out := t.shaper.ShapeNoExtents(shaping.Input{
			Text: runes[:end], RunStart: r.start, RunEnd: r.end, Direction: direction,
			Face: t.face(r.font), Size: fixed.I(perEm), Script: r.script, Language: "und",
		})
		for _, g := range out.Glyphs {
			advance := em(g.Advance)
			if advance > 0 {
				advance += spacing + r.font.weight
			}
			l.Glyphs = append(l.Glyphs, Glyph{
				Font: r.font, ID: g.GlyphID, At: pen, Advance: advance,
				X: pen + em(g.XOffset) + r.font.weight/2, Y: -em(g.YOffset),
			})
			l.widths[g.TextIndex()] += advance
			pen += advance
		}
	}
	l.Width = max(0, pen-spacing)
	return l
}

func em(x fixed.Int26_6) float32 { return float32(x) / (64 * perEm) }

// runs takes a line apart, and orders the parts from left to right.
func (t *tools) runs(fonts []*Font, runes []rune, start, end int) []run {
	if start == end {
		return nil
	}
	var all []run
	levels := t.paragraph.Segment(runes[start:end], bidi.Neutral)
	for i := range levels.NumRuns() {
		l := levels.Run(i)
		all = split(all, fonts, runes, run{start: start + l.Start, end: start + l.End, level: l.Level})
	}
	// Rule L2 of the Unicode bidirectional algorithm, on whole runs.
	highest := bidi.Level(0)
	for _, r := range all {
		highest = max(highest, r.level)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(all); i++ {
			j := i
			for j < len(all) && all[j].level >= level {
				j++
			}
			slices.Reverse(all[i:j])
			i = max(i, j-1)
		}
	}
	return all
}

// split appends the parts of a run that have one font and one script. Letters
// of no script, such as spaces and digits, stay with those before them.
func split(all []run, fonts []*Font, runes []rune, r run) []run {
	first := len(all)
	for i := r.start; i < r.end; i++ {
		script := language.LookupScript(runes[i])
		neutral := script == language.Common || script == language.Inherited || script == language.Unknown
		var last *run
		if len(all) > first {
			last = &all[len(all)-1]
		}
		f := fontOf(fonts, runes[i])
		if last != nil && (neutral || last.script == script || last.script == language.Common) && (f == last.font || last.font.Has(runes[i]) && neutral) {
			if !neutral {
				last.script = script
			}
			last.end = i + 1
			continue
		}
		if neutral {
			script = language.Common
		}
		all = append(all, run{i, i + 1, r.level, f, script})
	}
	return all
}

// fontOf is the first font that has a letter; where none has, the first.
func fontOf(fonts []*Font, r rune) *Font {
	for _, f := range fonts {
		if f.Has(r) {
			return f
		}
	}
	return fonts[0]
}

// breaks cuts a text into lines no wider than the measure, if it can, and about
// as wide as each other.
func (t *tools) breaks(runes []rune, whole setLine, m Measure) [][2]int {
	one := [][2]int{{0, len(runes)}}
	forced := slices.Contains(runes, '\n')
	if !forced && (m.MaxWidth <= 0 || whole.Width <= m.MaxWidth) {
		return one
	}
	t.segmenter.Init(runes)
	pieces := t.segmenter.LineIterator()
	var ends []int
	var widths []float32 // of the pieces
	var must []bool
	for pieces.Next() {
		p := pieces.Line()
		width := float32(0)
		for _, w := range whole.widths[p.Offset : p.Offset+len(p.Text)] {
			width += w
		}
		ends = append(ends, p.Offset+len(p.Text))
		widths = append(widths, width)
		must = append(must, p.IsMandatoryBreak)
	}
	lines := 1
	if m.MaxWidth > 0 {
		lines = int(whole.Width/m.MaxWidth) + 1
	}
	return choose(ends, widths, must, whole.Width/float32(lines))
}

// choose groups pieces into lines whose widths are close to the one aimed at:
// the least sum of squares of what they are off by.
func choose(ends []int, widths []float32, must []bool, aim float32) [][2]int {
	n := len(ends)
	cost := make([]float32, n+1)
	from := make([]int, n+1)
	for i := 1; i <= n; i++ {
		cost[i] = -1
		width := float32(0)
		for j := i - 1; j >= 0; j-- {
			if j < i-1 && must[j] {
				break
			}
			width += widths[j]
			off := width - aim
			bad := off * off
			if i == n && off < 0 {
				bad /= 2 // a short last line reads well
			}
			if c := cost[j] + bad; cost[i] < 0 || c < cost[i] {
				cost[i], from[i] = c, j
			}
		}
	}
	var lines [][2]int
	for i := n; i > 0; i = from[i] {
		start := 0
		if from[i] > 0 {
			start = ends[from[i]-1]
		}
		lines = append(lines, [2]int{start, ends[i-1]})
	}
	slices.Reverse(lines)
	return lines
}
