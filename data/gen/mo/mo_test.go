package mo

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
	"testing"
)

// write makes a catalogue without a hash table.
func write(messages map[string]string, order binary.AppendByteOrder) []byte {
	ids := slices.Sorted(maps.Keys(messages))
	n := uint32(len(ids))
	b := order.AppendUint32(nil, magic)
	for _, v := range []uint32{0, n, 28, 28 + 8*n, 0, 0} {
		b = order.AppendUint32(b, v)
	}
	var text []byte
	base := 28 + 16*n
	table := func(get func(string) string) {
		for _, id := range ids {
			s := get(id)
			b = order.AppendUint32(b, uint32(len(s)))
			b = order.AppendUint32(b, base+uint32(len(text)))
			text = append(append(text, s...), 0)
		}
	}
	table(func(id string) string { return id })
	table(func(id string) string { return messages[id] })
	return append(b, text...)
}

var sample = map[string]string{"1280849": "قەشقەر", "1528249": "Талас", "KG": "Кыргызстан"}

func TestRead(t *testing.T) {
	withHeader := maps.Clone(sample)
	withHeader[""] = "Language: ug\n"
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		got, err := Read(write(withHeader, order))
		if err != nil || !maps.Equal(got, sample) {
			t.Errorf("%v: got %v, %v", order, got, err)
		}
	}
}

func TestBrokenCatalogues(t *testing.T) {
	whole := write(sample, binary.LittleEndian)
	patch := func(at int, v ...byte) []byte {
		b := bytes.Clone(whole)
		copy(b[at:], v)
		return b
	}
	for name, data := range map[string][]byte{
		"empty":               nil,
		"not a catalogue":     []byte("GNU gettext"),
		"cut":                 whole[:30],
		"too many messages":   patch(8, 0xff, 0xff, 0xff, 0xff),
		"table past the end":  patch(12, 0xff, 0xff, 0xff, 0x7f),
		"length past the end": patch(28, 0xff, 0xff, 0xff, 0xff),
		"not UTF-8":           patch(28+48, 0xff),
	} {
		if _, err := Read(data); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// What was read can be written and read again.
func FuzzRead(f *testing.F) {
	f.Add(write(sample, binary.LittleEndian))
	f.Add(write(nil, binary.BigEndian))
	f.Fuzz(func(t *testing.T, data []byte) {
		messages, err := Read(data)
		if err != nil {
			return
		}
		again, err := Read(write(messages, binary.BigEndian))
		if err != nil || !maps.Equal(messages, again) {
			t.Fatalf("%v became %v, %v", messages, again, err)
		}
	})
}
