package api

import (
	"strconv"

	"pamir/internal/formats"
)

// The answer of /v1/route is written as encoding/json would write it, but for
// that its long lists are written here: the line, the steps and the annotations
// of a long way would else take longer to write than the way takes to find.

func (d *routeDoc) append(b []byte) []byte {
	b = appendOpen(b, d.routeHead)
	b = appendList(append(b, `,"routes":`...), d.Routes, func(b []byte, w wayDoc) []byte { return w.append(b) })
	return append(b, '}')
}

func (w *wayDoc) append(b []byte) []byte {
	b = append(appendOpen(b, w.wayHead), `,"geometry":`...)
	if line, is := w.Geometry.(lineString); is {
		b = line.append(b)
	} else {
		b = appendJSON(b, w.Geometry)
	}
	b = appendJSON(append(b, `,"highest":`...), w.Highest)
	b = appendList(append(b, `,"legs":`...), w.Legs, func(b []byte, l legDoc) []byte { return l.append(b) })
	b = appendJSON(append(b, `,"notices":`...), w.Notices)
	return append(b, '}')
}

func (l *legDoc) append(b []byte) []byte {
	b = appendOpen(b, l.legHead)
	if len(l.Steps) > 0 {
		b = appendList(append(b, `,"steps":`...), l.Steps, func(b []byte, s stepDoc) []byte { return s.append(b) })
	}
	if a := l.Annotation; a != nil {
		hundredths := func(b []byte, v float64) []byte { return formats.AppendDecimal(b, v, 2) }
		b = appendList(append(b, `,"annotation":{"distance":`...), a.Distance, hundredths)
		b = appendList(append(b, `,"duration":`...), a.Duration, hundredths)
		b = appendList(append(b, `,"way":`...), a.Way, func(b []byte, id int64) []byte { return strconv.AppendInt(b, id, 10) })
		b = append(b, '}')
	}
	return append(b, '}')
}

func (s *stepDoc) append(b []byte) []byte {
	b = appendText(b, `{"type":`, s.Type)
	if s.Modifier != "" {
		b = appendText(b, `,"modifier":`, s.Modifier)
	}
	if s.Exit != 0 {
		b = strconv.AppendInt(append(b, `,"exit":`...), int64(s.Exit), 10)
	}
	b = appendText(b, `,"instruction":`, s.Instruction)
	b = appendText(b, `,"name":`, s.Name)
	b = appendText(b, `,"ref":`, s.Ref)
	if s.Destinations != "" {
		b = appendText(b, `,"destinations":`, s.Destinations)
	}
	b = appendText(b, `,"travel":`, s.Travel)
	b = appendText(b, `,"driving_side":`, s.DrivingSide)
	b = formats.AppendDecimal(append(b, `,"distance":`...), s.Distance, 2)
	b = formats.AppendDecimal(append(b, `,"duration":`...), s.Duration, 2)
	b = appendPosition(append(b, `,"location":`...), s.Location)
	b = formats.AppendDecimal(append(b, `,"bearing_before":`...), s.BearingBefore, 1)
	b = formats.AppendDecimal(append(b, `,"bearing_after":`...), s.BearingAfter, 1)
	return append(b, '}')
}

func appendText(b []byte, key, text string) []byte {
	return formats.AppendString(append(b, key...), text)
}

// appendOpen appends an object with members that more will follow.
func appendOpen(b []byte, v any) []byte {
	b = appendJSON(b, v)
	return b[:len(b)-1]
}

func appendList[T any](b []byte, list []T, one func(b []byte, v T) []byte) []byte {
	if list == nil {
		return append(b, "null"...)
	}
	b = append(b, '[')
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = one(b, v)
	}
	return append(b, ']')
}
