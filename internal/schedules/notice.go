package schedules

import (
	"fmt"
	"slices"
	"strings"

	"pamir/geo/hours"
	"pamir/internal/ask"
)

// notice is an announcement, with a hours.Notice for each of its periods and
// ports.
type notice struct {
	entry
	supersedes []string
	notices    []hours.Notice
	said       Said
}

func (t *table) notice(g ground, number string) notice {
	n := notice{entry: t.identify("notice", number)}
	ports := t.ports(g)
	zone := t.zone("zone")
	base := hours.Notice{
		Zone: zone, ZoneAssumed: t.flag("zone_assumed"),
		Reason:    t.needText("reason", "why, such as \"National Day\""),
		Publisher: t.needText("publisher", "whose announcement it is, such as \"State Border Service of Kyrgyzstan\""),
	}
	if _, base.Published = t.published("published"); !t.has("published") {
		t.fault("published", "is missing: the day of the announcement, such as 2026-02-10; a newer one rules over an older one")
	}
	base.Confidence = t.confidence(hours.Announced)
	n.supersedes = t.texts("supersedes")
	n.said = t.said()
	base.Sources, base.Note = n.said.Sources, n.said.note()

	periods := t.tables("periods")
	if !t.has("periods") || isEmptyList(t.values["periods"]) {
		t.fault("periods", "want at least one, such as [{ from = 2026-02-17, to = 2026-02-19, state = \"closed\" }]")
	}
	for i, p := range periods {
		parts := p.period(g, ports, base)
		if slices.ContainsFunc(parts, func(a hours.Notice) bool {
			return slices.ContainsFunc(n.notices, func(b hours.Notice) bool { return meet(a, b) })
		}) {
			p.fault("from", "an earlier period of this notice is about the same traffic at the same time")
		}
		for _, one := range parts {
			one.ID = partID(n.id, one.Scope.Port, len(ports), i, len(periods))
			n.notices = append(n.notices, one)
		}
	}
	t.end()
	return n
}

// states are what an announcement makes of a period, as expressions. On an
// open-day there is passage, at hours that nobody publishes.
var states = []struct{ word, hours, days string }{
	{word: "closed", hours: "off"},
	{word: "open", hours: "24/7"},
	{word: "open-day", days: "24/7"},
	{word: "unknown", days: "unknown"},
}

// period reads one of the periods of an announcement, for each of its ports.
func (t *table) period(g ground, ports []string, n hours.Notice) (out []hours.Notice) {
	n.From, n.To = t.moment("from", n.Zone), t.momentAfter("to", n.Zone)
	for _, key := range []string{"from", "to"} {
		if !t.has(key) {
			t.fault(key, "is missing: a day, which is included, or a time with its offset")
		}
	}
	t.inOrder("from", "to", n.From, n.To)
	if t.has("state") == (t.has("hours") || t.has("days")) {
		t.fault("state", "want one of state (closed, open, open-day, unknown), hours and days; open-day is for hours that are not published")
	}
	n.Hours, n.Days = t.state()
	if t.has("ports") {
		ports = t.portsAmong(ports)
	}
	t.take("ports")
	for _, s := range t.scope(g, ports) {
		n.Scope = s
		out = append(out, n)
	}
	t.end()
	return out
}

// portsAmong returns those ports of a notice that one of its periods is about.
func (t *table) portsAmong(ports []string) (out []string) {
	for _, p := range t.texts("ports") {
		if slices.Contains(ports, p) {
			out = append(out, p)
			continue
		}
		t.fault("ports", "%q is not among the ports of the notice: %s", ask.Clip(p), strings.Join(ports, ", "))
	}
	t.once("ports", out)
	return out
}

// state returns what a period makes of the hours, or of the days alone.
func (t *table) state() (clock, days *hours.Expr) {
	if t.has("hours") || t.has("days") {
		t.take("state")
		return t.expressions()
	}
	t.known = append(t.known, "hours", "days")
	var words []string
	for _, s := range states {
		words = append(words, s.word)
	}
	word := t.oneOf("state", words...)
	for _, s := range states {
		if s.word == word {
			return parsed(s.hours), parsed(s.days)
		}
	}
	return nil, nil
}

// parsed reads an expression of ours, nil for none.
func parsed(text string) *hours.Expr {
	if text == "" {
		return nil
	}
	e, _ := hours.Parse(text) // a test holds states to be right
	return e
}

// meet reports whether two notices are about the same traffic at some instant.
func meet(a, b hours.Notice) bool {
	s, o := a.Scope, b.Scope
	if a.From.IsZero() || b.From.IsZero() || !a.From.Before(a.To) || !b.From.Before(b.To) {
		return false // there is a fault, which is told already
	}
	return a.From.Before(b.To) && b.From.Before(a.To) && s.Port == o.Port &&
		share(s.Modes, o.Modes) && share(s.Directions, o.Directions) &&
		alike(s.Side, o.Side) && alike(s.Checkpoint, o.Checkpoint)
}

// share reports whether two lists have something in common; an empty one has
// everything.
func share[T comparable](a, b []T) bool {
	return len(a) == 0 || len(b) == 0 || slices.ContainsFunc(a, func(v T) bool { return slices.Contains(b, v) })
}

func alike(a, b string) bool { return a == "" || b == "" || a == b }

// partID names a part of what a file calls by one name: a port of several, a
// period of several.
func partID(id, port string, ports, period, periods int) string {
	if ports > 1 {
		id += "/" + port
	}
	if periods > 1 {
		id += fmt.Sprintf("/%d", period+1)
	}
	return id
}
