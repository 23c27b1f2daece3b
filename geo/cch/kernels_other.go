//go:build !amd64

package cch

const wide = false

func reachWide(dist, weights []Weight, d Weight) {}

func reachBlockWide(dist, block, from []Weight, stride int) {}

func fallWide(dist *[lanes]Weight, stack []Weight, levels []uint32, weights []Weight) {}

func leastSumWide(a, b []Weight) Weight { return Infinity }
