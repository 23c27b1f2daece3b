package gazetteer

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"pamir/internal/store"
)

// spelling is one way to call a feature.
type spelling struct {
	text string
	lang string // BCP 47 tag; "" where the data does not say
	use  use
}

// key is what a text is compared with: the spelling folded, and without spaces
// if it is a code, so that N-35, N 35 and N35 are one.
func (s spelling) key() string {
	if s.use == code {
		return strings.ReplaceAll(Fold(s.text), " ", "")
	}
	return Fold(s.text)
}

// use says how a spelling may be matched.
type use uint8

const (
	identifier use = iota // whole only
	code                  // whole, or from its beginning: a road's ref, a port's code
	called                // in every way: a name
)

// others are the properties that hold names besides the first.
var others = map[string]bool{
	"aliases": true, "alias": true, "alt_name": true, "alt_names": true,
	"int_name": true, "loc_name": true, "official_name": true, "old_name": true, "short_name": true,
}

// codes are the properties that hold references and codes.
var codes = map[string]bool{
	"ref": true, "refs": true, "code": true, "codes": true, "port_code": true,
	"iata": true, "icao": true, "unlocode": true, "un_locode": true,
}

// columns are the places in a schema where spellings are.
type columns struct {
	names  []column
	byLang int // ordinal of the object of names by language, or -1
	more   []column
}

type column struct {
	ordinal int
	lang    string
	use     use
}

// columnsOf finds the properties that name a feature: name, names, name:xx or
// name_xx (as OpenStreetMap and Natural Earth have them), other names, and
// codes. Case does not matter.
func columnsOf(c *store.Collection) columns {
	cols := columns{byLang: -1}
	for i := range c.Properties {
		p := strings.ToLower(c.Properties[i].Name)
		switch {
		case p == store.Name:
			cols.names = slices.Insert(cols.names, 0, column{i, "", called})
		case p == store.Names:
			cols.byLang = i
		case strings.HasPrefix(p, "name:"), strings.HasPrefix(p, "name_"):
			if lang := p[len("name:"):]; len(lang) == 2 || len(lang) == 3 {
				cols.names = append(cols.names, column{i, lang, called})
			}
		case others[p]:
			cols.more = append(cols.more, column{i, "", called})
		case codes[p]:
			cols.more = append(cols.more, column{i, "", code})
		}
	}
	return cols
}

// spellings lists the ways to call f, the foremost first. A text that gives
// several, as in "Kashgar / Kashi", counts as several. A feature that has
// nothing but an id has none: there would be one for every row of a user's
// million.
func (cols *columns) spellings(f *store.Feature) []spelling {
	list := texts(nil, f, cols.names)
	if cols.byLang >= 0 {
		if v, ok := f.Values[cols.byLang].(store.JSON); ok {
			list = byLanguage(list, v)
		}
	}
	list = texts(list, f, cols.more)
	if len(list) == 0 {
		return nil
	}
	return append(list, spelling{f.ID, "", identifier})
}

// texts adds what the columns hold: strings, and arrays of strings.
func texts(list []spelling, f *store.Feature, from []column) []spelling {
	for _, c := range from {
		switch v := f.Values[c.ordinal].(type) {
		case string:
			list = split(list, v, c.lang, c.use)
		case store.JSON:
			for _, s := range stringsIn(v) {
				list = split(list, s, c.lang, c.use)
			}
		}
	}
	return list
}

// byLanguage adds the members of an object such as {"ru":"Нарын"}, in the
// order in which it has them. What is not such an object adds nothing.
func byLanguage(list []spelling, v store.JSON) []spelling {
	d := json.NewDecoder(bytes.NewReader(v))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return list
	}
	for d.More() {
		lang, err := d.Token()
		if err != nil {
			return list
		}
		var value json.RawMessage
		if d.Decode(&value) != nil {
			return list
		}
		for _, s := range stringsIn(store.JSON(value)) {
			list = split(list, s, lang.(string), called)
		}
	}
	return list
}

// stringsIn returns a JSON string, or the strings of an array.
func stringsIn(v store.JSON) []string {
	var one string
	if json.Unmarshal(v, &one) == nil {
		return []string{one}
	}
	var several []any
	if json.Unmarshal(v, &several) != nil {
		return nil
	}
	var list []string
	for _, s := range several {
		if s, ok := s.(string); ok {
			list = append(list, s)
		}
	}
	return list
}

// split adds the parts of a text between " / " and ";".
func split(list []spelling, text, lang string, u use) []spelling {
	for part := range strings.SplitSeq(text, ";") {
		for s := range strings.SplitSeq(part, " / ") {
			if s = strings.TrimSpace(s); s != "" {
				list = append(list, spelling{s, lang, u})
			}
		}
	}
	return list
}
