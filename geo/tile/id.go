package tile

import "fmt"

// ID is a tile: the number of its matrix, its column and its row.
type ID struct {
	Z, X, Y int
}

func (t ID) String() string { return fmt.Sprintf("%d/%d/%d", t.Z, t.X, t.Y) }

// Parent returns the tile of the matrix above that holds t. It is t itself at
// the top.
func (t ID) Parent() ID {
	if t.Z <= 0 {
		return t
	}
	return ID{t.Z - 1, t.X >> 1, t.Y >> 1}
}

// Children returns the four tiles of the matrix below, in reading order.
func (t ID) Children() [4]ID {
	z, x, y := t.Z+1, t.X<<1, t.Y<<1
	return [4]ID{{z, x, y}, {z, x + 1, y}, {z, x, y + 1}, {z, x + 1, y + 1}}
}
