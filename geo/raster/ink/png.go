package ink

import (
	"encoding/binary"
	"hash/crc32"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// PNG writes the canvas as a PNG: with a palette where it has at most 256
// colours, without alpha where it has none, and made for speed.
func (c *Canvas) PNG() []byte { return c.encode(false) }

// SmallPNG writes the canvas as a PNG of at most 256 colours, those that stray
// least from its own: by one or two of 255 in shaded relief, by more in what is
// rare. It has a third of the bytes of the exact one, and takes no longer.
func (c *Canvas) SmallPNG() []byte { return c.encode(true) }

func (c *Canvas) encode(small bool) []byte {
	e, _ := encoders.Get().(*encoder)
	if e == nil {
		e = new(encoder)
	}
	out := e.encode(c, small)
	const most = 1 << 20 // pixels; what larger pictures took is not kept
	if cap(e.index) <= most {
		encoders.Put(e)
	}
	return out
}

// encoders are kept: the packer's tables are large.
var encoders sync.Pool

type encoder struct {
	out     []byte
	packer  *zlib.Writer
	row     []byte // a filter's number, then the bytes
	above   []byte
	index   []byte // of each pixel, in the palette
	palette [256]uint32
	table   [1024]uint16 // of colours, by hash: place in the palette + 1
	tints   tints
}

// Write takes what the packer gives.
func (e *encoder) Write(p []byte) (int, error) {
	e.out = append(e.out, p...)
	return len(p), nil
}

const (
	trueColour   = 2 // colour types of PNG
	paletted     = 3
	withAlpha    = 6
	filterNone   = 0
	filterSub    = 1
	filterUp     = 2
	chunkHeading = 8
)

func (e *encoder) encode(c *Canvas, small bool) []byte {
	e.out = append(e.out[:0], "\x89PNG\r\n\x1a\n"...)
	colours, opaque := e.count(c)
	if colours == 0 && small {
		colours = e.reduce(c)
	}
	kind, depth := byte(withAlpha), byte(8)
	switch {
	case colours > 0:
		kind = paletted
		for depth > 1 && colours <= 1<<(depth/2) {
			depth /= 2
		}
	case opaque:
		kind = trueColour
	}
	at := e.begin("IHDR")
	e.out = binary.BigEndian.AppendUint32(e.out, uint32(c.Width))
	e.out = binary.BigEndian.AppendUint32(e.out, uint32(c.Height))
	e.out = append(e.out, depth, kind, 0, 0, 0)
	e.end(at)
	if kind == paletted {
		e.writePalette(colours, opaque)
	}
	at = e.begin("IDAT")
	e.pack(c, kind, depth)
	e.end(at)
	e.end(e.begin("IEND"))
	return append([]byte(nil), e.out...)
}

func (e *encoder) begin(kind string) int {
	at := len(e.out)
	e.out = append(append(e.out, 0, 0, 0, 0), kind...)
	return at
}

func (e *encoder) end(at int) {
	binary.BigEndian.PutUint32(e.out[at:], uint32(len(e.out)-at-chunkHeading))
	e.out = binary.BigEndian.AppendUint32(e.out, crc32.ChecksumIEEE(e.out[at+4:]))
}

// count makes the palette and the pixels' places in it; 0 colours are more
// than fit. It also tells whether every pixel is opaque.
func (e *encoder) count(c *Canvas) (colours int, opaque bool) {
	if cap(e.index) < len(c.Pix) {
		e.index = make([]byte, len(c.Pix))
	}
	e.index = e.index[:len(c.Pix)]
	clear(e.table[:])
	opaque = true
	var last uint32
	place := byte(0)
	for i, p := range c.Pix {
		if p == last && i > 0 {
			e.index[i] = place
			continue
		}
		last = p
		opaque = opaque && p>>24 == 255
		slot := p * 0x9E3779B1 >> 22
		for e.table[slot] != 0 && e.palette[e.table[slot]-1] != p {
			slot = (slot + 1) % uint32(len(e.table))
		}
		if e.table[slot] == 0 {
			if colours == len(e.palette) {
				return 0, opaque && allOpaque(c.Pix[i:])
			}
			e.palette[colours] = p
			colours++
			e.table[slot] = uint16(colours)
		}
		place = byte(e.table[slot] - 1)
		e.index[i] = place
	}
	return colours, opaque
}

// reduce makes a palette of colours that are near those of the canvas.
func (e *encoder) reduce(c *Canvas) int {
	e.tints.count(c)
	n := e.tints.reduce(&e.palette)
	for i, o := range e.tints.of {
		e.index[i] = e.tints.all[o].place
	}
	return n
}

func allOpaque(pix []uint32) bool {
	for _, p := range pix {
		if p>>24 != 255 {
			return false
		}
	}
	return true
}

// straight takes a colour apart, with the alpha divided out.
func straight(p uint32) (r, g, b, a byte) {
	alpha := p >> 24
	switch alpha {
	case 255:
		return byte(p), byte(p >> 8), byte(p >> 16), 255
	case 0:
		return 0, 0, 0, 0
	}
	part := func(x uint32) byte { return byte(min(255, (x*255+alpha/2)/alpha)) }
	return part(p & 255), part(p >> 8 & 255), part(p >> 16 & 255), byte(alpha)
}

func (e *encoder) writePalette(colours int, opaque bool) {
	at := e.begin("PLTE")
	for _, p := range e.palette[:colours] {
		r, g, b, _ := straight(p)
		e.out = append(e.out, r, g, b)
	}
	e.end(at)
	if opaque {
		return
	}
	at = e.begin("tRNS")
	for _, p := range e.palette[:colours] {
		e.out = append(e.out, byte(p>>24))
	}
	e.end(at)
}

// pack filters and deflates the rows.
func (e *encoder) pack(c *Canvas, kind, depth byte) {
	if e.packer == nil {
		e.packer, _ = zlib.NewWriterLevel(e, level) // the level is a valid one
	} else {
		e.packer.Reset(e)
	}
	size := 1 + c.Width*4
	if cap(e.row) < size {
		e.row, e.above = make([]byte, size), make([]byte, size)
	}
	// Writing to memory does not fail.
	for y := range c.Height {
		if kind == paletted {
			row := e.index[y*c.Width : (y+1)*c.Width]
			if depth == 8 {
				_, _ = e.packer.Write(e.shades(row, y))
			} else {
				_, _ = e.packer.Write(e.places(row, depth))
			}
			continue
		}
		_, _ = e.packer.Write(e.colours(c, y, kind == withAlpha))
	}
	_ = e.packer.Close()
}

// level is the packer's fastest that finds repetitions.
const level = 1

// shades makes a row of places in a palette of many colours. Where those are
// ordered and the picture is smooth, differences pack better than the places.
func (e *encoder) shades(index []byte, y int) []byte {
	above := e.above[:len(index)]
	if y == 0 {
		clear(above)
	}
	plain, left, up := 0, 0, 0
	last := byte(0)
	for i, v := range index {
		if v != last {
			plain++ // a run of one place packs well
			left += small(v - last)
		}
		up += small(v - above[i])
		last = v
	}
	row := e.row[:1+len(index)]
	switch {
	case plain*8 < len(index):
		row[0] = filterNone
		copy(row[1:], index)
	case left <= up:
		row[0], last = filterSub, 0
		for i, v := range index {
			row[1+i], last = v-last, v
		}
	default:
		row[0] = filterUp
		for i, v := range index {
			row[1+i] = v - above[i]
		}
	}
	copy(above, index)
	return row
}

// small is how far a difference is from none.
func small(d byte) int { return int(min(d, -d)) }

// places makes a row of places in a palette of few colours, several to a byte.
func (e *encoder) places(index []byte, depth byte) []byte {
	row := append(e.row[:0], filterNone)
	each := 8 / int(depth)
	for len(index) > 0 {
		b := byte(0)
		for k := range each {
			b <<= depth
			if k < len(index) {
				b |= index[k]
			}
		}
		row = append(row, b)
		index = index[min(each, len(index)):]
	}
	return row
}

// colours makes a row of colours, less those to the left.
func (e *encoder) colours(c *Canvas, y int, alpha bool) []byte {
	row := append(e.row[:0], filterSub)
	var r0, g0, b0, a0 byte
	for _, p := range c.Pix[y*c.Width : (y+1)*c.Width] {
		r, g, b, a := straight(p)
		row = append(row, r-r0, g-g0, b-b0)
		if alpha {
			row = append(row, a-a0)
		}
		r0, g0, b0, a0 = r, g, b, a
	}
	return row
}
