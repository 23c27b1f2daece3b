package formats

import (
	"strings"

	"pamir/geo/border"
	"pamir/geo/hours"
	"pamir/geo/route"
)

// PortClocks are those that people at a port go by: as the schedules call them,
// else those of its countries.
func PortClocks(book *hours.Book, p *border.Port) (list []hours.Clock) {
	if chain := book.Chain(p.ID); chain != nil && len(chain.Clocks) > 0 {
		return chain.Clocks
	}
	if !p.Kind.Border() {
		at := &p.Checkpoints[0]
		return []hours.Clock{CountryClock(at.Side, at.At[0])}
	}
	if len(p.Directions) > 0 && p.Directions[0] != "" {
		for _, country := range []string{p.Directions[0].From(), p.Directions[0].To()} {
			list = append(list, CountryClock(country, 0))
		}
	}
	return list
}

// CountryClock is the clock on the wall in a country, or where it is not known at
// a longitude, called after its zone.
func CountryClock(country string, lon float64) hours.Clock {
	zone := route.Location(country, lon)
	return hours.Clock{Name: clockName(zone.String()), Zone: zone}
}

// clockName calls a clock after the place that its zone is named after; that of
// China is Beijing's.
func clockName(zone string) string {
	if zone == "Asia/Shanghai" {
		return "Beijing"
	}
	name := zone[strings.LastIndex(zone, "/")+1:]
	if offset, ok := strings.CutPrefix(name, "GMT"); ok {
		return "UTC" + strings.NewReplacer("+", "-", "-", "+").Replace(offset) // POSIX counts to the west
	}
	return strings.ReplaceAll(name, "_", " ")
}
