package shapefile

import (
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf8"

	"pamir/data/gen/cursor"
)

type column struct {
	name  string
	width int
}

// readTable reads a dBASE III table as text, padding cut. Text that is not
// UTF-8 is taken as ISO 8859-1, which is what Natural Earth of 2012 wrote.
func readTable(data []byte) ([]map[string]string, error) {
	c := cursor.New(data, binary.LittleEndian)
	c.Skip(4) // version and date
	count := uint64(c.U32())
	headerLen, rowLen := c.U16(), c.U16()
	c.Skip(20)

	var columns []column
	width := 1 // the deletion mark
	for c.Err() == nil {
		first := c.U8()
		if first == '\r' {
			break
		}
		rest := c.Bytes(31)
		if c.Err() != nil {
			break
		}
		name := append([]byte{first}, rest[:10]...)
		col := column{name: cutZero(name), width: int(rest[15])}
		width += col.width
		columns = append(columns, col)
	}
	if c.Err() != nil {
		return nil, c.Err()
	}
	if width > int(rowLen) {
		return nil, errors.New("the columns are wider than a row")
	}
	c.Seek(uint64(headerLen))
	if c.Err() != nil || count*uint64(rowLen) > uint64(c.Len()) {
		return nil, errors.New("the table is cut short")
	}
	rows := make([]map[string]string, count)
	for i := range rows {
		row := c.Bytes(int(rowLen))
		fields := make(map[string]string, len(columns))
		at := 1
		for _, col := range columns {
			fields[col.name] = text(row[at : at+col.width])
			at += col.width
		}
		rows[i] = fields
	}
	return rows, c.Err()
}

func cutZero(b []byte) string {
	name, _, _ := strings.Cut(string(b), "\x00")
	return name
}

func text(b []byte) string {
	s := strings.Trim(string(b), " \x00")
	if utf8.ValidString(s) {
		return s
	}
	runes := make([]rune, 0, len(s))
	for _, c := range []byte(s) {
		runes = append(runes, rune(c))
	}
	return string(runes)
}
