package schedules

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"pamir/internal/ask"
)

// table is a table of a file that is being read. Each method takes a key out
// of it, and tells what is wrong with it; it returns the zero value then. What
// nobody has taken when end is called is unknown.
type table struct {
	file     string
	entry    string // what problems call it
	within   string // "periods[2]." in a table that belongs to an entry
	values   map[string]any
	at       *place
	known    []string
	problems *Problems
}

// fault tells what is wrong with a key, or, for "", with the table.
func (t *table) fault(key, format string, args ...any) {
	at := Problem{File: t.file, Line: t.at.line, Entry: t.entry, Field: t.within + key}
	if key == "" {
		at.Field = strings.TrimSuffix(t.within, ".")
	} else {
		at.Line = t.at.of(key).line
	}
	t.problems.add(at, format, args...)
}

// take returns what stands at a key, nil where nothing does.
func (t *table) take(key string) any {
	t.known = append(t.known, key)
	return t.values[key]
}

// has reports whether something stands at a key.
func (t *table) has(key string) bool { return t.values[key] != nil }

// text returns a text; one that is empty is at fault.
func (t *table) text(key string) string {
	switch v := t.take(key).(type) {
	case nil:
	case string:
		if strings.TrimSpace(v) != "" {
			return v
		}
		t.fault(key, "is empty: say it, or leave the key out")
	default:
		t.fault(key, "wants a text in quotes, has %s", kind(v))
	}
	return ""
}

// needText returns a text that must be there; why says what it is.
func (t *table) needText(key, why string) string {
	if !t.has(key) {
		t.take(key)
		t.fault(key, "is missing: %s", why)
		return ""
	}
	return t.text(key)
}

// oneOf returns a text that is one of the words; "" where the key is not there
// or its text is another.
func (t *table) oneOf(key string, words ...string) string {
	v := t.text(key)
	if v != "" && !t.isOneOf(key, v, words) {
		return ""
	}
	return v
}

func (t *table) isOneOf(key, v string, words []string) bool {
	if slices.Contains(words, v) {
		return true
	}
	t.fault(key, "there is no %q%s", ask.Clip(v), meant(v, words))
	return false
}

// meant says what was meant instead of a word: the nearest, or any of them.
func meant(word string, words []string) string {
	if near := ask.NearestName(word, words); near != "" {
		return fmt.Sprintf(": did you mean %q?", near)
	}
	if len(words) == 0 {
		return ""
	}
	return ": want one of " + strings.Join(words, ", ")
}

// texts returns a list of texts.
func (t *table) texts(key string) []string {
	v := t.take(key)
	if v == nil {
		return nil
	}
	list, ok := v.([]any)
	if !ok {
		t.fault(key, "wants a list, such as [\"a\", \"b\"], has %s", kind(v))
		return nil
	}
	var out []string
	for i, item := range list {
		if s, ok := item.(string); ok && s != "" {
			out = append(out, s)
			continue
		}
		t.fault(key, "wants texts in quotes, has %s at place %d", kind(item), i+1)
	}
	if len(list) == 0 {
		t.fault(key, "is empty: leave the key out where it does not apply")
	}
	return out
}

// textsOf returns a list of texts that are among the words.
func (t *table) textsOf(key string, words []string) []string {
	var out []string
	for _, v := range t.texts(key) {
		if t.isOneOf(key, v, words) {
			out = append(out, v)
		}
	}
	return out
}

// flag returns a true or a false.
func (t *table) flag(key string) bool {
	v := t.take(key)
	b, ok := v.(bool)
	if v != nil && !ok {
		t.fault(key, "wants true or false, has %s", kind(v))
	}
	return b
}

// tables returns the tables of a list.
func (t *table) tables(key string) []*table {
	v := t.take(key)
	if v == nil {
		return nil
	}
	list, ok := v.([]any)
	if !ok {
		t.fault(key, "wants a list of tables, such as [{ … }], has %s", kind(v))
		return nil
	}
	places := t.at.of(key).items
	var out []*table
	for i, item := range list {
		in := *t
		in.within = fmt.Sprintf("%s%s[%d].", t.within, key, i+1)
		in.at, in.known = t.at.of(key), nil
		if i < len(places) {
			in.at = places[i]
		}
		values, ok := item.(map[string]any)
		if !ok {
			in.fault("", "wants a table, such as { … }, has %s", kind(item))
			continue
		}
		in.values = values
		out = append(out, &in)
	}
	return out
}

// end tells of the keys that nobody has taken.
func (t *table) end() {
	for _, key := range slices.Sorted(maps.Keys(t.values)) {
		if !slices.Contains(t.known, key) {
			t.fault(key, "there is no such key%s", meant(key, t.known))
		}
	}
}

// kind names what a value is, for somebody who does not know TOML by heart.
func kind(v any) string {
	switch v := v.(type) {
	case string:
		return fmt.Sprintf("the text %q", ask.Clip(v))
	case bool:
		return fmt.Sprint(v)
	case []any:
		return "a list"
	case map[string]any:
		return "a table"
	case time.Time:
		return v.Format(time.RFC3339)
	default:
		return fmt.Sprint(v) // numbers, and days and times without an offset
	}
}
