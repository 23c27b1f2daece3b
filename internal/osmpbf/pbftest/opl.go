package pbftest

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Parse reads OPL. What the reader does not give out (versions, users, times)
// is passed over.
func Parse(text string) (Data, error) {
	var d Data
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if err := d.line(strings.Fields(line)); err != nil {
			return Data{}, fmt.Errorf("line %d: %w: %s", i+1, err, line)
		}
	}
	return d, nil
}

// line adds the thing of the fields.
func (d *Data) line(fields []string) error {
	id, err := strconv.ParseInt(fields[0][1:], 10, 64)
	if err != nil {
		return err
	}
	part := map[byte]string{}
	for _, f := range fields[1:] {
		part[f[0]] = f[1:]
	}
	tags, err := parseTags(part['T'])
	if err != nil {
		return err
	}
	switch fields[0][0] {
	case 'n':
		lon, err := strconv.ParseFloat(part['x'], 64)
		if err != nil {
			return err
		}
		lat, err := strconv.ParseFloat(part['y'], 64)
		if err != nil {
			return err
		}
		d.Nodes = append(d.Nodes, Node{id, int32(math.Round(lon * 1e7)), int32(math.Round(lat * 1e7)), tags})
	case 'w':
		w := Way{ID: id, Tags: tags}
		for _, m := range list(part['N']) {
			ref, err := strconv.ParseInt(strings.TrimPrefix(m, "n"), 10, 64)
			if err != nil {
				return err
			}
			w.Nodes = append(w.Nodes, ref)
		}
		d.Ways = append(d.Ways, w)
	case 'r':
		r := Relation{ID: id, Tags: tags}
		for _, m := range list(part['M']) {
			ref, role, _ := strings.Cut(m, "@")
			kind := strings.IndexByte("nwr", ref[0])
			id, err := strconv.ParseInt(ref[1:], 10, 64)
			if err != nil || kind < 0 {
				return fmt.Errorf("member %q: %w", m, err)
			}
			if role, err = unescape(role); err != nil {
				return err
			}
			r.Members = append(r.Members, Member{uint64(kind), id, role})
		}
		d.Relations = append(d.Relations, r)
	default:
		return fmt.Errorf("a line begins with n, w or r, not %q", fields[0][:1])
	}
	return nil
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

func parseTags(s string) (tags []string, err error) {
	for _, tag := range list(s) {
		key, value, ok := strings.Cut(tag, "=")
		if !ok {
			return nil, fmt.Errorf("the tag %q has no value", tag)
		}
		if key, err = unescape(key); err != nil {
			return nil, err
		}
		if value, err = unescape(value); err != nil {
			return nil, err
		}
		tags = append(tags, key, value)
	}
	return tags, nil
}

// unescape turns %20% into a space: a code point in hexadecimal digits.
func unescape(s string) (string, error) {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "%")
		b.WriteString(before)
		if !ok {
			return b.String(), nil
		}
		digits, after, ok := strings.Cut(rest, "%")
		if !ok {
			return "", fmt.Errorf("%q: a %% stands alone", s)
		}
		r, err := strconv.ParseUint(digits, 16, 21)
		if err != nil {
			return "", err
		}
		b.WriteRune(rune(r))
		s = after
	}
}
