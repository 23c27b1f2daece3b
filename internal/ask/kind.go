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
	v, err := Literal(&c.Properties[i], kind)
	if err != nil {
		p := c.Properties[i]
		p.Enum = append([]string{AnyKind}, p.Enum...) // one may ask for it, too
		_, err = Literal(&p, kind)
		return nil, err
	}
	return cql2.Equal(store.Kind, v), nil
}
