// Package chain joins lines that were cut in pieces, by equal end points.
//
//	whole := chain.Join([]chain.Piece[orb.Point]{{Points: a}, {Points: b}})
package chain

import "slices"

// Piece is a stretch of a line, of two positions or more. Pieces of different
// keys are never joined.
type Piece[P comparable] struct {
	Key    int
	Points []P
}

// end is one end of a piece.
type end struct {
	piece int
	last  bool
}

// node is where pieces of one key may meet.
type node[P comparable] struct {
	key int
	at  P
}

// Join links pieces of the same key wherever exactly two of their ends meet.
// A place where three meet, as rivers do, stays an end. Each result runs in
// the direction of its first piece and stands where that piece stood. The
// pieces are not changed.
func Join[P comparable](pieces []Piece[P]) []Piece[P] {
	ends := map[node[P]][]end{}
	for i, p := range pieces {
		first, last := node[P]{p.Key, p.Points[0]}, node[P]{p.Key, p.Points[len(p.Points)-1]}
		ends[first] = append(ends[first], end{i, false})
		ends[last] = append(ends[last], end{i, true})
	}
	// next is the end that meets e, if there is one and it is another's.
	next := func(e end) (end, bool) {
		p := pieces[e.piece]
		at := p.Points[0]
		if e.last {
			at = p.Points[len(p.Points)-1]
		}
		meet := ends[node[P]{p.Key, at}]
		if len(meet) != 2 {
			return end{}, false
		}
		other := meet[0]
		if other == e {
			other = meet[1]
		}
		return other, other.piece != e.piece
	}

	used := make([]bool, len(pieces))
	// walk collects points from piece to piece, leaving the first by its end e.
	walk := func(points []P, e end) []P {
		for {
			entry, ok := next(e)
			if !ok || used[entry.piece] {
				return points
			}
			used[entry.piece] = true
			more := slices.Clone(pieces[entry.piece].Points)
			if entry.last {
				slices.Reverse(more)
			}
			points = append(points, more[1:]...)
			e = end{entry.piece, !entry.last}
		}
	}

	var joined []Piece[P]
	for i, p := range pieces {
		if used[i] {
			continue
		}
		used[i] = true
		points := walk(slices.Clone(p.Points), end{i, true})
		slices.Reverse(points)
		points = walk(points, end{i, false})
		slices.Reverse(points)
		joined = append(joined, Piece[P]{p.Key, points})
	}
	return joined
}
