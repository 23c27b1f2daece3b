package main

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/data/gen/collection"
)

// metresPerDegree is a degree of latitude on a sphere of 6371 km.
const metresPerDegree = 6371e3 * math.Pi / 180

// corridor is the land within a width of some lines, found by a grid of cells
// as wide as it.
type corridor struct {
	width float64 // metres
	cells map[[2]int][]orb.Point
}

// newCorridor notes a position on the lines at least every half width.
func newCorridor(features []collection.Feature, metres float64) *corridor {
	c := &corridor{width: metres, cells: map[[2]int][]orb.Point{}}
	for _, f := range features {
		lines, _ := f.Geometry.(orb.MultiLineString)
		for _, line := range lines {
			for i := 1; i < len(line); i++ {
				c.add(line[i-1], line[i])
			}
		}
	}
	return c
}

func (c *corridor) add(a, b orb.Point) {
	steps := math.Ceil(distance(a, b)/(c.width/2)) + 1
	for i := range int(steps) + 1 {
		t := float64(i) / steps
		p := orb.Point{a[0] + float64(t*(b[0]-a[0])), a[1] + float64(t*(b[1]-a[1]))}
		cell := c.cell(p)
		c.cells[cell] = append(c.cells[cell], p)
	}
}

func (c *corridor) cell(p orb.Point) [2]int {
	// A degree of longitude is more than 0.7 degrees of latitude here.
	return [2]int{
		int(math.Floor(p[0] * 0.7 * metresPerDegree / c.width)),
		int(math.Floor(p[1] * metresPerDegree / c.width)),
	}
}

// nearest is how far the lines are, in metres, or infinity beyond the width.
func (c *corridor) nearest(p orb.Point) float64 {
	at, least := c.cell(p), c.width
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			for _, q := range c.cells[[2]int{at[0] + dx, at[1] + dy}] {
				least = min(least, distance(p, q))
			}
		}
	}
	if least < c.width {
		return least
	}
	return math.Inf(1)
}

// outside returns the stretches of a line that leave the corridor. Each goes on
// inside as long as it comes nearer to the lines, so that tributaries reach
// their river.
func (c *corridor) outside(line orb.LineString) []orb.LineString {
	near := make([]float64, len(line))
	for i, p := range line {
		near[i] = c.nearest(p)
	}
	var rest []orb.LineString
	for i := 0; i < len(line); i++ {
		if !math.IsInf(near[i], 1) {
			continue
		}
		from, to := i, i
		for from > 0 && near[from-1] < near[from] {
			from--
		}
		for to+1 < len(line) && (math.IsInf(near[to+1], 1) || near[to+1] < near[to]) {
			to++
		}
		if to > from {
			rest = append(rest, line[from:to+1])
		}
		i = to
	}
	return rest
}

// distance is in metres on a plane that is true between a and b.
func distance(a, b orb.Point) float64 {
	dx := (b[0] - a[0]) * math.Cos((a[1]+b[1])/2*math.Pi/180)
	dy := b[1] - a[1]
	return math.Sqrt(float64(dx*dx)+float64(dy*dy)) * metresPerDegree
}

func length(line orb.LineString) float64 {
	var sum float64
	for i := 1; i < len(line); i++ {
		sum += distance(line[i-1], line[i])
	}
	return sum
}
