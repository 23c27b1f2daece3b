package mvt

import (
	"fmt"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"pamir/geo/tile"
)

// Layer is a named list of features that share their keys. Features are asked
// for one at a time, some more than once and in any order, so that a caller
// need not copy its own.
type Layer struct {
	Name string

	// Keys names the values of the features, in their order. Those under an
	// empty key are not written.
	Keys []string

	// NameKey is the key under which the names of the features are written. If
	// it is empty they are not.
	NameKey string

	Len int
	At  func(i int) Feature
}

// Feature is one thing on the map.
type Feature struct {
	ID   uint64 // 0: none
	Name string

	// Geometry is in degrees of longitude and latitude (CRS84). It is not
	// changed. A collection becomes as many features as it has kinds of
	// geometry, alike in all else.
	Geometry orb.Geometry

	// Values has one value for each key of the layer, or fewer: nil is not
	// written; bool, string, the integers and the floats keep their type; what
	// is made of bytes, such as JSON, is written as its text. It is not kept:
	// the next call of At may overwrite it.
	Values []any

	// Importance says which features stay where not all can: the greater.
	Importance float64

	// Bound holds the geometry; nil where it is not known. It saves the look
	// at each position of features that are far away.
	Bound *orb.Bound
}

// Options says how tiles are made. See Defaults.
type Options struct {
	Extent int // cells on a side of the tile
	Buffer int // cells around it that are kept

	// Simplify is how far in cells a line or edge may be moved to save
	// vertices; 0: not at all.
	Simplify float64

	// Budget of a tile: features are left out until it holds. 0: no limit.
	MaxBytes, MaxVertices int
}

// Defaults are the options for maps on screens: 4,096 cells, a buffer of a
// sixty-fourth, an eighth of a pixel of simplification where a tile is 512
// pixels wide, and tiles of at most 500 kB and 50,000 vertices.
func Defaults() Options {
	return Options{Extent: 4096, Buffer: 64, Simplify: 1, MaxBytes: 500_000, MaxVertices: 50_000}
}

// maxGrid bounds the cells of a tile with its buffer on both sides, so that
// products of three coordinates are exact in 64 bits.
const maxGrid = 1 << 16

func (o Options) check() error {
	switch {
	case o.Extent < 1 || o.Buffer < 0 || o.Extent > maxGrid || o.Buffer > maxGrid || o.Extent+2*o.Buffer > maxGrid:
		return fmt.Errorf("mvt: an extent of %d and a buffer of %d: they must be at least 1 and 0, and together (with the buffer twice) at most %d", o.Extent, o.Buffer, maxGrid)
	case !(o.Simplify >= 0 && o.Simplify <= maxGrid):
		return fmt.Errorf("mvt: simplification by %v cells: it must be from 0 to %d", o.Simplify, maxGrid)
	case o.MaxBytes < 0 || o.MaxVertices < 0:
		return fmt.Errorf("mvt: a budget of %d bytes and %d vertices: it must not be negative", o.MaxBytes, o.MaxVertices)
	}
	return nil
}

// Result is a tile and what became of the features.
type Result struct {
	Bytes  []byte   // nil for a tile without features
	Layers []Report // one for each layer, in their order
}

// Report says what a layer holds and lacks.
type Report struct {
	Name     string
	Features int // written; the kinds in a collection count as one
	Vertices int
	Repaired int // features written whose polygons had to be built anew
	Dropped  Dropped
}

// Dropped counts what a tile lacks although it lies there.
type Dropped struct {
	Budget    int // features left out to keep the budget
	Collapsed int // lines that have no two cells to go between
	Parts     int // lines and polygons of features that are there, smaller than a cell
	Unusable  int // features with a position that is not a number, or of an unknown kind
}

// Any reports whether anything was dropped.
func (d Dropped) Any() bool { return d != Dropped{} }

// Encode makes a tile. Layers without features in it are not written. It is safe
// for concurrent use.
func Encode(set *tile.Set, id tile.ID, layers []Layer, o Options) (Result, error) {
	if !set.Has(id) {
		return Result{}, fmt.Errorf("mvt: %s has no tile %v", set.ID, id)
	}
	if err := o.check(); err != nil {
		return Result{}, err
	}
	names := make(map[string]bool, len(layers))
	for _, l := range layers {
		if l.Name == "" || names[l.Name] {
			return Result{}, fmt.Errorf("mvt: a layer is called %q: layers need names that differ", l.Name)
		}
		names[l.Name] = true
		if l.Len > 0 && l.At == nil {
			return Result{}, fmt.Errorf("mvt: the layer %q has features but no way to get At them", l.Name)
		}
		for i, k := range l.Keys {
			if k != "" && (k == l.NameKey || slices.Contains(l.Keys[:i], k)) {
				return Result{}, fmt.Errorf("mvt: the layer %q has two keys %q", l.Name, k)
			}
		}
	}
	e, _ := encoders.Get().(*encoder)
	if e == nil {
		e = new(encoder)
	}
	r := e.encode(set, id, layers, o)
	encoders.Put(e) // not after a panic of At
	return r, nil
}

// encoders keeps memory between tiles, never what is in it.
var encoders sync.Pool
