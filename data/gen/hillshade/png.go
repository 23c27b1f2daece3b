package hillshade

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"

	"github.com/klauspost/compress/zlib"
)

// Picture is an image of levels: 0 is clear, a positive level is white and a
// negative one black, each the more opaque the farther from 0.
type Picture struct {
	Columns, Rows int
	Level         []int8 // row by row, from -MaxLevel to MaxLevel
}

// MaxLevel is the most opaque level.
const MaxLevel = 100

// EncodePNG writes a picture as a palette of black and white with alpha: half
// the size of grey with alpha, and every client reads it. maxBlack and
// maxWhite are the opacity at MaxLevel, from 0 to 255.
//
// It does not use image/png: the packer's version is pinned in go.mod, so that
// the bytes do not change with the Go release.
func EncodePNG(p *Picture, maxBlack, maxWhite uint8) ([]byte, error) {
	if p.Columns <= 0 || p.Rows <= 0 || len(p.Level) != p.Columns*p.Rows {
		return nil, errors.New("the picture's size does not fit its levels")
	}
	var b bytes.Buffer
	begin(&b, p.Columns, p.Rows, 8, 3) // bits of an index; palette

	colours := make([]byte, 3*(2*MaxLevel+1))
	alpha := make([]byte, 2*MaxLevel+1)
	for i := range alpha {
		level := i - MaxLevel
		most := int(maxBlack)
		if level > 0 {
			most = int(maxWhite)
			colours[3*i], colours[3*i+1], colours[3*i+2] = 255, 255, 255
		}
		alpha[i] = byte((max(level, -level)*most + MaxLevel/2) / MaxLevel)
	}
	chunk(&b, "PLTE", colours)
	chunk(&b, "tRNS", alpha)

	pixels := make([]byte, len(p.Level))
	for i, level := range p.Level {
		pixels[i] = byte(int(level) + MaxLevel)
	}
	return end(&b, pixels, p.Columns)
}

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
	return end(&b, pixels, 2*h.Columns)
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

// end writes the pixels, in rows of so many bytes, and the end.
func end(b *bytes.Buffer, pixels []byte, width int) ([]byte, error) {
	packed, err := pack(pixels, width)
	if err != nil {
		return nil, err
	}
	chunk(b, "IDAT", packed)
	chunk(b, "IEND", nil)
	return b.Bytes(), nil
}

// pack filters each row by "up", which suits smooth shading, and deflates.
func pack(pixels []byte, width int) ([]byte, error) {
	var b bytes.Buffer
	z, err := zlib.NewWriterLevel(&b, zlib.BestCompression)
	if err != nil {
		return nil, err
	}
	const filterUp = 2
	above := make([]byte, width)
	row := make([]byte, 1+width)
	row[0] = filterUp
	for ; len(pixels) > 0; pixels = pixels[width:] {
		for x, v := range pixels[:width] {
			row[1+x] = v - above[x]
			above[x] = v
		}
		if _, err := z.Write(row); err != nil {
			return nil, err
		}
	}
	err = z.Close()
	return b.Bytes(), err
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
