package hdf5

import (
	"bytes"
	"os"
	"slices"
	"testing"
)

func sample(t testing.TB) []byte {
	data, err := os.ReadFile("testdata/small.h5")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestInts(t *testing.T) {
	f, err := Open(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.Names()); n != 17 {
		t.Errorf("%d datasets, want 17: %v", n, f.Names())
	}
	shorts, ints := make([]int32, 1000), make([]int32, 70)
	for i := range shorts {
		shorts[i] = int32(int16(i*37 - 15000))
	}
	for i := range ints {
		ints[i] = int32(i)*1000003 - 30000000
	}
	for name, want := range map[string][]int32{
		"shorts": shorts, "ints": ints, "plain": {3, -1, 4}, "filler_11": {11, 12, 13, 14, 15},
	} {
		got, err := f.Ints(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if !slices.Equal(got, want) {
			t.Errorf("%s: got %v", name, got)
		}
	}
	for _, name := range []string{"floats", "contiguous", "absent"} {
		if _, err := f.Ints(name); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// A byte changed anywhere gives other values or an error, never a panic.
func TestDamage(t *testing.T) {
	whole := sample(t)
	for at := range whole {
		if whole[at] == 0 && at%16 != 0 {
			continue // padding, mostly
		}
		data := bytes.Clone(whole)
		data[at] ^= 0xff
		readAll(data)
	}
	for _, n := range []int{0, 7, 8, 71, 200, 2000, len(whole) / 2, len(whole) - 1} {
		readAll(whole[:n])
	}
	for name, data := range map[string][]byte{"empty": nil, "a picture": []byte("\x89PNG\r\n\x1a\n"), "cut": whole[:90]} {
		if _, err := Open(data); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func readAll(data []byte) {
	f, err := Open(data)
	if err != nil {
		return
	}
	for _, name := range f.Names() {
		_, _ = f.Ints(name)
	}
}

// Reading is a function of the bytes: twice gives the same.
func FuzzOpen(f *testing.F) {
	f.Add(sample(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Open(data)
		if err != nil {
			return
		}
		b, err := Open(data)
		if err != nil || !slices.Equal(a.Names(), b.Names()) {
			t.Fatalf("%v, then %v and %v", a.Names(), b.Names(), err)
		}
		for _, name := range a.Names() {
			x, errX := a.Ints(name)
			y, errY := b.Ints(name)
			if !slices.Equal(x, y) || (errX == nil) != (errY == nil) {
				t.Fatalf("%s: two answers", name)
			}
		}
	})
}
