package gazetteer

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/internal/store"
)

// DefaultLimit is the number of results where none is asked for.
const DefaultLimit = 10

// maxText is the longest text to look for, in runes after folding. It bounds
// the working memory.
const maxText = 256

// Query asks for features by name.
type Query struct {
	Text  string     // what has been typed
	Lang  string     // BCP 47 tag of the language to answer in; "": as the data has it
	Near  *orb.Point // of equals, the nearer come first; nil: no matter
	Limit int        // most results; 0 or less: DefaultLimit
}

// Result is a feature that was found.
type Result struct {
	Collection *store.Collection
	Feature    *store.Feature
	Name       string  // in the language asked for, else the name as the data has it
	Matched    string  // the name, reference or id that the text matched, as the data spells it
	Score      float64 // in (0, 1]: how well it matched, then what it is; falls along the results
	Distance   float64 // metres from Query.Near to the nearest part; NaN where either has no position
}

// class says how well a text matches a name; the greater the better. It is the
// best of what holds.
type class uint8

const (
	no        class = iota
	twoSlips        // as oneSlip with two, for texts of longSlips runes and more
	oneSlip         // the text is the beginning of a word and of what follows it, but for one slip
	allWords        // each word of the text begins a word of the name
	wordStart       // the text is the beginning of a word and of what follows it
	nameStart       // the text is the beginning of the name
	whole           // the text is the name

	classes = int(whole) + 1
)

// Search returns the features that have a name like the text: those that match
// better first, then by what they are (ports, passes, sections, roads, places
// from the largest down, the rest), then the nearest, then in the order of the
// datasets. A text without a letter or digit finds nothing, and one of more
// than 256 letters neither. A slip is a letter
// that is wrong, missing, one too many, or two neighbours swapped; four letters
// may have one, eight two, and a text with a digit none. Where the text is no
// name, a word in it for what the thing is, such as port or 山口, is looked for
// as that; and names that are the text but for slips come before those that
// only begin with it.
//
// The cost is some 3 to 120 µs for 5,000 names, up to three times that where the
// text is no name.
func (x *Index) Search(q Query) []Result {
	if x == nil || len(x.places) == 0 {
		return nil
	}
	if q.Limit <= 0 {
		q.Limit = DefaultLimit
	}
	found := x.search(q)
	if len(found) > 0 && found[0].Score >= certain {
		return found
	}
	if said := x.said(q); len(said) > 0 {
		return join(said, found, q.Limit)
	}
	if len(found) > 0 {
		return join(x.misspelt(q), found, q.Limit)
	}
	return nil
}

// search is Search for the text as it is.
func (x *Index) search(q Query) []Result {
	if x == nil || len(x.places) == 0 {
		return nil
	}
	if q.Limit <= 0 {
		q.Limit = DefaultLimit
	}
	s := x.idle.Get().(*scratch)
	defer x.idle.Put(s)
	s.reset(q.Text, q.Lang)
	if len(s.text) == 0 || len(s.text) > maxText {
		return nil
	}
	s.begins()
	if len(s.found) < q.Limit { // what follows ranks below
		s.allWords()
	}
	if len(s.found) < q.Limit {
		s.nearly()
	}
	return s.results(q)
}

// results ranks what was found.
func (s *scratch) results(q Query) []Result {
	s.keepBest(q.Limit)
	for i := range s.kept {
		s.kept[i].distance = math.NaN()
	}
	if q.Near != nil {
		from := geo.From(*q.Near)
		for i := range s.kept {
			if metres, _ := from.Nearest(s.index.places[s.kept[i].place].feature.Geometry); !math.IsInf(metres, 0) {
				s.kept[i].distance = metres
			}
		}
	}
	slices.SortFunc(s.kept, compare)
	s.kept = s.kept[:min(len(s.kept), q.Limit)]
	if len(s.kept) == 0 {
		return nil
	}
	results := make([]Result, len(s.kept))
	for i, c := range s.kept {
		p := &s.index.places[c.place]
		results[i] = Result{
			Collection: p.collection,
			Feature:    p.feature,
			Name:       s.index.nameIn(p, q.Lang),
			Matched:    s.index.names[s.match[c.place].name].text,
			Score:      float64(c.rank+1) / float64(rankOf(whole, maxWeight)+1),
			Distance:   c.distance,
		}
	}
	return results
}

// candidate is a place among those that may be in the answer.
type candidate struct {
	place    int32
	rank     int
	distance float64 // NaN: none
}

// rankOf orders by class, then by weight.
func rankOf(c class, weight uint8) int { return int(c)*(maxWeight+1) + int(weight) }

// compare orders candidates as Search says.
func compare(a, b candidate) int {
	return cmp.Or(cmp.Compare(b.rank, a.rank), compareDistance(a.distance, b.distance), cmp.Compare(a.place, b.place))
}

// compareDistance puts what has no distance last.
func compareDistance(a, b float64) int {
	switch an, bn := math.IsNaN(a), math.IsNaN(b); {
	case an && bn:
		return 0
	case an:
		return 1
	case bn:
		return -1
	}
	return cmp.Compare(a, b)
}

// nameIn returns the first name of a place in a language or, failing that, the
// first it has.
func (x *Index) nameIn(p *place, lang string) string {
	names := x.names[p.first : p.first+p.count]
	for ; lang != ""; lang = parent(lang) {
		for i := range names {
			if strings.EqualFold(names[i].lang, lang) {
				return names[i].text
			}
		}
	}
	return names[0].text // a name before any code
}

// parent drops the last part of a language tag: zh-Hans, zh, nothing.
func parent(lang string) string {
	return lang[:max(0, strings.LastIndexByte(lang, '-'))]
}
