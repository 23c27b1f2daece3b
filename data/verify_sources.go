package data

import (
	"bytes"
	"encoding/json"
	"net/url"
	"time"

	"github.com/paulmach/orb"

	"pamir/internal/formats"
)

// source is an element of the property sources.
type source struct {
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Date      string `json:"date"`
	URL       string `json:"url"`
	License   string `json:"license"`
}

// alternative is an element of the property alternatives: what else is said.
type alternative struct {
	Property string          `json:"property"`
	Value    json.RawMessage `json:"value"`
	Source   string          `json:"source"`
	URL      string          `json:"url"`
	Note     string          `json:"note"`
}

func (r record) sources() {
	var all []json.RawMessage
	if r.value("sources") == nil || r.decode("sources", &all) && len(all) == 0 {
		r.report("sources", "there is none")
	}
	for i, text := range all {
		var s source
		if err := strict(text, &s); err != nil {
			r.report("sources", "number %d: %v", i+1, err)
			continue
		}
		if s.Title == "" {
			r.report("sources", "number %d has no title", i+1)
		}
		if s.Publisher == "" && s.URL == "" {
			r.report("sources", "number %d (%s) has neither publisher nor url", i+1, s.Title)
		}
		if s.URL != "" && !isWeb(s.URL) {
			r.report("sources", "number %d (%s): url: want an address of the web, have %q", i+1, s.Title, s.URL)
		}
		if s.Date != "" && !isDate(s.Date) {
			r.report("sources", "number %d (%s): date: want a day, a month or a year such as 2023-11-21, 2023-11 or 2023, have %q", i+1, s.Title, s.Date)
		}
	}
}

func (r record) alternatives() {
	var all []json.RawMessage
	r.decode("alternatives", &all)
	for i, text := range all {
		var a alternative
		if err := strict(text, &a); err != nil {
			r.report("alternatives", "number %d: %v", i+1, err)
			continue
		}
		if a.Source == "" {
			r.report("alternatives", "number %d has no source", i+1)
		}
		if a.URL != "" && !isWeb(a.URL) {
			r.report("alternatives", "number %d: url: want an address of the web, have %q", i+1, a.URL)
		}
		stated, ok := r.stated(a.Property)
		switch {
		case !ok:
			r.report("alternatives", "number %d: there is no property %q", i+1, a.Property)
		case len(a.Value) == 0 || string(a.Value) == "null":
			r.report("alternatives", "number %d has no value", i+1)
		case same(a.Value, stated):
			r.report("alternatives", "number %d says the same of %s as the feature: %s", i+1, a.Property, a.Value)
		}
	}
}

// stated returns as JSON what the feature says of the property, or of its
// "position": longitude and latitude.
func (r record) stated(name string) (text []byte, ok bool) {
	if name != "position" {
		return formats.AppendValue(nil, r.value(name)), r.set.Collection.Index(name) >= 0
	}
	p, ok := r.Geometry.(orb.Point)
	if !ok {
		return []byte("null"), true
	}
	text, err := json.Marshal([2]float64(p))
	return text, err == nil
}

// same compares JSON by what it means, so that 3752 equals 3752.0.
func same(a, b []byte) bool { return bytes.Equal(canonical(a), canonical(b)) }

func canonical(text []byte) []byte {
	var v any
	if json.Unmarshal(text, &v) != nil {
		return text
	}
	out, _ := json.Marshal(v)
	return out
}

// strict decodes an object that may have no other members than v has.
func strict(text []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return d.Decode(v)
}

func isWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// isDate accepts the reduced precision of ISO 8601: a year, month or day that
// exists.
func isDate(s string) bool {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}
