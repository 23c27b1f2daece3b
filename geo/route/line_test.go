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

// TestSets: an arc sets out as the line of its first metres does, and its parts
// end where a walk along it comes to.
func TestSets(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 2))
	tw := randomTown(r)
	tw.halved()
	n, _ := tw.build(t)
	g := n.motor
	for a := range uint32(2 * len(g.edges)) {
		whole := g.appendLine(nil, a, 0, 1)
		metres := 0.0
		for i := 1; i < len(whole); i++ {
			metres += span(whole[i-1], whole[i]) * metresPerDegree
		}
		line := g.appendLine(nil, a, 0, min(1, bearingSpan/metres))
		want := bearingOf(line[0], line[len(line)-1])
		if got := g.leads(a, 0); turnBetween(got, want) > 0.1 || got < 0 || got >= 360 {
			t.Errorf("arc %d: sets out on %v, want %v", a, got, want)
		}
		part := r.Float64()
		for _, p := range []float64{0, part, 1} {
			along := p
			if a&1 == backward {
				along = 1 - p
			}
			if got, want := g.pointOn(a, p), g.pointAt(a>>1, along); math.Hypot(got[0]-want[0], got[1]-want[1]) > 1e-9 {
				t.Errorf("arc %d: %v of it is at %v, want %v", a, p, got, want)
			}
		}
	}
}

func TestSignedTurn(t *testing.T) {
	for from := -360.0; from <= 720; from += 7.5 {
		for to := -360.0; to <= 720; to += 7.5 {
			want := math.Mod(math.Mod(to-from, 360)+540, 360) - 180
			if got := signedTurn(from, to); got != want {
				t.Fatalf("from %v to %v: %v, want %v", from, to, got, want)
			}
		}
	}
}
