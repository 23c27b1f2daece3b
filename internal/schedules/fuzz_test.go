package schedules

import (
	"bytes"
	"errors"
	"testing"
)

// FuzzLoad: whatever a file has in it, either every fault has a line that the
// file has, or the set can be relied on: nothing is half there.
func FuzzLoad(f *testing.F) {
	for _, test := range faults {
		f.Add([]byte(test.file))
	}
	f.Add([]byte(clock1 + rule1 + notice1 + cal1 + road1))
	f.Fuzz(func(t *testing.T, text []byte) {
		file := File{Name: "f.toml", Text: text}
		s, err := Load(three, file)
		var found Problems
		switch {
		case errors.As(err, &found):
			if s != nil || len(found) == 0 {
				t.Fatalf("%v beside %v", s, err)
			}
			for _, p := range found {
				if p.File != file.Name || p.Message == "" || p.Line < 0 || p.Line > 1+bytes.Count(text, []byte("\n")) {
					t.Fatalf("%+v", p)
				}
			}
			return
		case err != nil:
			t.Fatal(err)
		}
		l := &loader{ground: ground{three}}
		l.read(file)
		c := l.content([]File{file})
		if c.Version != s.Book.Version() {
			t.Fatalf("versions %s and %s of the same bytes", c.Version, s.Book.Version())
		}
		for _, r := range c.Rules {
			if r.ID == "" || r.Zone == nil || (r.Hours == nil) == (r.Days == nil) || len(r.Sources) == 0 || r.Scope.Port == "" {
				t.Fatalf("%+v", r)
			}
			if !r.ValidFrom.IsZero() && !r.ValidTo.IsZero() && !r.ValidFrom.Before(r.ValidTo) {
				t.Fatalf("%s is valid from %v to %v", r.ID, r.ValidFrom, r.ValidTo)
			}
		}
		for _, n := range c.Notices {
			if n.ID == "" || n.Zone == nil || (n.Hours == nil) == (n.Days == nil) || len(n.Sources) == 0 || n.Publisher == "" || !n.From.Before(n.To) {
				t.Fatalf("%+v", n)
			}
		}
	})
}
