// Package tiles makes map tiles of the collections of a store, and keeps them
// until a feature that they show changes.
//
//	kept := tiles.NewCache(256 << 20)
//	view, maker := kept.View(), tiles.NewMaker(…)
//	look := tiles.Look{Set: tile.WebMercatorQuad, Form: tiles.Vector, Layers: layers}.Named()
//	t, err := view.Get(ctx, look, id, "", func(ctx context.Context) (*tiles.Tile, error) {
//		return maker.Make(ctx, look, id, nil)
//	})
//	…
//	kept.Changed(store.Change{Collection: "ports", Before: old, After: new})
//
// A tile depends on the features in its box and on nothing else of the data:
// that is why what has not been touched by a change can stay.
package tiles
