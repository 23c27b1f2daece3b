package cch

import "math"

// lines returns a function that lays the nodes of a cell on a line, one for
// each direction.
func (d *dissection) lines(c *cell) func(direction int, line []float32) {
	if d.place == nil {
		return byDistance(c)
	}
	return func(direction int, line []float32) {
		sin, cos := math.Sincos(math.Pi * float64(direction) / directions)
		for i, v := range c.nodes {
			p := d.place[v]
			line[i] = float32(cos)*p[0] + float32(sin)*p[1]
		}
	}
}

// byDistance lays nodes on lines where no coordinates are known. Four nodes far
// from each other stand for the corners; a node's place between two of them is
// how much nearer it is to the one than to the other, counted in edges.
func byDistance(c *cell) func(direction int, line []float32) {
	var far [4][]uint32
	corner := furthest(c, distances(c, 0))
	for i := range far {
		far[i] = distances(c, corner)
		nearest := append([]uint32(nil), far[0]...)
		for _, f := range far[1 : i+1] {
			for v, l := range f {
				nearest[v] = min(nearest[v], l)
			}
		}
		corner = furthest(c, nearest)
	}
	factors := [directions][4]float32{
		{1, -1, 0, 0}, {1, 0, -1, 0}, {1, 0, 0, -1}, {0, 1, -1, 0}, {0, 1, 0, -1}, {0, 0, 1, -1}, {1, -1, 1, -1}, {1, -1, -1, 1},
	}
	return func(direction int, line []float32) {
		for v := range line {
			line[v] = 0
			for i, f := range factors[direction] {
				line[v] += f * float32(far[i][v])
			}
		}
	}
}

// distances returns how many edges each node of a connected cell is from one.
func distances(c *cell, from uint32) []uint32 {
	far := make([]uint32, c.size())
	for v := range far {
		far[v] = none
	}
	far[from] = 0
	queue := append(make([]uint32, 0, c.size()), from)
	for i := 0; i < len(queue); i++ {
		v := queue[i]
		for _, u := range c.of(v) {
			if far[u] == none {
				far[u] = far[v] + 1
				queue = append(queue, u)
			}
		}
	}
	return far
}

// furthest returns the first node with the greatest distance.
func furthest(c *cell, far []uint32) uint32 {
	best := uint32(0)
	for v := range uint32(c.size()) {
		if far[v] > far[best] {
			best = v
		}
	}
	return best
}
