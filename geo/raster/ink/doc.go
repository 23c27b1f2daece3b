// Package ink covers pixels: outlines become the exact share of each pixel that
// they cover, strokes become outlines, and a canvas takes colours through them.
//
//	c := ink.NewCanvas(256, 256)
//	var m ink.Mask
//	m.Reset(256, 256)
//	m.Polygon([]ink.Point{{X: 10, Y: 10}, {X: 200, Y: 40}, {X: 90, Y: 220}})
//	m.Paint(c, ink.RGBA(0.1, 0.4, 0.8, 1), ink.NonZero)
//	m.Stroke([]ink.Point{{X: 0, Y: 0}, {X: 256, Y: 200}}, false, &ink.Pen{Width: 3, Join: ink.RoundJoin})
//	m.Paint(c, ink.RGBA(0, 0, 0, 0.5), ink.NonZero)
//	png, err := c.PNG()
//
// Coordinates are pixels from the upper left corner, y down; the first pixel
// lies between 0 and 1. What lies outside the canvas is cut off, at any
// distance. Several outlines may go into a mask before it is painted: they
// become one shape, so that what they have in common is painted once and
// neighbours meet without a seam.
//
// The shape is exact where outlines do not cross inside a pixel. Where they do,
// the mask knows only the sum of what they cover, cut at one: a pixel at a
// crossing may come out up to that much too full.
package ink
