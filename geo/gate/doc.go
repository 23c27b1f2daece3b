// Package gate finds ways through gates that open and shut: when one arrives,
// when one must leave, and which gate is best. Roads are not its business: it
// is given the drives between gates, and the hours of each.
//
//	g := gate.Graph{Crossings: []gate.Crossing{torugart, irkeshtam}, Between: between}
//	trip := gate.Trip{Direct: gate.NoWay, To: toEntries, From: fromExits}
//
//	var s gate.Search
//	way, ok := s.Earliest(&g, &trip, depart, hours.Promise)
//	way.Crossings, way.Arrive           // through which, and when one is there
//	last, ok := s.Latest(&g, &trip, way.Arrive, hours.Promise)
//	last.Depart                         // one may as well sleep until then
//	for _, p := range g.Follow(&trip, way, hours.Promise) {
//		p.Stops[0].Wait, p.LatestDeparture   // waits so long; would not, leaving by then
//	}
//
// A Crossing is one direction of a border port, or of a pass or ferry with
// hours: its stops in the order in which they must be visited, and the drives
// from each to the next. One waits at a stop for its turn, whether it is open
// meanwhile or not, and is then seen to within one opening, which may have to hold
// for the road behind it, too. To leave later is
// therefore never to arrive earlier (FIFO), and label-setting is exact: Dijkstra
// 1959 over the gates, with the road between them as one edge; or A* (Hart,
// Nilsson and Raphael 1968), with how far gates are from the end while all are
// open.
//
// What is not known is never promised. With hours.Promise a way leads through
// stops alone whose hours, queue and service are all known; with
// hours.Possible what is not known is taken at its best, and the arrival is a
// lower bound.
//
// Times are kept to the hundredth of a second and hours to the second: a stop
// is begun on a full one.
package gate
