package ask

import "strings"

// longestName bounds the names that suggestions are looked for.
const longestName = 64

// NearestName returns the name that differs least from the one given, or ""
// where none is near: a third of its letters may be wrong, and always one.
func NearestName(name string, names []string) string {
	if len(name) > longestName {
		return ""
	}
	asked := []rune(strings.ToLower(name))
	best, most := "", max(1, len(asked)/3)
	for _, n := range names {
		if d := edits(asked, []rune(strings.ToLower(n)), most); d < most || d == most && best == "" {
			best, most = n, d
		}
	}
	return best
}

// edits counts the letters to insert, delete, replace or swap with their
// neighbour, and gives up above most (Damerau 1964, restricted).
func edits(a, b []rune, most int) int {
	if d := len(a) - len(b); d > most || -d > most {
		return most + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
