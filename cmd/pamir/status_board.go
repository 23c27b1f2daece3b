package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"pamir/geo/hours"
	"pamir/internal/formats"
	"pamir/internal/schedules"
)

// board is what is known of ports at an instant, for people to read.
type board struct {
	at       time.Time
	set      *schedules.Set
	ports    []portStatus
	detailed bool // with the reasons and sources of each answer
}

type portStatus struct {
	chain hours.Chain
	name  string
	all   []hours.Status // of each mode and direction that is asked about
}

// clocksOf returns the clock of a side, or all where that is not clear.
func (p portStatus) clocksOf(country string) []hours.Clock {
	var sides []string // in the order of their clocks
	for _, c := range p.chain.Checkpoints {
		if !slices.Contains(sides, c.Side) {
			sides = append(sides, c.Side)
		}
	}
	if i := slices.Index(sides, country); i >= 0 && len(sides) == len(p.chain.Clocks) {
		return p.chain.Clocks[i : i+1]
	}
	return p.chain.Clocks
}

func (b *board) json(w io.Writer) error {
	statuses := []formats.Status{}
	for _, p := range b.ports {
		for i := range p.all {
			statuses = append(statuses, formats.NewStatus(&p.all[i], p.chain.Clocks))
		}
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(map[string]any{"statuses": statuses})
}

func (b *board) write(w io.Writer) error {
	var clocks []hours.Clock
	for _, p := range b.ports {
		for _, c := range p.chain.Clocks {
			if !slices.ContainsFunc(clocks, func(k hours.Clock) bool { return k.Name == c.Name }) {
				clocks = append(clocks, c)
			}
		}
	}
	fmt.Fprintf(w, "At %s\n\n", onClocks(b.at, time.Time{}, clocks))
	t := &table{most: 110}
	t.add("PORT", "DIRECTION", "MODES", "STATE", "UNTIL, NEXT / CHECKPOINT, WHO SAYS SO, HOW OLD")
	for _, p := range b.ports {
		for _, g := range grouped(p.all) {
			s := g.status
			lines := []string{b.when(s, p.chain.Clocks), strings.Join([]string{s.Checkpoint, said(s), b.age(s)}, ", ")}
			if lines[0] == "" {
				lines[0], lines[1] = lines[1], ""
			}
			t.add(p.name, string(s.Direction), g.modes(len(p.chain.Modes)), stateWords(s), lines[0])
			if lines[1] != "" || s.Label != "" {
				t.add("", "", "", s.Label, lines[1])
			}
		}
	}
	if err := t.write(w); err != nil || !b.detailed {
		return err
	}
	for _, p := range b.ports {
		for _, g := range grouped(p.all) {
			b.explain(w, p, g)
		}
		for _, r := range b.set.RoadsAt(p.chain.Port, b.at) {
			fmt.Fprintf(w, "\nOn the way: %s\n", listed(r.Road, r.Place, r.State, r.Reason, "since "+r.From.Format("2 Jan 2006"), r.Said.Note, r.Said.Doubt))
		}
	}
	return nil
}

// group is modes for which everything reads the same.
type group struct {
	status *hours.Status
	all    []hours.Mode
}

// modes names the modes, "all" where they are all that a port admits.
func (g group) modes(admitted int) string {
	if len(g.all) == admitted && admitted > 1 {
		return "all"
	}
	words := make([]string, len(g.all))
	for i, m := range g.all {
		words[i] = string(m)
	}
	return strings.Join(words, ", ")
}

// grouped puts the modes of each direction together that share an answer.
func grouped(all []hours.Status) []*group {
	var groups []*group
	for i := range all {
		s := &all[i]
		at := slices.IndexFunc(groups, func(g *group) bool { return g.status.Direction == s.Direction && sameAnswer(g.status, s) })
		if at < 0 {
			at = len(groups)
			groups = append(groups, &group{status: s})
		}
		groups[at].all = append(groups[at].all, s.Mode)
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return strings.Compare(string(a.status.Direction), string(b.status.Direction)) })
	return groups
}

func sameAnswer(a, b *hours.Status) bool {
	return a.State == b.State && a.Day == b.Day && a.Label == b.Label && a.Reason == b.Reason && a.Checkpoint == b.Checkpoint &&
		a.Until.Equal(b.Until) && a.NextOpen.Equal(b.NextOpen) && a.NextChange.Equal(b.NextChange) &&
		slices.EqualFunc(a.Claims, b.Claims, func(x, y hours.Claim) bool {
			return x.ID == y.ID && x.Checkpoint == y.Checkpoint && x.State == y.State
		})
}

func stateWords(s *hours.Status) string {
	if s.State == hours.Unknown && s.Day == hours.Open {
		return "unknown, open day"
	}
	return s.State.String()
}

// when says how long it stays so and what comes next, on the clocks of the port.
func (b *board) when(s *hours.Status, clocks []hours.Clock) string {
	switch {
	case s.State != hours.Open && !s.NextOpen.IsZero():
		return "opens " + onClocks(s.NextOpen, b.at, clocks)
	case !s.Until.IsZero():
		return "until " + onClocks(s.Until, b.at, clocks)
	case s.State == hours.Unknown && s.Day == hours.Open && !s.NextChange.IsZero():
		return "hours not published; open days until " + onClocks(s.NextChange, b.at, clocks)
	case !s.NextChange.IsZero():
		return "changes " + onClocks(s.NextChange, b.at, clocks)
	}
	return ""
}

// onClocks words an instant as each of the clocks shows it: the date once, with
// the year where it is not that of another instant, and the day of the week
// where a clock shows another one.
func onClocks(at, other time.Time, clocks []hours.Clock) string {
	if len(clocks) == 0 {
		clocks = []hours.Clock{{Name: "UTC", Zone: time.UTC}}
	}
	var parts []string
	day := ""
	for _, c := range clocks {
		local := at.In(c.Zone)
		words := local.Format("15:04 ") + c.Name
		if d := local.Format("Mon 2 Jan"); d != day {
			switch {
			case day != "": // the clocks are less than a day apart
				d = local.Format("Mon")
			case local.Year() != other.Year():
				d = local.Format("Mon 2 Jan 2006")
			}
			day, words = local.Format("Mon 2 Jan"), d+" "+words
		}
		parts = append(parts, words)
	}
	return strings.Join(parts, ", ")
}

// said names those whose word decides.
func said(s *hours.Status) string {
	var names []string
	for _, c := range s.Claims {
		for _, src := range c.Sources[:min(1, len(c.Sources))] {
			who := src.Publisher
			if who == "" {
				who = src.Title
			}
			if !slices.Contains(names, who) {
				names = append(names, who)
			}
		}
	}
	switch len(names) {
	case 0:
		return "nobody"
	case 1:
		return shortened(names[0], 48)
	}
	return fmt.Sprintf("%s and %d more", shortened(names[0], 40), len(names)-1)
}

// age words how old the oldest word is that decides. What was said later than
// the instant has a date instead.
func (b *board) age(s *hours.Status) string {
	age := b.at.Sub(s.AsOf)
	days := int(age.Hours() / 24)
	switch {
	case len(s.Claims) == 0:
		return "nothing is known"
	case s.AsOf.IsZero():
		return "undated"
	case age < 0:
		return "on " + s.AsOf.Format("2 Jan 2006")
	case days < 1:
		return "new"
	case days < 2*30:
		return count(days, "day") + " old"
	case days < 2*365:
		return count(days/30, "month") + " old"
	}
	return count(days/365, "year") + " old"
}

// explain writes what each side says and on whose word.
func (b *board) explain(w io.Writer, p portStatus, g *group) {
	s := g.status
	fmt.Fprintf(w, "\n%s: %s\n", strings.Join(strings.Fields(p.name+" "+string(s.Direction)+" "+g.modes(0)), " "), stateWords(s))
	for _, side := range s.Sides {
		fmt.Fprintf(w, "  %s: %s", side.Country, stateWords(&hours.Status{State: side.State, Day: side.Day}))
		if !side.Until.IsZero() {
			fmt.Fprint(w, " until ", onClocks(side.Until, b.at, p.clocksOf(side.Country)))
		}
		if side.Reason != "" {
			fmt.Fprint(w, ": ", side.Reason)
		}
		fmt.Fprintln(w)
		for i := range side.Claims {
			b.claim(w, &side.Claims[i])
		}
	}
}

func (b *board) claim(w io.Writer, c *hours.Claim) {
	fmt.Fprintf(w, "    %s, %s\n", c.ID, c.Confidence)
	if c.Note != "" {
		fmt.Fprintf(w, "      %s\n", clean(c.Note))
	}
	for _, src := range c.Sources {
		fmt.Fprintf(w, "      %s\n", listed(src.Publisher, src.Title, src.Published, src.URL))
	}
	for _, a := range b.set.Alternatives(c.ID) {
		fmt.Fprintf(w, "      elsewhere: %s\n", listed(a.Says, a.Note, a.Source.Publisher, a.Source.Published, a.Source.URL))
	}
}

// listed joins what there is of some texts.
func listed(texts ...string) string {
	texts = slices.DeleteFunc(texts, func(s string) bool { return s == "" })
	return clean(strings.Join(texts, "; "))
}
