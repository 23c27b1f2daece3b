package memory

import (
	"context"
	"math"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/internal/store"
)

// Nearest implements store.Store. The index offers features in the order of
// their true distance, one at a time, so that it looks at few besides those
// that are returned.
func (s *Store) Nearest(ctx context.Context, collection string, q store.NearestQuery) ([]store.Neighbour, error) {
	t, err := s.table(collection)
	if err != nil {
		return nil, err
	}
	m, err := t.matcher(store.Query{Filter: q.Filter, Time: q.Time})
	if err != nil {
		return nil, err
	}
	most := math.Inf(1)
	if q.MaxDistance > 0 {
		most = q.MaxDistance
	}
	found := make([]store.Neighbour, 0, min(q.Number, len(t.features)))
	looked := 0
	from := geo.From(q.Point)
	t.index.Nearest(q.Point, func(i uint32) float64 {
		looked++
		if err = alive(ctx, looked); err != nil || !m.match(i) {
			return math.Inf(1)
		}
		metres, _ := from.Nearest(t.features[i].Geometry)
		return metres
	}, func(i uint32, metres float64) bool {
		if err != nil || metres > most || math.IsInf(metres, 1) {
			return false
		}
		found = append(found, store.Neighbour{
			Feature:  t.features[i],
			Distance: metres,
			Bearing:  bearing(&from, t.features[i], metres),
		})
		return len(found) < q.Number
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// bearing returns the direction of the feature's nearest part.
func bearing(from *geo.Origin, f *store.Feature, metres float64) float64 {
	if metres == 0 {
		return 0
	}
	at, ok := f.Geometry.(orb.Point)
	if !ok {
		_, at = from.Nearest(f.Geometry)
	}
	return from.Bearing(at)
}
