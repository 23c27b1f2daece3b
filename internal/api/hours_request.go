package api

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"pamir/geo/hours"
	"pamir/internal/ask"
)

// hoursRequest is what the parameters say about hours.
type hoursRequest struct {
	book      *hours.Book // the one that this request is answered from
	port      string
	at        time.Time // zero: now
	mode      hours.Mode
	direction hours.Direction
	state     string
	from, to  time.Time
	since     time.Time

	moment *moment // that of at, once statuses has settled it
}

// firstInstant and lastInstant are between which hours can be asked about.
var (
	firstInstant = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	lastInstant  = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)
)

func instant(name, description, example string, get func(*call) *time.Time) *param {
	return &param{
		name: name, in: "query", description: description, example: example,
		schema: `{"type":"string","format":"date-time"}`,
		set: func(c *call, v string) error {
			t, err := ask.Instant(v)
			if err == nil && (t.Before(firstInstant) || !t.Before(lastInstant)) {
				err = fmt.Errorf("is not between %s and %s", firstInstant.Format(time.DateOnly), lastInstant.Format(time.DateOnly))
			}
			*get(c) = t
			return err
		},
	}
}

var (
	atParam    = instant("at", "The instant asked about, with its offset; now where it is not there.", `"2026-03-04T09:00:00+08:00"`, func(c *call) *time.Time { return &c.at })
	fromParam  = instant("from", "Where to begin, with its offset; the start of today in UTC where it is not there.", `"2026-03-01T00:00:00+08:00"`, func(c *call) *time.Time { return &c.from })
	toParam    = instant("to", "Where to end, with its offset, at most 400 days after from; 35 days after it where it is not there.", `"2026-04-01T00:00:00+08:00"`, func(c *call) *time.Time { return &c.to })
	toYear     = instant("to", "Where to end, with its offset, at most 400 days after from; a year after it where it is not there.", `"2026-12-31T00:00:00+08:00"`, func(c *call) *time.Time { return &c.to })
	sinceParam = instant("since", "Only what was published or changed at this instant or later, with its offset; everything where it is not there.", `"2026-01-01T00:00:00Z"`, func(c *call) *time.Time { return &c.since })
)

// portParam is the port in an address.
var portParam = &param{
	name: "portId", in: "path", required: true,
	description: "Id of a port.", schema: `{"type":"string"}`, example: `"torugart"`,
	set: func(c *call, v string) error {
		if c.book.Chain(v) != nil {
			c.port = v
			return nil
		}
		var names []string
		for _, chain := range c.book.Chains() {
			names = append(names, chain.Port)
		}
		return fail(notFound, "There is no port %q; %s.", ask.Clip(v), oneOf(v, names))
	},
}

// onePortParam asks about one port of all.
var onePortParam = &param{
	name: "port", in: "query",
	description: "Only this port.", schema: `{"type":"string"}`, example: `"torugart"`,
	set: func(c *call, v string) error {
		c.port = v
		return nil // checkHours knows the book
	},
}

var modeParam = &param{
	name: "mode", in: "query",
	description: "What one crosses with; all where it is not there.",
	schema:      `{"type":"string","enum":["truck","car","bus","foot"]}`, example: `"truck"`,
	set: func(c *call, v string) error {
		c.mode = hours.Mode(v)
		return nil
	},
}

var directionParam = &param{
	name: "direction", in: "query",
	description: "From which country into which; all where it is not there.",
	schema:      `{"type":"string","pattern":"^[A-Z]{2}-[A-Z]{2}$"}`, example: `"CN-KG"`,
	set: func(c *call, v string) error {
		c.direction = hours.Direction(v)
		return nil
	},
}

var stateParam = &param{
	name: "state", in: "query",
	description: "Only ports in this state at that instant, for one of the modes and directions asked about. A day that is open at hours which nobody publishes is unknown, not open.",
	schema:      `{"type":"string","enum":["open","closed","unknown","conflict"]}`, example: `"open"`,
	set: func(c *call, v string) error {
		c.state = v
		states := []string{"open", "closed", "unknown", "conflict"}
		if !slices.Contains(states, v) {
			return &ask.Error{Detail: fmt.Sprintf("is not a state, has %q", ask.Clip(v)), Hint: oneOf(v, states)}
		}
		return nil
	},
}

// oneOf says which of some words is meant, and what there are.
func oneOf(word string, words []string) string {
	slices.Sort(words)
	words = slices.Compact(words)
	there := "there are " + strings.Join(words, ", ")
	if len(words) == 0 {
		there = "there are none"
	}
	if near := ask.NearestName(word, words); near != "" {
		return "did you mean " + near + "? " + there
	}
	return there
}

// asksHours tells whether the request is about hours.
func (c *call) asksHours() bool {
	return !c.at.IsZero() || c.mode != "" || c.direction != "" || c.state != ""
}

// chains are the ports that the request is about.
func (c *call) chains() []hours.Chain {
	all := c.book.Chains()
	if c.port == "" {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(o hours.Chain) bool { return o.Port != c.port })
}

// checkHours checks the words that only the book knows.
func checkHours(c *call, wrong *wrongs) {
	if c.book == nil {
		return
	}
	var ports, modes, directions []string
	for _, chain := range c.book.Chains() {
		ports = append(ports, chain.Port)
	}
	if c.port != "" && !slices.Contains(ports, c.port) {
		wrong.add(invalidParameter, "port", fmt.Sprintf("names no port, has %q; %s", ask.Clip(c.port), oneOf(c.port, ports)))
		c.port = ""
	}
	for _, chain := range c.chains() {
		for _, m := range chain.Modes {
			modes = append(modes, string(m))
		}
		for _, d := range chain.Directions {
			directions = append(directions, string(d))
		}
	}
	if c.mode != "" && !slices.Contains(modes, string(c.mode)) {
		wrong.add(invalidParameter, "mode", fmt.Sprintf("is none that is admitted, has %q; %s", ask.Clip(string(c.mode)), oneOf(string(c.mode), modes)))
	}
	if c.direction != "" && !slices.Contains(directions, string(c.direction)) {
		wrong.add(invalidParameter, "direction", fmt.Sprintf("is none in which one crosses, has %q; %s", ask.Clip(string(c.direction)), oneOf(string(c.direction), directions)))
	}
	c.checkRange(wrong)
}

// longest is the longest range that a calendar is given for.
const longest = 400 * 24 * time.Hour

// checkRange sets the ends of a range that are not given, and checks its length.
func (c *call) checkRange(wrong *wrongs) {
	if !c.route.has("from") {
		return
	}
	if c.from.IsZero() {
		c.from = c.s.cfg.Now().UTC().Truncate(24 * time.Hour)
	}
	if c.to.IsZero() {
		days := 35
		if slices.Contains(c.route.params, toYear) {
			days = 365
		}
		c.to = c.from.AddDate(0, 0, days)
	}
	switch {
	case !c.from.Before(c.to):
		wrong.add(invalidParameter, "to", "is not after from, "+c.from.Format(time.RFC3339))
	case c.to.Sub(c.from) > longest:
		wrong.add(invalidParameter, "to", fmt.Sprintf("is %.0f days after from; at most 400", c.to.Sub(c.from).Hours()/24))
	}
}

// pairs are the modes and directions of a port that the request is about.
func (c *call) pairs(port string) []hours.Pair {
	all := c.book.Pairs(port)
	pairs := make([]hours.Pair, 0, len(all))
	for _, p := range all {
		if (c.mode == "" || p.Mode == c.mode) && (c.direction == "" || p.Direction == "" || p.Direction == c.direction) {
			pairs = append(pairs, p)
		}
	}
	return pairs
}

// ask returns the statuses of ports that the request is about, at its instant.
func (c *call) ask(chains []hours.Chain) ([]*said, error) {
	var all []*said
	for _, chain := range chains {
		for _, p := range c.pairs(chain.Port) {
			s, err := c.moment.of(chain.Port, p)
			var far *hours.RangeError
			if errors.As(err, &far) {
				return nil, fail(invalidParameter, "at is not between %s and %s.", firstInstant.Format(time.DateOnly), lastInstant.Format(time.DateOnly))
			}
			if err != nil {
				return nil, err
			}
			all = append(all, s)
		}
	}
	return all, nil
}

// longestAge is how long an answer about hours may be kept, in seconds.
const longestAge = 60

// statuses returns those of the ports at the instant asked about, and for how
// many seconds the answer holds.
//
// Of an answer about now the instant is the last full minute, or a change after
// it: so that all that ask in the same minute get the same bytes.
func (c *call) statuses(chains []hours.Chain) (all []*said, at time.Time, seconds int, err error) {
	if !c.at.IsZero() {
		c.moment = c.momentAt(c.at, false)
		all, err = c.ask(chains)
		return all, c.at, longestAge, err
	}
	now := c.s.cfg.Now()
	for at = now.Truncate(time.Minute); ; {
		c.moment = c.momentAt(at, true)
		if all, err = c.ask(chains); err != nil {
			return nil, at, 0, err
		}
		next := now.Add(longestAge * time.Second)
		for _, s := range all {
			if !s.Same.IsZero() && s.Same.Before(next) {
				next = s.Same
			}
		}
		if next.After(now) {
			return all, at, int(next.Sub(now).Seconds()), nil
		}
		at = next
	}
}
