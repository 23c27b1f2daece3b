// Package valhalla holds the roads of geo/route against those of Valhalla, an
// engine that has nothing in common with it but OpenStreetMap: the lengths of
// shortest routes over real extracts, between places on real roads.
//
//	make oracle
//
// Valhalla is 280 MB and comes from npm, so that nothing but make oracle asks
// for it; see valhalla_test.go.
package valhalla
