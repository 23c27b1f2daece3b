package schedules

import (
	"errors"
	"regexp"
	"strings"

	"pamir/geo/hours"
	"pamir/internal/ask"
)

// entry is what rules, notices and roads begin with.
type entry struct {
	id    string
	file  string
	line  int
	table *table
}

// identify reads the id of a table, after which problems name it; before that
// they name it after its number among its like.
func (t *table) identify(kind string, number string) entry {
	t.entry = kind + " " + number
	id := t.needText("id", "a name for it in small letters, digits and hyphens, such as \"torugart-2026\"")
	if id != "" {
		t.entry = kind + " \"" + ask.Clip(id) + "\""
		if !slug.MatchString(id) {
			t.fault("id", "wants small letters, digits and single hyphens, has %q", ask.Clip(id))
		}
	}
	return entry{id: id, file: t.file, line: t.at.of("id").line, table: t}
}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// rule is a regular schedule, with a hours.Rule for each port.
type rule struct {
	entry
	supersedes []string
	rules      []hours.Rule
	said       Said
}

func (t *table) rule(g ground, number string) rule {
	r := rule{entry: t.identify("rule", number)}
	ports := t.ports(g)
	zone := t.zone("zone")
	base := hours.Rule{
		ID: r.id, Zone: zone, ZoneAssumed: t.flag("zone_assumed"),
		ValidFrom: t.moment("valid_from", zone), ValidTo: t.momentAfter("valid_to", zone),
		Confidence: t.confidence(hours.Scheduled),
	}
	t.inOrder("valid_from", "valid_to", base.ValidFrom, base.ValidTo)
	base.Hours, base.Days = t.expressions()
	r.supersedes = t.texts("supersedes")
	r.said = t.said()
	base.Sources, base.AsOf, base.Note = r.said.Sources, r.said.AsOf, r.said.note()
	scopes := t.scope(g, ports)
	t.end()
	for _, s := range scopes {
		one := base
		one.ID, one.Scope = partID(r.id, s.Port, len(scopes), 0, 1), s
		r.rules = append(r.rules, one)
	}
	return r
}

// expressions returns the one of hours and days that a table has.
func (t *table) expressions() (clock, days *hours.Expr) {
	switch has := t.has("hours"); {
	case has && t.has("days"):
		t.fault("days", "and hours exclude each other: hours where a source gives the clock time, days where none does")
	case !has && !t.has("days"):
		t.fault("hours", "is missing: give hours, such as \"Mo-Fr 10:00-18:00\", or, where no source gives the clock time, days, such as \"Mo-Fr\"")
	}
	return t.expression("hours"), t.expression("days")
}

// expression reads hours or days, and refuses the one that ought to be the
// other: "Mo-Fr" as hours would promise day and night.
func (t *table) expression(key string) *hours.Expr {
	text := t.text(key)
	if text == "" {
		return nil
	}
	e, err := hours.Parse(text)
	if err != nil {
		t.fault(key, "%s", syntax(err))
		return nil
	}
	switch {
	case key == "days" && clocked(text):
		t.fault(key, "has clock times, which belong to hours")
		return nil
	case key == "hours" && opensAllDay(text):
		t.fault(key, "opens days without a clock time, which would promise day and night: write them as days, or with 00:00-24:00 where that is so")
		return nil
	}
	return e
}

var (
	comment   = regexp.MustCompile(`"[^"]*"`)
	clockTime = regexp.MustCompile(`\d\d?:\d\d|24/7|\b(sunrise|sunset|dawn|dusk)\b`)
	ruleBreak = regexp.MustCompile(`;|\|\|`)
	notOpen   = regexp.MustCompile(`\b(off|closed|unknown)\s*$`)
)

// clocked reports whether an expression names times of the day.
func clocked(expression string) bool {
	return clockTime.MatchString(comment.ReplaceAllString(expression, ""))
}

// opensAllDay reports whether a part of an expression opens days without
// saying at what time.
func opensAllDay(expression string) bool {
	for _, part := range ruleBreak.Split(comment.ReplaceAllString(expression, ""), -1) {
		if strings.TrimSpace(part) != "" && !clockTime.MatchString(part) && !notOpen.MatchString(part) {
			return true
		}
	}
	return false
}

// syntax words what is wrong with an expression.
func syntax(err error) string {
	var se *hours.SyntaxError
	if errors.As(err, &se) {
		return strings.TrimPrefix(se.Error(), "hours: ")
	}
	return err.Error()
}

// confidence returns how sure a table is said to be.
func (t *table) confidence(unsaid hours.Confidence) hours.Confidence {
	c := unsaid
	if word := t.oneOf("confidence", "inferred", "scheduled", "announced", "confirmed"); word != "" {
		_ = c.UnmarshalText([]byte(word)) // it is one of them
	}
	return c
}
