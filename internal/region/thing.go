package region

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"pamir/internal/formats"
	"pamir/internal/osmpbf"
	"pamir/internal/store"
)

// tags are the tags of a node, way or relation of OpenStreetMap. What a value
// says is read as the wiki has it; what cannot be read is null.
type tags struct {
	osmpbf.Tags
	routes []string // numbers of the international routes that a road is part of
}

// text makes a column of the value of a key as it is.
func text(key string) func(tags) store.Value {
	return func(t tags) store.Value { return orNull(t.Get(key)) }
}

func orNull(s string) store.Value {
	if s = strings.TrimSpace(s); s == "" {
		return nil
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// yes makes a column that is true where the key is there and does not say no.
func yes(key string) func(tags) store.Value {
	return func(t tags) store.Value {
		switch t.Get(key) {
		case "", "no", "false", "0":
			return nil
		}
		return true
	}
}

// flag makes a column that is true for yes, false for no, and else null.
func flag(key string) func(tags) store.Value {
	return func(t tags) store.Value {
		switch t.Get(key) {
		case "yes", "true", "1", "designated":
			return true
		case "no", "false", "0":
			return false
		}
		return nil
	}
}

// whole makes a column of a number without a fraction, such as 12 000.
func whole(key string, from, to int64) func(tags) store.Value {
	return func(t tags) store.Value {
		digits := strings.NewReplacer(" ", "", ",", "", "'", "", "\u00A0", "").Replace(t.Get(key))
		if n, err := strconv.ParseInt(digits, 10, 64); err == nil && from <= n && n <= to {
			return n
		}
		return nil
	}
}

// quantity makes a column of a number with a unit, as a reader of package route
// takes it.
func quantity(key string, read func(string) (float64, bool)) func(tags) store.Value {
	return func(t tags) store.Value {
		if v, ok := read(t.Get(key)); ok {
			return math.Round(v*1000) / 1000
		}
		return nil
	}
}

// elevation reads ele, in metres unless it says feet.
func elevation(t tags) store.Value {
	s, unit, _ := strings.Cut(strings.TrimSpace(t.Get("ele")), " ")
	s, feet := strings.CutSuffix(s, "ft")
	s = strings.TrimSuffix(s, "m")
	m, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", "."), 64)
	switch {
	case err != nil:
		return nil
	case feet || unit == "ft" || unit == "feet":
		m = math.Round(m*3.048) / 10
	case unit != "" && unit != "m" && unit != "metres" && unit != "meters":
		return nil
	}
	if !(m > -500 && m < 9000) { // the Dead Sea and Everest
		return nil
	}
	return m
}

// parts splits a value that is a list, such as "A14;E43".
func parts(value string) []string {
	var out []string
	for p := range strings.SplitSeq(value, ";") {
		if p = strings.TrimSpace(p); p != "" && !slices.Contains(out, p) {
			out = append(out, strings.ToValidUTF8(p, "\uFFFD"))
		}
	}
	return out
}

// array makes a JSON array of texts, null for none.
func array(texts []string) store.Value {
	if len(texts) == 0 {
		return nil
	}
	out := []byte{'['}
	for i, s := range texts {
		if i > 0 {
			out = append(out, ',')
		}
		out = formats.AppendString(out, s)
	}
	return store.JSON(append(out, ']'))
}

// pair is a member of a JSON object.
type pair struct{ key, value string }

// object makes a JSON object of texts in the order of the keys, null for none.
// Of members of one key the first counts.
func object(pairs []pair) store.Value {
	if len(pairs) == 0 {
		return nil
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(a.key, b.key) })
	pairs = slices.CompactFunc(pairs, func(a, b pair) bool { return a.key == b.key })
	out := []byte{'{'}
	for i, p := range pairs {
		if i > 0 {
			out = append(out, ',')
		}
		out = formats.AppendString(out, p.key)
		out = append(out, ':')
		out = formats.AppendString(out, p.value)
	}
	return store.JSON(append(out, '}'))
}

// language is the form of the tags of languages in keys such as name:zh-Hant.
// It leaves out name:left, name:etymology and the like.
var language = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// name is the name in English or, where there is none, as it is on the ground.
func name(t tags) store.Value {
	for _, key := range []string{"name:en", "name", "int_name", "official_name", "loc_name"} {
		if v := orNull(t.Get(key)); v != nil {
			return v
		}
	}
	if all := languages(t); len(all) > 0 {
		return orNull(slices.MinFunc(all, func(a, b pair) int { return cmp.Compare(a.key, b.key) }).value)
	}
	return nil
}

// names are the names by language.
func names(t tags) store.Value { return object(languages(t)) }

func languages(t tags) (all []pair) {
	for i := range t.Len() {
		key, value := t.At(i)
		if tag, ok := strings.CutPrefix(key, "name:"); ok && language.MatchString(tag) && strings.TrimSpace(value) != "" {
			all = append(all, pair{tag, strings.TrimSpace(value)})
		}
	}
	return all
}

// aliases are the other names, that on the ground among them where the name is
// in English and no language says that it is its own.
func aliases(t tags) store.Value {
	main, _ := name(t).(string)
	var out []string
	known := languages(t)
	for _, key := range []string{"name", "alt_name", "old_name", "official_name", "short_name", "loc_name", "reg_name", "nat_name", "int_name", "alt_name:en", "old_name:en", "alt_name:ru", "old_name:ru"} {
		for _, p := range parts(t.Get(key)) {
			if p != main && !slices.Contains(out, p) && !slices.ContainsFunc(known, func(k pair) bool { return k.value == p }) {
				out = append(out, p)
			}
		}
	}
	return array(out)
}

// named reports whether there is anything to call the thing.
func named(t tags) bool { return name(t) != nil }

// conditions are the rules that depend on time or on the vehicle, as they are:
// the values of keys such as access:conditional.
func conditions(t tags) store.Value {
	var all []pair
	for i := range t.Len() {
		if key, value := t.At(i); strings.HasSuffix(key, ":conditional") {
			all = append(all, pair{key, value})
		}
	}
	return object(all)
}
