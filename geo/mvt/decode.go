package mvt

import (
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// Tile is what a tile's bytes say. Decode makes one.
type Tile struct {
	Layers []TileLayer

	// Problems says what was left out: layers of a name that was there before,
	// and features that break the specification in a way that leaves the rest
	// readable.
	Problems []error
}

// TileLayer is a layer of a Tile.
type TileLayer struct {
	Name     string
	Version  uint32
	Extent   uint32
	Features []TileFeature
}

// TileFeature is a feature of a Tile.
type TileFeature struct {
	ID    uint64
	HasID bool
	Kind  Kind
	Tags  []Tag // in their order

	// Geometry is in cells, x to the right and y down: a Point, LineString or
	// Polygon or several as one; nil for an unknown kind. Rings repeat their
	// first position at the end; they are shells and holes by how they are
	// wound.
	Geometry orb.Geometry
}

// Tag is a key with its value: a string, float32, float64, int64, uint64 (both
// of the unsigned and none else) or bool.
type Tag struct {
	Key   string
	Value any
}

// Tag returns the value under a key, or nil.
func (f *TileFeature) Tag(key string) any {
	for _, t := range f.Tags {
		if t.Key == key {
			return t.Value
		}
	}
	return nil
}

// Decode reads a tile. It is strict: what an encoder must not write is an error,
// or a problem where readers are expected to go on. It takes memory in
// proportion to the bytes, whatever they say.
func Decode(b []byte) (*Tile, error) {
	t := &Tile{}
	names := map[string]bool{}
	for r := (reader{b: b}); ; {
		number, ok := r.next()
		if !ok {
			if r.err != nil {
				return nil, fmt.Errorf("mvt: tile: %w", r.err)
			}
			return t, nil
		}
		if number != tileLayers {
			r.skip()
			continue
		}
		content := r.bytes()
		if r.err != nil {
			continue
		}
		l, err := t.layer(content)
		if err != nil {
			return nil, fmt.Errorf("mvt: layer %d: %w", len(t.Layers), err)
		}
		if names[l.Name] {
			t.Problems = append(t.Problems, fmt.Errorf("mvt: a second layer %q", l.Name))
			continue
		}
		names[l.Name] = true
		t.Layers = append(t.Layers, l)
	}
}

// layer reads a layer: its features last, as they need keys and values.
func (t *Tile) layer(b []byte) (l TileLayer, err error) {
	l.Extent = 4096
	var features [][]byte
	var keys []string
	var values []any
	named := false
	r := reader{b: b}
	for {
		number, ok := r.next()
		if !ok {
			break
		}
		switch number {
		case layerName:
			l.Name, named = string(r.bytes()), true
		case layerFeatures:
			features = append(features, r.bytes())
		case layerKeys:
			keys = append(keys, string(r.bytes()))
		case layerValues:
			v, err := decodeValue(r.bytes())
			if err != nil && r.err == nil {
				return l, fmt.Errorf("value %d: %w", len(values), err)
			}
			values = append(values, v)
		case layerExtent:
			l.Extent = r.uint32()
		case layerVersion:
			l.Version = r.uint32()
		default:
			r.skip()
		}
	}
	switch {
	case r.err != nil:
		return l, r.err
	case !named:
		return l, errors.New("it has no name")
	case l.Version != 1 && l.Version != 2:
		return l, fmt.Errorf("version %d is not 1 or 2", l.Version)
	case l.Extent == 0:
		return l, errors.New("an extent of 0")
	}
	for i, b := range features {
		f, err := decodeFeature(b, keys, values)
		switch {
		case errors.As(err, new(*problem)):
			t.Problems = append(t.Problems, fmt.Errorf("mvt: layer %q: feature %d: %w", l.Name, i, err))
		case err != nil:
			return l, fmt.Errorf("feature %d: %w", i, err)
		default:
			l.Features = append(l.Features, f)
		}
	}
	return l, nil
}

// problem is an error of one feature that leaves the others readable.
type problem struct{ text string }

func (p *problem) Error() string { return p.text }

func decodeFeature(b []byte, keys []string, values []any) (f TileFeature, err error) {
	var tags, geometry []byte
	typed, geometries := false, 0
	r := reader{b: b}
	for {
		number, ok := r.next()
		if !ok {
			break
		}
		switch number {
		case featureID:
			f.ID, f.HasID = r.varint(), true
		case featureTags:
			tags = append(tags, r.packed()...)
		case featureType:
			kind := r.varint()
			if kind > uint64(Polygons) {
				return f, &problem{fmt.Sprintf("a geometry type of %d", kind)}
			}
			f.Kind, typed = Kind(kind), true
		case featureGeometry:
			geometry = r.packed()
			geometries++
		default:
			r.skip()
		}
	}
	if r.err != nil {
		return f, r.err
	}
	if f.Tags, err = decodeTags(tags, keys, values); err != nil {
		return f, err
	}
	switch {
	case !typed:
		return f, &problem{"it has no geometry type"}
	case geometries != 1:
		return f, &problem{fmt.Sprintf("it has %d geometries", geometries)}
	}
	if f.Kind != Unknown {
		f.Geometry, err = decodeGeometry(geometry, f.Kind)
	}
	return f, err
}

func decodeTags(b []byte, keys []string, values []any) ([]Tag, error) {
	var tags []Tag
	r := reader{b: b}
	for len(r.b) > 0 {
		k := r.uvarint()
		if r.err == nil && len(r.b) == 0 {
			return nil, &problem{"a key without a value"}
		}
		v := r.uvarint()
		switch {
		case r.err != nil:
			return nil, r.err
		case k >= uint64(len(keys)):
			return nil, fmt.Errorf("key %d of %d", k, len(keys))
		case v >= uint64(len(values)):
			return nil, fmt.Errorf("value %d of %d", v, len(values))
		}
		tags = append(tags, Tag{keys[k], values[v]})
	}
	return tags, nil
}

func decodeValue(b []byte) (v any, err error) {
	n := 0
	r := reader{b: b}
	for {
		number, ok := r.next()
		if !ok {
			break
		}
		n++
		switch number {
		case stringValue:
			v = string(r.bytes())
		case floatValue:
			v = math.Float32frombits(r.fixed32())
		case doubleValue:
			v = math.Float64frombits(r.fixed64())
		case intValue:
			v = int64(r.varint())
		case uintValue:
			v = r.varint()
		case sintValue:
			z := r.varint()
			v = int64(z>>1) ^ -int64(z&1)
		case boolValue:
			v = r.varint() != 0
		default:
			return nil, fmt.Errorf("it is of an unknown kind %d", number)
		}
	}
	if r.err == nil && n != 1 {
		return nil, fmt.Errorf("%d values in one", n)
	}
	return v, r.err
}
