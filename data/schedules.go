package data

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"pamir/geo/hours"
	"pamir/internal/schedules"
	"pamir/internal/store"
)

// Chains returns the ports among the datasets, each with its checkpoints in the
// order in which one leaves China: what schedules are about. A port without
// checkpoints, an airport, is its own.
func Chains(datasets []store.Dataset) []hours.Chain {
	var ports, posts []record
	var ignored Problems
	for _, d := range datasets {
		set := &loaded{Dataset: d}
		for _, f := range d.Features {
			switch r := (record{Feature: f, set: set, problems: &ignored}); d.Collection.ID {
			case "ports":
				ports = append(ports, r)
			case "checkpoints":
				posts = append(posts, r)
			}
		}
	}
	slices.SortStableFunc(posts, func(a, b record) int { return cmp.Compare(a.seq(), b.seq()) })
	var chains []hours.Chain
	for _, port := range ports {
		chains = append(chains, port.hours(posts))
	}
	return chains
}

func (r record) hours(posts []record) hours.Chain {
	chain := hours.Chain{Port: r.ID, Modes: hours.Modes()}
	if r.text("kind") == "air" {
		chain.Modes = []hours.Mode{hours.Foot}
	}
	home, there := r.text("country"), r.text("neighbour")
	if there != "" {
		out := hours.Direction(home + "-" + there)
		chain.Directions = []hours.Direction{out, out.Reverse()}
	}
	for _, p := range posts {
		if p.text("port") == r.ID {
			chain.Checkpoints = append(chain.Checkpoints, p.checkpoint(p.text("side")))
		}
	}
	if len(chain.Checkpoints) == 0 {
		chain.Checkpoints = []hours.Checkpoint{r.checkpoint(home)}
	}
	return chain
}

func (r record) checkpoint(side string) hours.Checkpoint {
	c := hours.Checkpoint{ID: r.ID, Side: side}
	if p, ok := r.Geometry.(orb.Point); ok {
		c.Position = &p
	}
	r.decode("modes", &c.Modes)
	r.decode("directions", &c.Directions)
	return c
}

// schedules checks the schedule files against the ports that loaded, and that
// each port has a rule, if only to say that nothing is known.
func (v *verifier) schedules() {
	datasets := make([]store.Dataset, 0, len(v.order))
	for _, id := range v.order {
		datasets = append(datasets, v.sets[id].Dataset)
	}
	files, err := schedules.BuiltIn(v.fsys)
	if err != nil {
		v.problems.add(Problem{File: "schedules"}, "%v", err)
		return
	}
	if len(files) == 0 {
		return
	}
	set, err := schedules.Load(Chains(datasets), files...)
	var found schedules.Problems
	switch {
	case errors.As(err, &found):
		for _, p := range found {
			at := Problem{File: strings.TrimPrefix(p.File, "data/"), Property: p.Field}
			v.problems.add(at, "line %d: %s: %s", p.Line, p.Entry, p.Message)
		}
		return
	case err != nil:
		v.problems.add(Problem{File: "schedules"}, "%v", err)
		return
	}
	for _, port := range v.records("ports") {
		if !slices.Contains(set.Ports(), port.ID) {
			port.report("", "no rule in schedules is about it")
		}
	}
}
