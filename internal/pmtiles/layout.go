package pmtiles

import "fmt"

// idsTo returns how many ids there are in the zooms below one.
func idsTo(zoom uint8) uint64 {
	return (1<<(2*zoom) - 1) / 3
}

// leafEntries is how many entries a leaf directory has at least.
const leafEntries = 4096

// layOut makes the directories of entries: one root where they fit into it, else
// a root of leaves, as small ones as let the root fit.
func layOut(entries []Entry) (root, leaves []byte, err error) {
	if len(entries) <= firstSize {
		if root, err = Pack(Gzip, appendDirectory(nil, entries)); err != nil || len(root) <= firstSize-headerSize {
			return root, nil, err
		}
	}
	for n := leafEntries; n <= maxEntries; n += n / 4 {
		root, leaves, err = leavesOf(entries, n)
		if err != nil || len(root) <= firstSize-headerSize {
			return root, leaves, err
		}
	}
	return nil, nil, fmt.Errorf("%d entries are more than two levels of directories hold", len(entries))
}

// leavesOf makes leaf directories of n entries, and their root.
func leavesOf(entries []Entry, n int) (root, leaves []byte, err error) {
	var pointers []Entry
	for len(entries) > 0 {
		part := entries[:min(n, len(entries))]
		b, err := Pack(Gzip, appendDirectory(nil, part))
		if err != nil {
			return nil, nil, err
		}
		pointers = append(pointers, Entry{ID: part[0].ID, Offset: uint64(len(leaves)), Length: uint32(len(b))})
		leaves = append(leaves, b...)
		entries = entries[len(part):]
	}
	root, err = Pack(Gzip, appendDirectory(nil, pointers))
	return root, leaves, err
}
