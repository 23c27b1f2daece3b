package schedules

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"pamir/geo/hours"
)

// File is a schedule file that has been read.
type File struct {
	Name string // as problems call it
	Text []byte
}

// BuiltIn reads the schedule files of the built-in data, in the order of their
// names.
func BuiltIn(data fs.FS) ([]File, error) {
	names, err := fs.Glob(data, "schedules/*.toml")
	if err != nil {
		return nil, err
	}
	var files []File
	for _, name := range names {
		text, err := fs.ReadFile(data, name)
		if err != nil {
			return nil, err
		}
		files = append(files, File{Name: "data/" + name, Text: text})
	}
	return files, nil
}

// Set is what schedule files say, all of it checked. It does not change.
type Set struct {
	Book      *hours.Book
	Calendars []Calendar // also the days off that are no holiday of the ports
	Roads     []Road
	Entries   int // rules, notices, stays, calendars and roads in the files

	ports []string
	said  map[string][]Alternative
}

// Alternatives returns what other sources say than a rule or a notice of the
// book, by its id.
func (s *Set) Alternatives(id string) []Alternative { return s.said[id] }

// Ports returns the ports that a rule is about.
func (s *Set) Ports() []string { return s.ports }

// MaxFile is how large a schedule file may be, in bytes.
const MaxFile = 4 << 20

// Load makes a set of files, of which later ones add to earlier ones. The
// chains are the ports that there are. Its error is Problems: everything that
// is wrong, with file, line and key; there is no set then.
func Load(chains []hours.Chain, files ...File) (*Set, error) {
	l := &loader{ground: ground{chains}}
	for _, f := range files {
		l.read(f)
	}
	content := l.content(files)
	if len(l.problems) > 0 {
		return nil, l.problems.sorted()
	}
	book, err := hours.NewBook(content)
	if err != nil {
		return nil, fmt.Errorf("schedules: %w", err)
	}
	s := &Set{Book: book, Calendars: l.calendars, said: map[string][]Alternative{}}
	for _, r := range l.roads {
		s.Roads = append(s.Roads, r.road)
	}
	for _, r := range l.rules {
		for _, part := range r.rules {
			s.said[part.ID] = r.said.Alternatives
			if !slices.Contains(s.ports, part.Scope.Port) {
				s.ports = append(s.ports, part.Scope.Port)
			}
		}
	}
	for _, n := range l.notices {
		for _, part := range n.notices {
			s.said[part.ID] = n.said.Alternatives
		}
	}
	for _, stay := range l.stays {
		for _, part := range stay.stays {
			s.said[part.ID] = stay.said.Alternatives
		}
	}
	s.Entries = len(l.rules) + len(l.notices) + len(l.stays) + len(l.calendars) + len(l.roads)
	return s, nil
}

// loader gathers what files say.
type loader struct {
	ground
	problems  Problems
	rules     []rule
	notices   []notice
	stays     []stay
	calendars []Calendar
	roads     []road
	clocks    []clock
}

func (l *loader) read(f File) {
	if len(f.Text) > MaxFile {
		l.problems.add(Problem{File: f.Name}, "has %d bytes; want at most %d", len(f.Text), MaxFile)
		return
	}
	values, at := parse(f.Name, f.Text, &l.problems)
	if values == nil {
		return
	}
	t := &table{file: f.Name, values: values, at: at, problems: &l.problems}
	for i, in := range t.entries("clock") {
		l.clocks = append(l.clocks, in.clock(l.ground, number(i)))
	}
	for i, in := range t.entries("rule") {
		l.rules = append(l.rules, in.rule(l.ground, number(i)))
	}
	for i, in := range t.entries("notice") {
		l.notices = append(l.notices, in.notice(l.ground, number(i)))
	}
	for i, in := range t.entries("stay") {
		l.stays = append(l.stays, in.stay(l.ground, number(i)))
	}
	for i, in := range t.entries("calendar") {
		l.calendars = append(l.calendars, in.calendar(l.ground, number(i)))
	}
	for i, in := range t.entries("road") {
		l.roads = append(l.roads, in.road(l.ground, number(i)))
	}
	t.end()
}

// content puts together what was read.
func (l *loader) content(files []File) hours.Content {
	l.unique()
	l.link()
	c := hours.Content{
		Version:   l.version(files),
		Chains:    withClocks(l.chains, l.clocks),
		Calendars: l.publicHolidays(),
	}
	for _, r := range l.rules {
		c.Rules = append(c.Rules, r.rules...)
	}
	for _, n := range l.notices {
		c.Notices = append(c.Notices, n.notices...)
	}
	for _, s := range l.stays {
		c.Stays = append(c.Stays, s.stays...)
	}
	return c
}

func number(i int) string { return fmt.Sprintf("number %d", i+1) }

// entries returns the tables [[key]] of a file, which problems call by the
// names that they give themselves.
func (t *table) entries(key string) []*table {
	list := t.tables(key)
	for _, in := range list {
		in.within = ""
	}
	return list
}

// version names the files' content: the newest day on which a source speaks,
// and the beginning of a hash of every byte.
func (l *loader) version(files []File) string {
	hash := sha256.New()
	for _, f := range files {
		fmt.Fprintf(hash, "%s %d\n", f.Name, len(f.Text))
		hash.Write(f.Text)
	}
	newest := time.Time{}
	for _, s := range l.everySaid() {
		if s.AsOf.After(newest) {
			newest = s.AsOf
		}
	}
	day := "undated"
	if !newest.IsZero() {
		day = newest.Format(time.DateOnly)
	}
	return day + "." + hex.EncodeToString(hash.Sum(nil)[:4])
}

func (l *loader) everySaid() (all []Said) {
	for _, r := range l.rules {
		all = append(all, r.said)
	}
	for _, n := range l.notices {
		all = append(all, n.said)
	}
	for _, s := range l.stays {
		all = append(all, s.said)
	}
	for _, r := range l.roads {
		all = append(all, r.road.Said)
	}
	return all
}
