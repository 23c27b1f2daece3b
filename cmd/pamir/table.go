package main

import (
	"bufio"
	"cmp"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"pamir/internal/formats"
	"pamir/internal/store"
)

// table is text in columns, aligned by the width that letters have on screen.
type table struct {
	right []bool // of each column: aligned to the right
	most  int    // columns of the screen that a cell may take; 0: widest
	rows  [][]string
}

// widest is the most columns of the screen that a cell takes, unless the table
// says otherwise.
const widest = 40

func (t *table) add(cells ...string) {
	for i, c := range cells {
		cells[i] = shortened(clean(c), cmp.Or(t.most, widest))
	}
	t.rows = append(t.rows, cells)
}

func (t *table) write(w io.Writer) error {
	var widths []int
	for _, row := range t.rows {
		for i, c := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], uniseg.StringWidth(c))
		}
	}
	b := bufio.NewWriter(w)
	for _, row := range t.rows {
		var line strings.Builder
		for i, c := range row {
			if i > 0 {
				line.WriteString("  ")
			}
			pad := strings.Repeat(" ", widths[i]-uniseg.StringWidth(c))
			if i < len(t.right) && t.right[i] {
				line.WriteString(pad + c)
			} else {
				line.WriteString(c + pad)
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
	return b.Flush()
}

// clean makes spaces of control characters, so that no text can move the
// cursor or break a line.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, s)
}

// shortened cuts what is wider than most.
func shortened(s string, most int) string {
	if uniseg.StringWidth(s) <= most {
		return s
	}
	var b strings.Builder
	width, state := 1, -1
	for s != "" {
		cluster, rest, w, next := uniseg.FirstGraphemeClusterInString(s, state)
		if width += w; width > most {
			break
		}
		b.WriteString(cluster)
		s, state = rest, next
	}
	return b.String() + "…"
}

// width is how wide a column of the features would be.
func width(fs []*store.Feature, text func(*store.Feature) string, head string) int {
	w := uniseg.StringWidth(head)
	for _, f := range fs {
		w = max(w, min(widest, uniseg.StringWidth(clean(text(f)))))
	}
	return w
}

func heading(name string) string { return strings.ToUpper(name) }

// cell words a value: nothing for null, a text without quotes.
func cell(v store.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return string(formats.AppendValue(nil, v))
}
