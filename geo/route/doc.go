// Package route finds ways over roads: it makes a network of what
// OpenStreetMap says of them, and answers where to drive, how long that takes
// and how far one gets.
//
//	b := route.NewBuilder()
//	b.Way(route.Way{ID: 1, Nodes: []int64{10, 11, 12}, Tags: route.Tags{{"highway", "primary"}, {"ref", "G314"}}})
//	for id := range nodes { if b.Nodes().Has(id) { b.Node(nodes[id]) } }
//	network, report, err := b.Build(ctx, route.BuildOptions{})
//
// Who may use a road is read from its tags by the hierarchy of access keys;
// how fast, from its class, signs, surface and the law of its country. What
// depends on the time of day or the vehicle is kept as it is written and
// looked at when a route comes by. Turns that are forbidden, through any
// number of ways, are exact, and turning back costs time (hybrid.go).
//
// Longitude comes before latitude. Lengths are in centimetres or metres, as
// the name says, times in hundredths of a second: see profile.go.
package route
