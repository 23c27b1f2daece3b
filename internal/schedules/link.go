package schedules

import (
	"slices"
	"strings"
	"time"

	"pamir/geo/hours"
	"pamir/internal/ask"
)

// unique tells of ids that are there twice, in whichever files.
func (l *loader) unique() {
	seen := map[string]entry{}
	for _, e := range l.entries() {
		if e.id == "" {
			continue
		}
		if first, ok := seen[e.id]; ok {
			e.table.fault("id", "%q is already the id of something else, at %s:%d", ask.Clip(e.id), first.file, first.line)
			continue
		}
		seen[e.id] = e
	}
	type stretch struct{ file, country string }
	within := map[stretch][]Calendar{}
	for _, c := range l.calendars {
		at := stretch{c.file, c.Country}
		for _, o := range within[at] {
			if c.First <= o.Last && o.First <= c.Last {
				l.problems.add(Problem{File: c.file, Line: c.line, Entry: "calendar " + c.Country, Field: "from"},
					"it is about the same days as the calendar on line %d", o.line)
			}
		}
		within[at] = append(within[at], c)
	}
}

func (l *loader) entries() []entry {
	var all []entry
	for _, r := range l.rules {
		all = append(all, r.entry)
	}
	for _, n := range l.notices {
		all = append(all, n.entry)
	}
	for _, s := range l.stays {
		all = append(all, s.entry)
	}
	for _, r := range l.roads {
		all = append(all, r.entry)
	}
	return all
}

// link follows supersedes: a rule that another replaces ends where the other
// begins, at the ports of both; a notice is handed on with the names of all
// parts of those that it replaces.
func (l *loader) link() {
	for i := range l.rules {
		newer := &l.rules[i]
		for _, id := range newer.supersedes {
			older := find(l.rules, id, newer.entry, func(r rule) entry { return r.entry })
			if older >= 0 {
				l.rules[older].endBy(*newer)
			}
		}
	}
	for i := range l.notices {
		newer := &l.notices[i]
		var replaced []string
		for _, id := range newer.supersedes {
			older := find(l.notices, id, newer.entry, func(n notice) entry { return n.entry })
			if older < 0 {
				continue
			}
			for _, part := range l.notices[older].notices {
				replaced = append(replaced, part.ID)
			}
		}
		for j := range newer.notices {
			newer.notices[j].Supersedes = replaced
		}
	}
}

// find returns the place of what is superseded, -1 after it has told why there
// is none.
func find[T any](all []T, id string, by entry, of func(T) entry) int {
	var ids []string
	for i, v := range all {
		switch have := of(v).id; {
		case have != id && have != by.id:
			ids = append(ids, have)
		case have == id && have == by.id:
			by.table.fault("supersedes", "%q is itself", id)
			return -1
		case have == id:
			return i
		}
	}
	by.table.fault("supersedes", "there is no %s %q%s", strings.Fields(by.table.entry)[0], ask.Clip(id), meant(id, ids))
	return -1
}

// endBy ends a rule where a newer one begins, at the ports that both are about.
func (r *rule) endBy(newer rule) {
	for _, n := range newer.rules {
		r.rules = slices.DeleteFunc(r.rules, func(o hours.Rule) bool {
			return o.Scope.Port == n.Scope.Port && (n.ValidFrom.IsZero() || !o.ValidFrom.IsZero() && !o.ValidFrom.Before(n.ValidFrom))
		})
		for i := range r.rules {
			if o := &r.rules[i]; o.Scope.Port == n.Scope.Port {
				o.ValidTo = earlier(o.ValidTo, n.ValidFrom)
			}
		}
	}
}

// earlier returns the earlier of two ends; zero is no end.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
