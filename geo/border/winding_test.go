package border

import (
	"testing"

	"pamir/geo/hours"
)

// TestWinding: nobody wants to be shown a way out of a country and in again on
// his way abroad.
func TestWinding(t *testing.T) {
	torugart, irkeshtam, karasu, kyzylArt := &Port{ID: "torugart"}, &Port{ID: "irkeshtam"}, &Port{ID: "karasu"}, &Port{ID: "kyzyl-art"}
	post := &Port{ID: "node/1"}
	type over struct {
		port *Port
		way  hours.Direction
	}
	for _, c := range []struct {
		way  []over
		want bool
	}{
		{nil, false},
		{[]over{{torugart, "CN-KG"}}, false},
		{[]over{{karasu, "CN-TJ"}, {kyzylArt, "TJ-KG"}}, false},
		{[]over{{karasu, "CN-TJ"}, {kyzylArt, "TJ-KG"}, {irkeshtam, "KG-CN"}, {torugart, "CN-KG"}}, true},
		{[]over{{torugart, "KG-CN"}, {irkeshtam, "CN-KG"}}, false}, // within a country whose parts no road joins
		{[]over{{irkeshtam, "KG-CN"}, {torugart, "CN-KG"}, {kyzylArt, "KG-TJ"}}, true},
		{[]over{{torugart, "CN-KG"}, {torugart, "KG-CN"}}, true},
		{[]over{{post, ""}, {torugart, "CN-KG"}}, false},
	} {
		s := &session{v: &view{}}
		var crossings []int
		for i, o := range c.way {
			s.v.list = append(s.v.list, Crossing{Port: o.port, Direction: o.way})
			crossings = append(crossings, i)
		}
		if got := s.winding(crossings); got != c.want {
			t.Errorf("%v: %v", c.way, got)
		}
	}
}
