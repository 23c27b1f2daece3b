// Package osmpbf reads OpenStreetMap extracts in the PBF format
// (https://wiki.openstreetmap.org/wiki/PBF_Format). It trusts nothing in them:
// a size is checked before memory is taken for it, an index before it is used,
// and what is wrong is said with the block and the byte at which it is.
//
//	f, err := osmpbf.Open(file, size)
//	if err != nil { … }
//	names, err := osmpbf.Collect(ctx, osmpbf.Scan{File: f, Kinds: osmpbf.Ways}, func(b *osmpbf.Block) ([]string, error) {
//		var names []string
//		err := b.Ways(func(w *osmpbf.Way) error {
//			if name, ok := w.Tags.Find("name"); ok {
//				names = append(names, strings.Clone(name))
//			}
//			return nil
//		})
//		return names, err
//	})
//
// A file is a header and then blocks of a few thousand nodes, ways and
// relations each. [Each] and [Collect] decode several blocks at once, as many
// as there are workers, and hand out what was made of them in the order of the
// file, so that the same file gives the same answer whatever the machine does.
// Only the kinds asked for are decoded. A worker holds one block: at most 32 MiB
// as it lies in the file, 32 MiB unpacked, and 32 MiB of tables; real blocks
// are a hundredth of that.
package osmpbf
