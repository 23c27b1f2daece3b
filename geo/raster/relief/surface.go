package relief

import (
	"errors"
	"math"
	"slices"
)

// Surface is a bicubic spline through a grid of heights: it meets every
// height, and its slope and curvature have no edges at the grid's lines.
type Surface struct {
	columns, rows int
	c             []float64 // spline coefficients, row by row
}

// NewSurface returns the surface through heights, which are in rows of the
// given number of columns.
func NewSurface(heights []float64, columns int) (*Surface, error) {
	if columns < 2 || len(heights) < 2*columns || len(heights)%columns != 0 {
		return nil, errors.New("the grid needs two full rows and columns")
	}
	s := &Surface{columns: columns, rows: len(heights) / columns, c: slices.Clone(heights)}
	for y := range s.rows {
		filter(s.c[y*columns:(y+1)*columns], 1)
	}
	for x := range columns {
		filter(s.c[x:], columns)
	}
	return s, nil
}

// filter turns the values at every stride-th place into coefficients of the
// cubic B-spline that meets them, with mirrored ends.
//
// Source: M. Unser, A. Aldroubi, M. Eden, "B-Spline Signal Processing", IEEE
// Transactions on Signal Processing 41 (1993), the pole of the cubic case.
func filter(v []float64, stride int) {
	pole := math.Sqrt(3) - 2
	n := (len(v) + stride - 1) / stride
	at := func(i int) *float64 { return &v[i*stride] }

	first, power := 0.0, 1.0
	for i := range 40 { // pole^40 is below 1e-22
		k := i % (2*n - 2)
		first += float64(power * *at(min(k, 2*n-2-k)))
		power *= pole
	}
	*at(0) = first
	for i := 1; i < n; i++ {
		*at(i) += float64(pole * *at(i - 1))
	}
	*at(n - 1) = pole / (pole*pole - 1) * (*at(n - 1) + float64(pole**at(n - 2)))
	for i := n - 2; i >= 0; i-- {
		*at(i) = pole * (*at(i + 1) - *at(i))
	}
	for i := range n {
		*at(i) *= 6
	}
}

// Ground is a place of a surface: its height, and how that changes for one
// step of the grid to the next column and to the next row.
type Ground struct {
	Z, DX, DY float64
}

// At returns the ground at a column and a row, whole or not.
func (s *Surface) At(x, y float64) Ground {
	var g Ground
	ix, iy := int(math.Floor(x)), int(math.Floor(y))
	wx, gx := weights(x - float64(ix))
	wy, gy := weights(y - float64(iy))
	for j := range 4 {
		row := mirror(iy+j-1, s.rows) * s.columns
		var value, slope float64
		for i := range 4 {
			c := s.c[row+mirror(ix+i-1, s.columns)]
			value += float64(wx[i] * c)
			slope += float64(gx[i] * c)
		}
		g.Z += float64(wy[j] * value)
		g.DX += float64(wy[j] * slope)
		g.DY += float64(gy[j] * value)
	}
	return g
}

// along returns the spline's coefficients along a row, whole or not: of the
// height, and of how it changes to the next row.
func (s *Surface) along(y float64, height, slope []float64) (h, d []float64) {
	if cap(height) < s.columns {
		height, slope = make([]float64, s.columns), make([]float64, s.columns)
	}
	height, slope = height[:s.columns], slope[:s.columns]
	clear(height)
	clear(slope)
	i := int(math.Floor(y))
	w, g := weights(y - float64(i))
	for k := range 4 {
		row := s.c[mirror(i+k-1, s.rows)*s.columns:]
		for x := range height {
			height[x] += w[k] * row[x]
			slope[x] += g[k] * row[x]
		}
	}
	return height, slope
}

// mirror brings an ordinal beyond the ends back inside.
func mirror(i, n int) int {
	if i < 0 {
		i = -i
	}
	if i >= n {
		i = 2*(n-1) - i
	}
	return max(0, min(n-1, i))
}

// weights are those of the four neighbours of a place t of a step past the
// second, and their derivatives.
func weights(t float64) (w, g [4]float64) {
	u := 1 - t
	w[0] = float64(u*u*u) / 6
	w[3] = float64(t*t*t) / 6
	w[1] = 2.0/3 - float64(t*t)*float64(1-t/2)
	w[2] = 1 - w[0] - w[1] - w[3]
	g[0] = -float64(u*u) / 2
	g[3] = float64(t*t) / 2
	g[1] = float64(t * float64(float64(1.5*t)-2))
	g[2] = -g[0] - g[1] - g[3]
	return w, g
}
