package gshhg

import "slices"

// end is one end of a piece.
type end struct {
	piece int
	last  bool
}

// node is where pieces of one key may meet.
type node struct {
	key int
	at  point
}

// join links pieces of the same key wherever exactly two of their ends meet.
// A place where three meet, a confluence, stays an end. Each result runs in
// the direction of its first piece and stands where that piece stood.
func join(pieces []piece) []piece {
	ends := map[node][]end{}
	for i, p := range pieces {
		first, last := node{p.key, p.points[0]}, node{p.key, p.points[len(p.points)-1]}
		ends[first] = append(ends[first], end{i, false})
		ends[last] = append(ends[last], end{i, true})
	}
	// next is the end that meets e, if there is one and it is another's.
	next := func(e end) (end, bool) {
		p := pieces[e.piece]
		at := p.points[0]
		if e.last {
			at = p.points[len(p.points)-1]
		}
		meet := ends[node{p.key, at}]
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
	walk := func(points []point, e end) []point {
		for {
			entry, ok := next(e)
			if !ok || used[entry.piece] {
				return points
			}
			used[entry.piece] = true
			more := slices.Clone(pieces[entry.piece].points)
			if entry.last {
				slices.Reverse(more)
			}
			points = append(points, more[1:]...)
			e = end{entry.piece, !entry.last}
		}
	}

	var joined []piece
	for i, p := range pieces {
		if used[i] {
			continue
		}
		used[i] = true
		points := walk(slices.Clone(p.points), end{i, true})
		slices.Reverse(points)
		points = walk(points, end{i, false})
		slices.Reverse(points)
		joined = append(joined, piece{p.key, points})
	}
	return joined
}
