package ask

import (
	"slices"

	"pamir/geo/cql2"
	"pamir/internal/store"
)

// AnyKind is the kind that leaves nothing out.
const AnyKind = "any"

// Kind makes a filter of a kind. None asked for means road among ports, and
// all elsewhere.
func Kind(c *store.Collection, kind string) (cql2.Expr, error) {
	i := c.Index(store.Kind)
	if kind == "" && c.ID == "ports" && i >= 0 && slices.Contains(c.Properties[i].Enum, "road") {
		kind = "road"
	}
	if kind == "" || kind == AnyKind {
		return nil, nil
	}
	if i < 0 {
		return nil, wrong("leave it out", "does not apply: %s has no kinds", c.ID)
	}
	p := c.Properties[i]
	if len(p.Enum) > 0 {
		p.Enum = append([]string{AnyKind}, p.Enum...)
	}
	v, err := Literal(&p, kind)
	if err != nil {
		return nil, err
	}
	return cql2.Equal(store.Kind, v), nil
}
