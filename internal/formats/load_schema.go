package formats

import (
	"fmt"
	"time"

	"pamir/internal/store"
)

// inferred is a column and what is known of its type so far.
type inferred struct {
	name                           string
	text, number, integer, boolean bool
	array, object                  bool
	notDate, notInstant            bool // of a text
}

// see takes note of one value.
func (c *inferred) see(v store.Value) {
	switch v := v.(type) {
	case string:
		c.text = true
		c.notDate = c.notDate || !isDate(v)
		c.notInstant = c.notInstant || !isInstant(v)
	case float64:
		c.number = true
	case int64:
		c.integer = true
	case bool:
		c.boolean = true
	case store.JSON:
		if v[0] == '[' {
			c.array = true
		} else {
			c.object = true
		}
	}
}

// property is the column as it goes into the schema.
func (c *inferred) property() store.Property {
	p := store.Property{Name: c.name, Type: store.String}
	var seen []store.PropertyType
	for _, t := range []struct {
		is   bool
		name store.PropertyType
	}{
		{c.text, store.String},
		{c.number, store.Number},
		{c.integer && !c.number, store.Integer},
		{c.boolean, store.Boolean},
		{c.array, store.Array},
		{c.object, store.Object},
	} {
		if t.is {
			seen = append(seen, t.name)
		}
	}
	if len(seen) != 1 {
		return p
	}
	p.Type = seen[0]
	switch {
	case !c.text:
	case !c.notDate:
		p.Format = "date"
	case !c.notInstant:
		p.Format = "date-time"
	}
	return p
}

// schema returns the columns as properties and makes each value one of its
// property's type.
func (b *builder) schema() []store.Property {
	out := make([]store.Property, len(b.columns))
	mixed := make([]bool, len(b.columns)) // columns with values to convert
	for i := range b.columns {
		c := &b.columns[i]
		out[i] = c.property()
		switch out[i].Type {
		case store.Number:
			mixed[i] = c.integer
		case store.String:
			mixed[i] = c.number || c.integer || c.boolean || c.array || c.object
		}
	}
	for _, f := range b.features {
		if len(f.Values) < len(out) {
			row := b.row(len(out))
			copy(row, f.Values)
			f.Values = row
		}
	}
	for i := range out {
		if !mixed[i] {
			continue
		}
		for _, f := range b.features {
			f.Values[i] = converted(f.Values[i], out[i].Type)
		}
	}
	return out
}

// converted makes a number of an integer, or a string of anything.
func converted(v store.Value, t store.PropertyType) store.Value {
	if v == nil {
		return nil
	}
	if t == store.String {
		return plainText(v)
	}
	if n, ok := v.(int64); ok {
		return float64(n)
	}
	return v
}

func isDate(s string) bool {
	if len(s) != len(time.DateOnly) {
		return false
	}
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

func isInstant(s string) bool {
	if len(s) < len("2024-12-01T10:00:00Z") || len(s) > 64 {
		return false
	}
	_, err := time.Parse(time.RFC3339, s)
	return err == nil
}

// checkValidity refuses a valid_from or valid_to that is not a date, and makes
// null of an empty one.
func checkValidity(p *RawProperty) error {
	if p.Name != store.ValidFrom && p.Name != store.ValidTo || p.Value == nil {
		return nil
	}
	s, ok := p.Value.(string)
	switch {
	case ok && s == "":
		p.Value = nil
	case !ok || !isDate(s) && !isInstant(s):
		return fmt.Errorf("property %q: it says when a feature holds, so it must be a date such as 2024-12-01 or an instant such as 2024-12-01T10:00:00+08:00, not %s; rename it if it means something else", p.Name, AppendValue(nil, p.Value))
	}
	return nil
}
