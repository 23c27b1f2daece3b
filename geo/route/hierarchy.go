package route

import "pamir/geo/cch"

// topology is the graph of nodes and links as the hierarchy takes it.
func (g *Graph) topology() cch.Graph { return cch.Graph{FirstOut: g.Out, Head: g.Head} }

// order finds the order in which the hierarchy takes the nodes in; it is the
// slow part, and is kept.
func (g *Graph) order() (err error) {
	o := cch.OrderOptions{Lon: make([]float32, len(g.Junction)), Lat: make([]float32, len(g.Junction))}
	for n, j := range g.Junction {
		p := g.At[j].point()
		o.Lon[n], o.Lat[n] = float32(p[0]), float32(p[1])
	}
	g.Order, err = cch.Order(g.topology(), o)
	return err
}

// raise builds the hierarchy.
func (g *Graph) raise() (err error) {
	g.hier, err = cch.Build(g.topology(), g.Order)
	return err
}
