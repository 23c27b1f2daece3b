package cch

// wide says whether the processor and the system have AVX2.
var wide = hasAVX2()

// reachWide is reach for at least eight weights.
//
//go:noescape
func reachWide(dist, weights []Weight, d Weight)

// reachBlockWide is reachBlock for at least eight distances and one rank.
//
//go:noescape
func reachBlockWide(dist, block, from []Weight, stride int)

// fallWide is fall. It leaves out levels that the stack has not.
//
//go:noescape
func fallWide(dist *[lanes]Weight, stack []Weight, levels []uint32, weights []Weight)

// leastSumWide is leastSum for at least eight weights, without Infinity.
//
//go:noescape
func leastSumWide(a, b []Weight) Weight

// hasAVX2 asks the processor (Intel 64 and IA-32 Architectures Software
// Developer's Manual, volume 1, 14.7.1), in both senses: whether it can, and
// whether the system saves the wide registers.
func hasAVX2() bool
