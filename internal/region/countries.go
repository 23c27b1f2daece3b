package region

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"pamir/internal/store"
)

// countries tells in which country a place is: by the boundaries of countries
// that are whole in the extract; else by those of their parts (ISO 3166-2:
// US-DE); else by rough areas, unless they take it for a country whose boundary
// is here and does not hold the place.
type countries struct {
	enclosed, parts, rough []country
	rest                   string // the country of all else
}

// country is an area with a code.
type country struct {
	code  string
	bound orb.Bound
	area  strips
}

// findCountries reads the boundaries.
func (i *importer) findCountries(context.Context) error {
	of := slices.IndexFunc(i.defs, func(d *definition) bool { return d.ID == "admin-boundaries" })
	m := maker{importer: i, d: i.defs[of], of: of, find: finder{nodes: &i.nodes}}
	c := &countries{rest: i.options.Country}
	known := map[string]bool{}
	for n := range i.relations {
		r := &i.relations[n]
		if r.of != of {
			continue
		}
		code, part := m.code(r.values)
		if code == "" {
			continue
		}
		ways, whole, err := m.waysOf(r)
		if err != nil {
			return err
		}
		closed, chains := join(ways, m.position)
		if !whole || len(chains) > 0 || len(closed) == 0 {
			continue
		}
		area := country{code, orb.MultiLineString(m.lines(closed)).Bound(), newStrips(m.rings(closed))}
		if part {
			c.parts = append(c.parts, area)
		} else {
			c.enclosed = append(c.enclosed, area)
			known[code] = true
		}
	}
	for _, code := range slices.Sorted(maps.Keys(i.options.Countries)) {
		var rings []orb.Ring
		for _, p := range i.options.Countries[code] {
			rings = append(rings, p...)
		}
		if len(rings) > 0 && !known[code] {
			c.rough = append(c.rough, country{code, i.options.Countries[code].Bound(), newStrips(rings)})
		}
	}
	i.in = c
	return nil
}

// code returns the code of the country that a boundary is of, or of a part of.
func (m *maker) code(values []store.Value) (code string, part bool) {
	iso, _ := values[m.d.Index("iso3166")].(string)
	level, _ := values[m.d.Index("admin_level")].(int64)
	code, rest, part := strings.Cut(iso, "-")
	if len(code) != 2 || part && rest == "" || !part && level != firstLevel {
		return "", false
	}
	return code, part
}

// at returns the code of the country at a place, "" where it is not known.
func (c *countries) at(lon, lat float64) string {
	p := orb.Point{lon, lat}
	if code := c.surely(p); code != "" {
		return code
	}
	if code := holding(c.rough, p); code != "" {
		return code
	}
	return c.rest
}

// surely is at by the boundaries of the extract alone.
func (c *countries) surely(p orb.Point) string {
	if code := holding(c.enclosed, p); code != "" {
		return code
	}
	return holding(c.parts, p)
}

// holding returns the code of the area that holds a place, "" for none.
func holding(list []country, p orb.Point) string {
	for i := range list {
		if list[i].bound.Contains(p) && list[i].area.contain(p) {
			return list[i].code
		}
	}
	return ""
}

// strips are the edges of rings by latitude, so that a place is held against
// those alone that a ray to the east may cross.
type strips struct {
	south, height float64 // of the lowest strip; of each
	edges         [][][2]orb.Point
}

// edgesPerStrip is how many edges a strip has if they are spread evenly.
const edgesPerStrip = 16

func newStrips(rings []orb.Ring) strips {
	bound, n := rings[0].Bound(), 0
	for _, r := range rings {
		bound, n = bound.Union(r.Bound()), n+len(r)-1
	}
	s := strips{south: bound.Min[1], edges: make([][][2]orb.Point, n/edgesPerStrip+1)}
	s.height = (bound.Max[1] - bound.Min[1]) / float64(len(s.edges))
	for _, r := range rings {
		for i := range len(r) - 1 {
			a, b := r[i], r[i+1]
			for at := s.strip(min(a[1], b[1])); at <= s.strip(max(a[1], b[1])); at++ {
				s.edges[at] = append(s.edges[at], [2]orb.Point{a, b})
			}
		}
	}
	return s
}

func (s *strips) strip(lat float64) int {
	if s.height == 0 {
		return 0
	}
	return min(max(0, int((lat-s.south)/s.height)), len(s.edges)-1)
}

// contain reports whether a place is inside an odd number of the rings.
func (s *strips) contain(p orb.Point) bool {
	in := false
	for _, e := range s.edges[s.strip(p[1])] {
		if crosses(e[0], e[1], p) {
			in = !in
		}
	}
	return in
}

// crosses reports whether a ray from p to the east crosses the edge. An edge
// has its southern end, and not its northern one.
func crosses(a, b, p orb.Point) bool {
	return (a[1] > p[1]) != (b[1] > p[1]) && a[0]+(p[1]-a[1])/(b[1]-a[1])*(b[0]-a[0]) > p[0]
}
