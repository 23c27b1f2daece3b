package roadbench

import (
	"testing"

	"pamir/geo/cch"
)

// seams is how many roads join a tile to each of its neighbours.
const seams = 60

// tiled returns copies of a road graph in k rows of k, joined to a larger one:
// real roads below, an invented network on top. On each side of a tile there
// are 60 roads to the next one: between the easternmost node of each sixtieth
// of its latitudes and the westernmost of the next tile's, and so northwards.
func (l roads) tiled(tb testing.TB, k int) roads {
	tb.Helper()
	n := l.graph.Nodes()
	west, east := bounds(l.lon)
	south, north := bounds(l.lat)
	var outs [4][]cch.NodeID // west, east, south, north
	for i := range seams {
		var best [4]cch.NodeID
		var have [4]bool
		for v := range n {
			lon, lat := l.lon[v], l.lat[v]
			inRow := int((lat-south)/(north-south)*seams) == i
			inColumn := int((lon-west)/(east-west)*seams) == i
			better := [4]bool{
				inRow && (!have[0] || lon < l.lon[best[0]]), inRow && (!have[1] || lon > l.lon[best[1]]),
				inColumn && (!have[2] || lat < l.lat[best[2]]), inColumn && (!have[3] || lat > l.lat[best[3]]),
			}
			for s := range best {
				if better[s] {
					best[s], have[s] = cch.NodeID(v), true
				}
			}
		}
		for s := range best {
			if !have[s] {
				tb.Fatalf("no node for seam %d of side %d", i, s)
			}
			outs[s] = append(outs[s], best[s])
		}
	}
	extra := make(map[cch.NodeID][]cch.NodeID)
	join := func(a, b cch.NodeID) {
		extra[a] = append(extra[a], b)
		extra[b] = append(extra[b], a)
	}
	for row := range k {
		for col := range k {
			base := cch.NodeID((row*k + col) * n)
			for i := range seams {
				if col+1 < k {
					join(base+outs[1][i], base+cch.NodeID(n)+outs[0][i])
				}
				if row+1 < k {
					join(base+outs[3][i], base+cch.NodeID(k*n)+outs[2][i])
				}
			}
		}
	}
	out := roads{}
	out.graph.FirstOut = make([]uint32, 1, k*k*n+1)
	for row := range k {
		for col := range k {
			base := cch.NodeID((row*k + col) * n)
			for v := range n {
				for a := l.graph.FirstOut[v]; a < l.graph.FirstOut[v+1]; a++ {
					out.graph.Head = append(out.graph.Head, base+l.graph.Head[a])
					out.weights = append(out.weights, l.weights[a])
				}
				for _, h := range extra[base+cch.NodeID(v)] {
					out.graph.Head = append(out.graph.Head, h)
					out.weights = append(out.weights, 20_000)
				}
				out.graph.FirstOut = append(out.graph.FirstOut, uint32(len(out.graph.Head)))
				out.lon = append(out.lon, l.lon[v]+float32(col)*(east-west))
				out.lat = append(out.lat, l.lat[v]+float32(row)*(north-south))
			}
		}
	}
	return out
}

func bounds(s []float32) (low, high float32) {
	low, high = s[0], s[0]
	for _, v := range s {
		low, high = min(low, v), max(high, v)
	}
	return low, high
}
