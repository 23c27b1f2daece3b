package tiles

import (
	"context"
	"sync"
	"sync/atomic"

	"pamir/geo"
	"pamir/geo/cql2"
	"pamir/geo/index"
	"pamir/geo/relate"
	"pamir/geo/tile"
	"pamir/internal/cache"
	"pamir/internal/store"
)

// Cache keeps tiles, and knows which of them a feature has touched.
type Cache struct {
	most  int64
	kept  *cache.Cache[key, *Tile]
	epoch atomic.Int64

	mu    sync.Mutex
	looks map[string]*look
	places
}

// key is a tile of a look. States are of the features in it, at an instant.
type key struct {
	look   *look
	id     tile.ID
	states string
	epoch  int64
}

// look is a Look that the cache knows, once.
type look struct {
	*Look
	keys atomic.Int64 // that have it
}

// entrySize is about how many bytes an entry takes besides its tile: in the
// lists and maps of the cache and the index.
const entrySize = 512

// NewCache returns a cache of so many bytes.
func NewCache(most int64) *Cache {
	c := &Cache{most: most, looks: map[string]*look{}}
	c.slots = map[key]uint32{}
	c.kept = cache.New(cache.Options[key, *Tile]{
		Most:  most,
		Size:  func(k key, t *Tile) int64 { return entrySize + int64(len(k.states)) + t.size() },
		Enter: c.enter,
		Leave: c.leave,
	})
	return c
}

// View is the cache as those see it who read one state of the features.
type View struct {
	cache *Cache
	epoch int64
}

// View returns the view of the present state. After Advance it finds and keeps
// nothing that later ones see.
func (c *Cache) View() *View { return &View{c, c.epoch.Load()} }

// Most is how many bytes the cache may take.
func (c *Cache) Most() int64 { return c.most }

// Stats returns the counts so far.
func (c *Cache) Stats() cache.Stats { return c.kept.Stats() }

// Get returns a tile, or makes it: at once for all who ask. States tell apart
// tiles that show states of features, at instants between which these differ.
func (v *View) Get(ctx context.Context, l *Look, id tile.ID, states string, work func(context.Context) (*Tile, error)) (*Tile, error) {
	k := key{v.cache.look(l), id, states, v.epoch}
	return v.cache.kept.Get(ctx, k, func(ctx context.Context) (*Tile, error) {
		t, err := work(ctx)
		if t != nil {
			t.grown = func() { v.cache.kept.Resize(k) }
		}
		return t, err
	})
}

// mostLooks is how many looks are known before those that no tile has are
// forgotten.
const mostLooks = 4096

// look returns the cache's own of equal looks.
func (c *Cache) look(l *Look) *look {
	c.mu.Lock()
	defer c.mu.Unlock()
	if own, ok := c.looks[l.name]; ok {
		return own
	}
	if len(c.looks) >= mostLooks {
		for name, x := range c.looks {
			if x.keys.Load() == 0 {
				delete(c.looks, name)
			}
		}
	}
	own := &look{Look: l}
	c.looks[l.name] = own
	return own
}

// Changed forgets the tiles that features touched before a change or touch after
// it, and no others.
func (c *Cache) Changed(changes ...store.Change) {
	c.kept.Drop(c.touched(changes)...)
}

// Advance is Changed for those who read another copy of the features than
// before: what older views go on making is not seen by later ones.
func (c *Cache) Advance(changes ...store.Change) {
	touched := map[key]bool{}
	for _, k := range c.touched(changes) {
		touched[k] = true
	}
	epoch := c.epoch.Add(1)
	c.kept.Rekey(func(k key) (key, bool) {
		keep := !touched[k] && k.epoch == epoch-1
		k.epoch = epoch
		return k, keep
	})
}

// touched lists the tiles of which some change has touched a layer.
func (c *Cache) touched(changes []store.Change) []key {
	var keys []key
	seen := map[key]bool{}
	for _, change := range changes {
		for _, f := range []*store.Feature{change.Before, change.After} {
			if f == nil || f.Geometry == nil {
				continue
			}
			for _, p := range c.places.around(f) {
				if !seen[p.key] && p.shows(change.Collection, f) {
					seen[p.key] = true
					keys = append(keys, p.key)
				}
			}
		}
	}
	return keys
}

// shows reports whether a feature is in the tile, as it is made.
func (p place) shows(collection string, f *store.Feature) bool {
	for i := range p.key.look.Layers {
		l := &p.key.look.Layers[i]
		margin, ok := l.margin(p.key.id.Z)
		if ok && l.Collection.ID == collection && l.takes(f) && relate.MeetsBox(f.Geometry, p.key.look.Set.Box(p.key.id, margin)) {
			return true
		}
	}
	return false
}

// takes reports whether a feature passes the filter.
func (l *Layer) takes(f *store.Feature) bool {
	return l.Filter == nil || cql2.Eval(l.Filter, func(name string) any {
		if i := l.Collection.Index(name); i >= 0 && i < len(f.Values) {
			return f.Values[i]
		}
		return nil
	})
}

// place is where a tile takes its features from.
type place struct {
	key key
	box geo.Box
}

// places finds keys by where their tiles lie. A number, a slot, stands for each.
type places struct {
	placing sync.Mutex
	slots   map[key]uint32
	list    []place // by slot
	free    []uint32
	tree    index.Tree
}

// enter notes a key that the cache begins with. Tiles of no layers do not depend
// on features.
func (c *Cache) enter(k key) {
	k.look.keys.Add(1)
	if len(k.look.Layers) > 0 {
		c.places.add(place{k, k.look.Box(k.id)})
	}
}

func (c *Cache) leave(k key) {
	k.look.keys.Add(-1)
	c.places.remove(k)
}

func (p *places) add(x place) {
	p.placing.Lock()
	defer p.placing.Unlock()
	slot := uint32(len(p.list))
	if n := len(p.free); n > 0 {
		slot, p.free = p.free[n-1], p.free[:n-1]
		p.list[slot] = x
	} else {
		p.list = append(p.list, x)
	}
	p.slots[x.key] = slot
	// A tile of a set has a box.
	_ = p.tree.Insert(slot, x.box)
}

func (p *places) remove(k key) {
	p.placing.Lock()
	defer p.placing.Unlock()
	slot, ok := p.slots[k]
	if !ok {
		return
	}
	delete(p.slots, k)
	p.tree.Delete(slot, p.list[slot].box)
	p.list[slot] = place{}
	p.free = append(p.free, slot)
}

// around lists the places whose boxes meet that of a feature.
func (p *places) around(f *store.Feature) []place {
	p.placing.Lock()
	defer p.placing.Unlock()
	var found []place
	p.tree.Search(geo.BoxOf(f.Geometry.Bound()), func(slot uint32) bool {
		found = append(found, p.list[slot])
		return true
	})
	return found
}
