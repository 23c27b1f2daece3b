package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"pamir/geo/border"
	"pamir/geo/hours"
	"pamir/geo/route"
)

type verifyGatesCmd struct {
	source
}

func (verifyGatesCmd) Help() string {
	return `Puts each checkpoint of each border port on its road, for those who drive trucks and cars and those who
walk, and lists the road, the arc of the road graph and the distance that one drives from the checkpoint
before it. Ferries and passes that open and shut by the clock are listed with their rules. Then, with all
ports shut, it looks for a way from one country to another: there must be none.
A checkpoint that has no road stops a server from starting; so it does here.

Examples:

  pamir verify gates
  pamir verify gates --region kyrgyzstan`
}

func (c *verifyGatesCmd) Run(w *world) error {
	ctx := context.Background()
	r, err := c.open(w)
	if err != nil {
		return err
	}
	b, err := r.borders(ctx)
	if err != nil {
		return err
	}
	if err := listGates(ctx, w.stdout, b); err != nil {
		return err
	}
	told := map[string]bool{}
	for _, a := range b.Sites().Absent {
		line := fmt.Sprintf("%s is not crossed by %s%s: %s\n", a.Port.ID, a.Mode, inDirection(a.Direction), a.Why)
		if !told[line] { // once for all who drive alike
			told[line] = true
			fmt.Fprint(w.stdout, line)
		}
	}
	leaks, err := b.Leaks(ctx)
	if err != nil {
		return err
	}
	for _, l := range leaks {
		middle := l.Line[len(l.Line)/2]
		fmt.Fprintf(w.stdout, "with all ports shut, a way for %s leads from %s to %s, by %.5f,%.5f\n", l.Mode, l.From, l.To, middle[0], middle[1])
	}
	if len(leaks) > 0 {
		return &fault{err: fmt.Errorf("%s from one country to another past all ports", count(len(leaks), "way")), hint: "a port is missing, or a road is joined where none is"}
	}
	_, err = fmt.Fprintln(w.stdout, "with all ports shut no way joins two countries")
	return err
}

func inDirection(d hours.Direction) string {
	if d == "" {
		return ""
	}
	return " in the direction " + string(d)
}

// listGates lists the checkpoints of all crossings, with their roads.
func listGates(ctx context.Context, w io.Writer, b *border.Border) error {
	t := &table{right: []bool{false, false, false, false, false, true, true, true}, most: 48}
	t.add("PORT", "DIRECTION", "BY", "CHECKPOINT", "ROAD", "WAY", "ARC", "KM", "PLACED")
	list := b.Sites().Crossings
	for m := range list {
		mode := route.Mode(m)
		ask := b.Router().Now().Inquire(ctx, &route.Options{Mode: mode})
		for i := range list[m] {
			x := &list[m][i]
			for k := range x.Stops {
				s := &x.Stops[k]
				site := b.Router().Network().Site(mode, &s.Place)
				km := ""
				if k > 0 {
					leg, err := ask.Find(&x.Stops[k-1].Place, &s.Place, time.Time{})
					if err != nil {
						ask.End()
						return fmt.Errorf("from %s to %s: %w", x.Stops[k-1].Checkpoint.ID, s.Checkpoint.ID, err)
					}
					km = fmt.Sprintf("%.1f", float64(leg.Centimetres)/100_000)
				}
				name := s.Checkpoint.ID
				if k == x.Over && x.Port.Kind.Border() {
					name += " (frontier)"
				}
				t.add(x.Port.ID, string(x.Direction), modes(x.Modes), name, site.Road, fmt.Sprint(site.Way), fmt.Sprint(site.Arc), km, placed(s))
			}
		}
		ask.End()
	}
	return t.write(w)
}

// placed says how one knows where a checkpoint is.
func placed(s *border.Stop) string {
	if s.Timed != nil {
		return s.Kind() + ", " + s.Timed.Says()
	}
	p := s.Placed.String()
	switch s.Placed {
	case border.AtNext:
		p = "taken to be at " + s.By
	case border.AtPosition, border.AtRoad:
		p += fmt.Sprintf(", %.0f m off", s.OffM)
	}
	return p
}
