package route

import (
	"context"
	"testing"
)

// TestLongestSteep: the longest stretch of 6 % and more, up or down, of those that
// lie one behind another.
func TestLongestSteep(t *testing.T) {
	for _, c := range []struct {
		name, ways string
		metres     int64
		known      bool
	}{
		{"nobody says", "ab\n bc\n cd\n de", 0, false},
		{"up, and nobody knows how much", "ab incline=up\n bc\n cd\n de", 0, false},
		{"not steep", "ab incline=5%\n bc\n cd\n de", 0, true},
		{"nearly steep", "ab incline=5.9%\n bc incline=-5.9%\n cd\n de", 0, true},
		{"level", "ab incline=0\n bc\n cd\n de", 0, true},
		{"one", "ab\n bc incline=6%\n cd\n de", 100, true},
		{"two in a row", "ab\n bc incline=6%\n cd incline=12~%\n de", 200, true},
		{"against the way", "ab\n bc incline=8%\n dc incline=-8%\n de", 200, true},
		{"up and down", "ab incline=7%\n bc incline=8%\n cd incline=-8%\n de", 200, true},
		{"with a gap", "ab incline=7%\n bc\n cd incline=-4°\n de incline=-7", 200, true},
		{"no number", "ab incline=7percent\n bc incline=1000%\n cd incline=-\n de", 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			tw := drawTown(t, "\na b c d e\nways\n "+c.ways+"\n")
			a, err := routerOf(t, tw).Route(context.Background(), &Plan{Stops: []Stop{{At: tw.at('a')}, {At: tw.at('e')}}})
			if err != nil {
				t.Fatal(err)
			}
			cm, known := a.Routes[0].LongestSteep()
			if (cm+50)/100 != c.metres || known != c.known {
				t.Errorf("%d cm, known %v; want %d m, %v", cm, known, c.metres, c.known)
			}
		})
	}
}
