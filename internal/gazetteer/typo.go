package gazetteer

import (
	"slices"
	"unicode"
)

// Texts of this many runes may hold a slip, or two.
const (
	shortestSlip = 4
	longSlips    = 8
)

// slips returns how many slips a text may hold: none where it has a digit, for
// G314 is not G315 misspelt.
func slips(text []rune) int {
	switch {
	case slices.ContainsFunc(text, unicode.IsDigit):
		return 0
	case len(text) >= longSlips:
		return 2
	case len(text) >= shortestSlip:
		return 1
	}
	return 0
}

// walk is the working memory of nearly: the table of distances between the
// text and the name at hand, of which names that begin alike share the
// beginning.
type walk struct {
	rows  []uint8 // row i: from the first i runes of the name to the first j of the text
	least []uint8 // least[i]: from the text to the nearest of the name's first 0, 1, … i runes
}

// nearly finds the words that begin almost with the text: the distance from
// the text to some beginning of what starts there (optimal string alignment:
// Damerau-Levenshtein in which no two edits overlap) is at most slips.
//
// The starts are in order, so that those with a common beginning are
// neighbours: it is a walk through a tree, which leaves a branch when no name
// on it can come nearer. Only the cells within slips of the diagonal matter.
func (s *scratch) nearly() {
	most := slips(s.text)
	if most == 0 {
		return
	}
	x, w := s.index, &s.walk
	w.begin(len(s.text), most)
	depth := 0 // rows that hold for the start before this one
	for i := 0; i < len(x.starts); {
		rest := x.rest(x.starts[i])
		depth = min(depth, int(x.shared[i]))
		open := true
		for open && depth < len(rest) {
			open = w.step(s.text, rest, depth, most)
			depth++
		}
		distance := int(w.least[depth])
		for first := true; i < len(x.starts) && (first || !open && int(x.shared[i]) >= depth); i++ {
			first = false
			if distance <= most && x.names[x.starts[i].name].use == called {
				s.note(x.starts[i].name, oneSlip-class(max(distance, 1)-1))
			}
		}
	}
}

// begin makes the row of the empty beginning.
func (w *walk) begin(n, most int) {
	rows := n + most + 2 // deeper, no cell is within reach
	w.rows = grow(w.rows, rows*(n+1))
	w.least = grow(w.least, rows)
	for j := range n + 1 {
		w.rows[j] = uint8(min(j, most+1))
	}
	w.least[0] = uint8(most + 1)
}

func grow(b []uint8, n int) []uint8 {
	if cap(b) < n {
		return make([]uint8, n)
	}
	return b[:n]
}

// step makes the row for one more rune of name, name[depth], and reports
// whether a longer beginning could be nearer to the text than one so far.
// Distances above most are all most+1.
func (w *walk) step(text, name []rune, depth, most int) bool {
	n, over := len(text), uint8(most+1)
	above := w.rows[depth*(n+1) : (depth+1)*(n+1)]
	row := w.rows[(depth+1)*(n+1) : (depth+2)*(n+1)]
	r := name[depth]
	from, to := max(1, depth+1-most), min(n, depth+1+most)
	row[from-1] = over
	if from == 1 {
		row[0] = min(uint8(depth+1), over)
	}
	lowest := row[from-1]
	for j := from; j <= to; j++ {
		t := text[j-1]
		d := above[j-1]
		if t != r {
			d = 1 + min(d, above[j], row[j-1])
			if depth > 0 && j > 1 && t == name[depth-1] && text[j-2] == r {
				d = min(d, 1+w.rows[(depth-1)*(n+1)+j-2])
			}
		}
		row[j] = min(d, over)
		lowest = min(lowest, row[j])
	}
	if to < n {
		row[to+1] = over
	}
	least := w.least[depth]
	if to == n {
		least = min(least, row[n])
	}
	w.least[depth+1] = least
	return lowest < least
}
