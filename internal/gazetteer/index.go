package gazetteer

import (
	"cmp"
	"slices"
	"sync"
	"unicode"

	"pamir/internal/store"
)

// Index finds features by name. It does not change once it is made, and may be
// used by several goroutines at once. It takes about 100 bytes a name.
type Index struct {
	places []place
	names  []name
	runes  []rune   // the folded names, one after another
	starts []start  // where a word begins in one of them, in the order of what follows there
	shared []uint16 // runes that starts[i] and starts[i-1] have in common at their beginning
	idle   sync.Pool
}

// place is a feature that has a name.
type place struct {
	collection *store.Collection
	feature    *store.Feature
	weight     uint8
	first      int32 // its names: names[first:first+count]
	count      int32
}

// name is a spelling of a place. Two of a place that fold to one text share
// its runes, and only the first is looked for; but a name and a code are not
// matched alike, and so are looked for both.
type name struct {
	spelling
	place      int32
	begin, end int32 // in runes
}

// start is the beginning of a word in a name.
type start struct {
	name  int32
	begin int32 // in runes
}

// New makes an index of the features' names. Features keep the order of the
// datasets where nothing else tells them apart. It takes a few microseconds a
// name.
func New(datasets []store.Dataset) *Index {
	x := &Index{}
	for _, d := range datasets {
		cols, weights := columnsOf(d.Collection), newWeigher(d.Collection)
		for _, f := range d.Features {
			if list := cols.spellings(f); list != nil {
				x.add(place{collection: d.Collection, feature: f, weight: weights.weigh(f)}, list)
			}
		}
	}
	x.sort()
	x.idle.New = func() any { return newScratch(x) }
	return x
}

// Len returns how many features can be found.
func (x *Index) Len() int { return len(x.places) }

func (x *Index) add(p place, list []spelling) {
	p.first = int32(len(x.names))
	seen := make(map[compared]int, len(list))
	for _, s := range list {
		key := compared{s.key(), s.use == code}
		if key.text == "" {
			continue
		}
		id, n := len(x.names), name{spelling: s, place: int32(len(x.places))}
		if first, ok := seen[key]; ok {
			n.begin, n.end = x.names[first].begin, x.names[first].end
		} else {
			seen[key] = id
			n.begin = int32(len(x.runes))
			x.runes = append(x.runes, []rune(key.text)...)
			n.end = int32(len(x.runes))
			x.addStarts(n, int32(id))
		}
		x.names = append(x.names, n)
	}
	if p.count = int32(len(x.names)) - p.first; p.count > 0 {
		x.places = append(x.places, p)
	}
}

// compared is what a spelling is compared by.
type compared struct {
	text string
	code bool
}

func (x *Index) addStarts(n name, id int32) {
	for i := n.begin; i < n.end; i++ {
		if i == n.begin || n.use == called && beginsWord(x.runes[i-1], x.runes[i]) {
			x.starts = append(x.starts, start{id, i})
		}
	}
}

// beginsWord reports whether r begins a word where before precedes it. Each
// character of a script that leaves no spaces does.
func beginsWord(before, r rune) bool {
	return before == ' ' || r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// rest returns what a name holds from the beginning of a word.
func (x *Index) rest(s start) []rune { return x.runes[s.begin:x.names[s.name].end] }

func (x *Index) sort() {
	slices.SortFunc(x.starts, func(a, b start) int {
		return cmp.Or(slices.Compare(x.rest(a), x.rest(b)), cmp.Compare(a.name, b.name), cmp.Compare(a.begin, b.begin))
	})
	x.shared = make([]uint16, len(x.starts))
	for i := 1; i < len(x.starts); i++ {
		x.shared[i] = uint16(min(common(x.rest(x.starts[i-1]), x.rest(x.starts[i])), 1<<16-1))
	}
}

// common counts the runes that a and b have in common at their beginning.
func common(a, b []rune) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}
