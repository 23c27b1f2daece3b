package region

import (
	"math"
	"slices"
	"sort"

	"github.com/paulmach/orb"

	"pamir/internal/osmpbf"
)

// nodes holds the positions of the nodes that features need: 16 bytes each.
type nodes struct {
	ids []int64 // in ascending order once they are sorted
	at  [][2]osmpbf.Degrees
}

// unknown is where a node is that the file does not have.
const unknown = osmpbf.Degrees(math.MinInt32)

// sort ends the collecting of ids.
func (n *nodes) sort() {
	slices.Sort(n.ids)
	n.ids = slices.Clip(slices.Compact(n.ids))
	n.at = make([][2]osmpbf.Degrees, len(n.ids))
	for i := range n.at {
		n.at[i][0] = unknown
	}
}

// finder looks ids up one after the other. Ids that are asked for in a row are
// mostly close to one another, so that it begins where the last one was.
type finder struct {
	nodes *nodes
	last  int
}

// find returns the place of an id in the list, or false.
func (f *finder) find(id int64) (int, bool) {
	ids := f.nodes.ids
	var low, high int // ids[low-1] < id <= ids[high]
	if step := 1; f.last < len(ids) && ids[f.last] <= id {
		low = f.last
		for low+step < len(ids) && ids[low+step] < id {
			low += step
			step *= 2
		}
		high = min(len(ids), low+step+1)
	} else {
		high = min(f.last, len(ids))
		for high-step > 0 && ids[high-step] >= id {
			high -= step
			step *= 2
		}
		low = max(0, high-step)
	}
	at := low + sort.Search(high-low, func(i int) bool { return ids[low+i] >= id })
	f.last = at
	return at, at < len(ids) && ids[at] == id
}

// position returns where a node is, or false where the file does not have it.
func (f *finder) position(id int64) (orb.Point, bool) {
	i, ok := f.find(id)
	if !ok || f.nodes.at[i][0] == unknown {
		return orb.Point{}, false
	}
	return orb.Point{f.nodes.at[i][0].Float(), f.nodes.at[i][1].Float()}, true
}
