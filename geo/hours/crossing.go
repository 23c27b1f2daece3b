package hours

// crossing is the fold of a chain at an instant: the verdict of each stop.
type crossing struct {
	state, day State
	binding    int     // the first stop with that state; where all are open, 0
	verdicts   []int32 // of each stop, in its post's sheet
	sides      []sideFold
}

// sideFold is the fold of the stops of one country.
type sideFold struct {
	country    string
	state, day State
	binding    int
}

// words is what a source says, as a sheet over a window.
func (b *Book) words(post, source int32, n int32) *sheet[claimed] {
	key := memoKey{'s', post, source, n}
	return remember(&b.memo, key, func() *sheet[claimed] { return b.readSource(post, source, windowOf(n)) })
}

func (b *Book) readSource(post, source int32, w window) *sheet[claimed] {
	s := &b.sources[source]
	out := &sheet[claimed]{track: track{end: w.to}}
	same := func(a, b *claimed) bool { return *a == *b }
	from, to := max(s.from, w.from), min(s.to, w.to)
	if from > w.from {
		out.add(w.from, claimed{absent: true}, same)
	}
	if from < to {
		place := b.posts[post].place
		place.Zone = s.zone()
		e := s.hours
		if e == nil {
			e = s.days
		}
		t := e.evaluator(place).timeline(from, to)
		for i, at := range t.at {
			c := &t.cells[i]
			said := claimed{state: c.state, day: c.day, comment: c.comment}
			if s.days != nil {
				if said.state = Unknown; said.day == Closed {
					said.state = Closed
				}
			}
			out.add(at, said, same)
		}
	}
	if to < w.to && from < to {
		out.add(to, claimed{absent: true}, same)
	}
	if len(out.at) == 0 {
		out.add(w.from, claimed{absent: true}, same)
	}
	return out
}

// judge is what the sources of a post say together, over a window.
func (b *Book) judge(post int32, n int32) *sheet[verdict] {
	return remember(&b.memo, memoKey{'p', post, 0, n}, func() *sheet[verdict] {
		return b.judgeWindow(post, windowOf(n), func(source int32) *sheet[claimed] { return b.words(post, source, n) })
	})
}

func (b *Book) judgeWindow(post int32, w window, read func(source int32) *sheet[claimed]) *sheet[verdict] {
	var heard []int // the sources that are in force at all
	var sheets []*sheet[claimed]
	var tracks []*track
	for _, i := range b.posts[post].sources {
		if s := &b.sources[i]; s.from < w.to && s.to > w.from {
			said := read(int32(i))
			heard, sheets, tracks = append(heard, i), append(sheets, said), append(tracks, &said.track)
		}
	}
	return sweep(tracks, w, func(ids []int32) verdict {
		var words []says
		for i, id := range ids {
			if said := sheets[i].values[id]; !said.absent {
				words = append(words, says{source: heard[i], claimed: said})
			}
		}
		return b.fold(words)
	}, (*verdict).equal)
}

// cross is the fold of a chain for a pair, over a window.
func (b *Book) cross(port, pair int32, n int32) *sheet[crossing] {
	return remember(&b.memo, memoKey{'c', port, pair, n}, func() *sheet[crossing] {
		stops := b.ports[port].stops[pair]
		sheets := make([]*sheet[verdict], len(stops))
		tracks := make([]*track, len(stops))
		for i, s := range stops {
			sheets[i] = b.judge(int32(s.post), n)
			tracks[i] = &sheets[i].track
		}
		return sweep(tracks, windowOf(n), func(ids []int32) crossing {
			return foldChain(stops, ids, func(i int) *verdict { return &sheets[i].values[ids[i]] })
		}, func(a, b *crossing) bool { return false })
	})
}

// foldChain is what one gets through at an instant.
func foldChain(stops []stop, ids []int32, verdictOf func(i int) *verdict) crossing {
	c := crossing{verdicts: append([]int32(nil), ids...)}
	if len(stops) == 0 {
		return c // nobody says where one passes
	}
	c.state, c.day = Open, Open
	for i := range stops {
		v := verdictOf(i)
		if s := worse(c.state, v.state); s != c.state {
			c.state, c.binding = s, i
		}
		c.day = worse(c.day, v.day)
		side := stops[i].checkpoint.Side
		j := len(c.sides) - 1
		if j < 0 || c.sides[j].country != side {
			c.sides = append(c.sides, sideFold{side, v.state, v.day, i})
			continue
		}
		f := &c.sides[j]
		if s := worse(f.state, v.state); s != f.state {
			f.state, f.binding = s, i
		}
		f.day = worse(f.day, v.day)
	}
	c.binding = c.bind(c.state, c.day, c.binding, verdictOf)
	for j := range c.sides {
		f := &c.sides[j]
		f.binding = c.bind(f.state, f.day, f.binding, func(i int) *verdict {
			if stops[i].checkpoint.Side != f.country {
				return &verdict{state: Conflict} // of the other side
			}
			return verdictOf(i)
		})
	}
	return c
}

// bind returns the stop that says the most of why it is Unknown: not the first
// whose hours nobody publishes, if at a later one it is the day that is not known.
func (c *crossing) bind(state, day State, first int, verdictOf func(i int) *verdict) int {
	for i := first; state == Unknown && i < len(c.verdicts); i++ {
		if v := verdictOf(i); v.state == state && v.day == day {
			return i
		}
	}
	return first
}

// labelled is a crossing with the word for what it is as a whole.
type labelled struct {
	crossing int32
	label    string
}

// Labels of a Status.
const (
	CargoOnly      = "cargo-only"      // trucks are let through on this day, and nobody else
	PassengersOnly = "passengers-only" // anybody but trucks
	SeasonClosed   = "season-closed"
)

// label is cross with labels, which depend on all modes of a direction.
func (b *Book) label(port, pair int32, n int32) *sheet[labelled] {
	return remember(&b.memo, memoKey{'l', port, pair, n}, func() *sheet[labelled] {
		own := b.cross(port, pair, n)
		p := &b.ports[port]
		sheets := []*sheet[crossing]{own}
		tracks := []*track{&own.track}
		modes := []Mode{p.pairs[pair].Mode}
		for i, other := range p.pairs {
			if other.Direction == p.pairs[pair].Direction && int32(i) != pair {
				s := b.cross(port, int32(i), n)
				sheets, tracks, modes = append(sheets, s), append(tracks, &s.track), append(modes, other.Mode)
			}
		}
		return sweep(tracks, windowOf(n), func(ids []int32) labelled {
			day := map[Mode]State{}
			for i, id := range ids {
				day[modes[i]] = sheets[i].values[id].day
			}
			l := labelled{ids[0], only(day)}
			if c := &own.values[ids[0]]; l.label == "" && c.state == Closed && b.reason(port, pair, c, n) == "season" {
				l.label = SeasonClosed
			}
			return l
		}, func(a, b *labelled) bool { return *a == *b })
	})
}

// only says whether a day is for cargo or passengers alone.
func only(day map[Mode]State) string {
	truck, has := day[Truck]
	passengers, closed := 0, 0
	open := false
	for m, d := range day {
		if m == Truck {
			continue
		}
		passengers++
		if d == Closed {
			closed++
		}
		open = open || d == Open
	}
	switch {
	case !has || passengers == 0:
		return ""
	case truck == Open && closed == passengers:
		return CargoOnly
	case truck == Closed && open:
		return PassengersOnly
	}
	return ""
}
