package route

import "pamir/geo/cch"

// topology is the graph of nodes and links as the hierarchy takes it.
func (g *graph) topology() cch.Graph { return cch.Graph{FirstOut: g.out, Head: g.heads} }

// raise builds the hierarchy. To find the order in which it takes the nodes in
// is the slow part, and has to do with where they are.
func (g *graph) raise() (err error) {
	o := cch.OrderOptions{Lon: make([]float32, len(g.nodeJunction)), Lat: make([]float32, len(g.nodeJunction))}
	for n, j := range g.nodeJunction {
		p := g.at[j].point()
		o.Lon[n], o.Lat[n] = float32(p[0]), float32(p[1])
	}
	order, err := cch.Order(g.topology(), o)
	if err != nil {
		return err
	}
	if g.hier, err = cch.Build(g.topology(), order); err != nil {
		return err
	}
	g.hierParts = g.hier.Parts()
	return nil
}
