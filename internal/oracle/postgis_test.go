package oracle

import (
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"

	"pamir/data"
	"pamir/geo/mvt"
	"pamir/geo/mvt/mvttest"
	"pamir/geo/tile"
)

// trial is a tile to make, of some of the features.
type trial struct {
	id       tile.ID
	features []int
}

// contest is what both are to make tiles of.
type contest struct {
	set      *tile.Set
	geometry []orb.Geometry // in degrees
	trials   []trial
	segment  float64 // edges longer than this in degrees are divided for PostGIS, so that they bend
}

// options of the contest: nothing simplified, nothing thinned.
var options = mvt.Options{Extent: 4096, Buffer: 64}

// TestPostGISNasty compares tiles of random polygons that break the rules.
func TestPostGISNasty(t *testing.T) {
	p := startPostgres(t)
	c := contest{set: tile.WorldCRS84Quad}
	r := rand.New(rand.NewPCG(7, 7))
	for range 1200 {
		z := 3 + r.IntN(12)
		tr := trial{id: tile.ID{Z: z, X: 1 + r.IntN(2<<z-2), Y: 1 + r.IntN(1<<z-2)}}
		for range 5 {
			// Polygons one by one: PostGIS takes all rings of several by the
			// even-odd rule together, so that what two fill is empty.
			for _, poly := range mvttest.Nasty(r) {
				tr.features = append(tr.features, len(c.geometry))
				c.geometry = append(c.geometry, c.place(poly, tr.id))
			}
		}
		c.trials = append(c.trials, tr)
	}
	c.run(t, p)
}

// place carries a polygon from the cells of a tile to degrees. PostGIS takes no
// open rings and none of fewer than four positions.
func (c *contest) place(poly orb.Polygon, id tile.ID) orb.Polygon {
	b, cell := c.set.Bounds(id), c.set.Side(id.Z)/4096
	for i, ring := range poly {
		if n := len(ring); ring[0] != ring[n-1] {
			ring = append(ring, ring[0])
		}
		for len(ring) < 4 {
			ring = append(ring, ring[0])
		}
		poly[i] = nil
		for _, q := range ring {
			poly[i] = append(poly[i], orb.Point{b.Min[0] + q[0]*cell, b.Max[1] - q[1]*cell})
		}
	}
	return poly
}

// TestPostGISBuiltIn compares tiles of all of the built-in features, where there
// are some and at random.
func TestPostGISBuiltIn(t *testing.T) {
	p := startPostgres(t)
	sets, err := data.Load(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	c := contest{set: tile.WebMercatorQuad, segment: 0.02}
	var bounds []orb.Bound
	for _, d := range sets {
		for _, f := range d.Features {
			if f.Geometry != nil {
				c.geometry = append(c.geometry, f.Geometry)
				bounds = append(bounds, f.Geometry.Bound())
			}
		}
	}
	r := rand.New(rand.NewPCG(8, 8))
	for i := range 1200 {
		at := orb.Point{66 + r.Float64()*16, 34 + r.Float64()*10}
		if i%3 > 0 { // at a feature
			b := bounds[r.IntN(len(bounds))]
			at = orb.Point{b.Min[0] + r.Float64()*(b.Max[0]-b.Min[0]), b.Min[1] + r.Float64()*(b.Max[1]-b.Min[1])}
		}
		id, ok := c.set.At(at, 6+r.IntN(9))
		if !ok {
			continue
		}
		box := c.set.Box(id, 64.0/4096)
		tr := trial{id: id}
		for k, b := range bounds {
			if b.Max[0] >= box.West && b.Min[0] <= box.East && b.Max[1] >= box.South && b.Min[1] <= box.North {
				tr.features = append(tr.features, k)
			}
		}
		c.trials = append(c.trials, tr)
	}
	c.run(t, p)
}

// run makes the tiles on both sides and compares them.
func (c *contest) run(t *testing.T, p *postgres) {
	theirs := c.postGIS(t, p)
	var sum score
	for i, tr := range c.trials {
		ours := c.pamir(t, tr)
		sum.compare(t, c, tr, ours, theirs[i])
		if t.Failed() {
			return
		}
	}
	t.Logf("%d tiles: %+v", len(c.trials), sum)
	if sum.Both < 10*len(c.trials)/100 || sum.Polygons == 0 {
		t.Error("that is hardly a comparison")
	}
}

func (c *contest) pamir(t *testing.T, tr trial) map[uint64]orb.Geometry {
	t.Helper()
	l := mvt.Layer{Name: "f", Len: len(tr.features), At: func(i int) mvt.Feature {
		return mvt.Feature{ID: uint64(tr.features[i]) + 1, Geometry: c.geometry[tr.features[i]]}
	}}
	r, err := mvt.Encode(c.set, tr.id, []mvt.Layer{l}, options)
	if err != nil {
		t.Fatal(err)
	}
	return byID(t, r.Bytes)
}

// postGIS returns what ST_AsMVT makes of each trial.
func (c *contest) postGIS(t *testing.T, p *postgres) []map[uint64]orb.Geometry {
	t.Helper()
	srid := 4326
	if c.set.CRS.Unit == 1 {
		srid = 3857
	}
	var features, trials strings.Builder
	for i, g := range c.geometry {
		b, err := wkb.Marshal(g)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&features, "%d\t%s\n", i, hex.EncodeToString(b))
	}
	for i, tr := range c.trials {
		b := c.set.Bounds(tr.id)
		ids := strings.ReplaceAll(strings.Trim(fmt.Sprint(tr.features), "[]"), " ", ",")
		fmt.Fprintf(&trials, "%d\t%.17g\t%.17g\t%.17g\t%.17g\t{%s}\n", i, b.Min[0], b.Min[1], b.Max[0], b.Max[1], ids)
	}
	g := "g"
	if c.segment > 0 {
		g = fmt.Sprintf("ST_Segmentize(g, %g)", c.segment)
	}
	if srid != 4326 {
		g = fmt.Sprintf("ST_Transform(%s, %d)", g, srid)
	}
	p.mustQuery(t, strings.NewReader(features.String()),
		"CREATE UNLOGGED TABLE raw (id int, w text)", "COPY raw FROM STDIN",
		"CREATE UNLOGGED TABLE features AS SELECT id, ST_SetSRID(ST_GeomFromWKB(decode(w, 'hex')), 4326) AS g FROM raw",
		"UPDATE features SET g = "+g, "ALTER TABLE features ADD PRIMARY KEY (id)", "ANALYZE features")
	p.mustQuery(t, strings.NewReader(trials.String()),
		"CREATE UNLOGGED TABLE trials (n int, west float8, south float8, east float8, north float8, ids int[])", "COPY trials FROM STDIN")
	rows := p.mustQuery(t, nil, `
		SELECT n, encode(ST_AsMVT(q, 'f', 4096, 'geom', 'id'), 'hex') FROM trials CROSS JOIN LATERAL (
			SELECT id + 1 AS id, ST_AsMVTGeom(g, ST_MakeBox2D(ST_Point(west, south), ST_Point(east, north)), 4096, 64, true) AS geom
			FROM features WHERE id = ANY (ids) ORDER BY id) q
		WHERE geom IS NOT NULL GROUP BY n ORDER BY n`)
	out := make([]map[uint64]orb.Geometry, len(c.trials))
	for _, row := range rows {
		n, text, _ := strings.Cut(row, "|")
		i, err := strconv.Atoi(n)
		if err != nil {
			t.Fatalf("PostGIS says %.100q", row)
		}
		b, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = byID(t, b)
	}
	return out
}

func byID(t *testing.T, b []byte) map[uint64]orb.Geometry {
	t.Helper()
	d, err := mvt.Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	out := map[uint64]orb.Geometry{}
	for _, l := range d.Layers {
		for _, f := range l.Features {
			out[f.ID] = f.Geometry
		}
	}
	return out
}
