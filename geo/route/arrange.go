package route

import (
	"cmp"
	"slices"
)

// arrange brings the ways into the order of a curve through the plane. What lies
// side by side on the ground then mostly does so in memory, too: edges and
// their lines follow the ways, and most of the time that a way takes to find and
// to tell goes into waiting for memory.
func (b *Builder) arrange() {
	from := curve(len(b.ways), func(w int) position {
		for _, n := range b.refs[b.first[w]:b.first[w+1]] {
			if b.at[n] != nowhere {
				return b.at[n]
			}
		}
		return nowhere
	})
	to := make([]uint32, len(from))
	ways, refs, first := make([]wayRecord, 0, len(b.ways)), make([]int64, 0, len(b.refs)), make([]uint32, 1, len(b.first))
	for i, w := range from {
		to[w] = uint32(i)
		ways = append(ways, b.ways[w])
		refs = append(refs, b.refs[b.first[w]:b.first[w+1]]...)
		first = append(first, uint32(len(refs)))
	}
	b.ways, b.refs, b.first = ways, refs, first
	b.published, b.countries = renamed(b.published, to), renamed(b.countries, to)
	for i := range b.rules {
		if r := &b.rules[i]; r.Kind == ofWay {
			r.Owner = to[r.Owner]
		}
	}
}

func renamed[T any](of map[uint32]T, to []uint32) map[uint32]T {
	out := make(map[uint32]T, len(of))
	for i, v := range of {
		out[to[i]] = v
	}
	return out
}

// curve returns the numbers from 0 to n in the order of their places on a
// Z-order curve (Morton 1966), those at one place in their own order.
func curve(n int, at func(i int) position) []uint32 {
	type place struct {
		along uint64
		of    uint32
	}
	places := make([]place, n)
	for i := range places {
		p := at(i)
		places[i] = place{spread(uint32(p.Lon)^1<<31) | spread(uint32(p.Lat)^1<<31)<<1, uint32(i)}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Or(cmp.Compare(a.along, b.along), cmp.Compare(a.of, b.of)) })
	order := make([]uint32, n)
	for i := range places {
		order[i] = places[i].of
	}
	return order
}

// spread puts a 0 before each bit.
func spread(v uint32) uint64 {
	x := uint64(v)
	x = (x | x<<16) & 0x0000ffff0000ffff
	x = (x | x<<8) & 0x00ff00ff00ff00ff
	x = (x | x<<4) & 0x0f0f0f0f0f0f0f0f
	x = (x | x<<2) & 0x3333333333333333
	return (x | x<<1) & 0x5555555555555555
}
