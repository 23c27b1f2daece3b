package route

import (
	"fmt"
	"math"
	"sync"
	"time"
)

// zones are the time zones of countries that have one. The hours on signs in
// Xinjiang, as elsewhere in China, are Beijing's.
var zones = map[string]string{
	"CN": "Asia/Shanghai", "KG": "Asia/Bishkek", "TJ": "Asia/Dushanbe", "PK": "Asia/Karachi", "UZ": "Asia/Tashkent", "KZ": "Asia/Almaty",
	"AF": "Asia/Kabul", "IN": "Asia/Kolkata", "TM": "Asia/Ashgabat", "IR": "Asia/Tehran", "TR": "Europe/Istanbul", "GE": "Asia/Tbilisi", "AM": "Asia/Yerevan", "AZ": "Asia/Baku",
	"DE": "Europe/Berlin", "AT": "Europe/Vienna", "CH": "Europe/Zurich", "LI": "Europe/Vaduz", "FR": "Europe/Paris", "MC": "Europe/Monaco", "AD": "Europe/Andorra",
	"ES": "Europe/Madrid", "IT": "Europe/Rome", "LU": "Europe/Luxembourg", "BE": "Europe/Brussels", "NL": "Europe/Amsterdam", "GB": "Europe/London", "PL": "Europe/Warsaw", "CZ": "Europe/Prague",
}

// Zone returns the name of the time zone of a place: that of its country where
// it has one, else that which the sun gives.
func Zone(iso string, lon float64) string {
	if z, ok := zones[iso]; ok {
		return z
	}
	h := int(math.Round(lon / 15))
	if h == 0 {
		return "UTC"
	}
	return fmt.Sprintf("Etc/GMT%+d", -h) // POSIX counts to the west
}

// locations are the zones that were loaded, by name: reading one anew takes
// microseconds.
var locations sync.Map

// Location returns the time zone of a place: see Zone. Without zone files it is
// UTC.
func Location(iso string, lon float64) *time.Location { return location(Zone(iso, lon)) }

func location(name string) *time.Location {
	if zone, ok := locations.Load(name); ok {
		return zone.(*time.Location)
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		zone = time.UTC
	}
	locations.Store(name, zone)
	return zone
}
