// Package corridor makes a road network of the built-in roads, so that there
// are routes before anybody has imported a region.
//
//	network, err := corridor.Network(ctx, datasets) // of data.Load
//
// The roads are schematic: their lines are drawn through few points. Published
// lengths rule over drawn ones; speeds are those that a class of road allows,
// by the law of its country, where no source says more. The checkpoints of the
// ports are passages on the roads (place.go says where), and so is every place
// at which the roads of two countries meet, so that no way leads from one
// country to another but through a passage that says border_control.
package corridor
