package cities

import (
	"encoding/binary"
	"math"
	"slices"
	"testing"
)

// write packs cities as the package's build.js does.
func write(all []City) []byte {
	var b []byte
	var lon, lat int64
	for _, c := range all {
		var m []byte
		number := func(field int, v uint64) {
			m = binary.AppendUvarint(binary.AppendUvarint(m, uint64(field)<<3), v)
		}
		text := func(field int, s string) {
			m = binary.AppendUvarint(binary.AppendUvarint(m, uint64(field)<<3|wireBytes), uint64(len(s)))
			m = append(m, s...)
		}
		signed := func(v int64) uint64 { return uint64(v<<1) ^ uint64(v>>63) }
		number(fieldID, signed(c.ID))
		text(fieldName, c.Name)
		text(fieldCountry, c.Country)
		text(fieldFeature, c.Feature)
		if c.Population != 0 {
			number(fieldPopulation, uint64(c.Population))
		}
		x, y := int64(math.Round(c.Lon*1e5)), int64(math.Round(c.Lat*1e5))
		number(fieldLon, signed(x-lon))
		number(fieldLat, signed(y-lat))
		lon, lat = x, y
		b = binary.AppendUvarint(b, uint64(len(m)))
		b = append(b, m...)
	}
	return b
}

var sample = []City{
	{1280849, "Kashgar", "CN", "PPLA2", 274717, 75.98951, 39.4677},
	{1527534, "Osh", "KG", "PPLA", 0, 72.7985, 40.52828},
	{-1, "", "", "", 1, -180, -90},
}

func TestRead(t *testing.T) {
	got, err := Read(write(sample))
	if err != nil || !slices.Equal(got, sample) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestBrokenLists(t *testing.T) {
	whole := write(sample)
	for name, data := range map[string][]byte{
		"length past the end": {0x7f, 0},
		"endless length":      {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
		"cut":                 whole[:len(whole)-2],
		"text past the end":   {3, fieldName<<3 | wireBytes, 0x7f, 'x'},
		"tag without value":   {1, fieldID << 3},
		"fixed 64-bit field":  {2, fieldID<<3 | 1, 0},
	} {
		if _, err := Read(data); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Places in the world can be written and read again.
func FuzzRead(f *testing.F) {
	f.Add(write(sample))
	f.Fuzz(func(t *testing.T, data []byte) {
		all, err := Read(data)
		if err != nil {
			return
		}
		for _, c := range all {
			if math.Abs(c.Lon) > 180 || math.Abs(c.Lat) > 90 {
				return
			}
		}
		again, err := Read(write(all))
		if err != nil || !slices.Equal(all, again) {
			t.Fatalf("%v became %v, %v", all, again, err)
		}
	})
}
