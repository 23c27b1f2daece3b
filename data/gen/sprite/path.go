// Package sprite makes the icons of a map: it reads the paths of SVG icons,
// puts them on plates, and packs them into the sheets that MapLibre reads.
package sprite

import (
	"encoding/xml"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"pamir/geo/raster/ink"
)

// Shape is a figure of closed contours in a box of Size by Size, y down.
type Shape struct {
	Size     float64
	Contours [][]ink.Point
}

// ParseSVG reads an icon that is made of paths alone, as maki's and temaki's
// are.
func ParseSVG(data []byte) (Shape, error) {
	var doc struct {
		ViewBox string `xml:"viewBox,attr"`
		Paths   []struct {
			D string `xml:"d,attr"`
		} `xml:"path"`
	}
	if err := xml.Unmarshal(data, &doc); err != nil {
		return Shape{}, err
	}
	box := strings.Fields(doc.ViewBox)
	if len(box) != 4 || box[0] != "0" || box[1] != "0" || box[2] != box[3] {
		return Shape{}, fmt.Errorf("want a square viewBox from 0 0, have %q", doc.ViewBox)
	}
	size, err := strconv.ParseFloat(box[2], 64)
	if err != nil || !(size > 0) {
		return Shape{}, fmt.Errorf("viewBox: %q", doc.ViewBox)
	}
	s := Shape{Size: size}
	for _, p := range doc.Paths {
		contours, err := ParsePath(p.D)
		if err != nil {
			return Shape{}, err
		}
		s.Contours = append(s.Contours, contours...)
	}
	if len(s.Contours) == 0 {
		return Shape{}, errors.New("the icon has no path")
	}
	return s, nil
}

// ParsePath reads the data of an SVG path (SVG 1.1, section 8.3). Curves become
// straight edges that stray from them by less than a hundredth of a unit.
func ParsePath(d string) ([][]ink.Point, error) {
	p := &pathReader{rest: d}
	for {
		command, ok := p.command()
		if !ok {
			break
		}
		if err := p.draw(command); err != nil {
			return nil, fmt.Errorf("path: %w before %.20q", err, p.rest)
		}
	}
	p.close()
	if strings.TrimSpace(p.rest) != "" {
		return nil, fmt.Errorf("path: want a command before %.20q", p.rest)
	}
	return p.contours, nil
}

type vector struct{ x, y float64 }

func (a vector) plus(b vector) vector          { return vector{a.x + b.x, a.y + b.y} }
func (a vector) minus(b vector) vector         { return vector{a.x - b.x, a.y - b.y} }
func (a vector) times(k float64) vector        { return vector{a.x * k, a.y * k} }
func (a vector) to(b vector, t float64) vector { return a.plus(b.minus(a).times(t)) }

type pathReader struct {
	rest     string
	last     byte // command, for those that repeat it
	at       vector
	start    vector // of the contour
	control  vector // the last one of a curve, for smooth ones
	contour  []ink.Point
	contours [][]ink.Point
}

const separators = " \t\r\n,"

// command reads the letter of a command, or repeats the last where numbers go
// on.
func (p *pathReader) command() (byte, bool) {
	p.rest = strings.TrimLeft(p.rest, separators)
	if p.rest == "" {
		return 0, false
	}
	if c := p.rest[0]; strings.IndexByte("MmLlHhVvCcSsQqTtAaZz", c) >= 0 {
		p.rest, p.last = p.rest[1:], c
		return c, true
	}
	switch p.last {
	case 0, 'Z', 'z':
		return 0, false
	case 'M':
		p.last = 'L'
	case 'm':
		p.last = 'l'
	}
	return p.last, true
}

// number reads a number; numbers may follow each other without a space where
// that is clear.
func (p *pathReader) number() (float64, error) {
	p.rest = strings.TrimLeft(p.rest, separators)
	end, point, exponent := 0, false, false
scan:
	for ; end < len(p.rest); end++ {
		switch c := p.rest[end]; {
		case c >= '0' && c <= '9':
		case (c == '-' || c == '+') && (end == 0 || p.rest[end-1]|0x20 == 'e'):
		case c == '.' && !point && !exponent:
			point = true
		case c|0x20 == 'e' && !exponent && end > 0:
			exponent = true
		default:
			break scan
		}
	}
	n, err := strconv.ParseFloat(p.rest[:end], 64)
	if err != nil {
		return 0, errors.New("want a number")
	}
	p.rest = p.rest[end:]
	return n, nil
}

// flag reads 0 or 1, after which no space is needed.
func (p *pathReader) flag() (bool, error) {
	p.rest = strings.TrimLeft(p.rest, separators)
	if p.rest == "" || p.rest[0] != '0' && p.rest[0] != '1' {
		return false, errors.New("want 0 or 1")
	}
	on := p.rest[0] == '1'
	p.rest = p.rest[1:]
	return on, nil
}

// point reads a position, relative to where the pen is.
func (p *pathReader) point(relative bool) (vector, error) {
	x, err := p.number()
	if err != nil {
		return vector{}, err
	}
	y, err := p.number()
	v := vector{x, y}
	if relative {
		v = v.plus(p.at)
	}
	return v, err
}

func (p *pathReader) points(n int, relative bool) ([]vector, error) {
	all := make([]vector, n)
	for i := range all {
		var err error
		if all[i], err = p.point(relative); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (p *pathReader) line(to vector) {
	if len(p.contour) == 0 {
		p.contour = append(p.contour, pixel(p.at))
	}
	p.at = to
	p.contour = append(p.contour, pixel(to))
}

func pixel(v vector) ink.Point { return ink.Point{X: float32(v.x), Y: float32(v.y)} }

func (p *pathReader) close() {
	if len(p.contour) > 2 {
		p.contours = append(p.contours, p.contour)
	}
	p.contour = nil
	p.at = p.start
}

func (p *pathReader) draw(command byte) error {
	relative := command >= 'a'
	before := p.control
	smooth := p.at // of which a smooth curve's first control is the mirror image
	p.control = vector{math.NaN(), 0}
	if !math.IsNaN(before.x) {
		smooth = p.at.times(2).minus(before)
	}
	switch command | 0x20 {
	case 'm':
		to, err := p.point(relative)
		p.close()
		p.at, p.start = to, to
		return err
	case 'z':
		p.close()
		return nil
	case 'l':
		to, err := p.point(relative)
		p.line(to)
		return err
	case 'h', 'v':
		n, err := p.number()
		to := p.at
		if along := command|0x20 == 'h'; along && relative {
			to.x += n
		} else if along {
			to.x = n
		} else if relative {
			to.y += n
		} else {
			to.y = n
		}
		p.line(to)
		return err
	case 'c', 's':
		c := []vector{smooth}
		n := 2
		if command|0x20 == 'c' {
			c, n = nil, 3
		}
		more, err := p.points(n, relative)
		if err != nil {
			return err
		}
		c = append(c, more...)
		p.curve(c[0], c[1], c[2])
		p.control = c[1]
		return nil
	case 'q', 't':
		c := smooth
		if command|0x20 == 'q' {
			var err error
			if c, err = p.point(relative); err != nil {
				return err
			}
		}
		to, err := p.point(relative)
		p.curve(p.at.to(c, 2./3), to.to(c, 2./3), to)
		p.control = c
		return err
	}
	return p.arc(relative)
}

const steps = 24 // of a curve, or of a full turn; icons are small

func (p *pathReader) curve(a, b, to vector) {
	from := p.at
	for i := 1; i <= steps; i++ {
		t := float64(i) / steps
		ab, bc, cd := from.to(a, t), a.to(b, t), b.to(to, t)
		p.line(ab.to(bc, t).to(bc.to(cd, t), t))
	}
	p.at = to
}

// arc follows SVG 1.1, appendix F.6.
func (p *pathReader) arc(relative bool) error {
	var n [3]float64
	for i := range n {
		var err error
		if n[i], err = p.number(); err != nil {
			return err
		}
	}
	large, err := p.flag()
	if err != nil {
		return err
	}
	sweep, err := p.flag()
	if err != nil {
		return err
	}
	to, err := p.point(relative)
	if err != nil {
		return err
	}
	rx, ry := math.Abs(n[0]), math.Abs(n[1])
	if rx == 0 || ry == 0 || to == p.at {
		p.line(to)
		return nil
	}
	sin, cos := math.Sincos(n[2] * math.Pi / 180)
	half := p.at.minus(to).times(0.5)
	u := vector{(cos*half.x + sin*half.y) / rx, (cos*half.y - sin*half.x) / ry}
	size := u.x*u.x + u.y*u.y
	if size > 1 { // the radii are too short
		k := math.Sqrt(size)
		rx, ry, u, size = rx*k, ry*k, u.times(1/k), 1
	}
	k := math.Sqrt(max(0, 1/size-1))
	if large == sweep {
		k = -k
	}
	c := vector{k * u.y, -k * u.x}
	from := math.Atan2(u.y-c.y, u.x-c.x)
	turn := math.Atan2(-u.y-c.y, -u.x-c.x) - from
	if sweep && turn < 0 {
		turn += 2 * math.Pi
	} else if !sweep && turn > 0 {
		turn -= 2 * math.Pi
	}
	middle := p.at.to(to, 0.5)
	for i := 1; i < steps; i++ {
		s, o := math.Sincos(from + turn*float64(i)/steps)
		v := vector{rx * (c.x + o), ry * (c.y + s)}
		p.line(vector{middle.x + cos*v.x - sin*v.y, middle.y + sin*v.x + cos*v.y})
	}
	p.line(to)
	return nil
}
