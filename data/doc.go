// Package data holds the region that is built in: descriptions of collections,
// <id>.json, and their features, *.geojson, one feature a line. The files are
// the source of truth and are edited by hand or, for the layers under the map,
// written by the generator in gen. SOURCES.md says where everything is from.
//
//	datasets, err := data.Load(data.Files())
//	if err != nil {
//		return err // names every fault with its file, feature and property
//	}
//	fmt.Println(data.Version(), len(datasets))
//
// Load answers whether the files can be served. [Verify] also asks whether
// they keep the rules for facts that people can check: a source for each, an
// accuracy for each position, no contradiction without its alternative.
package data
