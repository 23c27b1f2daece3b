package api

import (
	"cmp"
	"slices"
	"time"

	"pamir/geo/hours"
	"pamir/internal/formats"
)

type changesDoc struct {
	Since   *time.Time  `json:"since"`
	Version *string     `json:"version"` // of the schedules
	Links   []Link      `json:"links"`
	Changes []changeDoc `json:"changes"`
}

// changeDoc is a notice or a rule that was published, or a collection whose data
// was changed.
type changeDoc struct {
	Kind       string                 `json:"kind"`
	ID         string                 `json:"id"`
	Date       *string                `json:"date"` // null: its sources have none
	Port       *string                `json:"port"`
	Checkpoint *string                `json:"checkpoint"`
	Side       *string                `json:"side"`
	Modes      []string               `json:"modes"`
	Directions []string               `json:"directions"`
	From       *time.Time             `json:"from"`
	To         *time.Time             `json:"to"`
	Says       *string                `json:"says"` // an expression of opening hours
	HoursKnown bool                   `json:"hours_known"`
	Reason     *string                `json:"reason"`
	Confidence *string                `json:"confidence"`
	Note       *string                `json:"note"`
	Superseded bool                   `json:"superseded"`
	Sources    []formats.StatusSource `json:"sources"`
	Href       *string                `json:"href"`

	at time.Time
}

// changes answers /v1/changes, the newest first. What has no date is there only
// if everything is asked for.
func (c *call) changes() error {
	version := ""
	if c.book != nil {
		version = c.book.Version()
	}
	if c.freshFor(longestAge, version) {
		return nil
	}
	all := c.dataChanges()
	if c.book != nil {
		all = slices.Concat(all, c.ruleChanges(), c.noticeChanges())
	}
	all = slices.DeleteFunc(all, func(d changeDoc) bool { return d.at.Before(c.since) })
	slices.SortStableFunc(all, func(a, b changeDoc) int { return cmp.Or(b.at.Compare(a.at), cmp.Compare(a.ID, b.ID)) })
	doc := changesDoc{Since: timeOrNull(c.since), Version: orNull(version), Links: c.views(), Changes: all}
	if doc.Changes == nil {
		doc.Changes = []changeDoc{}
	}
	return c.writeJSON(doc)
}

func (c *call) dataChanges() (all []changeDoc) {
	for _, col := range c.s.collections {
		href := c.base + "/collections/" + pathSegment(col.ID)
		all = append(all, changeDoc{Kind: "data", ID: col.ID, Date: dayOrNull(col.Updated), Modes: []string{}, Directions: []string{}, Sources: []formats.StatusSource{}, Href: &href, at: col.Updated})
	}
	return all
}

func (c *call) ruleChanges() (all []changeDoc) {
	for _, r := range c.book.Rules() {
		d := c.scoped(r.Scope, r.Sources, r.ID)
		d.Kind, d.Date, d.at = "rule", dayOrNull(r.AsOf), r.AsOf
		d.From, d.To = timeOrNull(r.ValidFrom), timeOrNull(r.ValidTo)
		d.says(r.Hours, r.Days)
		d.Confidence, d.Note = orNull(r.Confidence.String()), orNull(r.Note)
		all = append(all, d)
	}
	return all
}

func (c *call) noticeChanges() (all []changeDoc) {
	gone := map[string]bool{}
	for _, n := range c.book.Notices() {
		for _, id := range n.Supersedes {
			gone[id] = true
		}
	}
	for _, n := range c.book.Notices() {
		d := c.scoped(n.Scope, n.Sources, n.ID)
		d.Kind, d.Date, d.at = "notice", dayOrNull(n.Published), n.Published
		d.From, d.To = timeOrNull(n.From), timeOrNull(n.To)
		d.says(n.Hours, n.Days)
		d.Reason, d.Confidence, d.Note = orNull(n.Reason), orNull(n.Confidence.String()), orNull(n.Note)
		d.Superseded = gone[n.ID]
		all = append(all, d)
	}
	return all
}

func (d *changeDoc) says(clock, days *hours.Expr) {
	e := clock
	if e == nil {
		e = days
	}
	text := e.String()
	d.Says, d.HoursKnown = &text, clock != nil
}

func (c *call) scoped(s hours.Scope, sources []hours.Source, id string) changeDoc {
	d := changeDoc{ID: id, Port: orNull(s.Port), Checkpoint: orNull(s.Checkpoint), Side: orNull(s.Side), Modes: []string{}, Directions: []string{}, Sources: []formats.StatusSource{}}
	for _, m := range s.Modes {
		d.Modes = append(d.Modes, string(m))
	}
	for _, o := range s.Directions {
		d.Directions = append(d.Directions, string(o))
	}
	for _, o := range sources {
		d.Sources = append(d.Sources, formats.NewSource(o))
	}
	if s.Port != "" {
		href := c.base + "/v1/ports/" + pathSegment(s.Port) + "/status"
		d.Href = &href
	}
	return d
}
