// Package picture writes PNG files whose bytes depend on nothing but the
// pixels: the packer's version is pinned in go.mod, which image/png's is not.
package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"

	"github.com/klauspost/compress/zlib"
)

// Heights is a picture of one number a pixel.
type Heights struct {
	Columns, Rows int
	Values        []uint16 // row by row
}

// EncodePNG writes the numbers as 16 bits of grey.
func (h *Heights) EncodePNG() ([]byte, error) {
	if h.Columns <= 0 || h.Rows <= 0 || len(h.Values) != h.Columns*h.Rows {
		return nil, errors.New("the picture's size does not fit its values")
	}
	var b bytes.Buffer
	begin(&b, h.Columns, h.Rows, 16, 0) // bits of a value; grey
	var pixels []byte
	for _, v := range h.Values {
		pixels = binary.BigEndian.AppendUint16(pixels, v)
	}
	return end(&b, pixels, 2*h.Columns, 2)
}

// Colours is a picture of red, green, blue and alpha, four bytes a pixel, not
// multiplied by the alpha.
type Colours struct {
	Columns, Rows int
	Pix           []byte // row by row
}

// EncodePNG writes the picture as it is.
func (c *Colours) EncodePNG() ([]byte, error) {
	if c.Columns <= 0 || c.Rows <= 0 || len(c.Pix) != 4*c.Columns*c.Rows {
		return nil, errors.New("the picture's size does not fit its pixels")
	}
	var b bytes.Buffer
	begin(&b, c.Columns, c.Rows, 8, 6) // bits of each; colours with alpha
	return end(&b, c.Pix, 4*c.Columns, 4)
}

// begin writes what all pictures begin with.
func begin(b *bytes.Buffer, columns, rows int, bits, kind byte) {
	b.WriteString("\x89PNG\r\n\x1a\n")
	header := make([]byte, 13)
	binary.BigEndian.PutUint32(header, uint32(columns))
	binary.BigEndian.PutUint32(header[4:], uint32(rows))
	header[8], header[9] = bits, kind
	chunk(b, "IHDR", header)
}

// end writes the pixels, in rows of so many bytes, each pixel of so many, and
// the end.
func end(b *bytes.Buffer, pixels []byte, width, each int) ([]byte, error) {
	packed, err := pack(pixels, width, each)
	if err != nil {
		return nil, err
	}
	chunk(b, "IDAT", packed)
	chunk(b, "IEND", nil)
	return b.Bytes(), nil
}

// pack filters the rows and deflates them. Levels and heights are smooth, and
// are filtered by "up"; of colours each row has the filter that leaves the
// least.
func pack(pixels []byte, width, each int) ([]byte, error) {
	var b bytes.Buffer
	z, err := zlib.NewWriterLevel(&b, zlib.BestCompression)
	if err != nil {
		return nil, err
	}
	above := make([]byte, width)
	for ; len(pixels) > 0; pixels = pixels[width:] {
		row := filtered(pixels[:width], above, each)
		if _, err := z.Write(row); err != nil {
			return nil, err
		}
		above = pixels[:width]
	}
	err = z.Close()
	return b.Bytes(), err
}

// filtered is a row with the number of its filter before it.
func filtered(row, above []byte, each int) []byte {
	const none, sub, up = 0, 1, 2
	if each < 4 {
		return difference(row, above, up)
	}
	left := make([]byte, len(row))
	copy(left[each:], row)
	best := difference(row, make([]byte, len(row)), none)
	for _, f := range [][]byte{difference(row, left, sub), difference(row, above, up)} {
		if weight(f) < weight(best) {
			best = f
		}
	}
	return best
}

func difference(row, from []byte, filter byte) []byte {
	out := make([]byte, 1+len(row))
	out[0] = filter
	for i, v := range row {
		out[1+i] = v - from[i]
	}
	return out
}

// weight is how far the bytes are from zero.
func weight(row []byte) (sum int) {
	for _, v := range row[1:] {
		sum += min(int(v), 256-int(v))
	}
	return sum
}

func chunk(b *bytes.Buffer, kind string, data []byte) {
	var n [4]byte
	binary.BigEndian.PutUint32(n[:], uint32(len(data)))
	b.Write(n[:])
	sum := crc32.NewIEEE()
	for _, part := range [][]byte{[]byte(kind), data} {
		b.Write(part)
		sum.Write(part)
	}
	binary.BigEndian.PutUint32(n[:], sum.Sum32())
	b.Write(n[:])
}
