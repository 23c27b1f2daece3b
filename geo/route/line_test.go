package route

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

// TestWholeLines: all of an arc, at once, is as all but nothing of it is.
func TestWholeLines(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	tw := randomTown(r)
	tw.halved()
	n, _ := tw.build(t)
	g := n.motor
	if len(g.edges) < 3 {
		t.Fatal("a small town")
	}
	for a := range uint32(2 * len(g.edges)) {
		whole, nearly := g.appendLine(nil, a, 0, 1), g.appendLine(nil, a, 0, math.Nextafter(1, 0))
		if len(whole) < 2 || !slices.EqualFunc(whole, nearly, func(p, q orb.Point) bool { return math.Hypot(p[0]-q[0], p[1]-q[1]) < 1e-9 }) {
			t.Errorf("arc %d: %v, in two %v", a, whole, nearly)
		}
	}
}
