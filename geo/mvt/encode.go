package mvt

import (
	"encoding/binary"
	"slices"

	"github.com/paulmach/orb"

	"pamir/geo/tile"
)

// encoder is the memory that making a tile takes, by who uses it. Nothing in it
// outlives the tile but its room.
type encoder struct {
	o         Options
	win       window
	tolerance float64 // o.Simplify, or more for what is too large else
	layers    []*layer

	feature
	clipping
	simplifying
	linking
	sorting
	repairing
	thinning

	// What is drawn: parts of pts.
	pts    []pt
	shapes []shape
	pen    pen
	tags   []byte
}

// feature is one that is being written, by kinds.
type feature struct {
	somePoints []orb.Point
	someLines  []orb.LineString
	somePolys  []orb.Polygon
	lostParts  int // came to nothing on the grid
}

// layer is one that is being written.
type layer struct {
	Layer
	report  Report
	keys    []int32 // of each column, and the name: its number in the tile, or -1
	used    []int32 // columns by number
	keySize int
	dict    dictionary
	body    []byte
	written []record
}

// record is a feature in the body of a layer: one or more messages.
type record struct {
	index      int32 // of the feature
	start, end int32
}

func (e *encoder) encode(set *tile.Set, id tile.ID, layers []Layer, o Options) Result {
	e.o, e.win, e.tolerance = o, newWindow(set, id, o), o.Simplify
	for i := range layers {
		if i == len(e.layers) {
			e.layers = append(e.layers, new(layer))
		}
		e.layers[i].Layer = layers[i]
	}
	open := e.layers[:len(layers)]
	if !e.writeAll(open) {
		e.thin(open)
	}
	return e.finish(open)
}

// writeAll writes all features, and is false once they are more than the budget
// allows, or will be by all appearances.
func (e *encoder) writeAll(layers []*layer) bool {
	all := 0
	for _, l := range layers {
		l.reset()
		all += l.Len
	}
	left := e.budget()
	if all > left.vertices {
		return false // nearly all have one at least
	}
	for _, l := range layers {
		for i := range l.Len {
			e.write(l, i)
			cost := l.cost()
			if cost.over(left) {
				return false
			}
			// A sixteenth of the features with a quarter of the budget.
			if i == l.Len/16 && i > 0 && cost.over(left.part(4)) {
				return false
			}
		}
		left = left.minus(l.cost())
	}
	return true
}

func (l *layer) reset() {
	l.report = Report{Name: l.Name}
	l.keys = slices.Grow(l.keys[:0], len(l.Keys)+1)[:len(l.Keys)+1]
	for i := range l.keys {
		l.keys[i] = -1
	}
	l.used, l.keySize = l.used[:0], 0
	l.dict.reset()
	l.body, l.written = l.body[:0], l.written[:0]
}

// write writes one feature, if it is in the window.
func (e *encoder) write(l *layer, i int) {
	f := l.At(i)
	where, _, ok := e.win.place(&f, &l.report)
	if !ok {
		return
	}
	e.split(f.Geometry)
	start, features := len(l.body), 0
	e.lostParts, e.tags = 0, e.tags[:0]
	fixed := false
	for kind := Points; kind <= Polygons; kind++ {
		n := e.carry(kind, where)
		if n == 0 {
			continue
		}
		if features++; features == 1 {
			e.tag(l, &f)
		}
		l.report.Vertices += n
		fixed = fixed || kind == Polygons && e.fixed
		l.body = e.message(l.body, f.ID, kind)
	}
	switch {
	case features > 0:
		l.report.Features++
		l.report.Dropped.Parts += e.lostParts
		l.report.Repaired += btoi(fixed)
		l.written = append(l.written, record{int32(i), int32(start), int32(len(l.body))})
	case e.lostParts > 0:
		l.report.Dropped.Collapsed++
	}
}

// carry carries what a feature has of one kind to the grid and draws it.
func (e *encoder) carry(kind Kind, where placement) int {
	switch {
	case kind == Points && len(e.somePoints) > 0:
		e.points(e.somePoints, where)
	case kind == Lines && len(e.someLines) > 0:
		e.lines(e.someLines, where)
	case kind == Polygons && len(e.somePolys) > 0:
		e.polygons(e.somePolys, where)
	default:
		return 0
	}
	return e.draw(kind)
}

// message appends a feature whose tags and geometry are in e.
func (e *encoder) message(b []byte, id uint64, kind Kind) []byte {
	n := 2 + fieldSize(len(e.pen.buf))
	if id != 0 {
		n += 1 + uvarintSize(id)
	}
	if len(e.tags) > 0 {
		n += fieldSize(len(e.tags))
	}
	b = append(b, layerFeatures<<3|lengthType)
	b = binary.AppendUvarint(b, uint64(n))
	if id != 0 {
		b = binary.AppendUvarint(append(b, featureID<<3|varintType), id)
	}
	if len(e.tags) > 0 {
		b = appendField(b, featureTags, e.tags)
	}
	b = append(b, featureType<<3|varintType, byte(kind))
	return appendField(b, featureGeometry, e.pen.buf)
}

// tag numbers the keys and values of a feature.
func (e *encoder) tag(l *layer, f *Feature) {
	if l.NameKey != "" {
		e.tagOne(l, len(l.Keys), value{kind: stringValue, text: f.Name})
	}
	for i, v := range f.Values[:min(len(f.Values), len(l.Keys))] {
		if v == nil || l.Keys[i] == "" {
			continue
		}
		if v, ok := valueOf(v); ok {
			e.tagOne(l, i, v)
		}
	}
}

func (e *encoder) tagOne(l *layer, column int, v value) {
	key := l.keys[column]
	if key < 0 {
		key = int32(len(l.used))
		l.keys[column] = key
		l.used = append(l.used, int32(column))
		l.keySize += fieldSize(len(l.key(int32(column))))
	}
	e.tags = binary.AppendUvarint(e.tags, uint64(key))
	e.tags = binary.AppendUvarint(e.tags, uint64(l.dict.index(v)))
}

func (l *layer) key(column int32) string {
	if int(column) == len(l.Keys) {
		return l.NameKey
	}
	return l.Keys[column]
}

// split sorts the parts of a geometry by kind.
func (e *encoder) split(g orb.Geometry) {
	e.somePoints, e.someLines, e.somePolys = e.somePoints[:0], e.someLines[:0], e.somePolys[:0]
	e.gather(g)
}

func (e *encoder) gather(g orb.Geometry) {
	switch g := g.(type) {
	case orb.Point:
		e.somePoints = append(e.somePoints, g)
	case orb.MultiPoint:
		e.somePoints = append(e.somePoints, g...)
	case orb.LineString:
		e.someLines = append(e.someLines, g)
	case orb.MultiLineString:
		e.someLines = append(e.someLines, g...)
	case orb.Ring:
		e.somePolys = append(e.somePolys, orb.Polygon{g})
	case orb.Polygon:
		e.somePolys = append(e.somePolys, g)
	case orb.MultiPolygon:
		e.somePolys = append(e.somePolys, g...)
	case orb.Bound:
		e.somePolys = append(e.somePolys, g.ToPolygon())
	case orb.Collection:
		for _, part := range g {
			e.gather(part)
		}
	}
}

// finish puts the tile together, and lets go of what is the caller's.
func (e *encoder) finish(layers []*layer) Result {
	var r Result
	size := 0
	for _, l := range layers {
		if len(l.written) > 0 {
			size += fieldSize(l.messageSize(e.o.Extent))
		}
	}
	if size > 0 {
		r.Bytes = make([]byte, 0, size)
	}
	for _, l := range layers {
		if len(l.written) > 0 {
			r.Bytes = l.append(r.Bytes, e.o.Extent)
		}
		r.Layers = append(r.Layers, l.report)
		l.dict.reset()
		l.Layer = Layer{}
	}
	clear(e.someLines[:cap(e.someLines)])
	clear(e.somePolys[:cap(e.somePolys)])
	return r
}

func (l *layer) messageSize(extent int) int {
	n := 2 + fieldSize(len(l.Name)) + l.keySize + l.dict.size + 1 + uvarintSize(uint64(extent))
	for _, w := range l.written {
		n += int(w.end - w.start)
	}
	return n
}

func (l *layer) append(b []byte, extent int) []byte {
	b = append(b, tileLayers<<3|lengthType)
	b = binary.AppendUvarint(b, uint64(l.messageSize(extent)))
	b = append(b, layerVersion<<3|varintType, 2)
	b = appendField(b, layerName, []byte(l.Name))
	// As they were given, whatever the order in which they were written.
	slices.SortFunc(l.written, func(v, w record) int { return int(v.index - w.index) })
	for _, w := range l.written {
		b = append(b, l.body[w.start:w.end]...)
	}
	for _, c := range l.used {
		b = append(b, layerKeys<<3|lengthType)
		b = binary.AppendUvarint(b, uint64(len(l.key(c))))
		b = append(b, l.key(c)...)
	}
	for _, v := range l.dict.list {
		b = append(b, layerValues<<3|lengthType)
		b = binary.AppendUvarint(b, uint64(v.size()))
		b = v.append(b)
	}
	return binary.AppendUvarint(append(b, layerExtent<<3|varintType), uint64(extent))
}
