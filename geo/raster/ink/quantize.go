package ink

import "slices"

// tint is a colour of the canvas with how many pixels have it.
type tint struct {
	part  [4]int32 // red, green, blue, alpha, multiplied
	count int64
	place byte // in the palette
}

// tints are the colours of a canvas, and which of them each pixel has.
type tints struct {
	all   []tint
	of    []uint16 // by pixel
	table []uint16 // by hash: ordinal + 1
	order []uint16
	boxes []cut
}

// maxTints is how many colours are told apart; of more, the last bits are not
// looked at.
const maxTints = 1 << 14

// count notes the colours of a canvas.
func (t *tints) count(c *Canvas) {
	if t.table == nil {
		t.table = make([]uint16, 2*maxTints)
	}
	if cap(t.of) < len(c.Pix) {
		t.of = make([]uint16, len(c.Pix))
	}
	t.of = t.of[:len(c.Pix)]
	for mask := uint32(0xffffffff); ; mask = mask << 1 & 0xfefefefe {
		if t.tryCount(c, mask) {
			return
		}
	}
}

func (t *tints) tryCount(c *Canvas, mask uint32) bool {
	clear(t.table)
	t.all = t.all[:0]
	var last uint32
	ordinal := uint16(0)
	for i, p := range c.Pix {
		p &= mask
		if p != last || i == 0 {
			last = p
			slot := p * 0x9E3779B1 >> 17
			for {
				n := t.table[slot]
				if n == 0 {
					if len(t.all) == maxTints {
						return false
					}
					t.all = append(t.all, tint{part: [4]int32{int32(p & 255), int32(p >> 8 & 255), int32(p >> 16 & 255), int32(p >> 24)}})
					t.table[slot] = uint16(len(t.all))
					ordinal = uint16(len(t.all) - 1)
					break
				}
				if q := &t.all[n-1]; q.part == [4]int32{int32(p & 255), int32(p >> 8 & 255), int32(p >> 16 & 255), int32(p >> 24)} {
					ordinal = n - 1
					break
				}
				slot = (slot + 1) % uint32(len(t.table))
			}
		}
		t.all[ordinal].count++
		t.of[i] = ordinal
	}
	return true
}

// cut is a box of colours: a part of the order.
type cut struct {
	from, to int
	axis     int
	error    float64 // the sum of squares along the axis
	mean     int32   // on the axis
	color    uint32
}

// reduce makes a palette of at most 256 colours: the box that strays most from
// its mean is cut there, until there are enough.
func (t *tints) reduce(palette *[256]uint32) (colours int) {
	t.order = t.order[:0]
	for i := range t.all {
		t.order = append(t.order, uint16(i))
	}
	t.boxes = append(t.boxes[:0], t.box(0, len(t.order)))
	for len(t.boxes) < len(palette) {
		worst := 0
		for i := range t.boxes {
			if t.boxes[i].error > t.boxes[worst].error {
				worst = i
			}
		}
		b := t.boxes[worst]
		if b.error == 0 {
			break
		}
		i, j := b.from, b.to
		for i < j {
			if t.all[t.order[i]].part[b.axis] <= b.mean {
				i++
			} else {
				j--
				t.order[i], t.order[j] = t.order[j], t.order[i]
			}
		}
		t.boxes[worst] = t.box(b.from, i)
		t.boxes = append(t.boxes, t.box(i, b.to))
	}
	// From dark to bright, so that what is alike has numbers that are.
	for i := range t.boxes {
		t.boxes[i].mix(t)
	}
	slices.SortFunc(t.boxes, func(a, b cut) int { return brightness(a.color) - brightness(b.color) })
	for i, b := range t.boxes {
		palette[i] = b.color
		for _, o := range t.order[b.from:b.to] {
			t.all[o].place = byte(i)
		}
	}
	return len(t.boxes)
}

// mix makes the box's colour the mean of its pixels'.
func (b *cut) mix(t *tints) {
	var sum [4]int64
	n := int64(0)
	for _, o := range t.order[b.from:b.to] {
		one := &t.all[o]
		n += one.count
		for k := range sum {
			sum[k] += int64(one.part[k]) * one.count
		}
	}
	b.color = 0
	for k := range sum {
		b.color |= uint32((sum[k]+n/2)/n) << (8 * k)
	}
}

// brightness is the luma of a colour, times a thousand.
func brightness(c uint32) int { return int(299*(c&255) + 587*(c>>8&255) + 114*(c>>16&255)) }

// box measures a part of the order.
func (t *tints) box(from, to int) cut {
	var sum, squares [4]float64
	n := 0.0
	for _, o := range t.order[from:to] {
		one := &t.all[o]
		count := float64(one.count)
		n += count
		for k, v := range one.part {
			sum[k] += count * float64(v)
			squares[k] += count * float64(v) * float64(v)
		}
	}
	b := cut{from: from, to: to}
	for k := range sum {
		// An error of less than a pixel's least difference is rounding.
		if e := squares[k] - sum[k]*sum[k]/n; e > b.error+1e-3 {
			b.axis, b.error, b.mean = k, e, int32(sum[k]/n)
		}
	}
	return b
}
