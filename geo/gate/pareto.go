package gate

import (
	"cmp"
	"slices"
	"time"

	"pamir/geo/hours"
)

// Choice is a way that none other beats in arrival, waiting and driving at
// once.
type Choice struct {
	Way
	Wait  time.Duration // because a stop is shut
	Drive time.Duration
}

// Choices returns all ways, each crossing passed once at most, that leave at an
// instant and of which none other is as good in arrival, waiting and driving
// and better in one, in the order of their arrival. complete is false where
// there was more to look at than budget allows, in labels; some may then be
// missing.
func (s *Search) Choices(g *Graph, trip *Trip, depart time.Time, accept hours.Accept, budget int) (choices []Choice, complete bool) {
	start := ceil(depart)
	p := pareto{g: g, trip: trip, accept: accept, nearest: s.ahead(g, trip)}
	if trip.Direct < NoWay {
		p.offer(offer{at: start + instant(trip.Direct), drive: instant(trip.Direct), last: -1})
	}
	for c := range g.Crossings {
		p.extend(-1, c, trip.To[c], step{at: start})
	}
	for len(p.open) > 0 && len(p.steps) < budget {
		p.settle(p.next())
	}
	for _, o := range p.best {
		way := Way{Depart: depart, Arrive: o.at.time()}
		for i := o.last; i >= 0; i = p.steps[i].before {
			way.Crossings = append(way.Crossings, p.steps[i].crossing)
		}
		slices.Reverse(way.Crossings)
		choices = append(choices, Choice{Way: way, Wait: time.Duration(o.wait) * centisecond, Drive: time.Duration(o.drive) * centisecond})
	}
	slices.SortFunc(choices, func(a, b Choice) int {
		return cmp.Or(a.Arrive.Compare(b.Arrive), cmp.Compare(a.Drive, b.Drive), cmp.Compare(a.Wait, b.Wait))
	})
	return choices, len(p.open) == 0
}

// pareto is a search for choices: labels at the exits of crossings, the
// earliest first. A label goes on only while the best that can come of it is
// not beaten by a choice that is there already. (Labels do not beat each other:
// who comes later has waited less, unless he has driven more.)
type pareto struct {
	g       *Graph
	trip    *Trip
	accept  hours.Accept
	nearest []instant // from the exit of each crossing to the end, at the least
	steps   []step
	open    []int // heap of steps by at
	best    []offer
}

// step is a label.
type step struct {
	at, wait, drive instant
	crossing        int
	before          int // the step before; -1: the start
}

type offer struct {
	at, wait, drive instant
	last            int
}

func (o offer) beats(p offer) bool { return o.at <= p.at && o.wait <= p.wait && o.drive <= p.drive }

// offer takes a way to the end, if none is as good, and drops those that it
// beats.
func (p *pareto) offer(o offer) {
	if slices.ContainsFunc(p.best, func(b offer) bool { return b.beats(o) }) {
		return
	}
	p.best = append(slices.DeleteFunc(p.best, func(b offer) bool { return o.beats(b) }), o)
}

// extend goes from a step to a crossing and through it.
func (p *pareto) extend(before, c int, drive Drive, from step) {
	if drive >= NoWay || p.trip.barred(c) || p.nearest[c] == never {
		return
	}
	for i := before; i >= 0; i = p.steps[i].before {
		if p.steps[i].crossing == c {
			return
		}
	}
	t := step{at: from.at + instant(drive), drive: from.drive + instant(drive), wait: from.wait, crossing: c, before: before}
	for i := range p.g.Crossings[c].Stops {
		s := &p.g.Crossings[c].Stops[i]
		if s.Drive >= NoWay {
			return
		}
		t.at, t.drive = t.at+instant(s.Drive), t.drive+instant(s.Drive)
		begin, end, ok := s.begin(t.at, p.accept)
		if !ok {
			return
		}
		queue, _, _ := s.times(p.accept)
		t.wait += closed(t.at, queue, begin)
		t.at = end
	}
	bound := offer{at: t.at + p.nearest[c], wait: t.wait, drive: t.drive + p.nearest[c]}
	if slices.ContainsFunc(p.best, func(b offer) bool { return b.beats(bound) }) {
		return
	}
	p.steps = append(p.steps, t)
	p.push(len(p.steps) - 1)
}

func (p *pareto) settle(i int) {
	t := p.steps[i]
	if d := p.trip.From[t.crossing]; d < NoWay {
		p.offer(offer{at: t.at + instant(d), wait: t.wait, drive: t.drive + instant(d), last: i})
	}
	n := len(p.g.Crossings)
	for c, d := range p.g.Between[t.crossing*n : (t.crossing+1)*n] {
		p.extend(i, c, d, t)
	}
}

func (p *pareto) push(i int) {
	p.open = append(p.open, i)
	for k := len(p.open) - 1; k > 0; {
		up := (k - 1) / 2
		if p.steps[p.open[up]].at <= p.steps[p.open[k]].at {
			return
		}
		p.open[up], p.open[k] = p.open[k], p.open[up]
		k = up
	}
}

func (p *pareto) next() int {
	first := p.open[0]
	n := len(p.open) - 1
	p.open[0] = p.open[n]
	p.open = p.open[:n]
	for k := 0; ; {
		least := k
		for c := 2*k + 1; c <= 2*k+2 && c < n; c++ {
			if p.steps[p.open[c]].at < p.steps[p.open[least]].at {
				least = c
			}
		}
		if least == k {
			return first
		}
		p.open[k], p.open[least] = p.open[least], p.open[k]
		k = least
	}
}

// ahead returns the least drive from the exit of each crossing to the end, the
// drives within crossings left out, or never.
func (s *Search) ahead(g *Graph, trip *Trip) []instant {
	n := len(g.Crossings)
	least := make([]instant, n)
	for i := range least {
		if least[i] = never; trip.From[i] < NoWay {
			least[i] = instant(trip.From[i])
		}
	}
	done := make([]bool, n)
	for {
		j := -1
		for i := range n {
			if !done[i] && least[i] < never && (j < 0 || least[i] < least[j]) {
				j = i
			}
		}
		if j < 0 {
			return least
		}
		done[j] = true
		if trip.barred(j) {
			continue
		}
		for i := range n {
			if d := g.Between[i*n+j]; d < NoWay {
				least[i] = min(least[i], instant(d)+least[j])
			}
		}
	}
}
