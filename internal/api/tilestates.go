package api

import (
	"pamir/geo"
	"pamir/internal/store"
	"pamir/internal/tiles"
)

// states tells the states of the ports and checkpoints in a box at the instant
// that the request is about, for the modes and directions that it is about; a
// feature whose states differ between these has none. It is nil where the
// request is not about hours. The answer holds for so many seconds.
func (c *call) states(layers []tiles.Layer, box geo.Box) (states tiles.States, seconds int, err error) {
	if !c.asksHours() || c.book == nil {
		return nil, 0, nil
	}
	if _, c.at, seconds, err = c.statuses(c.book.Chains()); err != nil {
		return nil, 0, err
	}
	states = tiles.States{}
	for _, l := range layers {
		id := l.Collection.ID
		if id != "ports" && id != "checkpoints" {
			continue
		}
		of := *c
		of.collection = l.Collection
		page, err := c.s.cfg.Store.Features(c.r.Context(), id, store.Query{BBox: &box, Limit: maxLimit})
		if err != nil {
			return nil, 0, err
		}
		for _, f := range page.Features {
			all, err := of.itemStatuses(f)
			if err != nil {
				return nil, 0, err
			}
			if s, ok := stateOf(all).(string); ok {
				states[tiles.StateOf{Collection: id, ID: f.ID}] = s
			}
		}
	}
	return states, seconds, nil
}
