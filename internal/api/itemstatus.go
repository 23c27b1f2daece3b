package api

import (
	"slices"
	"time"

	"pamir/geo/hours"
	"pamir/internal/store"
)

// itemStatus is what an item says of its hours: a status in short, or that of a
// checkpoint.
type itemStatus struct {
	Mode       string     `json:"mode"`
	Direction  *string    `json:"direction"`
	State      string     `json:"state"`
	Day        string     `json:"day"`
	Label      *string    `json:"label"`
	Reason     *string    `json:"reason"`
	Until      *time.Time `json:"until"`
	NextChange *time.Time `json:"next_change"`
}

// checkItemHours checks that it is ports or checkpoints whose hours are asked.
func checkItemHours(c *call, wrong *wrongs) {
	if !c.asksHours() || c.collection == nil {
		return
	}
	if id := c.collection.ID; id != "ports" && (id != "checkpoints" || c.route.has("state")) {
		for _, name := range []string{"at", "mode", "direction", "state"} {
			if c.query.has(name) && c.route.has(name) {
				wrong.add(invalidParameter, name, "is for ports and their checkpoints; "+id+" has no hours")
			}
		}
		return
	}
	checkHours(c, wrong)
}

// freshItems is fresh, also for an answer with the hours at an instant, which it
// settles, and for one that is made of the parts, too.
func (c *call) freshItems(parts ...string) (bool, error) {
	if !c.asksHours() {
		if parts != nil {
			return c.freshFor(longestAge, parts...), nil
		}
		return c.fresh(), nil
	}
	_, at, seconds, err := c.statuses(c.book.Chains())
	if err != nil {
		return false, err
	}
	c.at = at
	return c.freshFor(seconds, append(parts, c.book.Version(), at.UTC().Format(time.RFC3339Nano))...), nil
}

// addStatus gives features of ports or checkpoints two more properties: status,
// of each mode and direction asked about, and state, where that is the same for
// all of them. The collection of the call becomes one that has these.
func (c *call) addStatus(features []*store.Feature) ([]*store.Feature, error) {
	col := *c.collection
	added := []store.Property{
		{Name: "state", Title: "State", Type: store.String, Enum: []string{"open", "closed", "unknown", "conflict"}},
		{Name: "status", Title: "Status", Type: store.Array},
	}
	if c.fields != nil {
		c.fields = append(slices.Clone(c.fields), len(col.Properties), len(col.Properties)+1)
	}
	col.Properties = append(slices.Clone(col.Properties), added...)
	out := make([]*store.Feature, len(features))
	for i, f := range features {
		all, err := c.itemStatuses(f)
		if err != nil {
			return nil, err
		}
		with := *f
		with.Values = append(slices.Clone(f.Values), stateOf(all), store.JSON(appendJSON(nil, all)))
		out[i] = &with
	}
	c.collection = &col
	return out, nil
}

// stateOf is the state that all have, or nil.
func stateOf(all []itemStatus) store.Value {
	for _, s := range all {
		if s.State != all[0].State {
			return nil
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all[0].State
}

func (c *call) itemStatuses(f *store.Feature) ([]itemStatus, error) {
	all := []itemStatus{}
	port, checkpoint := f.ID, ""
	if c.collection.ID == "checkpoints" {
		port, _ = c.collection.Value(f, "port").(string)
		checkpoint = f.ID
	}
	if c.book.Chain(port) == nil {
		return all, nil
	}
	for _, p := range c.pairs(port) {
		if checkpoint != "" {
			if s, ok := c.checkpointStatus(port, checkpoint, p); ok {
				all = append(all, s)
			}
			continue
		}
		s, err := c.moment.of(port, p)
		if err != nil {
			return nil, err
		}
		all = append(all, itemStatus{string(p.Mode), orNull(string(p.Direction)), s.State.String(), s.Day.String(), orNull(s.Label), orNull(s.Reason), timeOrNull(s.Until), timeOrNull(s.NextChange)})
	}
	return all, nil
}

// checkpointStatus is that of one checkpoint; none where the pair does not pass
// it.
func (c *call) checkpointStatus(port, checkpoint string, p hours.Pair) (itemStatus, bool) {
	t, err := c.book.Timeline(hours.Query{Port: port, Checkpoint: checkpoint, Mode: p.Mode, Direction: p.Direction}, c.at, c.at.Add(hours.Horizon))
	if err != nil {
		return itemStatus{}, false
	}
	now := t.At(c.at)
	s := itemStatus{Mode: string(p.Mode), Direction: orNull(string(p.Direction)), State: now.State.String(), Day: now.Day.String(), Reason: orNull(now.Comment)}
	for at, ok := t.NextChange(c.at); ok; at, ok = t.NextChange(at) {
		then := t.At(at)
		if s.NextChange == nil && (then.State != now.State || then.Day != now.Day) {
			s.NextChange = timeOrNull(at)
		}
		if then.State != now.State {
			if now.State == hours.Open || now.State == hours.Closed {
				s.Until = timeOrNull(at)
			}
			break
		}
	}
	return s, true
}

// neighbourHours leaves the neighbours that are in the state asked for, for one
// of the modes and directions, and adds their status.
func (c *call) neighbourHours(all []store.Neighbour) ([]store.Neighbour, error) {
	var kept []store.Neighbour
	var features []*store.Feature
	in := func(s itemStatus) bool { return s.State == c.state }
	for _, n := range all {
		if len(kept) == c.number {
			break
		}
		some, err := c.itemStatuses(n.Feature)
		if err != nil {
			return nil, err
		}
		if c.state == "" || slices.ContainsFunc(some, in) {
			kept, features = append(kept, n), append(features, n.Feature)
		}
	}
	with, err := c.addStatus(features)
	if err != nil {
		return nil, err
	}
	for i := range kept {
		kept[i].Feature = with[i]
	}
	return kept, nil
}
