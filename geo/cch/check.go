package cch

import (
	"fmt"
	"runtime"
)

// checker looks at parts that may hold anything. Its checks go by ranks, and
// each relies on those before it having found nothing at any rank.
type checker struct {
	Parts
	height int
}

// each runs a check for every rank and returns the error of the lowest range
// that has one.
func (c *checker) each(check func(x uint32) error) error {
	const size = 1 << 14
	n := uint32(len(c.Order))
	errs := make([]error, (n+size-1)/size)
	share(len(errs), runtime.GOMAXPROCS(0), func() func(i int) {
		return func(i int) {
			for x := uint32(i) * size; x < min(n, uint32(i+1)*size) && errs[i] == nil; x++ {
				errs[i] = check(x)
			}
		}
	})
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// sizes checks what has no rank.
func (c *checker) sizes() error {
	n := len(c.Order)
	for _, s := range []struct {
		name      string
		got, want int
	}{
		{"Nodes", len(c.Nodes), n + 1}, {"DownAt", len(c.DownAt), n + 1}, {"InputAt", len(c.InputAt), n + 1},
		{"Ranks", len(c.Ranks), n}, {"Levels", len(c.Levels), len(c.Heads)},
	} {
		if s.got != s.want {
			return fmt.Errorf("%s has %d entries, not %d", s.name, s.got, s.want)
		}
	}
	if max(n, len(c.Heads), len(c.Keys)) > maxCount {
		return fmt.Errorf("more than %d ranks, heads or arcs", maxCount)
	}
	if c.height = heightOf(c.Nodes); c.height > n {
		return fmt.Errorf("%d ranks are on %d levels", n, c.height)
	}
	first, last := c.Nodes[0], c.Nodes[n]
	if first.Arc != 0 || c.DownAt[0] != 0 || c.InputAt[0] != 0 {
		return fmt.Errorf("what belongs to rank 0 begins at %d, %d and %d, not at 0", first.Arc, c.DownAt[0], c.InputAt[0])
	}
	if last.Parent != none || last.Level != 0 {
		return fmt.Errorf("the entry after the last rank has parent %d and level %d", last.Parent, last.Level)
	}
	if last.Arc > maxCount || int(last.List) != len(c.Heads) || int(c.DownAt[n]) != len(c.Downs) || int(c.InputAt[n]) != len(c.Inputs) {
		return fmt.Errorf("what belongs to rank %d ends at %d, %d, %d and %d, not where the arrays end", n-1, last.Arc, last.List, c.DownAt[n], c.InputAt[n])
	}
	return nil
}

// order checks that the order and the ranks say the same. As there are as many
// of each, no node is missing.
func (c *checker) order(x uint32) error {
	if v := c.Order[x]; int(v) >= len(c.Ranks) || c.Ranks[v] != x {
		return fmt.Errorf("rank %d is of node %d, whose rank is another", x, v)
	}
	return nil
}

// size is how many arcs up a rank has.
func (c *checker) size(x uint32) uint32 { return c.Nodes[x+1].Arc - c.Nodes[x].Arc }

// shares reports whether a rank has the list of the one before it, but for its
// first.
func (c *checker) shares(x uint32) bool {
	return x > 0 && c.size(x) > 0 && c.size(x)+1 == c.size(x-1) && c.Nodes[x].List == c.Nodes[x-1].List+1
}

// arcs checks the counts, where lists lie, and the tree. Lists follow each
// other, and a rank with no arcs has none where the next begins.
func (c *checker) arcs(x uint32) error {
	node, next := c.Nodes[x], c.Nodes[x+1]
	if next.Arc < node.Arc || c.DownAt[x+1] < c.DownAt[x] || c.InputAt[x+1] < c.InputAt[x] {
		return fmt.Errorf("what belongs to rank %d ends before it begins", x)
	}
	size := uint64(c.size(x))
	end := uint64(node.List) + size
	if end > uint64(len(c.Heads)) {
		return fmt.Errorf("the list of rank %d ends at %d of %d", x, end, len(c.Heads))
	}
	if int(x)+1 < len(c.Order) && c.Nodes[x+1].Arc <= c.Nodes[x+2].Arc && c.shares(x+1) {
		if node.Parent != x+1 {
			return fmt.Errorf("rank %d shares the list of %d, whose parent is %d", x+1, x, node.Parent)
		}
	} else if uint64(next.List) != end {
		return fmt.Errorf("the list of rank %d ends at %d, and the next begins at %d", x, end, next.List)
	}
	if x == 0 && node.List != 0 {
		return fmt.Errorf("the list of rank 0 begins at %d", node.List)
	}
	if size == 0 {
		if node.Parent != none || int(node.Level) != c.height-1 {
			return fmt.Errorf("rank %d has no arcs, but parent %d and level %d of %d", x, node.Parent, node.Level, c.height)
		}
		return nil
	}
	if p := node.Parent; p != c.Heads[node.List] || p <= x || int(p) >= len(c.Order) || int(node.Level)+1 >= c.height || c.Nodes[p].Level != node.Level+1 {
		return fmt.Errorf("rank %d has parent %d and level %d of %d", x, p, node.Level, c.height)
	}
	return nil
}

// lists checks that heads rise and have their levels, and that a rank's
// neighbours but for its parent are its parent's too: the law of contraction,
// by which they are all its ancestors.
func (c *checker) lists(x uint32) error {
	node := c.Nodes[x]
	size := c.size(x)
	if size == 0 || c.shares(x) {
		return nil // the parent of the rank before saw to it
	}
	list := c.Heads[node.List:][:size]
	last := x
	for i, h := range list {
		if h <= last || int(h) >= len(c.Order) || c.Levels[int(node.List)+i] != c.Nodes[h].Level {
			return fmt.Errorf("the list of rank %d has head %d with level %d after %d", x, h, c.Levels[int(node.List)+i], last)
		}
		last = h
	}
	p := node.Parent
	above := c.Heads[c.Nodes[p].List:][:c.size(p)]
	for _, h := range list[1:] {
		for len(above) > 0 && above[0] < h {
			above = above[1:]
		}
		if len(above) == 0 || above[0] != h {
			return fmt.Errorf("rank %d has an arc to %d, which its parent %d has not", x, h, p)
		}
	}
	return nil
}

// downs checks each entry; there are as many as there should be, see totals.
func (c *checker) downs(y uint32) error {
	for i := c.DownAt[y]; i < c.DownAt[y+1]; i++ {
		d := c.Downs[i]
		ok := int(d.Owner) < len(c.Order) && !c.shares(d.Owner) && (i == c.DownAt[y] || c.Downs[i-1].Owner < d.Owner)
		if ok {
			node, size := c.Nodes[d.Owner], c.size(d.Owner)
			at := d.At - node.List
			ok = d.At >= node.List && size > 0 && at < size-1 && c.Heads[d.At] == y && d == downOf(d.Owner, node, size, at, at > 0 && c.shares(d.Owner+1))
		}
		if !ok {
			return fmt.Errorf("rank %d: Downs[%d] is wrong: %+v", y, i, d)
		}
	}
	return nil
}

// inputs checks that the arcs of the graph lie on arcs of the hierarchy.
func (c *checker) inputs(x uint32) error {
	node := c.Nodes[x]
	last, lastArc := uint32(0), ArcID(0)
	for i := c.InputAt[x]; i < c.InputAt[x+1]; i++ {
		in := c.Inputs[i]
		if int(in.Arc) >= len(c.Keys) {
			return fmt.Errorf("rank %d: Inputs[%d] is arc %d of %d", x, i, in.Arc, len(c.Keys))
		}
		key := c.Keys[in.Arc]
		if key == none || key/2 < node.Arc || key/2 >= c.Nodes[x+1].Arc ||
			in.Slot != 2*c.Levels[node.List+key/2-node.Arc]+key&1 ||
			i > c.InputAt[x] && (key < last || key == last && in.Arc <= lastArc) {
			return fmt.Errorf("rank %d: Inputs[%d] is wrong: %+v on %d", x, i, in, key)
		}
		last, lastArc = key, in.Arc
	}
	return nil
}

// totals checks that nothing is missing: entries that are right and differ from
// each other are all, if there are as many.
func (c *checker) totals() error {
	var downs, inputs int
	for x := range uint32(len(c.Order)) {
		if size := c.size(x); size > 0 && !c.shares(x) {
			downs += int(size) - 1
		}
	}
	for _, k := range c.Keys {
		if k != none {
			inputs++
		}
	}
	if downs != len(c.Downs) || inputs != len(c.Inputs) {
		return fmt.Errorf("%d entries in Downs and %d in Inputs, not %d and %d", len(c.Downs), len(c.Inputs), downs, inputs)
	}
	return nil
}
