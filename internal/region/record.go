package region

import (
	"encoding/binary"
	"fmt"

	"pamir/internal/osmpbf"
	"pamir/internal/store"
)

// record is a thing on its way to become a feature: it waits for the positions
// of its nodes.
type record struct {
	kind   osmpbf.Kind
	id     int64
	values []store.Value
	nodes  []int64           // of a way
	at     [2]osmpbf.Degrees // of a node
}

// featureID is the id of a feature: what it is in OpenStreetMap.
func featureID(kind osmpbf.Kind, id int64) string {
	return fmt.Sprintf("%s/%d", map[osmpbf.Kind]string{osmpbf.Nodes: "node", osmpbf.Ways: "way", osmpbf.Relations: "relation"}[kind], id)
}

// append writes the record; its definition and rank are those of the spool.
func (r *record) append(dst []byte) []byte {
	dst = binary.AppendVarint(append(dst, byte(r.kind)), r.id)
	dst = appendValues(dst, r.values)
	if r.kind == osmpbf.Nodes {
		dst = binary.AppendVarint(dst, int64(r.at[0]))
		return binary.AppendVarint(dst, int64(r.at[1]))
	}
	return appendNodes(dst, r.nodes)
}

// read reads what append has written. It needs values of the right length, and
// uses the memory of nodes again.
func (r *record) read(b []byte) error {
	if len(b) == 0 {
		return errSpool
	}
	r.kind, b = osmpbf.Kind(b[0]), b[1:]
	id, n := binary.Varint(b)
	if n <= 0 {
		return errSpool
	}
	r.id = id
	b, err := readValues(b[n:], r.values)
	if err != nil {
		return err
	}
	if r.kind == osmpbf.Nodes {
		for i := range r.at {
			v, n := binary.Varint(b)
			if n <= 0 {
				return errSpool
			}
			r.at[i], b = osmpbf.Degrees(v), b[n:]
		}
		return nil
	}
	r.nodes, err = readNodes(r.nodes[:0], b)
	return err
}

// appendNodes writes ids as differences, which are small where nodes were made
// one after the other.
func appendNodes(dst []byte, ids []int64) []byte {
	last := int64(0)
	for _, id := range ids {
		dst = binary.AppendVarint(dst, id-last)
		last = id
	}
	return dst
}

func readNodes(ids []int64, b []byte) ([]int64, error) {
	last := int64(0)
	for len(b) > 0 {
		d, n := binary.Varint(b)
		if n <= 0 {
			return ids, errSpool
		}
		last, b = last+d, b[n:]
		ids = append(ids, last)
	}
	return ids, nil
}
