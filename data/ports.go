package data

import (
	"slices"

	"github.com/paulmach/orb"

	"pamir/geo/border"
	"pamir/internal/store"
)

// Ports returns the road ports among the datasets as they are to be put on
// roads: those of Chains, with how sure the place of each checkpoint is.
func Ports(datasets []store.Dataset) (list []border.Port) {
	posts := map[string]border.Checkpoint{}
	var ignored Problems
	for _, d := range datasets {
		if d.Collection.ID != "checkpoints" {
			continue
		}
		set := &loaded{Dataset: d}
		for _, f := range d.Features {
			r := record{Feature: f, set: set, problems: &ignored}
			posts[r.ID] = r.post()
		}
	}
	names, others := map[string]string{}, map[string]border.Admission{}
	for _, d := range datasets {
		if d.Collection.ID == "ports" {
			for _, f := range d.Features {
				names[f.ID], _ = d.Collection.Value(f, "name").(string)
				others[f.ID] = map[any]border.Admission{"admitted": border.Admitted, "not-admitted": border.NotAdmitted}[d.Collection.Value(f, "third_country")]
			}
		}
	}
	for _, c := range Chains(datasets) {
		if len(c.Directions) == 0 {
			continue
		}
		p := border.Port{ID: c.Port, Name: names[c.Port], Others: others[c.Port], Modes: slices.Clone(c.Modes), Directions: slices.Clone(c.Directions)}
		for _, k := range c.Checkpoints {
			post, ok := posts[k.ID]
			if !ok {
				continue
			}
			post.Modes, post.Directions = k.Modes, k.Directions
			p.Checkpoints = append(p.Checkpoints, post)
		}
		list = append(list, p)
	}
	return list
}

func (r record) post() border.Checkpoint {
	c := border.Checkpoint{ID: r.ID, Name: r.text("name"), Side: r.text("side"), Frontier: r.text("function") == "frontier-gate"}
	if p, ok := r.Geometry.(orb.Point); ok {
		c.At = &p
	}
	c.AccuracyM, _ = r.number("accuracy_m")
	c.ToGateM, _ = r.number("distance_to_gate_m")
	return c
}
