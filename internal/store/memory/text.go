package memory

import (
	"strings"

	"pamir/internal/store"
)

// textQuery holds the words that a feature's texts must all contain, whatever
// their case.
type textQuery struct{ words []string }

func newTextQuery(s string) *textQuery {
	return &textQuery{strings.Fields(strings.ToLower(s))}
}

// match looks at the id and at every text, those inside arrays and objects
// included. It costs a lower-cased copy of each, so that it is for collections
// a person reads, not for millions of features.
func (q *textQuery) match(c *store.Collection, f *store.Feature) bool {
	for _, word := range q.words {
		if !contains(f, word) {
			return false
		}
	}
	return true
}

func contains(f *store.Feature, word string) bool {
	if strings.Contains(strings.ToLower(f.ID), word) {
		return true
	}
	for _, v := range f.Values {
		switch v := v.(type) {
		case string:
			if strings.Contains(strings.ToLower(v), word) {
				return true
			}
		case store.JSON:
			if jsonContains(v, word) {
				return true
			}
		}
	}
	return false
}

// jsonContains looks at the strings of the value that are not member names.
func jsonContains(v store.JSON, word string) bool {
	found := false
	texts(v, func(s string) bool {
		found = strings.Contains(strings.ToLower(s), word)
		return !found
	})
	return found
}
