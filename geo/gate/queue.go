package gate

// far is a crossing, and how far it is.
type far struct {
	at       instant
	crossing int32
}

// queue is a binary heap: the nearest is first.
type queue []far

func (q *queue) push(f far) {
	h := append(*q, f)
	i := len(h) - 1
	for up := (i - 1) / 2; i > 0 && f.at < h[up].at; i, up = up, (up-1)/2 {
		h[i] = h[up]
	}
	h[i] = f
	*q = h
}

func (q *queue) pop() far {
	h := *q
	first, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	i := 0
	for {
		down := 2*i + 1
		if down >= len(h) {
			break
		}
		if down+1 < len(h) && h[down+1].at < h[down].at {
			down++
		}
		if last.at <= h[down].at {
			break
		}
		h[i], i = h[down], down
	}
	if len(h) > 0 {
		h[i] = last
	}
	*q = h
	return first
}
