package api

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"time"

	"pamir/geo/hours"
	"pamir/internal/store"
)

// closure is one that several modes and directions of a port share.
type closure struct {
	hours.Span
	chain *hours.Chain
	pairs []hours.Pair
	all   bool // every pair of the port
	said  hours.Status
}

// ics answers with the closures of ports as an iCalendar object (RFC 5545).
func (c *call) ics(chains []hours.Chain) error {
	var all []closure
	var zones []*time.Location
	for i := range chains {
		some, err := c.closures(&chains[i])
		if err != nil {
			return err
		}
		all = append(all, some...)
		if zone := zoneOf(&chains[i]); len(some) > 0 && zone != time.UTC && !slices.Contains(zones, zone) {
			zones = append(zones, zone)
		}
	}
	name := "Border ports: closures"
	if c.port != "" {
		name = c.portName(c.port) + ": closures"
	}
	w := &icsWriter{}
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", "-//Pamir//"+c.s.version()+"//EN")
	w.line("CALSCALE", "GREGORIAN")
	w.text("NAME", name)
	w.text("X-WR-CALNAME", name)
	w.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
	w.line("X-PUBLISHED-TTL", "PT1H")
	w.line("SOURCE;VALUE=URI", c.self())
	for _, zone := range zones {
		w.zone(zone, c.from, c.to)
	}
	for i := range all {
		c.event(w, &all[i])
	}
	w.line("END", "VCALENDAR")
	return c.write(w.buf)
}

// closures lists those of a port in the range, in their order, those that are
// the same for several pairs once.
func (c *call) closures(chain *hours.Chain) ([]closure, error) {
	var all []closure
	pairs := c.pairs(chain.Port)
	for _, p := range pairs {
		t, err := c.book.Timeline(hours.Query{Port: chain.Port, Mode: p.Mode, Direction: p.Direction}, c.from, c.to)
		if err != nil {
			return nil, err
		}
		for _, s := range t.Closures() {
			i := slices.IndexFunc(all, func(o closure) bool { return o.Span == s })
			if i < 0 {
				said, err := c.saidOf(t, s, chain.Port, p)
				if err != nil {
					return nil, err
				}
				i, all = len(all), append(all, closure{Span: s, chain: chain, said: said})
			}
			all[i].pairs = append(all[i].pairs, p)
		}
	}
	for i := range all {
		all[i].all = len(all[i].pairs) == len(c.book.Pairs(chain.Port))
	}
	slices.SortStableFunc(all, func(a, b closure) int { return a.Start.Compare(b.Start) })
	return all, nil
}

// saidOf is the status in a closure at which its reason was given.
func (c *call) saidOf(t *hours.Timeline, s hours.Span, port string, p hours.Pair) (hours.Status, error) {
	at := s.Start
	for _, o := range t.Intervals(s.Start, s.End) {
		if o.Comment == s.Comment && o.Day == hours.Closed {
			at = o.Start
			break
		}
	}
	return c.book.Status(port, p.Mode, p.Direction, at)
}

// zoneOf is the zone by whose clock a port's calendar is written: the first of
// its clocks'.
func zoneOf(chain *hours.Chain) *time.Location {
	if len(chain.Clocks) == 0 {
		return time.UTC
	}
	return chain.Clocks[0].Zone
}

func (c *call) event(w *icsWriter, e *closure) {
	zone := zoneOf(e.chain)
	sum := fnv.New32a()
	for _, p := range e.pairs {
		fmt.Fprintf(sum, "%s %s ", p.Mode, p.Direction)
	}
	stamp := c.s.cfg.DataUpdated
	for _, k := range e.said.Claims {
		if k.AsOf.After(stamp) {
			stamp = k.AsOf
		}
	}
	category := "regular"
	if e.Notice {
		category = "notice"
	}
	summary := c.portName(e.chain.Port) + " closed"
	if !e.all {
		summary += " for " + pairWords(e.pairs)
	}
	w.line("BEGIN", "VEVENT")
	w.line("UID", e.chain.Port+"-"+strconv.FormatInt(e.Start.Unix(), 10)+"-"+strconv.FormatUint(uint64(sum.Sum32()), 36)+"@pamir")
	w.line("DTSTAMP", cmp.Or(stamp, e.Start).UTC().Format(icsUTC))
	w.when("DTSTART", e.Start, zone)
	w.when("DTEND", e.End, zone)
	w.text("SUMMARY", summary+": "+reasonWords(e.Comment))
	w.text("DESCRIPTION", c.eventText(e))
	w.line("URL", c.base+"/port/"+pathSegment(e.chain.Port))
	w.line("CATEGORIES", "closure,"+category)
	w.line("TRANSP", "TRANSPARENT")
	w.line("END", "VEVENT")
}

// eventText says a closure by every clock, and on whose word.
func (c *call) eventText(e *closure) string {
	var b strings.Builder
	b.WriteString("Closed for " + pairWords(e.pairs) + ".\n")
	for _, k := range e.chain.Clocks {
		fmt.Fprintf(&b, "%s – %s %s\n", e.Start.In(k.Zone).Format("Mon 2 Jan 2006 15:04"), e.End.In(k.Zone).Format("Mon 2 Jan 2006 15:04"), k.Name)
	}
	for _, k := range e.said.Claims {
		for _, o := range k.Sources {
			b.WriteString(strings.Join(strings.Fields(strings.Join([]string{o.Title, o.Publisher, o.Published, o.URL}, " ")), " ") + "\n")
		}
	}
	b.WriteString("Pamir is not an official source.")
	return b.String()
}

// pairWords says modes and directions: "truck, CN-KG and KG-CN".
func pairWords(pairs []hours.Pair) string {
	var modes, directions []string
	for _, p := range pairs {
		if m := string(p.Mode); !slices.Contains(modes, m) {
			modes = append(modes, m)
		}
		if d := string(p.Direction); d != "" && !slices.Contains(directions, d) {
			directions = append(directions, d)
		}
	}
	if len(pairs) != len(modes)*max(len(directions), 1) { // not all of the ones with all of the others
		var each []string
		for _, p := range pairs {
			each = append(each, string(p.Mode)+" "+string(p.Direction))
		}
		return strings.Join(each, ", ")
	}
	if len(directions) == 0 {
		return strings.Join(modes, ", ")
	}
	return strings.Join(modes, ", ") + "; " + strings.Join(directions, ", ")
}

// reasonWords says a reason of the book in words; a source's own it leaves.
func reasonWords(reason string) string {
	words := map[string]string{
		hours.ClosedDay: "not a working day", hours.OutsideHours: "outside of its hours", hours.HoursUnpublished: "hours not published",
		hours.NotKnown: "not known", hours.NoSource: "nobody says", hours.SourcesDisagree: "sources disagree",
	}
	if w := words[reason]; w != "" {
		return w
	}
	return reason
}

// portName is what to call a port.
func (c *call) portName(id string) string {
	ctx, cancel := c.context()
	defer cancel()
	ports := c.s.byID["ports"]
	if ports == nil {
		return id
	}
	f, err := c.s.cfg.Store.Feature(ctx, ports.ID, id)
	if err != nil {
		return id
	}
	if name, ok := ports.Value(f, store.Name).(string); ok && name != "" {
		return name
	}
	return id
}

// icsWriter writes content lines (RFC 5545 section 3.1).
type icsWriter struct{ buf []byte }

const (
	icsUTC   = "20060102T150405Z"
	icsLocal = "20060102T150405"
	icsLine  = 75 // octets, without the line break
)

// line writes a property whose value needs no escapes, folded where it is long,
// between letters.
func (w *icsWriter) line(name, value string) {
	line := strings.NewReplacer("\r", "", "\n", "").Replace(name + ":" + value)
	for room := icsLine; len(line) > room; room = icsLine - 1 {
		cut := room
		for cut > 0 && line[cut]&0xC0 == 0x80 {
			cut--
		}
		w.buf = append(append(w.buf, line[:cut]...), "\r\n "...)
		line = line[cut:]
	}
	w.buf = append(append(w.buf, line...), "\r\n"...)
}

// text writes a property whose value is a TEXT (section 3.3.11).
func (w *icsWriter) text(name, value string) {
	w.line(name, strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r", "", "\n", `\n`).Replace(value))
}

// when writes an instant by the clock of a zone.
func (w *icsWriter) when(name string, t time.Time, zone *time.Location) {
	if zone == time.UTC {
		w.line(name, t.UTC().Format(icsUTC))
		return
	}
	w.line(name+";TZID="+zone.String(), t.In(zone).Format(icsLocal))
}

// zone writes what a clock does in a range: how it begins, and each time that it
// is put forward or back (section 3.6.5).
func (w *icsWriter) zone(zone *time.Location, from, to time.Time) {
	w.line("BEGIN", "VTIMEZONE")
	w.line("TZID", zone.String())
	at := from.AddDate(-1, 0, 0).In(zone)
	_, before := at.Zone()
	for {
		name, offset := at.Zone()
		kind := "STANDARD"
		if at.IsDST() {
			kind = "DAYLIGHT"
		}
		w.line("BEGIN", kind)
		w.line("DTSTART", at.UTC().Add(time.Duration(before)*time.Second).Format(icsLocal))
		w.line("TZOFFSETFROM", icsOffset(before))
		w.line("TZOFFSETTO", icsOffset(offset))
		w.line("TZNAME", name)
		w.line("END", kind)
		_, end := at.ZoneBounds()
		if end.IsZero() || end.After(to) {
			break
		}
		at, before = end.In(zone), offset
	}
	w.line("END", "VTIMEZONE")
}

func icsOffset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	text := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		text += fmt.Sprintf("%02d", seconds%60)
	}
	return text
}
