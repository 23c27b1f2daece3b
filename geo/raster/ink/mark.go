package ink

// Mark is a shape in pixels: how much of each it covers, of 255, row by row.
// X and Y are the place of its upper left pixel from where it is set.
type Mark struct {
	X, Y          int
	Width, Height int
	Alpha         []uint8
}

// Stamp lays a colour over the canvas through a mark that is set at a pixel.
func (c *Canvas) Stamp(x, y int, m *Mark, col Color) {
	x, y = x+m.X, y+m.Y
	left, right := max(0, -x), min(m.Width, c.Width-x)
	if left >= right {
		return
	}
	for row := max(0, -y); row < min(m.Height, c.Height-y); row++ {
		alpha := m.Alpha[row*m.Width+left : row*m.Width+right]
		pix := c.Pix[(y+row)*c.Width+x+left:]
		for i, k := range alpha {
			switch k {
			case 0:
			case 255:
				pix[i] = over(pix[i], uint32(col))
			default:
				pix[i] = over(pix[i], scale(uint32(col), uint32(k)))
			}
		}
	}
}
