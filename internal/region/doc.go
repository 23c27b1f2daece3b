// Package region makes a region of an OpenStreetMap extract, and reads it.
//
//	manifest, err := region.Import(ctx, region.Extract{Name: name, File: file, Size: size}, region.Options{Dir: "kyrgyzstan"})
//	for what, fault := range manifest.Faults {
//		fmt.Println(what, fault.Count, fault.First) // roads: a way of one node 2 [way/1 way/5]
//	}
//
//	r, err := region.Open(ctx, "kyrgyzstan")
//	datasets := r.Over(builtIn) // its roads and places take the place of others
//
// What becomes a feature of which collection, with which properties, is said
// by a definition for each, in the files roads, places, heights, stops and
// ground. The format of a region's files is in doc/adr.
package region
