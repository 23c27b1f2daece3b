package index

import (
	"math"
	"sync"
)

// arrange puts items into an order in which each run of fanout, fanout², … of
// them lies close together: it halves them again and again, across the longer
// side of their box on the Earth, at a multiple of the largest of these powers
// that leaves something on both sides. The result is a k-d tree whose every
// node is a node of the packed R-tree.
//
// power is the number of items in a full child of the node at hand.
func arrange(items []item, power int) {
	var wg sync.WaitGroup
	for len(items) > fanout {
		for power >= len(items) {
			power /= fanout
		}
		middle := power * ((len(items) + power - 1) / power / 2)
		selectAt(items, middle, longerSide(items))
		left, size := items[:middle], power
		items = items[middle:]
		if len(left) > 1<<15 {
			wg.Go(func() { arrange(left, size) })
		} else {
			arrange(left, size)
		}
	}
	wg.Wait()
}

// leastPower returns the least power of fanout that is n or more.
func leastPower(n int) int {
	power := fanout
	for power < n {
		power *= fanout
	}
	return power
}

// longerSide returns the axis along which items are spread more, in metres.
func longerSide(items []item) int {
	low, high := items[0].centre, items[0].centre
	for _, it := range items[1:] {
		for axis, v := range it.centre {
			low[axis] = min(low[axis], v)
			high[axis] = max(high[axis], v)
		}
	}
	lat := float64(low[1]+high[1]) / 2 * math.Pi / 180
	if float64(high[0]-low[0])*math.Cos(lat) > float64(high[1]-low[1]) {
		return 0
	}
	return 1
}

// selectAt reorders items so that none before k is greater along the axis than
// any from k on (Hoare's selection, with the median of three as pivot).
func selectAt(items []item, k, axis int) {
	low, high := 0, len(items)-1
	for low < high {
		pivot := median(items[low].centre[axis], items[(low+high)/2].centre[axis], items[high].centre[axis])
		i, j := low, high
		for i <= j {
			for items[i].centre[axis] < pivot {
				i++
			}
			for items[j].centre[axis] > pivot {
				j--
			}
			if i <= j {
				items[i], items[j] = items[j], items[i]
				i++
				j--
			}
		}
		switch {
		case k <= j:
			high = j
		case k >= i:
			low = i
		default:
			return
		}
	}
}

func median(a, b, c float32) float32 {
	return max(min(a, b), min(max(a, b), c))
}
