package gazetteer

import (
	"slices"
	"strings"

	"pamir/internal/store"
)

// kindWords says which collections a word for a kind of thing means. Who asks
// for "Torugart port" has the name and what it is: no name contains both.
var kindWords = map[string][]string{
	"port": {"ports"}, "border": {"ports"}, "crossing": {"ports"}, "gate": {"ports", "checkpoints"}, "checkpoint": {"checkpoints", "ports"}, "customs": {"ports", "checkpoints"},
	"口岸": {"ports"}, "边境": {"ports"}, "порт": {"ports"}, "граница": {"ports"}, "кпп": {"ports", "checkpoints"},
	"airport": {"ports"}, "机场": {"ports"}, "аэропорт": {"ports"},
	"pass": {"passes"}, "山口": {"passes"}, "达坂": {"passes"}, "перевал": {"passes"}, "ашуу": {"passes"},
	"city": {"places"}, "town": {"places"}, "village": {"places"}, "市": {"places"}, "县": {"places"}, "镇": {"places"}, "город": {"places"}, "село": {"places"},
	"road": {"roads", "sections"}, "highway": {"roads", "sections"}, "公路": {"roads", "sections"}, "дорога": {"roads", "sections"},
	"lake": {"lakes", "places"}, "湖": {"lakes", "places"}, "озеро": {"lakes", "places"},
	"river": {"rivers", "rivers-minor"}, "河": {"rivers", "rivers-minor"}, "река": {"rivers", "rivers-minor"},
	"zone": {"zones"}, "区": {"zones"},
}

// withoutKinds takes the words for kinds out of a text: those between spaces,
// and one at the end of a text without. kinds are the collections that they
// mean, nil where there is no such word, or nothing else.
func withoutKinds(text string) (rest string, kinds []string) {
	var kept []string
	for _, word := range strings.Fields(text) {
		if c := kindWords[strings.ToLower(word)]; c != nil {
			kinds = append(kinds, c...)
		} else {
			kept = append(kept, word)
		}
	}
	if kinds == nil && len(kept) == 1 {
		longest := ""
		for word := range kindWords {
			if len(word) > len(longest) && isHan(word) && strings.HasSuffix(kept[0], word) && len(word) < len(kept[0]) {
				longest = word
			}
		}
		if longest != "" {
			return strings.TrimSuffix(kept[0], longest), kindWords[longest]
		}
	}
	if len(kept) == 0 {
		return "", nil
	}
	return strings.Join(kept, " "), kinds
}

func isHan(s string) bool { return s >= "一" && s < "龥" }

// certain is the score of the worst match without a slip.
var certain = float64(rankOf(allWords, 0)+1) / float64(rankOf(whole, maxWeight)+1)

// said finds what is asked for by name and kind, where the whole text is no
// name of anything.
func (x *Index) said(q Query) []Result {
	text, kinds := withoutKinds(q.Text)
	if kinds == nil {
		return nil
	}
	wide := q
	wide.Text, wide.Limit = text, 8*q.Limit
	return keep(x.search(wide), func(r Result) bool {
		return r.Score >= certain && slices.Contains(kinds, r.Collection.ID)
	})
}

// misspelt finds names that are the text but for a slip, which are likelier
// meant than those that only begin so.
func (x *Index) misspelt(q Query) []Result {
	wide := q
	wide.Limit = 16 * q.Limit
	found := x.search(wide)
	text := []rune(Fold(q.Text))
	names := keep(found, func(r Result) bool {
		return osa(text, []rune(Fold(r.Matched))) <= slips(text)
	})
	for i := range names {
		names[i].Score = found[0].Score // they come before it
	}
	return names
}

// keep filters in place.
func keep(results []Result, good func(Result) bool) []Result {
	return slices.DeleteFunc(slices.Clone(results), func(r Result) bool { return !good(r) })
}

// join appends the results of b that a lacks, up to a limit.
func join(a, b []Result, limit int) []Result {
	seen := map[*store.Feature]bool{}
	for _, r := range a {
		seen[r.Feature] = true
	}
	for _, r := range b {
		if !seen[r.Feature] {
			a = append(a, r)
		}
	}
	return a[:min(len(a), limit)]
}

// osa is the optimal string alignment distance between two short texts.
func osa(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
