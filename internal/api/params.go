package api

import (
	"errors"
	"fmt"
	"strings"

	"pamir/internal/ask"
	"pamir/internal/store"
)

// param is a parameter: how it is called, described and read.
type param struct {
	name, in, description string
	schema                string // OpenAPI 3.0 Schema Object, as JSON
	array                 bool   // comma-separated
	required              bool
	example               string // as JSON
	body                  string // its schema in a JSON body, where that is another
	between               string // what stands between the values of a list; "" is a comma
	set                   func(c *call, v string) error
}

// Page sizes: /req/core/fc-limit-definition allows a maximum of the server's.
const (
	defaultLimit  = store.DefaultLimit
	maxLimit      = 10_000
	defaultNumber = 3
	maxNumber     = 1000
)

var collectionIDParam = &param{
	name: "collectionId", in: "path", required: true,
	description: "Id of a collection, as /collections lists them.",
	schema:      `{"type":"string"}`, example: `"ports"`,
	set: func(c *call, v string) error {
		if c.collection = c.s.byID[v]; c.collection == nil {
			return c.s.noCollection(v)
		}
		return nil
	},
}

var featureIDParam = &param{
	name: "featureId", in: "path", required: true,
	description: "Id of a feature in its collection.",
	schema:      `{"type":"string"}`, example: `"torugart"`,
	set: func(c *call, v string) error {
		c.feature = v
		return nil
	},
}

var formParam = &param{
	name: "f", in: "query",
	description: "The form of the answer; beats the Accept header.",
	schema:      `{"type":"string"}`,
	set:         func(*call, string) error { return nil }, // negotiate has read it
}

var langParam = &param{
	name: "lang", in: "query",
	description: "Language of texts; beats the Accept-Language header.",
	schema:      `{"type":"string","enum":["en","zh","ru","ky","ug"]}`,
	set:         func(*call, string) error { return nil }, // negotiate has read it
}

var bboxParam = &param{
	name: "bbox", in: "query", array: true,
	description: "Only features that meet this box, and those whose place nobody publishes: west,south,east,north in degrees, longitude first. West above east crosses the antimeridian. With six numbers the third and sixth are heights, which are checked and left out.",
	schema:      `{"type":"array","items":{"type":"number"},"minItems":4,"maxItems":6}`, example: `[73,36,77,41]`,
	set: func(c *call, v string) (err error) {
		c.BBox, err = ask.Box(v)
		return err
	},
}

var datetimeParam = &param{
	name: "datetime", in: "query",
	description: "Only features that hold at this instant, or at some instant of this interval (valid_from, valid_to; those without hold always). A time of RFC 3339 with an offset, a date, or two of them with a / between, where .. is an open end.",
	schema:      `{"type":"string"}`, example: `"2023-11-08T00:00:00Z/.."`,
	set: func(c *call, v string) (err error) {
		c.Time, err = ask.Interval(v)
		return err
	},
}

var limitParam = &param{
	name: "limit", in: "query",
	description: fmt.Sprintf("Most features in a page; above %d it is %d.", maxLimit, maxLimit),
	schema:      fmt.Sprintf(`{"type":"integer","minimum":1,"maximum":%d,"default":%d}`, maxLimit, defaultLimit),
	set: func(c *call, v string) (err error) {
		c.Limit, err = ask.Whole(v, maxLimit)
		return err
	},
}

var cursorParam = &param{
	name: "cursor", in: "query",
	description: "Where the page begins, as the links next and prev give it.",
	schema:      `{"type":"string"}`,
	set: func(c *call, v string) error {
		c.cursor = v
		return nil // read once everything that it must fit is known
	},
}

var sortbyParam = &param{
	name: "sortby", in: "query", array: true,
	description: "Names of properties to sort by, - before a name for descending order. Features without the value come last.",
	schema:      `{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":10}`, example: `["-elevation_m"]`,
	set: func(c *call, v string) (err error) {
		c.SortBy, err = ask.SortKeys(c.collection, v)
		return err
	},
}

var propertiesParam = &param{
	name: "properties", in: "query", array: true,
	description: "Names of the properties to show; all where it is not there.",
	schema:      `{"type":"array","items":{"type":"string"},"minItems":1}`, example: `["name","elevation_m"]`,
	set: func(c *call, v string) (err error) {
		if c.collection != nil {
			c.fields, err = ask.Fields(c.collection, v)
		}
		return err
	},
}

var textParam = &param{
	name: "q", in: "query",
	description: "Only features whose texts contain each of these words.",
	schema:      `{"type":"string","minLength":1,"maxLength":200}`, example: `"inspection"`,
	set: func(c *call, v string) (err error) {
		c.Text, err = words(v)
		return err
	},
}

func words(v string) (string, error) {
	v = strings.TrimSpace(v)
	if v == "" {
		return "", errors.New("wants some text")
	}
	if len(v) > 200 {
		return "", fmt.Errorf("has %d bytes; at most 200", len(v))
	}
	return v, nil
}

func coordinate(name, description, example string, most float64, get func(*call) **float64) *param {
	return &param{
		name: name, in: "query", required: true, description: description, example: example,
		schema: fmt.Sprintf(`{"type":"number","minimum":%g,"maximum":%g}`, -most, most),
		set: func(c *call, v string) error {
			x, err := ask.Number(v)
			if err != nil {
				return err
			}
			*get(c) = &x
			return nil // the range is checked with the other of the pair
		},
	}
}

var (
	lonParam = coordinate("lon", "Longitude of the position, in degrees.", "75.99", 180, func(c *call) **float64 { return &c.lon })
	latParam = coordinate("lat", "Latitude of the position, in degrees.", "39.47", 90, func(c *call) **float64 { return &c.lat })

	// A search may be near a position but need not be.
	nearLonParam, nearLatParam = optional(lonParam), optional(latParam)
)

func optional(p *param) *param {
	q := *p
	q.required = false
	return &q
}

var collectionParam = &param{
	name: "collection", in: "query",
	description: "The collection to look in.",
	schema:      `{"type":"string","default":"ports"}`,
	set: func(c *call, v string) error {
		if c.collection = c.s.byID[v]; c.collection == nil {
			return &ask.Error{Detail: fmt.Sprintf("names no collection, has %q", ask.Clip(v)), Hint: c.s.collectionHint(v)}
		}
		return nil
	},
}

var numberParam = &param{
	name: "number", in: "query",
	description: fmt.Sprintf("Most features in the answer; above %d it is %d.", maxNumber, maxNumber),
	schema:      fmt.Sprintf(`{"type":"integer","minimum":1,"maximum":%d,"default":%d}`, maxNumber, defaultNumber),
	set: func(c *call, v string) (err error) {
		c.number, err = ask.Whole(v, maxNumber)
		return err
	},
}

var maxDistanceParam = &param{
	name: "max_distance_m", in: "query",
	description: "Only features at most this far away, in metres; no limit where it is not there.",
	schema:      `{"type":"number","minimum":0,"exclusiveMinimum":true}`, example: `300000`,
	set: func(c *call, v string) error {
		x, err := ask.Number(v)
		if err == nil && x <= 0 {
			err = fmt.Errorf("wants metres above 0, has %q", ask.Clip(v))
		}
		c.maxDistance = x
		return err
	},
}

var kindParam = &param{
	name: "kind", in: "query",
	description: "Only features of this kind; any for all. For ports it is road where it is not there.",
	schema:      `{"type":"string"}`, example: `"road"`,
	set: func(c *call, v string) error {
		c.kind = v
		return nil // its values depend on the collection: nearest reads it
	},
}

var searchParam = &param{
	name: "q", in: "query", required: true,
	description: "A name, or how it begins, in any script; small mistakes are forgiven.",
	schema:      `{"type":"string","minLength":1,"maxLength":200}`, example: `"torugart"`,
	set: func(c *call, v string) (err error) {
		c.text, err = words(v)
		return err
	},
}

var searchLimitParam = &param{
	name: "limit", in: "query",
	description: "Most features in the answer; above 50 it is 50.",
	schema:      `{"type":"integer","minimum":1,"maximum":50,"default":10}`,
	set: func(c *call, v string) (err error) {
		c.Limit, err = ask.Whole(v, 50)
		return err
	},
}

// noCollection is the error for a collection that is not there.
func (s *Server) noCollection(id string) *failure {
	return fail(notFound, "There is no collection %q; %s", ask.Clip(id), s.collectionHint(id))
}

// collectionHint says which collection is meant, or which there are.
func (s *Server) collectionHint(id string) string {
	names := make([]string, len(s.collections))
	for i, c := range s.collections {
		names[i] = c.ID
	}
	if near := ask.NearestName(id, names); near != "" {
		return "did you mean " + near + "?"
	}
	return "there are " + strings.Join(names, ", ")
}
