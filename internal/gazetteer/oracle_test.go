package gazetteer

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"pamir/geo"
	"pamir/internal/store"
)

// oracle answers a query the slow and obvious way: every name against the
// whole text, no index, no early end.
func oracle(datasets []store.Dataset, q Query) []Result {
	text := Fold(q.Text)
	if text == "" {
		return nil
	}
	type ranked struct {
		Result
		class  class
		weight uint8
		order  int
	}
	var all []ranked
	order := 0
	for _, d := range datasets {
		cols, weights := columnsOf(d.Collection), newWeigher(d.Collection)
		for _, f := range d.Features {
			order++
			best := ranked{Result: Result{Collection: d.Collection, Feature: f, Distance: math.NaN()}, order: order}
			list := cols.spellings(f)
			for _, s := range list {
				if c := slowClass(text, s); c > best.class {
					best.class = c
				}
			}
			if best.class == no {
				continue
			}
			best.weight = weights.weigh(f)
			best.Matched = slowMatched(list, text, best.class, q.Lang)
			best.Name = slowName(list, q.Lang)
			if q.Near != nil {
				if metres, _ := geo.Nearest(f.Geometry, *q.Near); !math.IsInf(metres, 1) {
					best.Distance = metres
				}
			}
			all = append(all, best)
		}
	}
	far := func(d float64) float64 {
		if math.IsNaN(d) {
			return math.Inf(1)
		}
		return d
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(-cmp.Compare(a.class, b.class), -cmp.Compare(a.weight, b.weight),
			cmp.Compare(far(a.Distance), far(b.Distance)), cmp.Compare(a.order, b.order))
	})
	var results []Result
	for _, r := range all[:min(len(all), q.Limit)] {
		results = append(results, r.Result)
	}
	return results
}

func slowClass(text string, s spelling) class {
	name, u := Fold(s.text), s.use
	if u == code {
		text, name = strings.ReplaceAll(text, " ", ""), strings.ReplaceAll(name, " ", "")
	}
	switch {
	case name == "":
		return no
	case name == text:
		return whole
	case u == identifier:
		return no
	case strings.HasPrefix(name, text):
		return nameStart
	case u == code:
		return no
	}
	best := no
	for _, rest := range slowStarts(name) {
		if strings.HasPrefix(rest, text) {
			best = max(best, wordStart)
		}
		n := len([]rune(text))
		if strings.ContainsAny(text, "0123456789") {
			n = 0
		}
		for end := 0; end <= len([]rune(rest)); end++ {
			switch d := distance([]rune(text), []rune(rest)[:end]); {
			case d <= 1 && n >= 4:
				best = max(best, oneSlip)
			case d <= 2 && n >= 8:
				best = max(best, twoSlips)
			}
		}
	}
	if words := strings.Fields(text); len(words) > 1 {
		every := true
		for _, w := range words {
			every = every && slices.ContainsFunc(slowStarts(name), func(rest string) bool { return strings.HasPrefix(rest, w) })
		}
		if every {
			best = max(best, allWords)
		}
	}
	return best
}

// slowStarts lists what a name holds from the beginning of each of its words.
func slowStarts(name string) []string {
	starts := []string{name}
	r := []rune(name)
	for i := 1; i < len(r); i++ {
		if r[i-1] == ' ' || slices.ContainsFunc([]rune("\u3042\u30a2\u4e00"), func(like rune) bool { return sameScript(r[i], like) }) {
			starts = append(starts, string(r[i:]))
		}
	}
	return starts
}

// sameScript knows the blocks that the tests use.
func sameScript(r, like rune) bool {
	switch like {
	case 'あ':
		return r >= 0x3041 && r <= 0x3096
	case 'ア':
		return r >= 0x30A1 && r <= 0x30FA
	}
	return r >= 0x4E00 && r <= 0x9FFF
}

func slowMatched(list []spelling, text string, c class, lang string) string {
	first := ""
	seen := map[compared]bool{}
	for _, s := range list {
		key := compared{s.key(), s.use == code}
		if seen[key] {
			continue // spelt like an earlier one
		}
		seen[key] = true
		if slowClass(text, s) != c {
			continue
		}
		if s.lang != "" && (strings.EqualFold(s.lang, lang) || strings.HasPrefix(strings.ToLower(lang), strings.ToLower(s.lang)+"-")) {
			return s.text
		}
		if first == "" {
			first = s.text
		}
	}
	return first
}

func slowName(list []spelling, lang string) string {
	for parts := strings.Split(lang, "-"); len(parts) > 0; parts = parts[:len(parts)-1] {
		for _, s := range list {
			if s.lang != "" && Fold(s.text) != "" && strings.EqualFold(s.lang, strings.Join(parts, "-")) {
				return s.text
			}
		}
	}
	for _, s := range list {
		if Fold(s.text) != "" {
			return s.text
		}
	}
	return ""
}

// distance is the optimal string alignment distance between a and b, from the
// full matrix.
func distance(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0:
				d[i][j] = j
				continue
			case j == 0:
				d[i][j] = i
				continue
			}
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
