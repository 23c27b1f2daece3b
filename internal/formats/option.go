package formats

import (
	"time"

	"pamir/geo/border"
	"pamir/geo/hours"
	"pamir/geo/route"
)

// PortOption is a port between two places, as JSON has it.
type PortOption struct {
	Port          string   `json:"port"`
	Name          string   `json:"name"`
	Direction     *string  `json:"direction"`
	Why           *string  `json:"why"`            // it is no option: mode-not-allowed, excluded, closed
	ClearAt       *string  `json:"clear_at"`       // null: it cannot be promised
	ClearEarliest *string  `json:"clear_earliest"` // a lower bound
	DriveS        float64  `json:"drive_s"`
	WaitS         float64  `json:"wait_s"`
	LongestSteep  *float64 `json:"longest_steep_m"` // null: the road data gives no incline on the way

	Allowed      []hours.Mode `json:"allowed"`
	ThirdCountry *string      `json:"third_country"` // admitted, not-admitted; null: nobody says
	Confidence   *string      `json:"confidence"`
}

// NewPortOption puts an option into words.
func NewPortOption(o *border.Option) PortOption {
	d := PortOption{Port: o.Port.ID, Name: o.Port.Name, Direction: known(string(o.Direction)), Why: known(o.Why), Allowed: o.Allowed,
		ClearAt: utc(o.Clear), ClearEarliest: utc(o.ClearEarliest), DriveS: o.Drive.Seconds(), WaitS: o.Wait.Seconds()}
	if o.Port.Others != border.AdmissionUnknown {
		d.ThirdCountry = known(o.Port.Others.String())
	}
	if o.Way != nil {
		if cm, ok := o.Way.Itinerary.LongestSteep(); ok {
			metres := float64(cm) / 100
			d.LongestSteep = &metres
		}
		d.Confidence = known(o.Confidence.String())
	}
	return d
}

// PortChoice is a way of which none other is as good in arrival, waiting and
// driving at once.
type PortChoice struct {
	Ports    []string `json:"ports"`
	ArriveAt string   `json:"arrive_at"`
	WaitS    float64  `json:"wait_s"`
	DriveS   float64  `json:"drive_s"`
	Promised bool     `json:"promised"`
}

// NewPortChoices puts the choices of a comparison into words.
func NewPortChoices(c *border.Comparison) []PortChoice {
	list := []PortChoice{}
	for _, x := range c.Choices {
		list = append(list, PortChoice{x.Ports, x.Arrive.UTC().Format(time.RFC3339), x.Wait.Seconds(), x.Drive.Seconds(), x.Promised})
	}
	return list
}

// Highest is the highest point of a way of those whose height a source gives.
type Highest struct {
	Elevation float64    `json:"elevation_m"`
	Location  [2]float64 `json:"location"`
	Distance  float64    `json:"distance"` // metres from the beginning
}

// NewHighest finds the highest point of a way, nil where no source gives a
// height.
func NewHighest(it *route.Itinerary) (top *Highest) {
	before := int64(0)
	for i := range it.Legs {
		leg := &it.Legs[i]
		for _, h := range leg.Heights() {
			if top == nil || h.Metres > top.Elevation {
				top = &Highest{h.Metres, place6(h.At), float64(before+h.Centimetres) / 100}
			}
		}
		before += leg.Centimetres
	}
	return top
}
