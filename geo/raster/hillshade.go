package raster

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/geo/raster/ink"
	"pamir/geo/raster/relief"
	"pamir/geo/style"
)

// hillshade lays the relief's shading over the picture. The relief is smooth:
// it is asked at every few pixels, and what is between lies between.
func (d *drawing) hillshade(p *style.Hillshade) {
	r := d.assets.Relief
	if r == nil || !r.Covers(d.around(0)) {
		return
	}
	e := &d.env
	part := func(c style.Color) [4]float64 { return [4]float64{c.R, c.G, c.B, c.A} }
	light := relief.Light{
		Azimuth: 335, Exaggeration: p.Exaggeration.At(e),
		Shadow: part(p.Shadow.At(e)), Highlight: part(p.Highlight.At(e)), Accent: part(p.Accent.At(e)),
	}
	if directions := p.Direction.At(e); len(directions) > 0 {
		light.Azimuth = directions[0]
	}
	if light.Exaggeration <= 0 || light.Shadow[3]+light.Highlight[3]+light.Accent[3] == 0 {
		return
	}
	shade := light.Shade(d.view.Zoom)
	step := d.reliefStep()
	columns := d.width/step + 2
	above, below := make([][4]float64, columns), make([][4]float64, columns)
	row := func(into [][4]float64, y int) {
		for i := range into {
			q := d.position(float64(i*step), float64(y))
			into[i] = [4]float64{}
			if !math.IsNaN(q[0] + q[1]) {
				into[i] = shade.At(r.At(q[0], q[1]))
			}
			for k := range into[i] {
				into[i][k] *= 255
			}
		}
	}
	row(below, 0)
	for y := range d.height {
		if y%step == 0 {
			above, below = below, above
			row(below, y+step)
			if d.stop(0) {
				return
			}
		}
		t := (float64(y%step) + 0.5) / float64(step)
		pix := d.canvas.Pix[y*d.width : (y+1)*d.width]
		for i := 0; i*step < d.width; i++ {
			var left, by [4]float64
			for k := range left {
				left[k] = above[i][k] + t*(below[i][k]-above[i][k])
				by[k] = (above[i+1][k] + t*(below[i+1][k]-above[i+1][k]) - left[k]) / float64(step)
			}
			for x := i * step; x < min(d.width, (i+1)*step); x++ {
				u := float64(x-i*step) + 0.5
				c := ink.Color(left[0]+u*by[0]+0.5) | ink.Color(left[1]+u*by[1]+0.5)<<8 |
					ink.Color(left[2]+u*by[2]+0.5)<<16 | ink.Color(left[3]+u*by[3]+0.5)<<24
				if c != 0 {
					ink.Over(&pix[x], c)
				}
			}
		}
	}
}

// reliefStep is at how many pixels the relief is asked: a power of two, at most
// a fifth of what lies between two of its heights.
func (d *drawing) reliefStep() int {
	middle := d.position(float64(d.width)/2, float64(d.height)/2)
	a, b := d.pixel(middle), d.pixel(orb.Point{middle[0] + d.assets.Relief.Step(), middle[1]})
	apart := math.Hypot(b.x-a.x, b.y-a.y)
	step := 1
	for step < 16 && float64(2*step) <= apart/5 {
		step *= 2
	}
	return step
}

// Terrain returns the heights of a view as a tile of the source type raster-dem
// with the encoding "terrarium": red·256 + green + blue/256 - 32768 metres. It
// is nil where there is no relief at all.
func (a *Assets) Terrain(v View) ([]byte, error) {
	width, height, err := v.check()
	if err != nil || a.Relief == nil {
		return nil, err
	}
	f := newFrame(&v, width, height)
	c := ink.NewCanvas(width, height)
	for i := range c.Pix {
		q := f.position(float64(i%width)+0.5, float64(i/width)+0.5)
		z := 0.0
		if !math.IsNaN(q[0] + q[1]) {
			z = a.Relief.At(q[0], q[1]).Z
		}
		n := uint32(math.Round((z + 32768) * 256))
		c.Pix[i] = n>>16&255 | n>>8&255<<8 | n&255<<16 | 255<<24
	}
	return c.PNG(), nil
}
