package route

// sequence is a row of arcs that must not be driven one after the other by
// some modes, always or at times.
type sequence struct {
	arcs []uint32
	ban  ban
}

// ban is for whom something is forbidden.
type ban struct {
	modes Modes
	rule  uint32 // as in turnRecord
}

// sequences turns restrictions into forbidden rows of arcs.
func (f *family) sequences() []sequence {
	ways := make(map[int64]uint32, len(f.b.ways))
	for i := range f.b.ways {
		ways[f.b.ways[i].ID] = uint32(i)
	}
	var list []sequence
	for i := range f.b.restrictions {
		r := &f.b.restrictions[i]
		rows, refused := f.rows(r, ways)
		if refused != "" {
			f.b.report.Refused[refused]++
			continue
		}
		f.b.report.Restrictions++
		forbidden := ban{modes: r.modes}
		if r.rule != "" {
			forbidden.rule = f.b.turnRule(r)
		}
		for _, arcs := range rows {
			list = append(list, sequence{arcs, forbidden})
		}
	}
	return list
}

// turnRule keeps the rule of a restriction. Its key is the kind, such as
// no_left_turn: it holds while that is the value.
func (b *Builder) turnRule(r *restriction) uint32 {
	b.rules = append(b.rules, ruleRecord{uint32(len(b.rules)), ofTurn, b.strings.id(r.kind), b.strings.id(r.rule)})
	return uint32(len(b.rules))
}

// rows lists the rows of arcs that a restriction forbids.
func (f *family) rows(r *restriction, ways map[int64]uint32) (rows [][]uint32, refused string) {
	indices := func(ids []int64) (list []uint32) {
		for _, id := range ids {
			if w, ok := ways[id]; ok {
				list = append(list, w)
			}
		}
		return list
	}
	from, via, to := indices(r.from), indices(r.ways), indices(r.to)
	if len(from) == 0 || len(to) == 0 || len(via) < len(r.ways) {
		return nil, "a way that is no road here"
	}
	var paths [][]uint32 // from, through the via ways, to
	if len(via) == 0 {
		n, ok := f.b.nodes.find(r.node)
		if !ok || f.junctionOf[n] == none {
			return nil, "the via node is on no road here"
		}
		paths, refused = f.atNode(r, f.junctionOf[n], from, to)
	} else {
		paths, refused = f.throughWays(from[0], via, to[0])
	}
	if refused != "" {
		return nil, refused
	}
	if !r.only {
		return paths, ""
	}
	for _, p := range paths {
		rows = append(rows, f.otherwise(p)...)
	}
	return rows, ""
}

// atNode pairs the arcs that come to a junction on one way with those that
// leave it on another.
func (f *family) atNode(r *restriction, junction uint32, from, to []uint32) (paths [][]uint32, refused string) {
	for _, w := range from {
		in := f.arcsOf(w, junction)
		for i := range in {
			in[i] ^= 1
		}
		for _, v := range to {
			out := f.arcsOf(v, junction)
			switch {
			case len(in) == 0 || len(out) == 0:
				return nil, "a way does not touch the via node"
			case r.uTurn && v == w: // at an end of the way or on it
				for _, a := range in {
					paths = append(paths, []uint32{a, a ^ 1})
				}
			case len(in) > 1 || len(out) > 1:
				return nil, "a way goes on beyond the via node"
			case r.only && !f.usable(out[0]):
				return nil, "what it asks for cannot be done"
			default:
				paths = append(paths, []uint32{in[0], out[0]})
			}
		}
	}
	return paths, ""
}

// arcsOf lists the arcs of a way that leave a junction.
func (f *family) arcsOf(way, junction uint32) (list []uint32) {
	for _, a := range f.arms(junction) {
		if f.edges[a>>1].Way == way {
			list = append(list, a)
		}
	}
	return list
}

// throughWays finds the way from an arc of one way through the via ways, each
// used, to an arc of another. The fewest arcs are taken.
func (f *family) throughWays(from uint32, via []uint32, to uint32) (paths [][]uint32, refused string) {
	type step struct {
		arc    uint32
		done   int // via ways begun
		before int // place in queue
	}
	var queue []step
	first, end := f.edgesOf(from)
	for a := 2 * first; a < 2*end; a++ {
		if f.usable(a) {
			queue = append(queue, step{a, 0, -1})
		}
	}
	const most = 10_000
	for i := 0; i < len(queue) && len(queue) < most; i++ {
		s := queue[i]
		for _, a := range f.arms(f.head(s.arc)) {
			w := f.edges[a>>1].Way
			if a == s.arc^1 && f.tail(a) != f.head(a) || !f.usable(a) {
				continue
			}
			if w == to && s.done == len(via) {
				row := []uint32{a}
				for j := i; j >= 0; j = queue[j].before {
					row = append([]uint32{queue[j].arc}, row...)
				}
				return [][]uint32{row}, ""
			}
			switch {
			case s.done < len(via) && w == via[s.done]:
				queue = append(queue, step{a, s.done + 1, i})
			case s.done > 0 && w == via[s.done-1]:
				queue = append(queue, step{a, s.done, i})
			}
		}
	}
	return nil, "the via ways do not join from and to"
}

// otherwise lists what is forbidden where a path must be taken: to leave it at
// any of its junctions once one is on it. Turning back at the via node is left
// as free as it was.
func (f *family) otherwise(path []uint32) (rows [][]uint32) {
	for i := 1; i < len(path); i++ {
		for _, a := range f.arms(f.tail(path[i])) {
			back := a == path[i-1]^1
			if a == path[i] || back && len(path) == 2 || !f.usable(a) {
				continue
			}
			rows = append(rows, append(append([]uint32(nil), path[:i]...), a))
		}
	}
	return rows
}
