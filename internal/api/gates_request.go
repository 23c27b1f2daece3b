package api

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"pamir/geo/border"
	"pamir/geo/hours"
	"pamir/internal/ask"
)

// gateRequest is what the parameters say about ways through borders.
type gateRequest struct {
	arriveBy, departUntil time.Time
	excludePorts          []string
	excludeCountries      []string
	nationality           string
	assume                map[string]*border.Assumption
	crossingMode          hours.Mode
	byClear               bool // the nearest ports are those that one is through first
}

var (
	arriveByParam    = instant("arrive_by", "When to be there, with its offset, instead of depart_at: the answer leaves as late as it can.", `"2026-03-05T18:00:00+06:00"`, func(c *call) *time.Time { return &c.arriveBy })
	departUntilParam = instant("depart_until", "With depart_at: one may leave at any time between the two, at most 14 days apart, and the way of shortest duration is looked for.", `"2026-03-06T08:00:00+08:00"`, func(c *call) *time.Time { return &c.departUntil })
)

// matrixDepartParam asks for hours to be looked at: they are not, without it.
var matrixDepartParam = instant("depart_at", "When to set off, with its offset. Without it hours are not looked at.", `"2026-03-04T08:00:00+08:00"`, func(c *call) *time.Time { return &c.departAt })

var crossingModeParam = &param{
	name: "mode", in: "query",
	description: "What one crosses with. It follows the profile, or the profile it; naming two that differ is a mistake.",
	schema:      `{"type":"string","enum":["truck","car","bus","foot"]}`,
	set: func(c *call, v string) error {
		c.crossingMode = hours.Mode(v)
		if !slices.Contains(hours.Modes(), c.crossingMode) {
			return &ask.Error{Detail: fmt.Sprintf("is none, has %q", ask.Clip(v)), Hint: oneOf(v, slices.Clone(profileNames))}
		}
		return nil
	},
}

// mostExcluded is how many ports, or countries, a request may leave out.
const mostExcluded = 100

var excludePortsParam = &param{
	name: "exclude_ports", in: "query", array: true,
	description: "Ids of ports that are not to be crossed.",
	schema:      `{"type":"array","items":{"type":"string"},"maxItems":100}`, example: `["karasu"]`,
	set: func(c *call, v string) error {
		c.excludePorts = strings.Split(v, ",")
		if len(c.excludePorts) > mostExcluded {
			return fmt.Errorf("has %d ports; the limit is %d", len(c.excludePorts), mostExcluded)
		}
		return nil // border knows them
	},
}

var country = regexp.MustCompile(`^[A-Z]{2}$`)

var excludeCountriesParam = &param{
	name: "exclude_countries", in: "query", array: true,
	description: "ISO codes of countries whose borders are not to be crossed.",
	schema:      `{"type":"array","items":{"type":"string","pattern":"^[A-Z]{2}$"},"maxItems":100}`, example: `["TJ"]`,
	set: func(c *call, v string) error {
		c.excludeCountries = strings.Split(v, ",")
		if len(c.excludeCountries) > mostExcluded {
			return fmt.Errorf("has %d countries; the limit is %d", len(c.excludeCountries), mostExcluded)
		}
		for _, code := range c.excludeCountries {
			if !country.MatchString(code) {
				return fmt.Errorf("has %q, which is no ISO code of a country, such as KG", ask.Clip(code))
			}
		}
		return nil
	},
}

var nationalityParam = &param{
	name: "nationality", in: "query",
	description: "ISO code of the country whose passport the traveller has. Ports that do not admit those of third countries are left out; where nobody says whether one does, nothing is promised there. Without it, it does not matter.",
	schema:      `{"type":"string","pattern":"^[A-Z]{2}$"}`, example: `"KZ"`,
	set: func(c *call, v string) error {
		c.nationality = v
		if !country.MatchString(v) {
			return fmt.Errorf("has %q, which is no ISO code of a country, such as KG", ask.Clip(v))
		}
		return nil
	},
}

// assumption is a parameter with an object of ports and checkpoints.
func assumption(name, description, item, example string, read func(a *border.Assumption, v json.RawMessage) error) *param {
	return &param{
		name: name, in: "query", example: strconv.Quote(example),
		description: description + " An object of ports or checkpoints. It counts where no source says anything, and the answer is labelled.",
		schema:      `{"type":"string"}`, body: `{"type":"object","additionalProperties":` + item + `}`,
		set: func(c *call, v string) error {
			var all map[string]json.RawMessage
			if err := json.Unmarshal([]byte(v), &all); err != nil {
				return &ask.Error{Detail: "is no JSON object", Hint: "give one such as " + example}
			}
			if c.assume == nil {
				c.assume = map[string]*border.Assumption{}
			}
			for _, id := range slices.Sorted(maps.Keys(all)) {
				a := c.assume[id]
				if a == nil {
					a = &border.Assumption{At: id}
					c.assume[id] = a
				}
				if err := read(a, all[id]); err != nil {
					return fmt.Errorf("has for %q what %w", ask.Clip(id), err)
				}
			}
			return nil
		},
	}
}

var (
	assumeHoursParam = assumption("assume_hours", "Hours that you suppose, as OpenStreetMap's opening_hours, on the clock of the checkpoint's country.", `{"type":"string"}`, `{"torugart":"Mo-Su 10:00-19:30"}`,
		func(a *border.Assumption, v json.RawMessage) error {
			var text string
			if err := json.Unmarshal(v, &text); err != nil {
				return fmt.Errorf("is no text")
			}
			e, err := hours.Parse(text)
			if err != nil {
				return fmt.Errorf("cannot be read: %w", err)
			}
			a.Hours = e
			return nil
		})
	assumeServiceParam = assumption("assume_service", "How many minutes you suppose it takes to be seen to, at each checkpoint.", `{"type":"number"}`, `{"torugart-topa":40}`,
		func(a *border.Assumption, v json.RawMessage) error { return minutesOf(&a.Service, v) })
	assumeQueueParam = assumption("assume_queue", "How many minutes you suppose one waits for one's turn, at each checkpoint.", `{"type":"number"}`, `{"torugart-topa":60}`,
		func(a *border.Assumption, v json.RawMessage) error { return minutesOf(&a.Queue, v) })
)

const mostAssumedMinutes = 60 * 24 * 60

func minutesOf(into **time.Duration, v json.RawMessage) error {
	var m float64
	if err := json.Unmarshal(v, &m); err != nil || !(m >= 0 && m <= mostAssumedMinutes) {
		return fmt.Errorf("is no number of minutes from 0 to %d", mostAssumedMinutes)
	}
	d := time.Duration(m * float64(time.Minute))
	*into = &d
	return nil
}

// gateParams are those of all that crosses borders at a time.
var gateParams = []*param{crossingModeParam, excludePortsParam, excludeCountriesParam, nationalityParam, assumeHoursParam, assumeServiceParam, assumeQueueParam}

// checkGates checks what depends on several of them.
func checkGates(c *call, wrong *wrongs) {
	if m := c.crossingMode; m != "" && !c.query.has("profile") {
		c.profile = string(m)
	} else if m != "" && string(m) != c.profile {
		wrong.add(invalidParameter, "mode", fmt.Sprintf("is %s and the profile %s: name one of them, or both the same", m, c.profile))
	}
	if !c.arriveBy.IsZero() && !c.departAt.IsZero() {
		wrong.add(invalidParameter, "arrive_by", "and depart_at exclude each other")
	}
	if !c.departUntil.IsZero() && !c.arriveBy.IsZero() {
		wrong.add(invalidParameter, "depart_until", "and arrive_by exclude each other")
	}
}
