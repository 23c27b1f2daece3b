package cch

// Four loops are where searches spend their time. What they do stands here; on
// amd64 with AVX2 they are done eight weights at a time by kernels_amd64.s, as
// the compiler does not do it. That halves the time of a query on a million
// nodes and makes a matrix take a third. The tests hold both against each other.

// reach brings distances down to those of ways that are d and a weight long:
// dist[i] = min(dist[i], d+weights[i]). There are as many of both.
func reach(dist, weights []Weight, d Weight) {
	dist = dist[:len(weights)]
	if wide && len(weights) >= 8 {
		reachWide(dist, weights, d)
		return
	}
	for i, w := range weights {
		dist[i] = min(dist[i], d+w)
	}
}

// leastSum returns the least a[i]+b[i], or Infinity. There are as many of both.
func leastSum(a, b []Weight) Weight {
	b = b[:len(a)]
	if wide && len(a) >= 8 {
		return min(leastSumWide(a, b), Infinity)
	}
	least := Infinity
	for i, d := range a {
		least = min(least, d+b[i])
	}
	return least
}

// reachBlock is reach from several ranks at once to the same distances. Their
// weights lie in one block: those of the first from its beginning, those of the
// next a stride further, of the one after that a stride less one from there, and
// so on, since each has an arc less. The last ones end with the block.
func reachBlock(dist, block, from []Weight, stride int) {
	if wide && len(dist) >= 8 {
		if last := len(from) - 1; last >= 0 && last*stride-last*(last-1)/2+len(dist) == len(block) {
			reachBlockWide(dist, block, from, stride)
		}
		return
	}
	for _, d := range from {
		reach(dist, block[:len(dist)], d)
		block = block[min(stride, len(block)):]
		stride--
	}
}

// fall brings eight distances down to those over the arcs down to a rank, from
// ranks on some levels of a stack that has eight distances a level.
func fall(dist *[lanes]Weight, stack []Weight, levels []uint32, weights []Weight) {
	levels = levels[:len(weights)]
	if wide {
		fallWide(dist, stack, levels, weights)
		return
	}
	for i, w := range weights {
		from := (*[lanes]Weight)(stack[lanes*levels[i]:])
		for j := range dist {
			dist[j] = min(dist[j], from[j]+w)
		}
	}
}
