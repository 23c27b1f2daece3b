package route

import "strings"

// country is what differs between countries: the speed limits of the law where
// no sign stands, in km/h, and the side of the road.
type country struct {
	urban, rural, motorway                uint8
	truckUrban, truckRural, truckMotorway uint8
	left                                  bool
}

// anywhere holds where nothing better is known: the least of what is common.
var anywhere = country{50, 90, 120, 50, 80, 90, false}

// countries are the limits of the OpenStreetMap wiki, Default speed limits, as
// github.com/westnordost/osm-legal-default-speeds has them (bd2447f): for
// trucks those of lorries over 3.5 t, hgv or goods. It has none for Tajikistan
// and Afghanistan; they and all others are as anywhere.
var countries = map[string]country{
	"CN": {50, 70, 120, 50, 70, 100, false}, // art. 45, 46 and 78 of the regulations on the road traffic law
	"KG": {60, 90, 110, 60, 70, 90, false},
	"KZ": {60, 110, 140, 60, 70, 90, false},
	"PK": {55, 70, 130, 55, 70, 80, true},
	"UZ": {70, 100, 100, 70, 80, 80, false}, // it names no motorways
	"RU": {60, 90, 110, 60, 70, 90, false},
	"TR": {50, 90, 120, 50, 80, 90, false},
	"IN": {70, 70, 120, 60, 60, 80, true},
	"PL": {50, 90, 140, 50, 70, 80, false},
	"DE": {50, 100, 130, 50, 60, 80, false}, // the motorway's is advice
	"CH": {50, 80, 120, 50, 80, 80, false},
	"LI": {50, 80, 80, 50, 80, 80, false},
	"MC": {50, 50, 50, 50, 50, 50, false},
}

// leftHand lists where traffic keeps left (wiki.openstreetmap.org/wiki/Key:driving_side).
const leftHand = " AG AI AU BB BD BM BN BS BT BW CC CK CX CY DM FJ FK GB GD GG GY HK ID IE IM IN JE JM JP KE KI KN KY LC LK LS MO MS MT MU MV MW MY MZ NA NF NP NR NU NZ PG PK PN SB SC SG SH SR SZ TC TH TK TL TO TT TV TZ UG VC VG VI WS ZA ZM ZW "

func countryOf(iso string) country {
	c, ok := countries[iso]
	if !ok {
		c = anywhere
		c.left = len(iso) == 2 && strings.Contains(leftHand, " "+iso+" ")
	}
	return c
}

// limit returns the law's limit on a road of a class.
func (c *country) limit(class Class, m Mode) uint8 {
	truck := m == Truck
	switch {
	case class == Motorway && truck:
		return c.truckMotorway
	case class == Motorway:
		return c.motorway
	case class == Residential || class == LivingStreet || class == Service:
		if truck {
			return c.truckUrban
		}
		return c.urban
	case truck:
		return c.truckRural
	}
	return c.rural
}

// zone returns the limit that a value such as "CN:urban" stands for, or 0.
func zone(value string, m Mode) uint8 {
	iso, kind, found := strings.Cut(value, ":")
	if !found || len(iso) != 2 {
		return 0
	}
	c := countryOf(strings.ToUpper(iso))
	switch kind {
	case "urban":
		return c.limit(Residential, m)
	case "rural", "trunk", "nsl_single", "nsl_dual":
		return c.limit(Primary, m)
	case "motorway", "expressway":
		return c.limit(Motorway, m)
	case "living_street":
		return 20
	case "walk":
		return walkSpeed
	}
	if n, found := strings.CutPrefix(kind, "zone"); found {
		if v, ok := Kmh(strings.TrimPrefix(n, ":")); ok {
			return clampKmh(v)
		}
	}
	return 0
}
