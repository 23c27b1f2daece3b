package shapefile

import (
	"bytes"
	"encoding/binary"
	"maps"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// write is the other way round, for the tests only: polylines and text fields,
// with a gap of pad bytes before each record.
func write(records []Record, columns []string, pad int) (shp, shx, dbf []byte) {
	be, le := binary.BigEndian, binary.LittleEndian
	shp = be.AppendUint32(nil, fileCode)
	shp = append(shp, make([]byte, headerSize-4)...)
	shx = bytes.Clone(shp)
	for i, r := range records {
		shp = append(shp, make([]byte, pad)...)
		body := le.AppendUint32(nil, shapePolyLine)
		body = append(body, make([]byte, 32)...)
		points := 0
		for _, p := range r.Parts {
			points += len(p)
		}
		body = le.AppendUint32(body, uint32(len(r.Parts)))
		body = le.AppendUint32(body, uint32(points))
		at := 0
		for _, p := range r.Parts {
			body = le.AppendUint32(body, uint32(at))
			at += len(p)
		}
		for _, p := range r.Parts {
			for _, q := range p {
				body = le.AppendUint64(body, math.Float64bits(q[0]))
				body = le.AppendUint64(body, math.Float64bits(q[1]))
			}
		}
		shx = be.AppendUint32(shx, uint32(len(shp)/2))
		shx = be.AppendUint32(shx, uint32(len(body)/2))
		shp = be.AppendUint32(shp, uint32(i+1))
		shp = be.AppendUint32(shp, uint32(len(body)/2))
		shp = append(shp, body...)
	}
	const width = 20
	row := 1 + width*len(columns)
	dbf = append([]byte{3, 0, 0, 0}, le.AppendUint32(nil, uint32(len(records)))...)
	dbf = le.AppendUint16(dbf, uint16(32+32*len(columns)+1))
	dbf = le.AppendUint16(dbf, uint16(row))
	dbf = append(dbf, make([]byte, 20)...)
	for _, name := range columns {
		field := make([]byte, 32)
		copy(field, name)
		field[11], field[16] = 'C', width
		dbf = append(dbf, field...)
	}
	dbf = append(dbf, '\r')
	for _, r := range records {
		dbf = append(dbf, ' ')
		for _, name := range columns {
			dbf = append(dbf, (r.Fields[name] + strings.Repeat(" ", width))[:width]...)
		}
	}
	return shp, shx, dbf
}

var sample = []Record{
	{Parts: [][]orb.Point{{{75.4, 40.5}, {75.5, 40.6}}, {{1, 2}, {3, 4}, {5, 6}}}, Fields: map[string]string{"name": "Naryn", "rank": "5"}},
	{Parts: [][]orb.Point{{{-180, -90}, {180, 90}}}, Fields: map[string]string{"name": "", "rank": "10"}},
}

func TestRoundTrip(t *testing.T) {
	for _, pad := range []int{0, 360} {
		got, err := Read(write(sample, []string{"name", "rank"}, pad))
		if err != nil {
			t.Fatalf("gap of %d: %v", pad, err)
		}
		if !reflect.DeepEqual(got, sample) {
			t.Errorf("gap of %d: got %v, want %v", pad, got, sample)
		}
	}
}

func TestTextIsLatinWhereNotUTF8(t *testing.T) {
	for in, want := range map[string]string{"K\xfcnes  ": "Künes", "Künes": "Künes", "\x00\x00": ""} {
		if got := text([]byte(in)); got != want {
			t.Errorf("text(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestBrokenFiles(t *testing.T) {
	shp, shx, dbf := write(sample, []string{"name", "rank"}, 0)
	patch := func(b []byte, at int, v ...byte) []byte {
		b = bytes.Clone(b)
		copy(b[at:], v)
		return b
	}
	first := headerSize + recordHeader
	for name, files := range map[string][3][]byte{
		"empty":                     {nil, nil, nil},
		"not a shapefile":           {patch(shp, 0, 'P', 'K'), shx, dbf},
		"not an index":              {shp, patch(shx, 0, 'P', 'K'), dbf},
		"index past the end":        {shp, patch(shx, headerSize, 0x7f), dbf},
		"record longer than file":   {shp, patch(shx, headerSize+4, 0x7f), dbf},
		"a multipatch":              {patch(shp, first, 31), shx, dbf},
		"four thousand million pts": {patch(shp, first+40, 0xff, 0xff, 0xff, 0xff), shx, dbf},
		"parts out of order":        {patch(shp, first+44, 5), shx, dbf},
		"index cut short":           {shp, shx[:len(shx)-3], dbf},
		"table cut short":           {shp, shx, dbf[:len(dbf)-1]},
		"table of more rows":        {shp, shx, patch(dbf, 4, 0xff, 0xff, 0xff)},
		"columns wider than a row":  {shp, shx, patch(dbf, 32+16, 255)},
		"table's header too long":   {shp, shx, patch(dbf, 8, 0xff, 0xff)},
		"fewer rows than shapes":    {shp, shx, patch(dbf, 4, 1)},
	} {
		if _, err := Read(files[0], files[1], files[2]); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// What can be read as lines can be written and read again.
func FuzzRead(f *testing.F) {
	shp, shx, dbf := write(sample, []string{"name", "rank"}, 8)
	f.Add(shp, shx, dbf)
	f.Add(shp[:120], shx, dbf[:70])
	f.Fuzz(func(t *testing.T, shp, shx, dbf []byte) {
		records, err := Read(shp, shx, dbf)
		if err != nil {
			return
		}
		columns := map[string]bool{}
		for _, r := range records {
			for name, value := range r.Fields {
				if len(name) > 11 || len(name) == 0 || name[0] == '\r' || len(value) > 20 {
					return // longer than write can write
				}
				columns[name] = true
			}
			for _, p := range r.Parts {
				for _, q := range p {
					if math.IsNaN(q[0]) || math.IsNaN(q[1]) {
						return // never equal to itself
					}
				}
			}
		}
		var names []string
		for name := range maps.Keys(columns) {
			names = append(names, name)
		}
		again, err := Read(write(records, names, 0))
		if err != nil {
			t.Fatal(err)
		}
		for i := range records {
			if len(records[i].Parts) > 0 && !reflect.DeepEqual(records[i].Parts, again[i].Parts) {
				t.Fatalf("record %d: %v became %v", i, records[i].Parts, again[i].Parts)
			}
			if len(records[i].Fields) > 0 && !reflect.DeepEqual(records[i].Fields, again[i].Fields) {
				t.Fatalf("record %d: %v became %v", i, records[i].Fields, again[i].Fields)
			}
		}
	})
}
