package border

import (
	"testing"

	"pamir/geo/hours"
)

// TestWinding: nobody wants to be shown a way out of a country and in again on
// his way abroad.
func TestWinding(t *testing.T) {
	torugart, irkeshtam, karasu, kyzylArt := &Port{ID: "torugart"}, &Port{ID: "irkeshtam"}, &Port{ID: "karasu"}, &Port{ID: "kyzyl-art"}
	post, col, ferry := &Port{ID: "node/1"}, &Port{ID: "way/1", Kind: Pass}, &Port{ID: "way/2", Kind: Ferry}
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
		{[]over{{col, ""}, {col, ""}, {torugart, "CN-KG"}}, false}, // a track meets the pass
		{[]over{{ferry, ""}, {torugart, "KG-CN"}, {irkeshtam, "CN-KG"}, {ferry, ""}}, false},
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
