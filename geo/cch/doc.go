// Package cch finds shortest paths in road graphs in microseconds, under
// weights that change. It is a customizable contraction hierarchy (Dibbelt,
// Strasser, Wagner: Customizable Contraction Hierarchies, 2016) on plain
// arrays: it knows no roads, no units and, but for the order of its nodes, no
// coordinates.
//
// There are three steps, each a type, from slow and seldom to fast and often:
//
//	order, err := cch.Order(graph, cch.OrderOptions{Lon: lon, Lat: lat}) // seconds; keep it with the graph
//	index, err := cch.Build(graph, order)                                // without weights
//	metric, err := index.Customize(weights, 0)                           // one for each kind of vehicle
//
//	var q cch.Query // one a goroutine, used again and again
//	length := q.Run(metric, []cch.End{{Node: from}}, []cch.End{{Node: to}})
//	arcs := q.Path(nil) // in the arcs of graph
//
//	metric, err = metric.Update([]cch.Change{{Arc: arcs[0], Weight: cch.Infinity}}) // closed, from now on
//
// An Index, a Metric and a Fan do not change once they are made, and any number
// of goroutines may use them; Update makes another Metric, which shares memory
// with the one it comes from, so that whoever holds the old one is not disturbed.
// Those that work (Query, Sweep, Matrix, Ray, Potential, Detour) are for one
// goroutine at a time; the zero value of each is ready, and once warm it
// allocates nothing.
//
// Parallel arcs, loops, zero weights, one-way arcs, graphs in pieces, single
// nodes and the empty graph are all fine. Lengths are exact, up to Infinity.
//
// Roads of a million nodes take 43 bytes an arc for the Index, and 14 for each
// Metric, the weights of the arcs included. Where nodes are numbered by the
// order, everything that goes through all of them is faster.
package cch
