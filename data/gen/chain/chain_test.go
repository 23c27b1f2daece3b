package chain_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pamir/data/gen/chain"
)

type point struct{ x, y int }

// Cutting a line into pieces in any order and direction and joining them gives
// the line back, or its reverse.
func TestJoinUndoesCutting(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		line := make([]point, 2+random.IntN(30))
		for i := range line {
			line[i] = point{i, random.IntN(100)} // no position twice
		}
		closed := len(line) > 3 && random.IntN(2) == 0
		if closed {
			line = append(line, line[0])
		}
		var pieces []chain.Piece[point]
		for from := 0; from < len(line)-1; {
			to := from + 1 + random.IntN(len(line)-1-from)
			part := slices.Clone(line[from : to+1])
			if random.IntN(2) == 0 {
				slices.Reverse(part)
			}
			pieces = append(pieces, chain.Piece[point]{Key: 5, Points: part})
			from = to
		}
		random.Shuffle(len(pieces), func(i, j int) { pieces[i], pieces[j] = pieces[j], pieces[i] })

		joined := chain.Join(pieces)
		if len(joined) != 1 {
			t.Fatalf("%d pieces of %v were joined to %v", len(pieces), line, joined)
		}
		got := joined[0].Points
		if len(got) != len(line) {
			t.Fatalf("%v became %v", line, got)
		}
		if closed {
			if got[0] != got[len(got)-1] {
				t.Fatalf("%v is no longer closed", got)
			}
			continue
		}
		if got[0] != line[0] {
			slices.Reverse(got)
		}
		if !slices.Equal(got, line) {
			t.Fatalf("%v became %v", line, got)
		}
	}
}

func TestJoinStopsAtAConfluence(t *testing.T) {
	meet := point{5, 5}
	pieces := []chain.Piece[point]{
		{Key: 1, Points: []point{{0, 0}, meet}}, {Key: 1, Points: []point{{0, 9}, meet}}, {Key: 1, Points: []point{meet, {9, 5}}},
		{Key: 2, Points: []point{{9, 5}, {12, 5}}}, // another level goes on where the last one ends
	}
	if got := chain.Join(pieces); len(got) != len(pieces) {
		t.Errorf("got %v", got)
	}
}
