// Package border finds ways over roads and through border ports that open and
// shut: which port, when one is through, until when one must leave, and on whose
// word.
//
//	b, err := border.New(ctx, router, ports) // each checkpoint is put on its road
//	a, err := b.Route(ctx, &border.Plan{Plan: plan, Depart: tomorrow, Mode: hours.Truck, Book: keeper.Book()})
//	r := a.Routes[0]
//	r.ArriveAt, r.ArriveEarliest            // the first is zero where nothing can be promised
//	r.Crossings[0].Stops[0].Wait            // at Topa, because it is shut
//	r.Verdict.Kind, r.LatestDeparture       // makes it, misses it, closed, or cannot promise
//
// A Port is a chain of checkpoints. Each of them is bound to a place on a road
// (bind.go); the road is cut at the frontier, and a crossing in one direction is
// the checkpoints in their order (geo/route's Crossing). Their hours come from
// a Book of geo/hours, and the search through them is that of geo/gate: this
// package makes the one's words into the other's, and the answer into words
// about ports again.
//
// A ferry, or a road over a pass, that opens and shuts by the clock is a port of
// one stop, with the hours that the road data gives (timed.go).
//
// Nothing is promised that nobody publishes. With each answer goes what is
// known to be open and how long it takes, or a lower bound and what is missing
// for a promise.
package border
