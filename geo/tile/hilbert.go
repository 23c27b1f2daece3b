package tile

import "fmt"

// MaxHilbertZ is the last matrix whose tiles have Hilbert numbers: the last
// that fit into a uint64.
const MaxHilbertZ = 31

// Hilbert returns the number of a tile as PMTiles version 3 counts them: all
// tiles of the matrices above, then along the Hilbert curve. It is for sets with
// one tile at the top, matrices to MaxHilbertZ and tiles within them.
func (t ID) Hilbert() uint64 {
	x, y := uint64(t.X), uint64(t.Y)
	d := firstHilbert(t.Z)
	for s := t.Z - 1; s >= 0; s-- {
		rx, ry := x>>s&1, y>>s&1
		d += (3*rx ^ ry) << (2 * s)
		x, y = turn(x, y, rx, ry, s)
	}
	return d
}

// FromHilbert returns the tile with a number, or an error beyond MaxHilbertZ.
func FromHilbert(n uint64) (ID, error) {
	z := 0
	for z <= MaxHilbertZ && n >= firstHilbert(z+1) {
		z++
	}
	if z > MaxHilbertZ {
		return ID{}, fmt.Errorf("tile number %d is beyond zoom %d", n, MaxHilbertZ)
	}
	d := n - firstHilbert(z)
	var x, y uint64
	for s := range z {
		rx := d >> (2*s + 1) & 1
		ry := (d>>(2*s) ^ rx) & 1
		x, y = turn(x, y, rx, ry, s)
		x |= rx << s
		y |= ry << s
	}
	return ID{z, int(x), int(y)}, nil
}

// firstHilbert returns the number of the first tile of a matrix, (4^z - 1) / 3.
func firstHilbert(z int) uint64 {
	if z > MaxHilbertZ {
		return 0x5555555555555555 // 4^32 does not fit
	}
	return (1<<(2*z) - 1) / 3
}

// turn carries the lowest s bits of x and y into the quadrant's own turn of the
// curve, and back.
func turn(x, y, rx, ry uint64, s int) (uint64, uint64) {
	if ry == 1 {
		return x, y
	}
	if rx == 1 {
		mask := uint64(1)<<s - 1
		x, y = x^mask, y^mask
	}
	return y, x
}
