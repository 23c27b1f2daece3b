package schedules

import (
	"net/url"
	"strings"
	"time"

	"pamir/geo/hours"
)

// Said is who says something, how sure it is, and who says otherwise.
type Said struct {
	AsOf         time.Time // the last day on which a source says so; zero: undated
	Sources      []hours.Source
	Note, Doubt  string
	Alternatives []Alternative
}

// Alternative is what another source says.
type Alternative struct {
	Says, Note string
	Source     hours.Source
}

func (t *table) said() Said {
	var s Said
	s.Sources, s.AsOf = t.sources()
	if _, at := t.published("as_of"); !at.IsZero() {
		s.AsOf = at
	}
	s.Note, s.Doubt, s.Alternatives = t.text("note"), t.text("doubt"), t.alternatives()
	return s
}

// note joins what there is to say besides into one text.
func (s Said) note() string {
	var parts []string
	for _, p := range []string{s.Note, s.Doubt} {
		if p != "" {
			parts = append(parts, strings.TrimSpace(p))
		}
	}
	return strings.Join(parts, " ")
}

// sources returns where a table says that it has its facts from, and the day
// of the newest of them, zero where none is dated.
func (t *table) sources() (out []hours.Source, newest time.Time) {
	list := t.tables("sources")
	if len(list) == 0 && (!t.has("sources") || isEmptyList(t.values["sources"])) {
		t.fault("sources", "want at least one, such as [{ title = \"…\", publisher = \"…\", date = 2026-02-16, url = \"https://…\" }]")
	}
	for _, in := range list {
		s, at := in.source()
		in.end()
		if at.After(newest) {
			newest = at
		}
		out = append(out, s)
	}
	return out, newest
}

func isEmptyList(v any) bool {
	list, ok := v.([]any)
	return ok && len(list) == 0
}

func (t *table) source() (hours.Source, time.Time) {
	date, at := t.published("date")
	s := hours.Source{
		Title:     t.needText("title", "what the page is called, or in [brackets] what it is about"),
		Publisher: t.text("publisher"),
		Published: date,
		URL:       t.text("url"),
	}
	if !t.has("publisher") && !t.has("url") {
		t.fault("", "has neither publisher nor url: say whose word it is")
	}
	if s.URL != "" && !isWeb(s.URL) {
		t.fault("url", "wants an address of the web, such as \"https://example.org/notice\", has %s", kind(s.URL))
	}
	return s, at
}

func isWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// alternatives returns what other sources say instead: words that are shown,
// and decide nothing.
func (t *table) alternatives() (out []Alternative) {
	for _, in := range t.tables("alternatives") {
		a := Alternative{
			Says: in.needText("says", "what the other source says"),
			Note: in.text("note"),
		}
		a.Source, _ = in.source()
		in.end()
		out = append(out, a)
	}
	return out
}
