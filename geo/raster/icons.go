package raster

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io/fs"
	"math"
	"strings"

	"pamir/geo/raster/ink"
)

// Icons are the pictures of one sprite, at a ratio of 1 and of 2.
type Icons struct {
	plain, fine map[string]*icon
}

// icon is one of them. Its size is in its own pixels.
type icon struct {
	ratio         float64
	width, height int
	pix           []uint32        // as a canvas has them
	stretch       [2][2]int       // the columns and the rows that may be stretched
	content       image.Rectangle // where a text is, that it is fitted to
}

// Names lists the icons, in no order.
func (c *Icons) Names() []string {
	var names []string
	for n := range c.plain {
		names = append(names, n)
	}
	return names
}

// get returns an icon for a ratio of the picture; nil where there is none.
func (c *Icons) get(name string, ratio float64) *icon {
	if c == nil {
		return nil
	}
	if ratio > 1 && c.fine[name] != nil {
		return c.fine[name]
	}
	return c.plain[name]
}

// spriteOf is the sprite that an address ends in, as in "/sprites/light?v=2".
func spriteOf(address string) string {
	address, _, _ = strings.Cut(address, "?")
	return address[strings.LastIndexByte(address, '/')+1:]
}

// spriteName takes a file's name apart: "light@2x.json" is the sprite light at
// a ratio of 2.
func spriteName(file string) (id string, ratio float64) {
	id = strings.TrimSuffix(file, ".json")
	if plain, ok := strings.CutSuffix(id, "@2x"); ok {
		return plain, 2
	}
	return id, 1
}

func readIcons(files fs.FS, id string) (*Icons, error) {
	c := &Icons{}
	var err error
	if c.plain, err = readSheet(files, "sprites/"+id); err != nil {
		return nil, err
	}
	c.fine, err = readSheet(files, "sprites/"+id+"@2x")
	return c, err
}

// readSheet reads a sprite: its list and its picture.
func readSheet(files fs.FS, name string) (map[string]*icon, error) {
	var list map[string]struct {
		X, Y, Width, Height int
		PixelRatio          float64
		StretchX, StretchY  [][2]float64
		Content             []float64
	}
	if err := readJSON(files, name+".json", &list); err != nil {
		return nil, err
	}
	data, err := fs.ReadFile(files, name+".png")
	if err != nil {
		return nil, err
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s.png: %w", name, err)
	}
	sheet := image.NewRGBA(picture.Bounds())
	draw.Draw(sheet, sheet.Bounds(), picture, picture.Bounds().Min, draw.Src)
	icons := map[string]*icon{}
	for id, e := range list {
		place := image.Rect(e.X, e.Y, e.X+e.Width, e.Y+e.Height)
		if e.Width <= 0 || e.Height <= 0 || !place.In(sheet.Bounds()) {
			return nil, fmt.Errorf("%s.json: %s is not in the picture", name, id)
		}
		one := &icon{ratio: max(1, e.PixelRatio), width: e.Width, height: e.Height, pix: make([]uint32, e.Width*e.Height)}
		for i := range one.pix {
			c := sheet.RGBAAt(e.X+i%e.Width, e.Y+i/e.Width)
			one.pix[i] = uint32(c.R) | uint32(c.G)<<8 | uint32(c.B)<<16 | uint32(c.A)<<24
		}
		one.stretch = [2][2]int{span(e.StretchX, e.Width), span(e.StretchY, e.Height)}
		one.content = image.Rect(0, 0, e.Width, e.Height)
		if len(e.Content) == 4 {
			one.content = image.Rect(int(e.Content[0]), int(e.Content[1]), int(e.Content[2]), int(e.Content[3])).Intersect(one.content)
		}
		icons[id] = one
	}
	return icons, nil
}

// span is the first part that may be stretched, else all.
func span(parts [][2]float64, size int) [2]int {
	if len(parts) == 0 {
		return [2]int{0, size}
	}
	from := max(0, min(size-1, int(parts[0][0])))
	return [2]int{from, max(from+1, min(size, int(parts[0][1])))}
}

// draw lays the icon over the canvas, its upper left corner at a place, in so
// many pixels of the picture. What may be stretched of it takes up what its
// natural size, at scale, does not.
func (i *icon) draw(c *ink.Canvas, box rect, scale float64, opacity float64) {
	fade := uint32(math.Round(255 * max(0, min(1, opacity))))
	width, height := box.right-box.left, box.bottom-box.top
	if fade == 0 || !(width > 0 && height > 0) {
		return
	}
	left, top := math.Round(box.left), math.Round(box.top)
	w, h := int(math.Round(width)), int(math.Round(height))
	if w == i.width && h == i.height { // pixel for pixel
		for y := range h {
			for x := range w {
				c.Set(int(left)+x, int(top)+y, ink.Color(i.pix[y*w+x]).Fade(fade))
			}
		}
		return
	}
	across, down := i.axis(0, float64(w), scale), i.axis(1, float64(h), scale)
	for y := max(0, -int(top)); y < min(h, c.Height-int(top)); y++ {
		v := down(float64(y) + 0.5)
		for x := max(0, -int(left)); x < min(w, c.Width-int(left)); x++ {
			c.Set(int(left)+x, int(top)+y, i.sample(across(float64(x)+0.5), v).Fade(fade))
		}
	}
}

// axis returns from which place of the icon a place of its picture is, along x
// (0) or y (1), where it takes up size pixels.
func (i *icon) axis(axis int, size, scale float64) func(float64) float64 {
	own := float64([2]int{i.width, i.height}[axis])
	from, to := float64(i.stretch[axis][0]), float64(i.stretch[axis][1])
	first, last := from*scale, (own-to)*scale
	if rest := size - first - last; rest > 0 && to > from {
		return func(x float64) float64 {
			switch {
			case x < first:
				return x / scale
			case x > size-last:
				return own - (size-x)/scale
			}
			return from + (x-first)/rest*(to-from)
		}
	}
	return func(x float64) float64 { return x / size * own }
}

// sample is the colour at a place of the icon, between the four pixels round it.
func (i *icon) sample(x, y float64) ink.Color {
	x, y = x-0.5, y-0.5
	x0, y0 := math.Floor(x), math.Floor(y)
	fx, fy := x-x0, y-y0
	var sum [4]float64
	for k := range 4 {
		px, py := int(x0)+k%2, int(y0)+k/2
		px, py = max(0, min(i.width-1, px)), max(0, min(i.height-1, py))
		share := [2]float64{1 - fx, fx}[k%2] * [2]float64{1 - fy, fy}[k/2]
		p := i.pix[py*i.width+px]
		for part := range sum {
			sum[part] += share * float64(p>>(8*part)&255)
		}
	}
	var out ink.Color
	for part, v := range sum {
		out |= ink.Color(math.Round(v)) << (8 * part)
	}
	return out
}
