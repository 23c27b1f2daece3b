package formats

import (
	"fmt"
	"net/url"
	"slices"
	"time"

	"pamir/internal/store"
)

// Conform returns the value as one of the property's type: int64 for an
// integer, float64 for a number, store.JSON for an array or object. The error
// says what is wanted and what is there.
func Conform(p *store.Property, v store.Value) (store.Value, error) {
	if v == nil {
		return nil, nil
	}
	ok := false
	switch p.Type {
	case store.String:
		var s string
		if s, ok = v.(string); ok {
			return v, checkString(p, s)
		}
	case store.Number:
		if n, whole := v.(int64); whole {
			return float64(n), nil
		}
		_, ok = v.(float64)
	case store.Integer:
		_, ok = v.(int64)
	case store.Boolean:
		_, ok = v.(bool)
	case store.Array:
		ok = opens(v, '[')
	case store.Object:
		ok = opens(v, '{')
	}
	if !ok {
		return nil, fmt.Errorf("want %s, have %s", article(p.Type), AppendValue(nil, v))
	}
	return v, nil
}

func opens(v store.Value, bracket byte) bool {
	j, ok := v.(store.JSON)
	return ok && j[0] == bracket
}

func article(t store.PropertyType) string {
	switch t {
	case store.Integer, store.Array, store.Object:
		return "an " + string(t)
	}
	return "a " + string(t)
}

func checkString(p *store.Property, s string) error {
	if p.Enum != nil && !slices.Contains(p.Enum, s) {
		return fmt.Errorf("want one of %q, have %q", p.Enum, s)
	}
	var err error
	switch p.Format {
	case "date":
		if _, err = time.Parse(time.DateOnly, s); err != nil {
			return fmt.Errorf("want a date such as 2024-12-01, have %q", s)
		}
	case "date-time":
		if _, err = time.Parse(time.RFC3339, s); err != nil {
			return fmt.Errorf("want an instant of RFC 3339 such as 2024-12-01T10:00:00+08:00, have %q", s)
		}
	case "uri":
		if u, err := url.Parse(s); err != nil || !u.IsAbs() {
			return fmt.Errorf("want an absolute URI, have %q", s)
		}
	}
	return nil
}
