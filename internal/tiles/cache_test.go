package tiles_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/paulmach/orb"
	"go.uber.org/goleak"

	"pamir/geo/cql2"
	"pamir/geo/relate"
	"pamir/geo/tile"
	"pamir/internal/store"
	"pamir/internal/tiles"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var ctx = context.Background()

// world is a few collections that change, and tiles of them that list the
// features in their boxes: they differ exactly where a feature that they show
// does.
type world struct {
	sets   []store.Dataset
	looks  []*tiles.Look
	places []tile.ID
	made   map[string]int // how often each tile was made
}

func newWorld(r *rand.Rand) *world {
	w := &world{made: map[string]int{}}
	for _, id := range []string{"a", "b"} {
		c := &store.Collection{ID: id, Properties: []store.Property{{Name: "kind", Type: store.String}, {Name: "n", Type: store.Integer}}}
		d := store.Dataset{Collection: c}
		for i := range 30 {
			d.Features = append(d.Features, randomFeature(r, fmt.Sprint(id, i)))
		}
		w.sets = append(w.sets, d)
	}
	a, b := tiles.Layer{Collection: w.sets[0].Collection}, tiles.Layer{Collection: w.sets[1].Collection}
	roads := a
	roads.Filter, roads.FilterName = cql2.Equal("kind", "road"), "kind=road"
	for _, l := range []tiles.Look{
		{Set: tile.WebMercatorQuad, Layers: []tiles.Layer{within(a, 1.0/64), within(b, 1.0/64)}},
		{Set: tile.WebMercatorQuad, Layers: []tiles.Layer{within(roads, 1.0/64)}},
		{Set: tile.WorldCRS84Quad, Layers: []tiles.Layer{within(b, 0.5)}},
		{Set: tile.UTM43WGS84, Layers: []tiles.Layer{a}},
		// Each layer with a margin of its own, which differs by zoom.
		{Set: tile.WebMercatorQuad, Form: tiles.Picture, Layers: []tiles.Layer{within(a, 0.25, -1, 0.5, 2.5), within(roads, -1, 0.1, 0)}},
		{Set: tile.WebMercatorQuad, Others: "an archive"},
	} {
		w.looks = append(w.looks, l.Named())
	}
	w.places = []tile.ID{{}, {Z: 1, X: 1}, {Z: 1}, {Z: 2, X: 2, Y: 1}, {Z: 2, X: 3, Y: 3}, {Z: 2, X: 0, Y: 1}}
	for _, z := range []int{3, 5, 7, 9} {
		t, _ := tile.WebMercatorQuad.At(orb.Point{75.39, 40.55}, z)
		for dx := -1; dx <= 1; dx++ {
			w.places = append(w.places, tile.ID{Z: z, X: t.X + dx, Y: t.Y})
		}
	}
	return w
}

func within(l tiles.Layer, margins ...float64) tiles.Layer {
	l.Margins = margins
	return l
}

func randomFeature(r *rand.Rand, id string) *store.Feature {
	f := &store.Feature{ID: id, Values: []store.Value{[]string{"road", "rail"}[r.IntN(2)], int64(r.IntN(5))}}
	// Most of them lie where the tiles of high zooms do.
	p := orb.Point{75.39 + r.NormFloat64()*2, 40.55 + r.NormFloat64()*2}
	if r.IntN(3) == 0 {
		p = orb.Point{r.Float64()*360 - 180, r.Float64()*170 - 85}
	}
	q := orb.Point{min(180, p[0]+r.Float64()), min(90, p[1]+r.Float64())}
	switch r.IntN(5) {
	case 0:
		f.Geometry = orb.LineString{p, q}
	case 1:
		f.Geometry = orb.Bound{Min: p, Max: q}.ToPolygon()
	case 2:
	default:
		f.Geometry = p
	}
	return f
}

// draw lists the features in a tile, from a state of the world.
func draw(sets []store.Dataset, l *tiles.Look, id tile.ID) []byte {
	var b bytes.Buffer
	for _, layer := range l.Layers {
		margin := 0.0
		if n := len(layer.Margins); n > 0 {
			margin = layer.Margins[min(id.Z, n-1)]
		}
		if margin < 0 {
			continue
		}
		box := l.Set.Box(id, margin)
		for _, d := range sets {
			if d.Collection.ID != layer.Collection.ID {
				continue
			}
			for _, f := range d.Features {
				look := func(name string) any { return f.Values[d.Collection.Index(name)] }
				if relate.MeetsBox(f.Geometry, box) && cql2.Eval(layer.Filter, look) {
					fmt.Fprintln(&b, layer.Collection.ID, f.ID, f.Geometry, f.Values)
				}
			}
		}
	}
	return b.Bytes()
}

func name(l *tiles.Look, id tile.ID) string { return fmt.Sprintf("%p %v", l, id) }

// each calls f with each tile that there is.
func (w *world) each(f func(l *tiles.Look, id tile.ID)) {
	for _, l := range w.looks {
		for _, id := range w.places {
			if l.Set.Has(id) {
				f(l, id)
			}
		}
	}
}

// fetch gets all tiles through a view, and returns them.
func (w *world) fetch(t *testing.T, v *tiles.View) map[string][]byte {
	got := map[string][]byte{}
	w.each(func(l *tiles.Look, id tile.ID) {
		x, err := v.Get(ctx, l, id, "", func(context.Context) (*tiles.Tile, error) {
			w.made[name(l, id)]++
			return tiles.New(tiles.MVT, draw(w.sets, l, id)), nil
		})
		if err != nil {
			t.Fatal(err)
		}
		got[name(l, id)] = x.Plain
	})
	return got
}

// change makes the next state of the world, and says what is new in it.
func (w *world) change(r *rand.Rand) []store.Change {
	next := make([]store.Dataset, len(w.sets))
	for i, d := range w.sets {
		next[i] = store.Dataset{Collection: d.Collection, Features: slices.Clone(d.Features)}
	}
	for range 1 + r.IntN(3) {
		d := &next[r.IntN(len(next))]
		i := r.IntN(len(d.Features))
		switch old := d.Features[i]; r.IntN(4) {
		case 0:
			d.Features = slices.Delete(d.Features, i, i+1)
		case 1:
			d.Features = append(d.Features, randomFeature(r, fmt.Sprint("new", r.Uint32())))
		case 2:
			d.Features[i] = randomFeature(r, old.ID)
		case 3:
			d.Features[i] = &store.Feature{ID: old.ID, Geometry: old.Geometry, Values: []store.Value{old.Values[0], int64(10 + r.IntN(100))}}
		}
	}
	changes := store.Diff(w.sets, next)
	w.sets = next
	return changes
}

// TestChanges: after a change every tile is as if all were made anew, and those
// were made anew that differ, and no others. Both halves, for changes in place
// and for another copy of the features.
func TestChanges(t *testing.T) {
	rounds := 100
	if testing.Short() {
		rounds = 20
	}
	for _, how := range []string{"Changed", "Advance"} {
		r := rand.New(rand.NewPCG(1, 2))
		w := newWorld(r)
		c := tiles.NewCache(64 << 20)
		before := w.fetch(t, c.View())
		remade := 0
		for round := range rounds {
			changes := w.change(r)
			if how == "Changed" {
				c.Changed(changes...)
			} else {
				c.Advance(changes...)
			}
			clear(w.made)
			after := w.fetch(t, c.View())
			w.each(func(l *tiles.Look, id tile.ID) {
				n := name(l, id)
				oracle := draw(w.sets, l, id)
				if !bytes.Equal(after[n], oracle) {
					t.Fatalf("%s, round %d: tile %v of %s is stale", how, round, id, l.Set.ID)
				}
				if differs := !bytes.Equal(before[n], oracle); differs != (w.made[n] == 1) {
					t.Fatalf("%s, round %d: tile %v of %s was made %d times; it differs: %v", how, round, id, l.Set.ID, w.made[n], differs)
				}
				remade += w.made[n]
			})
			before = after
		}
		t.Logf("%s: of %d tiles %d were made anew in %d rounds", how, len(before), remade, rounds)
	}
}

// TestOldViews: who still reads the old features makes tiles for itself alone.
func TestOldViews(t *testing.T) {
	w := newWorld(rand.New(rand.NewPCG(3, 4)))
	c := tiles.NewCache(64 << 20)
	old := c.View()
	w.fetch(t, old)
	look, id := w.looks[0], w.places[7] // around Torugart
	f := w.sets[0].Features[0]
	f.Geometry = orb.Point{75.39, 40.55}
	c.Advance(store.Change{Collection: "a", Before: f, After: f})
	give := func(text string) func(context.Context) (*tiles.Tile, error) {
		return func(context.Context) (*tiles.Tile, error) { return tiles.New(tiles.MVT, []byte(text)), nil }
	}
	for _, x := range []struct {
		v          *tiles.View
		text, want string
	}{{old, "old", "old"}, {c.View(), "new", "new"}, {old, "older", "old"}, {c.View(), "newer", "new"}} {
		got, err := x.v.Get(ctx, look, id, "", give(x.text))
		if err != nil || string(got.Plain) != x.want {
			t.Errorf("%s: got %s, %v", x.text, got.Plain, err)
		}
	}
}

// TestStates: a tile is kept for each of the states that it shows.
func TestStates(t *testing.T) {
	w := newWorld(rand.New(rand.NewPCG(3, 4)))
	v := tiles.NewCache(1 << 20).View()
	made := 0
	for _, states := range []string{"torugart=open", "torugart=closed", "torugart=open"} {
		got, err := v.Get(ctx, w.looks[0], tile.ID{}, states, func(context.Context) (*tiles.Tile, error) {
			made++
			return tiles.New(tiles.MVT, []byte(states)), nil
		})
		if err != nil || string(got.Plain) != states {
			t.Error(err, got)
		}
	}
	if made != 2 {
		t.Errorf("made %d times", made)
	}
}

func TestEqualLooksShareTiles(t *testing.T) {
	c := &store.Collection{ID: "a", Properties: []store.Property{{Name: "kind"}}}
	base := tiles.Look{Set: tile.WebMercatorQuad, Form: tiles.Vector, Layers: []tiles.Layer{{Collection: c}}}
	looks := map[string]tiles.Look{"": base}
	vary := func(what string, change func(l *tiles.Look)) {
		l := base
		l.Layers = slices.Clone(l.Layers)
		change(&l)
		looks[what] = l
	}
	vary("set", func(l *tiles.Look) { l.Set = tile.WorldCRS84Quad })
	vary("form", func(l *tiles.Look) { l.Form = tiles.Picture })
	vary("layers", func(l *tiles.Look) { l.Layers = append(l.Layers, tiles.Layer{Collection: &store.Collection{ID: "b"}}) })
	vary("style", func(l *tiles.Look) { l.Style = "dark" })
	vary("lang", func(l *tiles.Look) { l.Lang = "zh" })
	vary("scale", func(l *tiles.Look) { l.Scale = 2 })
	vary("others", func(l *tiles.Look) { l.Others = "2" })
	vary("margins", func(l *tiles.Look) { l.Layers[0].Margins = []float64{1} })
	vary("part", func(l *tiles.Look) { l.Part = tiles.Alone })
	vary("side", func(l *tiles.Look) { l.Side = 512 })
	vary("time", func(l *tiles.Look) { l.Layers[0].Time = &store.Interval{} })
	vary("filter", func(l *tiles.Look) { l.Layers[0].Filter, l.Layers[0].FilterName = cql2.Equal("kind", "x"), "kind=x" })
	vary("fields", func(l *tiles.Look) { l.Layers[0].Fields = []int{0} })
	vary("no fields", func(l *tiles.Look) { l.Layers[0].Fields = []int{} })
	v := tiles.NewCache(1 << 20).View()
	for range 2 {
		for _, what := range slices.Sorted(maps.Keys(looks)) {
			got, err := v.Get(ctx, looks[what].Named(), tile.ID{}, "", func(context.Context) (*tiles.Tile, error) {
				return tiles.New(tiles.MVT, []byte(what)), nil
			})
			if err != nil || string(got.Plain) != what {
				t.Errorf("%q shares the tiles of %q: %v", what, got.Plain, err)
			}
		}
	}
}

// TestBusy is for the race detector: many ask while features change, and once
// all is quiet no tile is stale.
func TestBusy(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	w := newWorld(r)
	c := tiles.NewCache(50_000) // less than all tiles need
	var now atomic.Pointer[[]store.Dataset]
	first := w.sets
	now.Store(&first)
	get := func(l *tiles.Look, id tile.ID) (*tiles.Tile, error) {
		return c.View().Get(ctx, l, id, "", func(context.Context) (*tiles.Tile, error) {
			return tiles.New(tiles.MVT, draw(*now.Load(), l, id)), nil
		})
	}
	stop := make(chan struct{})
	asked := make(chan struct{}, 1)
	var all sync.WaitGroup
	for g := range 4 {
		all.Go(func() {
			r := rand.New(rand.NewPCG(uint64(g), 0))
			for {
				select {
				case <-stop:
					return
				case asked <- struct{}{}:
				}
				l, id := w.looks[r.IntN(len(w.looks))], w.places[r.IntN(len(w.places))]
				if !l.Set.Has(id) {
					continue
				}
				x, err := get(l, id)
				if err != nil {
					t.Error(err)
					return
				}
				x.Gzip()
				x.Zstd()
			}
		})
	}
	for range 100 {
		for range 20 {
			<-asked
		}
		changes := w.change(r)
		sets := w.sets
		now.Store(&sets)
		c.Changed(changes...)
	}
	close(stop)
	all.Wait()
	w.each(func(l *tiles.Look, id tile.ID) {
		if x, err := get(l, id); err != nil || !bytes.Equal(x.Plain, draw(w.sets, l, id)) {
			t.Errorf("tile %v of %s is stale", id, l.Set.ID)
		}
	})
	if s := c.Stats(); s.Bytes > 50_000 || s.Evicted == 0 {
		t.Errorf("%+v", s)
	}
}
