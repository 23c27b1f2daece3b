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
	colors := ramp(shade)
	step := d.reliefStep()
	columns := d.width/step + 2
	above, below := make([]lit, columns), make([]lit, columns)
	longitudes := d.longitudes(step, columns)
	var along relief.Parallel
	row := func(into []lit, y int) {
		if longitudes != nil {
			r.Parallel(&along, d.position(0, float64(y))[1])
		}
		for i := range into {
			var g relief.Slope
			if longitudes != nil {
				g = along.At(longitudes[i])
			} else if q := d.position(float64(i*step), float64(y)); !math.IsNaN(q[0] + q[1]) {
				g = r.At(q[0], q[1])
			}
			into[i].shadow, into[i].light = shade.At(g)
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
			left := above[i].mix(below[i], t)
			right := above[i+1].mix(below[i+1], t)
			for x := i * step; x < min(d.width, (i+1)*step); x++ {
				at := left.mix(right, (float64(x-i*step)+0.5)/float64(step))
				if c := colors[int(at.shadow*shades+0.5)][int(at.light*shades+0.5)]; c != 0 {
					ink.Over(&pix[x], c)
				}
			}
		}
	}
}

// lit is how much ground is in the shadow and in the light.
type lit struct{ shadow, light float64 }

func (a lit) mix(b lit, t float64) lit {
	return lit{a.shadow + t*(b.shadow-a.shadow), a.light + t*(b.light-a.light)}
}

// shades is how many degrees of shadow and of light are told apart: each is a
// step that is not seen, and a picture of few colours is a small file.
const shades = 32

// ramp is the colour of each degree of both.
func ramp(s *relief.Shade) *[shades + 1][shades + 1]ink.Color {
	var colors [shades + 1][shades + 1]ink.Color
	for i := range colors {
		for j := range colors[i][:shades+1-i] {
			c := s.Color(float64(i)/shades, float64(j)/shades)
			for k, part := range c {
				colors[i][j] |= ink.Color(math.Round(255*part)) << (8 * k)
			}
		}
	}
	return &colors
}

// longitudes are those of every step-th column, where they are the same in all
// rows, and the latitudes in all columns; else nil.
func (d *drawing) longitudes(step, columns int) []float64 {
	same := func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
	w, h := float64(d.width), float64(d.height)
	for _, t := range [3]float64{0.3, 0.7, 1} {
		p := d.position(t*w, t*h)
		if !same(p[0], d.position(t*w, 0)[0]) || !same(p[1], d.position(0, t*h)[1]) {
			return nil
		}
	}
	all := make([]float64, columns)
	for i := range all {
		all[i] = d.position(float64(i*step), 0)[0]
	}
	return all
}

// reliefStep is at how many pixels the relief is asked: a power of two, at most
// a third of what lies between two of its heights.
func (d *drawing) reliefStep() int {
	middle := d.position(float64(d.width)/2, float64(d.height)/2)
	a, b := d.pixel(middle), d.pixel(orb.Point{middle[0] + d.assets.Relief.Step(), middle[1]})
	apart := math.Hypot(b.x-a.x, b.y-a.y)
	step := 1
	for step < 16 && float64(2*step) <= apart/3 {
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
			z = a.Relief.Height(q[0], q[1])
		}
		n := uint32(math.Round((z + 32768) * 256))
		c.Pix[i] = n>>16&255 | n>>8&255<<8 | n&255<<16 | 255<<24
	}
	return c.PNG(), nil
}
