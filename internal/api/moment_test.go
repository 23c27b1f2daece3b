package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"sync"
	"testing"
	"time"

	"pamir/geo/hours"
	"pamir/internal/api"
	"pamir/internal/formats"
)

// The answers about hours as types, for encoding/json to write.
type (
	statusesDoc struct {
		At       time.Time   `json:"at"`
		Version  string      `json:"version"`
		Links    []api.Link  `json:"links"`
		Statuses []statusDoc `json:"statuses"`
	}
	statusDoc struct {
		formats.Status
		Version string     `json:"version,omitempty"`
		Links   []api.Link `json:"links"`
	}
)

// TestRememberedStatus: whatever was asked before, an answer is byte for byte
// what encoding/json makes of what the book in force says at its time.
func TestRememberedStatus(t *testing.T) {
	c, s := withHours(t, "2026-03-04T12:30:15+08:00")
	written := func(v any) string {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	right := func(got statusDoc, at time.Time) {
		t.Helper()
		direction := ""
		if got.Direction != nil {
			direction = *got.Direction
		}
		said, err := s.Book().Status(got.Port, hours.Mode(got.Mode), hours.Direction(direction), at)
		if err != nil {
			t.Fatal(err)
		}
		if want := written(formats.NewStatus(&said, s.Book().Chain(got.Port).Clocks)); written(got.Status) != want {
			t.Errorf("%s %s at %v: %s, want %s", got.Port, got.Mode, at, written(got.Status), want)
		}
	}
	check := func(at time.Time, query string) {
		t.Helper()
		a := c.get("/v1/status" + query).ok()
		var doc statusesDoc
		if err := json.Unmarshal(a.body, &doc); err != nil {
			t.Fatal(err)
		}
		if got := string(a.body); got != written(doc) {
			t.Errorf("%s, want %s", got, written(doc))
		}
		if !doc.At.Equal(at) || doc.Version != s.Book().Version() || len(doc.Statuses) != 15 {
			t.Errorf("%d statuses of %s at %v, want 15 of %s at %v", len(doc.Statuses), doc.Version, doc.At, s.Book().Version(), at)
		}
		for _, one := range doc.Statuses {
			right(one, at)
			if len(one.Links) != 3 {
				t.Errorf("%s has links %v", one.Port, one.Links)
			}
		}
		a = c.get("/v1/ports/karasu/status?mode=truck&direction=CN-TJ" + "&" + query[min(1, len(query)):]).ok()
		var one statusDoc
		if err := json.Unmarshal(a.body, &one); err != nil {
			t.Fatal(err)
		}
		if got := string(a.body); got != written(one) || len(one.Links) != 4 {
			t.Errorf("%s, want %s", got, written(one))
		}
		right(one, at)
	}
	minute := moment(t, "2026-03-04T12:30:00+08:00")
	for range 2 {
		check(minute, "")
	}
	other := moment(t, "2026-02-17T00:00:00+08:00")
	check(other, "?at="+url.QueryEscape(other.Format(time.RFC3339)))
	check(minute, "")
	s.set(moment(t, "2026-03-04T12:30:59+08:00"))
	check(minute, "")
	s.set(moment(t, "2026-03-04T15:00:31+08:00")) // a change within the minute
	check(moment(t, "2026-03-04T15:00:30+08:00"), "")
	s.book.Store(schedule(t, "v2"))
	check(moment(t, "2026-03-04T15:00:30+08:00"), "")
}

// TestStatusOfManyAtOnce: those that ask at once, while the minute and the book
// change, get answers that are whole.
func TestStatusOfManyAtOnce(t *testing.T) {
	c, s := withHours(t, "2026-03-04T12:30:15+08:00")
	books := []*hours.Book{schedule(t, "v1"), schedule(t, "v2")}
	start := moment(t, "2026-03-04T12:30:15+08:00")
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 50 {
				s.set(start.Add(time.Duration(i) * time.Minute))
				s.book.Store(books[i%2])
				var doc statusesDoc
				a := c.get("/v1/status?mode=truck")
				if err := json.Unmarshal(a.body, &doc); err != nil || len(doc.Statuses) != 6 {
					t.Errorf("%v: %s", err, a.body)
					return
				}
				for _, one := range doc.Statuses {
					if want := doc.At.Format(time.RFC3339); one.At != want {
						t.Error(fmt.Sprint(one.Port, " is at ", one.At, ", want ", want))
					}
				}
			}
		})
	}
	all.Wait()
}
