package tiles

import (
	"bytes"
	"encoding/json"
	"slices"

	"pamir/internal/store"
)

// names holds the names in other languages of features, in columns.
type names struct {
	languages []string
	of        [][]named // by feature; nil where the collection has none
}

type named struct {
	column int
	name   string
}

// namesOf reads the property names of features.
func namesOf(c *store.Collection, features []*store.Feature) names {
	at := c.Index(store.Names)
	if at < 0 {
		return names{}
	}
	n := names{of: make([][]named, len(features))}
	columns := map[string]int{}
	for i, f := range features {
		j, ok := f.Values[at].(store.JSON)
		if !ok {
			continue
		}
		texts(j, func(lang, name string) {
			column, ok := columns[lang]
			if !ok {
				column = len(n.languages)
				columns[lang] = column
				n.languages = append(n.languages, lang)
			}
			n.of[i] = append(n.of[i], named{column, name})
		})
	}
	return n.sorted()
}

// sorted puts the columns into the order of the languages, so that equal
// features make equal tiles.
func (n names) sorted() names {
	languages := slices.Sorted(slices.Values(n.languages))
	place := make([]int, len(languages))
	for old, lang := range n.languages {
		place[old], _ = slices.BinarySearch(languages, lang)
	}
	for _, list := range n.of {
		for k := range list {
			list[k].column = place[list[k].column]
		}
	}
	n.languages = languages
	return n
}

// fill sets the values of a feature's columns.
func (n names) fill(values []any, i int) {
	clear(values)
	if n.of == nil {
		return
	}
	for _, x := range n.of[i] {
		values[x.column] = x.name
	}
}

// texts calls f with the members of a compact JSON object that are strings.
func texts(j store.JSON, f func(key, text string)) {
	if !bytes.ContainsRune(j, '\\') && plainTexts(j, f) {
		return
	}
	var members map[string]any
	if json.Unmarshal(j, &members) != nil {
		return
	}
	for key, v := range members {
		if text, ok := v.(string); ok {
			f(key, text)
		}
	}
}

// plainTexts does so for {"en":"Kashgar","zh":"喀什"}, which nearly all are, and
// returns false before it calls f where it is another.
func plainTexts(j []byte, f func(key, text string)) bool {
	const quote = '"'
	parts := bytes.Split(j, []byte{quote})
	// {, en, :, Kashgar, ",", zh, :, 喀什, }
	if len(parts)%4 != 1 || len(parts) < 5 || string(parts[0]) != "{" || string(parts[len(parts)-1]) != "}" {
		return len(parts) == 1 && string(j) == "{}"
	}
	for i := 1; i+2 < len(parts); i += 4 {
		if string(parts[i+1]) != ":" || i+4 < len(parts)-1 && string(parts[i+3]) != "," {
			return false
		}
	}
	for i := 1; i+2 < len(parts); i += 4 {
		f(string(parts[i]), string(parts[i+2]))
	}
	return true
}
