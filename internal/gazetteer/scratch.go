package gazetteer

import (
	"slices"
	"sort"
	"strings"
)

// scratch is the working memory of one search, used again by the next.
type scratch struct {
	index  *Index
	text   []rune   // what is looked for, folded
	words  [][]rune // its words
	joined []rune   // it without spaces
	lang   string

	round uint32  // tells the matches of this search from older ones
	match []match // by place
	found []int32 // the places with a match in this round

	kept  []candidate
	count [classes * (maxWeight + 1)]int32 // found places by rank
	walk  walk
}

// match is the best way in which a place has matched so far.
type match struct {
	round uint32
	class class
	name  int32
}

func newScratch(x *Index) *scratch {
	return &scratch{index: x, match: make([]match, len(x.places))}
}

func (s *scratch) reset(text, lang string) {
	s.text, s.joined, s.words = s.text[:0], s.joined[:0], s.words[:0]
	for _, r := range Fold(text) {
		s.text = append(s.text, r)
		if r != ' ' {
			s.joined = append(s.joined, r)
		}
	}
	for rest := s.text; len(rest) > 0; {
		end := slices.Index(rest, ' ')
		if end < 0 {
			end = len(rest)
		}
		s.words = append(s.words, rest[:end])
		rest = rest[min(end+1, len(rest)):]
	}
	s.lang = lang
	s.found = s.found[:0]
	if s.round++; s.round == 0 { // after 2³² searches
		clear(s.match)
		s.round = 1
	}
}

// note records that a name has matched. Of equal matches of a place the name
// in the language asked for counts, then the one that the data has first.
func (s *scratch) note(id int32, c class) {
	p := s.index.names[id].place
	m := &s.match[p]
	switch {
	case m.round != s.round:
		s.found = append(s.found, p)
	case m.class > c:
		return
	case m.class == c && !s.prefers(id, m.name):
		return
	}
	*m = match{s.round, c, id}
}

// prefers reports whether name a counts before name b of the same place.
func (s *scratch) prefers(a, b int32) bool {
	if in := s.inLang(a); in != s.inLang(b) {
		return in
	}
	return a < b
}

// inLang reports whether a name is in the language asked for: in zh where that
// is zh-Hans.
func (s *scratch) inLang(id int32) bool {
	lang := s.index.names[id].lang
	return lang != "" && len(lang) <= len(s.lang) && strings.EqualFold(lang, s.lang[:len(lang)]) &&
		(len(lang) == len(s.lang) || s.lang[len(lang)] == '-')
}

// begins finds where the text begins a word, or a code.
func (s *scratch) begins() {
	from, to := s.index.beginning(s.text)
	for _, st := range s.index.starts[from:to] {
		if n := &s.index.names[st.name]; n.use != code {
			if c := n.begun(st, len(s.text)); c != no {
				s.note(st.name, c)
			}
		}
	}
	from, to = s.index.beginning(s.joined)
	for _, st := range s.index.starts[from:to] {
		if n := &s.index.names[st.name]; n.use == code {
			s.note(st.name, n.begun(st, len(s.joined)))
		}
	}
}

// begun says what it means that so many runes from st are the text.
func (n *name) begun(st start, length int) class {
	switch {
	case st.begin > n.begin:
		return wordStart
	case int(n.end-n.begin) == length:
		return whole
	case n.use == identifier:
		return no
	}
	return nameStart
}

// beginning returns the range of the starts that text is the beginning of.
func (x *Index) beginning(text []rune) (from, to int) {
	from = sort.Search(len(x.starts), func(i int) bool { return slices.Compare(x.rest(x.starts[i]), text) >= 0 })
	to = from + sort.Search(len(x.starts)-from, func(i int) bool { return !hasPrefix(x.rest(x.starts[from+i]), text) })
	return from, to
}

func hasPrefix(s, prefix []rune) bool {
	return len(s) >= len(prefix) && common(s, prefix) == len(prefix)
}

// allWords finds the names in which each word of the text begins a word,
// whatever their order.
func (s *scratch) allWords() {
	if len(s.words) < 2 {
		return
	}
	rare, from, to := 0, 0, -1
	for i, w := range s.words {
		if a, b := s.index.beginning(w); to < 0 || b-a < to-from {
			rare, from, to = i, a, b
		}
	}
	for _, st := range s.index.starts[from:to] {
		if s.index.names[st.name].use == called && s.hasOthers(st.name, rare) {
			s.note(st.name, allWords)
		}
	}
}

// hasOthers reports whether each word of the text but one begins a word of the
// name.
func (s *scratch) hasOthers(id int32, but int) bool {
	n := &s.index.names[id]
	text := s.index.runes[n.begin:n.end]
	for i, w := range s.words {
		if i != but && !hasWord(text, w) {
			return false
		}
	}
	return true
}

func hasWord(text, word []rune) bool {
	for i := range text {
		if (i == 0 || beginsWord(text[i-1], text[i])) && hasPrefix(text[i:], word) {
			return true
		}
	}
	return false
}

// keepBest keeps the places that may be among the first so many: those, and
// all that rank the same as the last of them.
func (s *scratch) keepBest(limit int) {
	clear(s.count[:])
	for _, p := range s.found {
		s.count[s.rank(p)]++
	}
	lowest := len(s.count) - 1
	for n := int(s.count[lowest]); n < limit && lowest > 0; n += int(s.count[lowest]) {
		lowest--
	}
	s.kept = s.kept[:0]
	for _, p := range s.found {
		if r := s.rank(p); r >= lowest {
			s.kept = append(s.kept, candidate{place: p, rank: r})
		}
	}
}

func (s *scratch) rank(place int32) int {
	return rankOf(s.match[place].class, s.index.places[place].weight)
}
