package api

import (
	"sync"
	"time"

	"pamir/geo/hours"
	"pamir/internal/formats"
)

// moment remembers what a book says of ports at one time. All that ask about
// now within a minute ask about the same.
type moment struct {
	book *hours.Book
	at   time.Time
	said sync.Map // pairOf -> *said
}

type pairOf struct {
	port string
	hours.Pair
}

// said is a status with what its answers are made of.
type said struct {
	hours.Status
	json           []byte // as formats.Status
	calendar, item string // addresses, without what links begin with
}

// momentAt returns what the request's book says at a time; now tells that this
// is what others ask about, too.
func (c *call) momentAt(at time.Time, now bool) *moment {
	m := &moment{book: c.book, at: at}
	if !now {
		return m
	}
	for {
		last := c.s.moment.Load()
		if last != nil && last.book == c.book && last.at.Equal(at) {
			return last
		}
		if c.s.moment.CompareAndSwap(last, m) {
			return m
		}
	}
}

// of returns the status of a port, which is not to be changed.
func (m *moment) of(port string, p hours.Pair) (*said, error) {
	key := pairOf{port, p}
	if known, ok := m.said.Load(key); ok {
		return known.(*said), nil
	}
	s, err := m.book.Status(port, p.Mode, p.Direction, m.at)
	if err != nil {
		return nil, err
	}
	fresh := &said{Status: s, json: appendJSON(nil, formats.NewStatus(&s, m.book.Chain(port).Clocks))}
	fresh.calendar = "/v1/ports/" + pathSegment(port) + "/calendar?mode=" + string(p.Mode)
	if p.Direction != "" {
		fresh.calendar += "&direction=" + string(p.Direction)
	}
	fresh.item = "/collections/ports/items/" + pathSegment(port)
	known, _ := m.said.LoadOrStore(key, fresh)
	return known.(*said), nil
}

// append writes the status as JSON, with the schedules' version, unless that is
// "", and links.
func (s *said) append(dst []byte, version string, links []Link) []byte {
	dst = append(dst, s.json[:len(s.json)-1]...)
	if version != "" {
		dst = formats.AppendString(append(dst, `,"version":`...), version)
	}
	dst = appendLinks(append(dst, `,"links":`...), links)
	return append(dst, '}')
}

// links are those of every status.
func (s *said) links(base string) []Link {
	return []Link{
		{Href: base + s.calendar, Rel: "calendar", Type: asJSON.media, Title: "Intervals and closures"},
		{Href: base + s.calendar + "&f=ics", Rel: "calendar", Type: asCalendar.plain(), Title: "Closures for a calendar program"},
		{Href: base + s.item, Rel: "item", Type: asGeoJSON.media, Title: "The port"},
	}
}
