package api

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/paulmach/orb"

	roadnet "pamir/geo/route"
	"pamir/internal/formats"
	"pamir/internal/roads"
)

// router returns what finds ways, or why there is nothing that does.
func (c *call) router() (*roadnet.Router, error) {
	r, err := c.s.cfg.Roads.Router()
	switch {
	case err == nil:
		return r, nil
	case errors.Is(err, roads.ErrLoading):
		return nil, &failure{kind: roadsLoading, cause: err}
	}
	return nil, &failure{kind: roadsBroken, detail: "There are no routes: " + err.Error() + ".", cause: err}
}

// roadFailure is the table from the errors of routing to problems.
func (c *call) roadFailure(err error) error {
	var off *roadnet.OffRoadError
	var none *roadnet.NoRouteError
	switch {
	case errors.As(err, &off):
		name := c.fromName()
		if off.Destination {
			name = "destinations"
		}
		f := fail(offRoad, "%s.", upperFirst(off.Error()))
		f.errors = []ParameterError{{name, fmt.Sprintf("place %d: %v", off.Stop+1, off)}}
		return f
	case errors.As(err, &none):
		f := fail(noRoute, "%s.", upperFirst(none.Error()))
		f.errors = []ParameterError{{c.fromName(), string(none.Reason)}}
		return f
	}
	return err
}

// fromName is the parameter that says where to begin.
func (c *call) fromName() string {
	for _, p := range []*param{coordinatesParam, originsParam, lonParam} {
		if c.route.has(p.name) {
			return p.name
		}
	}
	return coordinatesParam.name
}

func upperFirst(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// metres and seconds are written to two decimals, as they are kept.
func metres(centimetres int64) float64 { return float64(centimetres) / 100 }
func seconds(hundredths int64) float64 { return float64(hundredths) / 100 }
func round2(v float64) float64         { return math.Round(v*100) / 100 }
func round1(v float64) float64         { return math.Round(v*10) / 10 }
func place6(p orb.Point) [2]float64    { return [2]float64{round6(p[0]), round6(p[1])} }
func round6(v float64) float64         { return math.Round(v*1e6) / 1e6 }

// lineString is a line that is written as a GeoJSON geometry, to 0.1 m.
type lineString orb.LineString

// MarshalJSON implements json.Marshaler.
func (l lineString) MarshalJSON() ([]byte, error) {
	return l.append(make([]byte, 0, 48+22*len(l))), nil
}

// append writes the line. One of one point, as where one is there already, has
// it twice: GeoJSON wants two.
func (l lineString) append(b []byte) []byte {
	if len(l) == 1 {
		l = append(l, l[0])
	}
	b = append(b, `{"type":"LineString","coordinates":`...)
	return append(appendPositions(b, orb.LineString(l)), '}')
}

func appendPositions(b []byte, line orb.LineString) []byte {
	if len(line) == 0 {
		return append(b, "[]"...)
	}
	return appendList(b, line, appendPosition)
}

func appendPosition(b []byte, p orb.Point) []byte {
	b = formats.AppendDecimal(append(b, '['), p[0], 6)
	b = formats.AppendDecimal(append(b, ','), p[1], 6)
	return append(b, ']')
}

// waypointDoc is where a stop was found on a road.
type waypointDoc struct {
	Location [2]float64 `json:"location"`
	Distance float64    `json:"distance"`
	Name     string     `json:"name"`
	Ref      string     `json:"ref"`
}

// roadsDoc says which roads an answer is of.
type roadsDoc struct {
	Source    string `json:"source"`
	Schematic bool   `json:"schematic"`
	Version   uint64 `json:"version"`
}

// vehicleDoc is the vehicle that an answer is for.
type vehicleDoc struct {
	Height   *float64 `json:"height_m"`
	Width    *float64 `json:"width_m"`
	Length   *float64 `json:"length_m"`
	Weight   *float64 `json:"weight_t"`
	AxleLoad *float64 `json:"axle_load_t"`
	Hazmat   string   `json:"hazmat"`
	Assumed  bool     `json:"assumed"`
}

func (c *call) vehicleDoc(v roadnet.Vehicle) vehicleDoc {
	known := func(x float64) *float64 {
		if x == 0 {
			return nil
		}
		return &x
	}
	d := vehicleDoc{known(v.Height), known(v.Width), known(v.Length), known(v.Weight), known(v.AxleLoad), "none", c.profile == "truck" && !c.vehicleGiven}
	switch {
	case v.HazmatWater:
		d.Hazmat = "water"
	case v.Hazmat:
		d.Hazmat = "any"
	}
	return d
}

// departure is when one sets off: when the request says, else the full minute
// that it is, and how long the answer may be kept.
func (c *call) departure() (at time.Time, keep int) {
	if !c.departAt.IsZero() {
		return c.departAt, longestAge
	}
	now := c.s.cfg.Now()
	at = now.Truncate(time.Minute).UTC()
	return at, int(at.Add(time.Minute).Sub(now).Seconds())
}

// freshRoads is fresh for an answer about roads: their source and what is
// closed, now where at is zero, are part of the tag. What was posted is not
// kept.
func (c *call) freshRoads(r *roadnet.Router, keep int, at time.Time, more ...string) bool {
	if c.r.Method == "POST" {
		c.w.Header().Set("Cache-Control", cacheNever)
		return false
	}
	when := at.Format(time.RFC3339)
	if at.IsZero() {
		now := c.s.cfg.Now()
		if until := r.Lasting(now); !until.IsZero() {
			keep, when = min(keep, int(until.Sub(now).Seconds())), until.Format(time.RFC3339Nano)
		}
	}
	return c.freshFor(keep, append(more, r.Network().Source(), strconv.FormatUint(r.Version(), 10), when)...)
}
