package api

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	roadnet "pamir/geo/route"
	"pamir/internal/ask"
)

// The services of OSRM (https://project-osrm.org/docs/v26.4.0/api), with its own parameters,
// shapes and error codes, so that its clients work here as they are. What OSRM
// has and we have not: the services trip and tile, and the annotation nodes.

// osrmRequest is what the parameters of OSRM say, beside those that are ours,
// too.
type osrmRequest struct {
	noHints, noWaypoints bool
	steps                bool
	geometries, overview string
	annotate             []string
	legEnds              []int // legs end at these coordinates alone; nil: at all
	sources, targets     []int // nil: all
	speed, durationScale float64
	fromInput            bool
	number2              int
	timestamps           []int64
	splitGaps, tidy      bool
}

// osrmProfiles are the names of profiles that clients use.
var osrmProfiles = map[string]string{"car": "car", "driving": "car", "truck": "truck", "hgv": "truck", "bus": "bus", "foot": "foot", "walking": "foot"}

// osrmError is an answer that says what went wrong.
type osrmError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// failOSRM answers an error as OSRM does: with 400, but for what is the
// server's.
func (c *call) failOSRM(err error) error {
	f := failureOf(err)
	if f.kind == internalError {
		return err
	}
	var named *osrmFailure
	code, status := "InvalidQuery", http.StatusBadRequest
	switch {
	case errors.As(err, &named):
		code = named.code
		f = &failure{kind: malformedRequest, detail: named.message}
	case f.kind == offRoad:
		code = "NoSegment"
	case f.kind == noRoute:
		code = "NoRoute"
	case f.kind == unknownParameter, f.kind == invalidParameter:
		code = "InvalidOptions"
	case f.kind.status == http.StatusServiceUnavailable:
		code, status = "DisabledDataset", f.kind.status
		c.w.Header().Set("Retry-After", "1")
	}
	detail := f.Error()
	if f.kind == unknownParameter || f.kind == invalidParameter || f.kind == missingParameter || f.kind == coordinatesSwapped {
		var all []string
		for _, e := range f.errors {
			all = append(all, e.Parameter+" "+e.Detail)
		}
		detail = strings.Join(all, "; ")
	}
	return writeOSRM(c.w, c.r, status, osrmError{code, detail})
}

func writeOSRM(w http.ResponseWriter, r *http.Request, status int, e osrmError) error {
	b, err := marshal(e)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Cache-Control", cacheNever)
	h.Set("Content-Type", asJSON.media)
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return nil
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

// noOSRM answers a request to a service, a version or a form of address that
// is not there, as OSRM does.
func noOSRM(w http.ResponseWriter, r *http.Request) error {
	words := strings.Split(strings.TrimPrefix(r.URL.Path, "/osrm/"), "/")
	e := osrmError{"InvalidUrl", "The address is /osrm/{service}/v1/{profile}/{lon,lat;lon,lat}."}
	switch {
	case !slices.Contains([]string{"route", "nearest", "table", "match"}, words[0]):
		e = osrmError{"InvalidService", fmt.Sprintf("There is no service %q; there are route, nearest, table, match.", ask.Clip(words[0]))}
	case len(words) > 1 && words[1] != "v1":
		e = osrmError{"InvalidVersion", fmt.Sprintf("There is no version %q, only v1.", ask.Clip(words[1]))}
	}
	return writeOSRM(w, r, http.StatusBadRequest, e)
}

// osrmFailure is an error with OSRM's code for it.
type osrmFailure struct{ code, message string }

func (e *osrmFailure) Error() string { return e.message }

// osrmFail makes a failure that has OSRM's code.
func osrmFail(code, format string, args ...any) error {
	return &failure{kind: invalidParameter, detail: fmt.Sprintf(format, args...), cause: &osrmFailure{code, fmt.Sprintf(format, args...)}}
}

var osrmProfileParam = &param{
	name: "profile", in: "path", required: true,
	description: "How one drives: driving (or car), truck, bus, foot (or walking).", schema: `{"type":"string"}`, example: `"driving"`,
	set: func(c *call, v string) error {
		var ok bool
		if c.profile, ok = osrmProfiles[v]; !ok {
			return osrmFail("InvalidValue", "There is no profile %q; there are driving, truck, bus, foot.", ask.Clip(v))
		}
		return nil
	},
}

var osrmCoordinatesParam = &param{
	name: "coordinates", in: "path", required: true,
	description: "lon,lat;lon,lat, or polyline(…) or polyline6(…), perhaps with .json behind.", schema: `{"type":"string"}`, example: `"75.99,39.47;72.8,40.53"`,
	set: func(c *call, v string) (err error) {
		v = strings.TrimSuffix(v, ".json")
		most := mostWaypoints
		if strings.HasPrefix(c.route.path, "/osrm/match") {
			most = mostTracepoints
		}
		for name, decimals := range map[string]int{"polyline(": 5, "polyline6(": 6} {
			if text, ok := strings.CutPrefix(v, name); ok {
				line, err := decodePolyline(strings.TrimSuffix(text, ")"), decimals, most+1)
				if err != nil {
					return osrmFail("InvalidQuery", "The polyline cannot be read.")
				}
				c.coordinates = line
			}
		}
		if c.coordinates == nil {
			if c.coordinates, err = ask.Positions(v); err != nil {
				return osrmFail("InvalidQuery", "The coordinates: %s.", strings.TrimPrefix(err.Error(), "has "))
			}
		}
		if len(c.coordinates) > most {
			return osrmFail("TooBig", "There are %d coordinates; the limit is %d.", len(c.coordinates), most)
		}
		return nil
	},
}

// choice is a parameter that has one of some words.
func choice(name, description string, words []string, set func(c *call, v string)) *param {
	return &param{
		name: name, in: "query", description: description,
		schema: `{"type":"string","enum":["` + strings.Join(words, `","`) + `"]}`,
		set: func(c *call, v string) error {
			if !slices.Contains(words, v) {
				return &ask.Error{Detail: fmt.Sprintf("has %q", ask.Clip(v)), Hint: oneOf(v, slices.Clone(words))}
			}
			set(c, v)
			return nil
		},
	}
}

var (
	osrmHintsParam = &param{name: "hints", in: "query", description: "Where the coordinates were found before; they are looked for again all the same.", schema: `{"type":"string"}`, set: func(*call, string) error { return nil }}
	osrmMakeHints  = truth("generate_hints", "Give hints.", true, func(c *call, is bool) { c.noHints = !is })
	osrmSkipParam  = truth("skip_waypoints", "Leave out the waypoints.", false, func(c *call, is bool) { c.noWaypoints = is })
	osrmSnapping   = choice("snapping", "Taken, and the same either way.", []string{"default", "any"}, func(*call, string) {})
	osrmFormat     = choice("format", "The form of the answer.", []string{"json"}, func(*call, string) {})
	osrmSteps      = truth("steps", "Tell how to drive.", false, func(c *call, is bool) { c.steps = is })
	osrmGeometries = choice("geometries", "How lines are written.", []string{"polyline", "polyline6", "geojson"}, func(c *call, v string) { c.geometries = v })
	osrmOverview   = choice("overview", "How much of the line to give.", []string{"simplified", "full", "false"}, func(c *call, v string) { c.overview = v })
	osrmStraight   = choice("continue_straight", "Whether to turn back at a coordinate on the way.", []string{"default", "true", "false"}, func(c *call, v string) { c.turnBack = v == "false" })
	osrmExclude    = &param{name: "exclude", in: "query", description: "Classes of roads not to use: motorway, toll, ferry, tunnel, unpaved.", schema: `{"type":"string"}`, set: func(c *call, v string) (err error) {
		c.avoid, err = readAvoid(v, roadnet.AvoidNames)
		return err
	}}
	osrmAlternatives = &param{name: "alternatives", in: "query", description: "true, false or how many.", schema: `{"type":"string"}`, set: func(c *call, v string) (err error) {
		switch v {
		case "false", "0":
		case "true":
			c.alternatives = 1
		default:
			c.alternatives, err = ask.Whole(v, mostAlternative)
		}
		return err
	}}
	osrmAnnotations = &param{name: "annotations", in: "query", description: "true, false, or some of distance, duration, speed, weight, datasources, wait. A duration has what one waits at borders; wait, which OSRM does not know, says how much of it that is, and speed is without.", schema: `{"type":"string"}`, set: func(c *call, v string) error {
		all := []string{"distance", "duration", "speed", "weight", "datasources", "wait"}
		switch v {
		case "false":
		case "true":
			c.annotate = all
		default:
			for word := range strings.SplitSeq(v, ",") {
				if word == "nodes" {
					continue // they are not kept, and many ask for them who can do without
				}
				if !slices.Contains(all, word) {
					return &ask.Error{Detail: fmt.Sprintf("has %q", ask.Clip(word)), Hint: oneOf(word, all)}
				}
				c.annotate = append(c.annotate, word)
			}
		}
		return nil
	}}
	osrmWaypoints = indices("waypoints", "Which coordinates end a leg, the first and the last among them.", func(c *call) *[]int { return &c.legEnds })
)

// indices is a parameter that lists places of coordinates.
func indices(name, description string, get func(*call) *[]int) *param {
	return &param{
		name: name, in: "query", description: description, schema: `{"type":"string"}`,
		set: func(c *call, v string) error {
			if v == "all" {
				return nil
			}
			for word := range strings.SplitSeq(v, ";") {
				i, err := strconv.Atoi(word)
				if err != nil || i < 0 || i >= len(c.coordinates) {
					return fmt.Errorf("has %q, which is no place of a coordinate, counted from 0", ask.Clip(word))
				}
				*get(c) = append(*get(c), i)
			}
			return nil
		},
	}
}

// osrmWaypoint is where a coordinate was found.
type osrmWaypoint struct {
	Hint     string     `json:"hint,omitempty"`
	Distance float64    `json:"distance"`
	Name     string     `json:"name"`
	Location [2]float64 `json:"location"`
	Nodes    []int64    `json:"nodes,omitempty"`
}

func (c *call) osrmWaypoint(n *roadnet.Network, p *roadnet.Place) osrmWaypoint {
	name, _ := n.Road(p, profiles[c.profile], c.lang)
	w := osrmWaypoint{Distance: round6(p.Metres), Name: name, Location: place6(p.At)}
	if !c.noHints {
		w.Hint = hint(p.At)
	}
	return w
}

// hint is a place as text. OSRM's clients hand hints back; they need no
// meaning.
func hint(p orb.Point) string {
	b := binary.LittleEndian.AppendUint32(nil, uint32(int32(math.Round(p[0]*1e7))))
	b = binary.LittleEndian.AppendUint32(b, uint32(int32(math.Round(p[1]*1e7))))
	return base64.URLEncoding.EncodeToString(b)
}

// osrmStops are the coordinates as stops: OSRM looks for a road however far.
func (c *call) osrmStops() []roadnet.Stop {
	stops := c.stops(c.coordinates)
	for i := range stops {
		if stops[i].Radius == 0 {
			stops[i].Radius = roadnet.Anywhere
		}
	}
	return stops
}

func checkOSRM(c *call, wrong *wrongs) {
	n := len(c.coordinates)
	for name, given := range map[string]int{"radiuses": len(c.radiuses), "bearings": len(c.bearings), "approaches": len(c.approaches)} {
		if given > 0 && given != n {
			wrong.add(invalidParameter, name, fmt.Sprintf("has %d values for %d coordinates", given, n))
		}
	}
	if w := c.legEnds; w != nil && (len(w) < 2 || w[0] != 0 || w[len(w)-1] != n-1 || !slices.IsSorted(w)) {
		wrong.add(invalidParameter, "waypoints", "are at least two, ascending, and begin and end with the first and the last coordinate")
	}
	c.checkSwapped(wrong)
}
