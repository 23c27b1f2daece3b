package formats

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"pamir/internal/store"
)

// builder collects the features of a file until their schema is known.
type builder struct {
	features []*store.Feature
	kinds    []kind // of each feature's geometry
	types    [kinds]geometryTypes
	ids      map[string]int // the line of each id
	numbered int            // features that have none yet
	columns  []inferred
	ordinals map[string]int // of columns, by name

	spareFeatures []store.Feature
	spareValues   []store.Value
}

// geometryTypes says which types of a kind occur.
type geometryTypes struct{ any, multi bool }

// add takes over the feature. The error says why it cannot: a *FeatureError
// for this one, any other where there are too many properties to go on.
func (b *builder) add(raw *Raw) error {
	bad := func(format string, args ...any) error {
		return &FeatureError{Line: raw.Line, Offset: raw.Offset, ID: raw.ID, Detail: fmt.Sprintf(format, args...)}
	}
	k, g, err := simplified(raw.Geometry)
	if err != nil {
		return bad("%v", err)
	}
	if line, taken := b.ids[raw.ID]; taken && raw.HasID {
		return bad("the id is taken by the feature on line %d", line)
	}
	for i := range raw.Properties {
		if err := checkValidity(&raw.Properties[i]); err != nil {
			return bad("%v", err)
		}
	}
	f := b.feature()
	*f = store.Feature{ID: raw.ID, Geometry: g, Z: raw.Z}
	if f.Values, err = b.values(raw.Properties); err != nil {
		return fmt.Errorf("line %d: %w", raw.Line, err)
	}
	if raw.HasID {
		b.ids[raw.ID] = raw.Line
	} else {
		b.numbered++
	}
	turnRings(f.Geometry, f.Z)
	b.types[k].any = true
	b.types[k].multi = b.types[k].multi || isMulti(g)
	b.features = append(b.features, f)
	b.kinds = append(b.kinds, k)
	return nil
}

// feature and row hand out memory by the piece of a large block: a million
// small ones would cost more in headers and collection than they hold.
func (b *builder) feature() *store.Feature {
	if len(b.spareFeatures) == 0 {
		b.spareFeatures = make([]store.Feature, 512)
	}
	f := &b.spareFeatures[0]
	b.spareFeatures = b.spareFeatures[1:]
	return f
}

func (b *builder) row(n int) []store.Value {
	if len(b.spareValues) < n {
		b.spareValues = make([]store.Value, max(n, 4096))
	}
	row := b.spareValues[:n:n]
	b.spareValues = b.spareValues[n:]
	return row
}

// values puts the properties in the order of the columns, adding those that
// are new.
func (b *builder) values(properties []RawProperty) ([]store.Value, error) {
	for i, p := range properties {
		// Most features have the properties of the one before, in its order.
		if i < len(b.columns) && b.columns[i].name == p.Name {
			continue
		}
		if _, ok := b.ordinals[p.Name]; ok {
			continue
		}
		if len(b.columns) == MaxProperties {
			return nil, fmt.Errorf("the features have more than %d different properties", MaxProperties)
		}
		b.ordinals[p.Name] = len(b.columns)
		b.columns = append(b.columns, inferred{name: p.Name})
	}
	row := b.row(len(b.columns))
	for i, p := range properties {
		at := i
		if b.columns[i].name != p.Name {
			at = b.ordinals[p.Name]
		}
		row[at] = p.Value
		b.columns[at].see(p.Value)
	}
	return row, nil
}

// number gives ids to the features that have none.
func (b *builder) number() {
	if b.numbered == 0 {
		return
	}
	next := len(b.features) + 1
	for i, f := range b.features {
		if f.ID != "" {
			continue
		}
		f.ID = strconv.Itoa(i + 1)
		for {
			if _, taken := b.ids[f.ID]; !taken {
				break
			}
			f.ID = strconv.Itoa(next)
			next++
		}
	}
}

// datasets returns the features, by the kind of their geometry where there are
// several kinds.
func (b *builder) datasets(file string, updated time.Time) []store.Dataset {
	b.number()
	schema := b.schema()
	id, title := collectionID(file), collectionTitle(file)
	var placed, used []kind
	for k := kind(0); int(k) < kinds; k++ {
		if b.types[k].any {
			used = append(used, k)
			if k != unplaced {
				placed = append(placed, k)
			}
		}
	}
	if len(placed) <= 1 {
		k := unplaced
		if len(placed) == 1 {
			k = placed[0]
		}
		return []store.Dataset{b.dataset(k, b.features, store.Collection{ID: id, Title: title, Properties: schema, Updated: updated})}
	}
	var out []store.Dataset
	for _, k := range used {
		var fs []*store.Feature
		for i, f := range b.features {
			if b.kinds[i] == k {
				fs = append(fs, f)
			}
		}
		out = append(out, b.dataset(k, fs, store.Collection{
			ID: id + "_" + k.String(), Title: title + " (" + k.String() + ")",
			Properties: slices.Clone(schema), Updated: updated,
		}))
	}
	return out
}

// dataset makes one geometry type of the features' and completes c.
func (b *builder) dataset(k kind, features []*store.Feature, c store.Collection) store.Dataset {
	c.Role = store.User
	c.Geometry = k.single()
	if b.types[k].multi {
		for _, f := range features {
			if f.Geometry != nil {
				f.Geometry = promoted(f.Geometry)
				c.Geometry = store.GeometryType(f.Geometry.GeoJSONType())
			}
		}
	}
	c.Measure(features)
	return store.Dataset{Collection: &c, Features: features}
}
