package hours

import (
	"cmp"
	"slices"
)

// claimed is what one source says at an instant.
type claimed struct {
	state, day State
	comment    string
	absent     bool // it says nothing: it is not in force
}

// says is a claim and whose it is.
type says struct {
	source int // in the book's sources
	claimed
}

// verdict is what the sources of a checkpoint together say at an instant, and
// the words that decide.
type verdict struct {
	state, day State
	words      []says // notices before rules, the newest first
}

func (v *verdict) equal(w *verdict) bool {
	return v.state == w.state && v.day == w.day && slices.Equal(v.words, w.words)
}

// source is a rule or a notice.
type source struct {
	id       string
	scope    *Scope
	rule     *Rule
	notice   *Notice
	rank     int // lower decides first
	asOf     int64
	days     *Expr // says days alone
	hours    *Expr
	from, to int64 // in force; half-open
}

// fold is the judgement of a checkpoint over its words, as the package
// documentation says.
func (b *Book) fold(words []says) verdict {
	words = slices.DeleteFunc(slices.Clone(words), func(w says) bool {
		return slices.ContainsFunc(words, func(o says) bool { return b.sources[o.source].overlaps(&b.sources[w.source]) })
	})
	slices.SortStableFunc(words, func(x, y says) int {
		a, o := &b.sources[x.source], &b.sources[y.source]
		return cmp.Or(cmp.Compare(a.rank, o.rank), cmp.Compare(o.asOf, a.asOf))
	})
	var v verdict
	for first := true; len(words) > 0; first = false {
		n := 1
		for n < len(words) && b.sources[words[n].source].rank == b.sources[words[0].source].rank {
			n++
		}
		together := agreed(words[:n])
		words = words[n:]
		switch {
		case first:
			v = together
		case together.day == Open && together.state != Unknown:
			v.state = together.state
			v.words = slices.Concat(v.words, together.words)
		}
		if v.state != Unknown || v.day != Open {
			break // nothing is left for lower ranks to say
		}
	}
	return v
}

// overlaps tells whether a notice takes the place of an older one of the same
// publisher.
func (s *source) overlaps(older *source) bool {
	return s.notice != nil && older.notice != nil && s.notice.Publisher != "" &&
		s.notice.Publisher == older.notice.Publisher && s.asOf > older.asOf
}

// agreed is what sources of one rank say together.
func agreed(words []says) verdict {
	var open, closed, openDay, closedDay, vague bool
	for _, w := range words {
		open = open || w.state == Open
		closed = closed || w.state == Closed
		vague = vague || w.state == Unknown && w.day != Unknown
		openDay = openDay || w.day == Open
		closedDay = closedDay || w.day == Closed
	}
	v := verdict{day: either(openDay, closedDay), state: either(open, closed), words: slices.Clone(words)}
	if v.day == Conflict && vague {
		v.state = Conflict // "open at some hour" against "shut"
	}
	// Those who know more come first; who knows nothing decides nothing beside them.
	if v.state != Unknown || v.day != Unknown {
		v.words = slices.DeleteFunc(v.words, func(w says) bool { return w.state == Unknown && w.day == Unknown })
	}
	return v
}

func either(open, closed bool) State {
	switch {
	case open && closed:
		return Conflict
	case open:
		return Open
	case closed:
		return Closed
	}
	return Unknown
}

// worse is the fold of two states one must get through both of.
func worse(a, b State) State {
	for _, s := range []State{Closed, Conflict, Unknown} {
		if a == s || b == s {
			return s
		}
	}
	return Open
}
