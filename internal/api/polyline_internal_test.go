package api

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
)

// TestPolyline has the example of Google's description of the algorithm.
func TestPolyline(t *testing.T) {
	line := orb.LineString{{-120.2, 38.5}, {-120.95, 40.7}, {-126.453, 43.252}}
	const text = "_p~iF~ps|U_ulLnnqC_mqNvxq`@"
	if got := encodePolyline(line, 5); got != text {
		t.Errorf("%q, want %q", got, text)
	}
	got, err := decodePolyline(text, 5, 10)
	if err != nil || !got.Equal(line) {
		t.Errorf("%v %v", got, err)
	}
	for _, s := range []string{"_p~iF~ps|U_", "\x00", "~~~~~~~~~~~~~~~~", "_p~iF~ps|U_ulLnnqC_mqNvxq`@\x7f", "ÿ"} {
		if got, err := decodePolyline(s, 5, 10); err == nil {
			t.Errorf("%q is read as %v", s, got)
		}
	}
	if _, err := decodePolyline(text, 5, 2); err == nil {
		t.Error("three positions where two are the most")
	}
}

// FuzzPolyline: what is read and written is read the same again.
func FuzzPolyline(f *testing.F) {
	f.Add("_p~iF~ps|U_ulLnnqC_mqNvxq`@", true)
	f.Add("", false)
	f.Fuzz(func(t *testing.T, s string, six bool) {
		decimals := 5
		if six {
			decimals = 6
		}
		line, err := decodePolyline(s, decimals, 100)
		if err != nil {
			return
		}
		again, err := decodePolyline(encodePolyline(line, decimals), decimals, 100)
		if err != nil || len(again) != len(line) {
			t.Fatalf("%q: %v, then %v (%v)", s, line, again, err)
		}
		for i := range line {
			if math.Abs(line[i][0]-again[i][0])+math.Abs(line[i][1]-again[i][1]) > 1e-9 {
				t.Fatalf("%q: %v, then %v", s, line, again)
			}
		}
	})
}
