package route

import "pamir/geo/cch"

// topology is the graph of nodes and links as the hierarchy takes it.
func (g *graph) topology() cch.Graph { return cch.Graph{FirstOut: g.out, Head: g.heads} }

// order finds the order in which the hierarchy takes the nodes in; it is the
// slow part, and is kept.
func (g *graph) order() (err error) {
	o := cch.OrderOptions{Lon: make([]float32, len(g.nodeJunction)), Lat: make([]float32, len(g.nodeJunction))}
	for n, j := range g.nodeJunction {
		p := g.at[j].point()
		o.Lon[n], o.Lat[n] = float32(p[0]), float32(p[1])
	}
	g.nodeOrder, err = cch.Order(g.topology(), o)
	return err
}

// raise builds the hierarchy.
func (g *graph) raise() (err error) {
	g.hier, err = cch.Build(g.topology(), g.nodeOrder)
	return err
}
