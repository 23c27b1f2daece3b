package formats

import (
	"encoding/xml"
	"strconv"

	"github.com/paulmach/orb"
)

// Tracks are what a GPX file holds: points with names, and lines.
type Tracks struct {
	Points []TrackPoint
	Lines  []TrackLine
}

// TrackPoint is a place with a name.
type TrackPoint struct {
	Name string
	At   orb.Point
}

// TrackLine is a line with a name.
type TrackLine struct {
	Name string
	Line orb.LineString
}

// AppendGPX writes tracks as GPX 1.1 (https://www.topografix.com/GPX/1/1/).
func AppendGPX(dst []byte, t Tracks) []byte {
	dst = append(dst, xml.Header+`<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="Pamir">`+"\n"...)
	for _, p := range t.Points {
		dst = appendGPXPoint(dst, "wpt", p.At)
		if dst = append(dst, '>'); p.Name != "" {
			dst = append(appendXMLText(append(dst, "<name>"...), p.Name), "</name>"...)
		}
		dst = append(dst, "</wpt>\n"...)
	}
	for _, l := range t.Lines {
		if dst = append(dst, "<trk>"...); l.Name != "" {
			dst = append(appendXMLText(append(dst, "<name>"...), l.Name), "</name>"...)
		}
		dst = append(dst, "<trkseg>\n"...)
		for _, p := range l.Line {
			dst = append(appendGPXPoint(dst, "trkpt", p), "/>\n"...)
		}
		dst = append(dst, "</trkseg></trk>\n"...)
	}
	return append(dst, "</gpx>\n"...)
}

func appendGPXPoint(dst []byte, name string, p orb.Point) []byte {
	dst = append(append(append(dst, '<'), name...), ` lat="`...)
	dst = strconv.AppendFloat(dst, p[1], 'f', 7, 64)
	dst = append(dst, `" lon="`...)
	dst = strconv.AppendFloat(dst, p[0], 'f', 7, 64)
	return append(dst, '"')
}

// appendXMLText escapes text; what XML cannot hold becomes U+FFFD.
func appendXMLText(dst []byte, s string) []byte {
	var b appender = dst
	_ = xml.EscapeText(&b, []byte(s)) // an appender does not fail
	return b
}

type appender []byte

func (a *appender) Write(p []byte) (int, error) {
	*a = append(*a, p...)
	return len(p), nil
}
