package route

import (
	"slices"

	"pamir/geo"
	"pamir/geo/index"
)

// An edge is looked for by its runs: up to runLength of its segments, which
// have a box of their own, so that a long edge is not near everything.
const runLength = 16

// indexPlaces makes the index of the runs.
func (g *graph) indexPlaces() error {
	for e := range g.edges {
		for p := g.shapeFirst[e]; p+1 < g.shapeFirst[e+1]; p += runLength {
			g.runs = append(g.runs, p)
		}
	}
	places, err := index.Pack(len(g.runs), func(run uint32) (geo.Box, bool) {
		return boxOf(g.run(run)), true
	})
	if err != nil {
		return err
	}
	g.placeParts, g.places = places.Parts(), places
	return nil
}

// run returns the points of a run.
func (g *graph) run(run uint32) []position {
	first := g.runs[run]
	end := g.shapeFirst[g.edgeAt(first)+1]
	return g.shape[first:min(first+runLength+1, end)]
}

// edgeAt returns the edge that a point belongs to.
func (g *graph) edgeAt(point uint32) uint32 {
	i, found := slices.BinarySearch(g.shapeFirst, point)
	if !found {
		i--
	}
	return uint32(i)
}

func boxOf(points []position) geo.Box {
	low, high := points[0], points[0]
	for _, p := range points[1:] {
		low = position{min(low.Lon, p.Lon), min(low.Lat, p.Lat)}
		high = position{max(high.Lon, p.Lon), max(high.Lat, p.Lat)}
	}
	a, b := low.point(), high.point()
	return geo.Box{West: a[0], South: a[1], East: b[0], North: b[1]}
}
