package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pamir/geo"
	"pamir/geo/cql2"
	"pamir/geo/relate"
	"pamir/internal/store"
)

// testFeatures compares random queries with the obvious answer.
func testFeatures(t *testing.T, open Open) {
	d := Random(10, 300)
	s := opened(t, open, d)
	r := rand.New(rand.NewPCG(11, 0))
	for range 600 {
		compare(t, s, d, randomQuery(r, d))
	}
}

// compare checks one answer, with all that a page says.
func compare(t *testing.T, s store.Store, d store.Dataset, q store.Query) {
	t.Helper()
	got, err := s.Features(context.Background(), d.Collection.ID, q)
	if err != nil {
		t.Fatalf("%s: %v", show(q), err)
	}
	want := answer(d, q)
	if ids(got.Features) != ids(want.Features) {
		t.Fatalf("%s:\n got %s\nwant %s", show(q), ids(got.Features), ids(want.Features))
	}
	if got.HasNext != want.HasNext || got.HasPrev != want.HasPrev {
		t.Fatalf("%s: next %v, prev %v; want %v, %v", show(q), got.HasNext, got.HasPrev, want.HasNext, want.HasPrev)
	}
	if got.Matched != -1 && got.Matched != want.Matched {
		t.Fatalf("%s: matched %d, want %d or -1", show(q), got.Matched, want.Matched)
	}
}

func randomQuery(r *rand.Rand, d store.Dataset) store.Query {
	q := store.Query{Limit: 1 + r.IntN(40)}
	if r.IntN(2) == 0 {
		p, w, h := randomPoint(r), r.Float64()*90, r.Float64()*60
		b := geo.Box{West: p[0], South: max(-90, p[1]-h), East: p[0] + w, North: min(90, p[1]+h)}
		if b.East > 180 {
			b.East -= 360
		}
		q.BBox = &b
	}
	if r.IntN(3) == 0 {
		q.Time = &store.Interval{}
		start := randomDay(r)
		if r.IntN(3) > 0 {
			q.Time.Start = start
		}
		if r.IntN(3) > 0 {
			q.Time.End = start.AddDate(0, 0, r.IntN(400))
		}
	}
	var parts []cql2.Expr
	if r.IntN(3) == 0 {
		parts = append(parts, cql2.Equal("kind", pick(r, "road", "rail", "air", "sea")))
	}
	if r.IntN(4) == 0 {
		parts = append(parts, cql2.Equal("lanes", int64(r.IntN(5))))
	}
	if r.IntN(6) == 0 {
		parts = append(parts, cql2.Equal("paved", r.IntN(2) == 0))
	}
	q.Filter = cql2.And(parts...)
	if r.IntN(5) == 0 {
		q.Text = pick(r, "torugart", "PASS kulma", "吐尔", "border service", "f00", "title", "customs")
	}
	for range r.IntN(3) {
		q.SortBy = append(q.SortBy, store.SortKey{Property: pick(r, "name", "lanes", "height", "paved", store.ValidFrom), Descending: r.IntN(2) == 0})
	}
	// An anchor is always a feature of the answer.
	if all := matches(d, q); len(all) > 0 && r.IntN(2) == 0 {
		id := all[r.IntN(len(all))].ID
		if r.IntN(2) == 0 {
			q.After = id
		} else {
			q.Before = id
		}
	}
	return q
}

// answer reads the contract slowly: every match in order, then the page.
func answer(d store.Dataset, q store.Query) store.Page {
	all := matches(d, q)
	limit := q.Limit
	if limit == 0 {
		limit = store.DefaultLimit
	}
	lo, hi := 0, min(limit, len(all))
	at := slices.IndexFunc(all, func(f *store.Feature) bool { return f.ID == q.After+q.Before })
	switch {
	case q.After != "":
		lo, hi = at+1, min(at+1+limit, len(all))
	case q.Before != "":
		lo, hi = max(0, at-limit), at
	}
	return store.Page{Features: all[lo:hi], HasPrev: lo > 0, HasNext: hi < len(all), Matched: len(all)}
}

func matches(d store.Dataset, q store.Query) []*store.Feature {
	var all []*store.Feature
	for _, f := range d.Features {
		if q.BBox != nil && f.Geometry != nil && !relate.MeetsBox(f.Geometry, *q.BBox) {
			continue
		}
		if q.Time != nil && !holds(d.Collection, f, *q.Time) {
			continue
		}
		if q.Filter != nil && !cql2.Eval(q.Filter, func(name string) any { return d.Collection.Value(f, name) }) {
			continue
		}
		if !hasWords(f, q.Text) {
			continue
		}
		all = append(all, f)
	}
	slices.SortStableFunc(all, func(a, b *store.Feature) int {
		for _, k := range q.SortBy {
			if c := compareKey(d.Collection.Value(a, k.Property), d.Collection.Value(b, k.Property), k.Descending); c != 0 {
				return c
			}
		}
		return 0
	})
	return all
}

func compareKey(a, b store.Value, descending bool) int {
	if a == nil || b == nil {
		switch {
		case a == b:
			return 0
		case a == nil:
			return 1
		}
		return -1
	}
	less := func(a, b store.Value) bool {
		switch a := a.(type) {
		case string:
			return a < b.(string)
		case int64:
			return a < b.(int64)
		case float64:
			return a < b.(float64)
		case bool:
			return !a && b.(bool)
		}
		return false
	}
	if descending {
		a, b = b, a
	}
	switch {
	case less(a, b):
		return -1
	case less(b, a):
		return 1
	}
	return 0
}

func holds(c *store.Collection, f *store.Feature, i store.Interval) bool {
	if s, ok := c.Value(f, store.ValidFrom).(string); ok && !i.End.IsZero() {
		from, _ := time.Parse(time.DateOnly, s)
		if from.After(i.End) {
			return false
		}
	}
	if s, ok := c.Value(f, store.ValidTo).(string); ok && !i.Start.IsZero() {
		to, _ := time.Parse(time.RFC3339, s)
		if to.Before(i.Start) {
			return false
		}
	}
	return true
}

// hasWords looks for each word in the id and the texts, member names left out.
func hasWords(f *store.Feature, text string) bool {
	texts := []string{f.ID}
	for _, v := range f.Values {
		switch v := v.(type) {
		case string:
			texts = append(texts, v)
		case store.JSON:
			var any any
			if json.Unmarshal(v, &any) == nil {
				texts = append(texts, textsIn(any)...)
			}
		}
	}
	for _, w := range strings.Fields(strings.ToLower(text)) {
		if !slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(strings.ToLower(s), w) }) {
			return false
		}
	}
	return true
}

func textsIn(v any) (out []string) {
	switch v := v.(type) {
	case string:
		out = append(out, v)
	case []any:
		for _, e := range v {
			out = append(out, textsIn(e)...)
		}
	case map[string]any:
		for _, e := range v {
			out = append(out, textsIn(e)...)
		}
	}
	return out
}

// testPages walks through all pages, forwards and back: each feature once.
func testPages(t *testing.T, open Open) {
	d := Random(12, 200)
	s := opened(t, open, d)
	r := rand.New(rand.NewPCG(13, 0))
	for range 100 {
		q := randomQuery(r, d)
		q.After, q.Before = "", ""
		want := ids(matches(d, q))
		var got []*store.Feature
		var last store.Page
		for pages := 0; ; pages++ {
			p, err := s.Features(context.Background(), d.Collection.ID, q)
			if err != nil {
				t.Fatal(err)
			}
			got, last = append(got, p.Features...), p
			if !p.HasNext || len(p.Features) == 0 || pages > len(d.Features) {
				break
			}
			q.After = p.Features[len(p.Features)-1].ID
		}
		if ids(got) != want {
			t.Fatalf("%s: forwards\n got %s\nwant %s", show(q), ids(got), want)
		}
		back := slices.Clone(last.Features)
		q.After = ""
		for p := last; p.HasPrev && len(p.Features) > 0; {
			q.Before = p.Features[0].ID
			var err error
			if p, err = s.Features(context.Background(), d.Collection.ID, q); err != nil {
				t.Fatal(err)
			}
			back = append(slices.Clone(p.Features), back...)
		}
		if ids(back) != want {
			t.Fatalf("%s: backwards\n got %s\nwant %s", show(q), ids(back), want)
		}
	}
}

func ids(fs []*store.Feature) string {
	var b strings.Builder
	for _, f := range fs {
		b.WriteString(f.ID + " ")
	}
	return b.String()
}

func show(q store.Query) string {
	s := fmt.Sprintf("%+v", q)
	if q.BBox != nil {
		s += fmt.Sprintf(" bbox %+v", *q.BBox)
	}
	if q.Time != nil {
		s += fmt.Sprintf(" time %+v", *q.Time)
	}
	return s
}
