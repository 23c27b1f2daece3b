package cch

import "testing"

// TestPlainKernels runs the tests of the loops as they are elsewhere.
func TestPlainKernels(t *testing.T) {
	had := wide
	defer func() { wide = had }()
	wide = false
	t.Run("reach, leastSum", TestKernels)
	t.Run("reachBlock", TestReachBlock)
	t.Run("fall", TestFall)
}
