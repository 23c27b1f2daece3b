package pbftest

// table is the texts of a block.
type table struct {
	texts []string
	index map[string]uint64
}

func (t *table) text(s string) uint64 {
	i, ok := t.index[s]
	if !ok {
		i = uint64(len(t.texts))
		t.texts = append(t.texts, s)
		t.index[s] = i
	}
	return i
}

// Block makes a PrimitiveBlock of things.
func Block(d Data, o Options) []byte {
	// The text 0 ends the tags of a dense node, so that it can be none of them.
	t := &table{texts: []string{""}, index: map[string]uint64{}}
	var groups []byte
	if len(d.Nodes) > 0 {
		if o.Plain {
			groups = Field(groups, 2, o.plain(d.Nodes, t))
		} else {
			groups = Field(groups, 2, Field(nil, 2, o.dense(d.Nodes, t)))
		}
	}
	if len(d.Ways) > 0 {
		var group []byte
		for _, w := range d.Ways {
			group = Field(group, 3, o.way(w, t))
		}
		groups = Field(groups, 2, group)
	}
	if len(d.Relations) > 0 {
		var group []byte
		for _, r := range d.Relations {
			group = Field(group, 4, o.relation(r, t))
		}
		groups = Field(groups, 2, group)
	}
	var texts []byte
	for _, s := range t.texts {
		texts = Field(texts, 1, []byte(s))
	}
	out := append(Field(nil, 1, texts), groups...)
	if o.Granularity != 0 {
		out = Number(out, 17, uint64(o.Granularity))
	}
	if o.LatBase != 0 {
		out = Number(out, 19, uint64(o.LatBase))
	}
	if o.LonBase != 0 {
		out = Number(out, 20, uint64(o.LonBase))
	}
	return out
}

// units turns 1e-7 degrees into units of the block.
func (o Options) units(degrees int32, base int64) int64 {
	granularity := o.Granularity
	if granularity == 0 {
		granularity = 100
	}
	return (int64(degrees)*100 - base) / granularity
}

func (t *table) pairs(tags []string) (keys, values []uint64) {
	for i := 0; i < len(tags); i += 2 {
		keys, values = append(keys, t.text(tags[i])), append(values, t.text(tags[i+1]))
	}
	return keys, values
}

func (o Options) plain(nodes []Node, t *table) (group []byte) {
	for _, n := range nodes {
		keys, values := t.pairs(n.Tags)
		b := Number(nil, 1, zigzag(n.ID))
		b = o.numbers(b, 2, keys)
		b = o.numbers(b, 3, values)
		b = Number(b, 8, zigzag(o.units(n.Lat, o.LatBase)))
		b = Number(b, 9, zigzag(o.units(n.Lon, o.LonBase)))
		group = Field(group, 1, b)
	}
	return group
}

func (o Options) dense(nodes []Node, t *table) []byte {
	var ids, lats, lons []int64
	var tags []uint64
	tagged := false
	for _, n := range nodes {
		ids = append(ids, n.ID)
		lats = append(lats, o.units(n.Lat, o.LatBase))
		lons = append(lons, o.units(n.Lon, o.LonBase))
		keys, values := t.pairs(n.Tags)
		for i := range keys {
			tags = append(tags, keys[i], values[i])
			tagged = true
		}
		tags = append(tags, 0)
	}
	out := o.numbers(nil, 1, deltas(ids))
	out = o.numbers(out, 8, deltas(lats))
	out = o.numbers(out, 9, deltas(lons))
	if tagged {
		out = o.numbers(out, 10, tags)
	}
	return out
}

func (o Options) way(w Way, t *table) []byte {
	keys, values := t.pairs(w.Tags)
	out := Number(nil, 1, uint64(w.ID))
	out = o.numbers(out, 2, keys)
	out = o.numbers(out, 3, values)
	return o.numbers(out, 8, deltas(w.Nodes))
}

func (o Options) relation(r Relation, t *table) []byte {
	keys, values := t.pairs(r.Tags)
	var roles, types []uint64
	var ids []int64
	for _, m := range r.Members {
		roles, types, ids = append(roles, t.text(m.Role)), append(types, m.Type), append(ids, m.ID)
	}
	out := Number(nil, 1, uint64(r.ID))
	out = o.numbers(out, 2, keys)
	out = o.numbers(out, 3, values)
	out = o.numbers(out, 8, roles)
	out = o.numbers(out, 9, deltas(ids))
	return o.numbers(out, 10, types)
}
