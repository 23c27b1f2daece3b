package route

import "testing"

// A toll booth is where toll is paid, whether or not the road says so.
func TestTollBooths(t *testing.T) {
	const town = "\nx   a m b\n\n    c   d\nways\n  amb\n  xa\n"
	const around = "  ac\n  cd\n  db\n"
	const booth = "nodes\n  m barrier=toll_booth\n"
	for _, c := range []struct {
		drawing string
		avoid   Avoid
		want    string
	}{
		{town + around + booth, 0, "xamb"},
		{town + around + booth, AvoidFerry, "xamb"},
		{town + around + booth, AvoidToll, "xacdb"},
		{town + booth, AvoidToll, string(BarredByRequest)},
	} {
		tw := drawTown(t, c.drawing)
		if got := tw.drive(routerOf(t, tw), Plan{Options: Options{Avoid: c.avoid}}, "xb"); got != c.want {
			t.Errorf("%s, want %s: %s", got, c.want, c.drawing)
		}
	}
}
