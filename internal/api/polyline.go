package api

import (
	"errors"
	"math"

	"github.com/paulmach/orb"
)

// Lines as text: Google's encoded polyline algorithm, latitude first, with 5 or
// 6 decimals.

func encodePolyline(line orb.LineString, decimals int) string {
	scale := math.Pow10(decimals)
	var b []byte
	var lastLat, lastLon int64
	for _, p := range line {
		lat, lon := int64(math.Round(p[1]*scale)), int64(math.Round(p[0]*scale))
		b = appendDelta(appendDelta(b, lat-lastLat), lon-lastLon)
		lastLat, lastLon = lat, lon
	}
	return string(b)
}

func appendDelta(b []byte, v int64) []byte {
	u := uint64(v) << 1
	if v < 0 {
		u = ^u
	}
	for ; u >= 0x20; u >>= 5 {
		b = append(b, byte(u&0x1f|0x20)+63)
	}
	return append(b, byte(u)+63)
}

var errPolyline = errors.New("is no encoded polyline")

// decodePolyline reads at most most positions.
func decodePolyline(s string, decimals, most int) (line orb.LineString, err error) {
	scale := math.Pow10(decimals)
	var at [2]int64 // latitude, longitude
	for len(s) > 0 {
		for i := range at {
			var u uint64
			var shift uint
			for {
				if len(s) == 0 || shift > 35 || s[0] < 63 || s[0] > 126 {
					return nil, errPolyline
				}
				b := uint64(s[0] - 63)
				s = s[1:]
				u |= b & 0x1f << shift
				if shift += 5; b < 0x20 {
					break
				}
			}
			if u&1 == 1 {
				at[i] += int64(^(u >> 1))
			} else {
				at[i] += int64(u >> 1)
			}
		}
		p := orb.Point{float64(at[1]) / scale, float64(at[0]) / scale}
		if math.Abs(p[0]) > 180 || math.Abs(p[1]) > 90 || len(line) >= most {
			return nil, errPolyline
		}
		line = append(line, p)
	}
	return line, nil
}
