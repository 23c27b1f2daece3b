package api

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
)

// A height profile is of the heights that the roads have; between them nothing
// is made up. Where no model of the ground is loaded a grade is not known.

type profileDoc struct {
	Distance float64      `json:"distance"`
	Heights  []profilePos `json:"heights"`
	Grade    *float64     `json:"grade"`
	Basis    string       `json:"basis"`
}

type profilePos struct {
	Distance  float64    `json:"distance"`
	Elevation float64    `json:"elevation_m"`
	Location  [2]float64 `json:"location"`
}

// besideLine is how far from a line, in metres, a road's height may be to be
// one of the line.
const besideLine = 100

func checkProfile(c *call, wrong *wrongs) {
	if len(c.coordinates) == 1 {
		wrong.add(invalidParameter, "coordinates", "has one position; "+errNoLine.Error())
	}
	c.checkSwapped(wrong)
}

// profileOf answers /v1/profile.
func (c *call) profileOf() error {
	r, err := c.router()
	if err != nil {
		return err
	}
	if c.freshRoads(r, 300, c.departAt) {
		return nil
	}
	line := orb.LineString(c.coordinates)
	doc := profileDoc{Distance: round2(geo.Length(line)), Heights: []profilePos{}, Basis: "Heights that sources give for points of roads; none between them is worked out."}
	before := 0.0
	for i := 1; i < len(line); i++ {
		piece := orb.LineString{line[i-1], line[i]}
		for _, h := range r.Network().HeightsBeside(piece, besideLine) {
			at := before + h.Along
			if n := len(doc.Heights); n > 0 && doc.Heights[n-1].Location == place6(h.At) {
				continue
			}
			doc.Heights = append(doc.Heights, profilePos{round2(at), h.Metres, place6(h.At)})
		}
		before += geo.Length(piece)
	}
	if math.IsNaN(doc.Distance) {
		doc.Distance = 0
	}
	return c.writeJSON(doc)
}
