package api

import "strings"

// nearestName returns the name that differs least from the one given, or ""
// where none is near: a third of its letters may be wrong.
func nearestName(name string, names []string) string {
	best, most := "", len(name)/3+1
	if len(name) > 64 {
		return ""
	}
	for _, n := range names {
		if d := editDistance(strings.ToLower(name), strings.ToLower(n), most); d < most || d == most && best == "" {
			best, most = n, d
		}
	}
	return best
}

// editDistance counts the bytes to insert, delete, replace or swap with their
// neighbour, and gives up above most (Damerau 1964, restricted).
func editDistance(a, b string, most int) int {
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
