// Package store says what a feature, a collection and a question about them
// are, and the contract that every store keeps. Stores live in sub-packages,
// one a technology; package storetest holds the suite that each of them runs.
//
//	page, err := s.Features(ctx, "ports", store.Query{
//		BBox:   &geo.Box{West: 73, South: 36, East: 77, North: 41},
//		Filter: cql2.Equal("kind", "road"),
//		Limit:  10,
//	})
//	for _, f := range page.Features {
//		fmt.Println(f.ID, f.Geometry)
//	}
//	next, err := s.Features(ctx, "ports", store.Query{Limit: 10, After: page.Last()})
package store
