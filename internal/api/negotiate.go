package api

import (
	"slices"
	"strconv"
	"strings"

	"pamir/internal/ask"
	"pamir/internal/tiles"
)

// form is one representation of a resource: what f= calls it and its media type.
type form struct {
	name, media string
}

// The forms, by what they are called.
var (
	asJSON     = form{"json", "application/json"}
	asGeoJSON  = form{"json", "application/geo+json"}
	asSchema   = form{"json", "application/schema+json"}
	asOpenAPI  = form{"json", "application/vnd.oai.openapi+json;version=3.0"}
	asHTML     = form{"html", "text/html; charset=utf-8"}
	asCSV      = form{"csv", "text/csv; charset=utf-8; header=present"}
	asKML      = form{"kml", "application/vnd.google-earth.kml+xml"}
	asCalendar = form{"ics", "text/calendar; charset=utf-8"}
	asGPX      = form{"gpx", "application/gpx+xml"}
	asText     = form{"txt", "text/plain; version=0.0.4; charset=utf-8"}
	asMVT      = form{"mvt", tiles.MVT}
	asPNG      = form{"png", tiles.PNG}
	asStyle    = form{"json", "application/vnd.mapbox.style+json"}
	asGlyphs   = form{"pbf", "application/x-protobuf"}
)

// choose picks the form that f, or else the Accept header, asks for. The first
// form is the default: an absent header and */* get it.
func choose(forms []form, f, accept string) (form, *failure) {
	if f != "" {
		for _, x := range forms {
			if x.name == f || f == "geojson" && x == asGeoJSON {
				return x, nil
			}
		}
		return form{}, &failure{kind: notAcceptable, detail: "f=" + f + " is not one of " + formNames(forms) + ".",
			errors: []ParameterError{{"f", "takes one of " + formNames(forms)}}}
	}
	if accept == "" || accept == "*/*" {
		return forms[0], nil
	}
	best, bestQ := form{}, 0.0
	for _, x := range forms {
		if q := quality(x, accept); q > bestQ {
			best, bestQ = x, q
		}
	}
	if bestQ == 0 {
		return form{}, &failure{kind: notAcceptable, detail: "Accept: " + ask.Clip(accept) + " leaves none of " + formNames(forms) + "."}
	}
	return best, nil
}

// quality returns the weight that an Accept header gives to a form: the q of
// its most specific range that fits (RFC 9110 section 12.5.1).
func quality(x form, accept string) float64 {
	media, _, _ := strings.Cut(x.media, ";")
	kind, _, _ := strings.Cut(media, "/")
	best, specific := 0.0, -1
	for part := range strings.SplitSeq(accept, ",") {
		rng, params, _ := strings.Cut(part, ";")
		rng = strings.ToLower(strings.TrimSpace(rng))
		level := -1
		switch {
		case rng == media:
			level = 3
		case rng == "application/json" && strings.HasSuffix(media, "+json"):
			level = 2
		case rng == kind+"/*":
			level = 1
		case rng == "*/*":
			level = 0
		}
		if level > specific {
			specific, best = level, weight(params)
		}
	}
	return best
}

// weight reads q= from the parameters of a range; 1 where there is none.
func weight(params string) float64 {
	for p := range strings.SplitSeq(params, ";") {
		if v, ok := strings.CutPrefix(strings.TrimSpace(p), "q="); ok {
			q, err := strconv.ParseFloat(v, 64)
			if err != nil || !(q >= 0 && q <= 1) {
				return 0
			}
			return q
		}
	}
	return 1
}

func formNames(forms []form) string {
	names := make([]string, len(forms))
	for i, x := range forms {
		names[i] = x.name
	}
	return strings.Join(names, ", ")
}

// languages of the page and of names, the default first.
var languages = []string{"en", "zh", "ru", "ky", "ug"}

// chooseLanguage picks from Accept-Language (RFC 9110 section 12.5.4) by the
// primary subtag.
func chooseLanguage(accept string, have []string) string {
	best, bestQ := have[0], 0.0
	for part := range strings.SplitSeq(accept, ",") {
		tag, params, _ := strings.Cut(part, ";")
		tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
		for _, l := range have {
			if q := weight(params); l == tag && q > bestQ {
				best, bestQ = l, q
			}
		}
	}
	return best
}

// negotiate picks the form and language of the answer.
func (c *call) negotiate() (form, string, error) {
	f, lang := c.query.get("f"), ""
	if !c.route.has("f") {
		f = ""
	}
	x, wrong := c.route.forms[0], (*failure)(nil)
	if !c.route.formInPath {
		x, wrong = choose(c.route.forms, f, given(c.r, "Accept"))
	}
	if wrong != nil {
		return x, "", wrong
	}
	if slices.Contains(c.route.params, langParam) {
		lang = c.query.get("lang")
		if c.route.page && x == asHTML && !isLanguage(lang) {
			lang = "" // old links must open
		}
		if lang != "" && !isLanguage(lang) {
			return x, "", &failure{kind: invalidParameter, detail: "lang takes one of en, zh, ru, ky, ug.",
				errors: []ParameterError{{"lang", "takes one of en, zh, ru, ky, ug; has \"" + ask.Clip(lang) + "\""}}}
		}
		if lang == "" {
			lang = chooseLanguage(given(c.r, "Accept-Language"), languages)
		}
		c.w.Header()["Content-Language"] = []string{lang}
	}
	return x, lang, nil
}

func isLanguage(s string) bool {
	for _, l := range languages {
		if l == s {
			return true
		}
	}
	return false
}
