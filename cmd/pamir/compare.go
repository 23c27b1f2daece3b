package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"pamir/geo/border"
	"pamir/geo/hours"
	"pamir/internal/formats"
)

type compareCmd struct {
	From string `arg:"" help:"Where to begin: a name, or a position as LON,LAT."`
	To   string `arg:"" help:"Where to end."`

	Output string `short:"o" default:"table" enum:"table,json" help:"table or json."`

	trip
}

func (compareCmd) Help() string {
	return `Every border port by which one may get from one place to another: when one is through it and there,
what one drives and waits, the highest point, who is admitted, and how sure all that is. Those that can
be promised come first, by when one is through; of the others that is a lower bound, marked with ≥.

Examples:

  pamir compare Kashgar Osh --depart 2026-11-24T08:00:00+08:00
  pamir compare Kashgar Osh --profile truck -o json
  pamir compare Kashgar Naryn --assume-hours torugart='Mo-Su 10:00-19:30' --assume-service torugart=1h`
}

func (c *compareCmd) Run(w *world) error {
	r, err := c.ready(w, []string{c.From, c.To})
	if err != nil {
		return err
	}
	found, err := r.border.Compare(context.Background(), r.plan)
	if errors.Is(err, border.ErrNoPort) {
		return &fault{err: fmt.Errorf("no port lies between %s and %s: the roads join them without one", r.names[0], r.names[1]), hint: "pamir route finds the way"}
	}
	if err != nil {
		return routeFault(err)
	}
	if c.Output == "json" {
		return c.json(w.stdout, r, found)
	}
	return c.table(w.stdout, r, found)
}

func (c *compareCmd) json(w io.Writer, r *ready, found *border.Comparison) error {
	type way struct {
		Distance float64    `json:"distance"`
		Duration float64    `json:"duration"`
		DepartAt *time.Time `json:"depart_at"`
		formats.WayTimes
		Highest *formats.Highest      `json:"highest"`
		Notices []formats.RouteNotice `json:"notices"`
	}
	type option struct {
		formats.PortOption
		Way *way `json:"way"`
	}
	doc := struct {
		From      string               `json:"from"`
		To        string               `json:"to"`
		Profile   string               `json:"profile"`
		Schematic bool                 `json:"schematic"`
		Schedules string               `json:"schedules"`
		DepartAt  time.Time            `json:"depart_at"`
		Options   []option             `json:"options"`
		Choices   []formats.PortChoice `json:"choices"`
		Promised  bool                 `json:"choices_promised"`
		Complete  bool                 `json:"choices_complete"`
	}{r.names[0], r.names[1], c.Profile, r.border.Router().Network().Schematic(), r.book.Version(), r.plan.Depart, []option{}, formats.NewPortChoices(found), found.Promised, found.Complete}
	for i := range found.Options {
		o := option{PortOption: formats.NewPortOption(&found.Options[i])}
		if x := found.Options[i].Way; x != nil {
			o.Way = &way{float64(x.Itinerary.Centimetres()) / 100, float64(x.Itinerary.Hundredths()) / 100, &x.Depart, formats.NewWayTimes(x, r.clocks, nil), formats.NewHighest(&x.Itinerary), []formats.RouteNotice{}}
			for k := range x.Notices {
				o.Way.Notices = append(o.Way.Notices, formats.NewRouteNotice(&x.Notices[k]))
			}
		}
		doc.Options = append(doc.Options, o)
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(doc)
}

func (c *compareCmd) table(w io.Writer, r *ready, found *border.Comparison) error {
	clocks := r.optionClocks(found)
	fmt.Fprintf(w, "%s by %s, leaving %s\n", strings.Join(r.names, " – "), c.Profile, onClocks(r.plan.Depart, time.Time{}, clocks))
	if r.border.Router().Network().Schematic() {
		fmt.Fprintln(w, "The roads are schematic: lengths are as published, times of driving are estimates.")
	}
	fmt.Fprintln(w, "\n"+inClocks(r.plan.Depart, clocks))
	first := clocks[:min(1, len(clocks))]
	when := func(sure, earliest time.Time) string {
		switch {
		case !sure.IsZero():
			return onClocks(sure, r.plan.Depart, first)
		case !earliest.IsZero():
			return "≥ " + onClocks(earliest, r.plan.Depart, first)
		}
		return ""
	}
	t := &table{right: []bool{false, false, false, true, true, true, true}}
	steep := func(o *border.Option) (string, bool) {
		if o.Way == nil {
			return "", false
		}
		cm, known := o.Way.Itinerary.LongestSteep()
		return fmt.Sprintf("%.1f km", float64(cm)/100_000), known
	}
	graded := slices.ContainsFunc(found.Options, func(o border.Option) bool { _, known := steep(&o); return known })
	head := []string{"PORT", "THROUGH", "THERE", "KM", "DRIVE", "WAIT", "HIGHEST", "ADMITTED", "SURE"}
	if graded {
		head = append(head, "STEEP")
	}
	t.add(head...)
	for i := range found.Options {
		o := &found.Options[i]
		if o.Way == nil {
			t.add(o.Port.Name, "no: "+notAnOption(o.Why), "", "", "", "", "", modes(o.Allowed))
			continue
		}
		highest := ""
		if h := formats.NewHighest(&o.Way.Itinerary); h != nil {
			highest = fmt.Sprintf("%.0f m", h.Elevation)
		}
		row := []string{o.Port.Name, when(o.Clear, o.ClearEarliest), when(o.Way.ArriveAt, o.Way.ArriveEarliest), fmt.Sprintf("%.0f", float64(o.Way.Itinerary.Centimetres())/100_000),
			hoursAndMinutes(o.Way.Itinerary.Hundredths()), formats.Lasts(o.Wait), highest, modes(o.Allowed), o.Confidence.String()}
		if s, known := steep(o); known {
			row = append(row, s)
		}
		t.add(row...)
	}
	if err := t.write(w); err != nil {
		return err
	}
	for i := range found.Options {
		if o := &found.Options[i]; o.Way != nil {
			fmt.Fprintf(w, "%s: %s%s\n", o.Port.Name, formats.NewVerdict(o.Way).Text, r.advice(o.Way, clocks))
		}
	}
	return nil
}

// advice says when to leave.
func (r *ready) advice(way *border.Way, clocks []hours.Clock) string {
	s := ""
	if !way.Verdict.Until.IsZero() {
		s += " It opens " + onClocks(way.Verdict.Until, way.Depart, clocks) + "."
	}
	if way.Assumed {
		s += " This is on your assumptions."
	}
	if !way.LatestDeparture.IsZero() {
		s += " Leave by " + onClocks(way.LatestDeparture, way.Depart, clocks) + "."
	}
	if !way.LeaveInstead.IsZero() {
		s += " Better leave " + onClocks(way.LeaveInstead, way.Depart, clocks) + "."
	}
	return s
}

// optionClocks are the clocks of all ways, each once.
func (r *ready) optionClocks(found *border.Comparison) (list []hours.Clock) {
	for i := range found.Ways {
		list = addClocks(list, r.wayClocks(&found.Ways[i]))
	}
	return list
}

// inClocks says which clock a table goes by, and how far off the others are.
func inClocks(at time.Time, clocks []hours.Clock) string {
	if len(clocks) == 0 {
		return "Times are UTC."
	}
	s := "Times are of " + clocks[0].Name
	_, own := at.In(clocks[0].Zone).Zone()
	for _, c := range clocks[1:] {
		_, offset := at.In(c.Zone).Zone()
		switch d := time.Duration(offset-own) * time.Second; {
		case d == 0:
			s += "; " + c.Name + " has the same"
		case d < 0:
			s += fmt.Sprintf("; %s is %s behind", c.Name, shortly(-d))
		default:
			s += fmt.Sprintf("; %s is %s ahead", c.Name, shortly(d))
		}
	}
	return s + "."
}

// shortly is a whole number of hours, or hours and minutes.
func shortly(d time.Duration) string {
	if d%time.Hour == 0 {
		return fmt.Sprintf("%d h", d/time.Hour)
	}
	return formats.Lasts(d)
}

func modes(list []hours.Mode) string {
	var names []string
	for _, m := range list {
		names = append(names, string(m))
	}
	return strings.Join(names, " ")
}

// notAnOption says why one cannot go through a port.
func notAnOption(why string) string {
	switch why {
	case string(border.ModeNotAllowed):
		return "it does not admit this vehicle"
	case border.NationalityNotAllowed:
		return "it does not admit this nationality"
	case border.LeftOut:
		return "left out as asked"
	case border.ShutLong:
		return "closed for more than a year"
	}
	return why
}
