package api

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"pamir/geo/crs"
	"pamir/geo/raster"
	"pamir/internal/ask"
	"pamir/internal/tiles"
)

// relMap points to a map of the data.
const relMap = "http://www.opengis.net/def/rel/ogc/1.0/map"

// mapping is what the parameters of a map say.
type mapping struct {
	box           string // as it was given, in the CRS of the box
	boxCRS        *crs.CRS
	crs           *crs.CRS
	width, height int // pixels; 0: not said
	markers       []tiles.Marker
	path          orb.LineString
	scaleBar      bool
	credits       bool
}

// Limits on a map: what the work and the memory of one answer may be.
const (
	maxMapSide   = 4096    // pixels at a scale of 1
	maxMapPixels = 1 << 22 // at its own scale
	mostMarkers  = 100
	mostPath     = 1000 // positions
	defaultWidth = 1024
)

var mapBBoxParam = &param{
	name: "bbox", in: "query", array: true,
	description: "What the map shows: west,south,east,north, in the order of the axes of bbox-crs. Everything where it is not there. The map shows somewhat more where width and height have another shape; Content-Bbox tells.",
	schema:      `{"type":"array","items":{"type":"number"},"minItems":4,"maxItems":6}`, example: `[73,36,78,42]`,
	set: func(c *call, v string) error {
		c.box = v
		return nil // read once its CRS is known
	},
}

func crsParam(name, description string, to func(*call) **crs.CRS) *param {
	return &param{
		name: name, in: "query", description: description,
		schema: `{"type":"string"}`, example: `"EPSG:3857"`,
		set: func(c *call, v string) (err error) {
			*to(c), err = crs.Lookup(v)
			var unknown *crs.UnknownError
			if errors.As(err, &unknown) {
				var known []string
				for _, x := range crs.All() {
					known = append(known, x.CURIE())
				}
				return fmt.Errorf("names no coordinate reference system with %q; there are %s", ask.Clip(v), strings.Join(known, ", "))
			}
			return err
		},
	}
}

var (
	mapCRSParam  = crsParam("crs", "The plane of the map. Longitude and latitude where it is not there; EPSG:3857 has the shapes that web maps have.", func(c *call) **crs.CRS { return &c.mapping.crs })
	bboxCRSParam = crsParam("bbox-crs", "What the numbers of bbox are; longitude and latitude where it is not there.", func(c *call) **crs.CRS { return &c.boxCRS })
)

func pixels(name, description string, to func(*call) *int) *param {
	return &param{
		name: name, in: "query", description: description,
		schema: fmt.Sprintf(`{"type":"integer","minimum":1,"maximum":%d}`, maxMapSide), example: "800",
		set: func(c *call, v string) error {
			n, err := whole(v)
			if err != nil {
				return err
			}
			if n < 1 || n > maxMapSide {
				return fmt.Errorf("wants 1 to %d pixels, has %q", maxMapSide, ask.Clip(v))
			}
			*to(c) = n
			return nil
		},
	}
}

var (
	widthParam  = pixels("width", fmt.Sprintf("Pixels across; %d, or what height and the shape of the box make of it, where it is not there.", defaultWidth), func(c *call) *int { return &c.width })
	heightParam = pixels("height", "Pixels down; what width and the shape of the box make of it where it is not there.", func(c *call) *int { return &c.height })
)

var scaleParam = &param{
	name: "scale", in: "query",
	description: "2 for fine screens and paper: twice as many pixels either way, and everything as large as before.",
	schema:      `{"type":"integer","enum":[1,2],"default":1}`,
	set: func(c *call, v string) error {
		if v != "1" && v != "2" {
			return fmt.Errorf("takes 1 or 2, has %q", ask.Clip(v))
		}
		c.scale = int(v[0] - '0')
		return nil
	},
}

var markersParam = &param{
	name: "markers", in: "query",
	description: fmt.Sprintf("Places to mark: lon,lat or lon,lat,label with ; between them, at most %d.", mostMarkers),
	schema:      `{"type":"string"}`, example: `"75.99,39.47,Kashgar;75.394,40.552"`,
	set: func(c *call, v string) error {
		list := strings.Split(v, ";")
		if len(list) > mostMarkers {
			return fmt.Errorf("has %d places; at most %d", len(list), mostMarkers)
		}
		for _, one := range list {
			parts := strings.SplitN(one, ",", 3)
			if len(parts) < 2 {
				return fmt.Errorf("wants lon,lat or lon,lat,label, has %q", ask.Clip(one))
			}
			p, err := position(parts[0], parts[1])
			if err != nil {
				return err
			}
			k := tiles.Marker{At: p}
			if len(parts) == 3 {
				k.Label = ask.Clip(strings.TrimSpace(parts[2]))
			}
			c.markers = append(c.markers, k)
		}
		return nil
	},
}

var pathParam = &param{
	name: "path", in: "query",
	description: fmt.Sprintf("A line to draw: lon,lat;lon,lat;…, at most %d positions.", mostPath),
	schema:      `{"type":"string"}`, example: `"75.99,39.47;75.592,39.767;75.394,40.552"`,
	set: func(c *call, v string) error {
		list := strings.Split(v, ";")
		if len(list) > mostPath {
			return fmt.Errorf("has %d positions; at most %d", len(list), mostPath)
		}
		for _, one := range list {
			lon, lat, ok := strings.Cut(one, ",")
			if !ok {
				return fmt.Errorf("wants lon,lat;lon,lat, has %q", ask.Clip(one))
			}
			p, err := position(lon, lat)
			if err != nil {
				return err
			}
			c.path = append(c.path, p)
		}
		if len(c.path) < 2 {
			return errors.New("wants at least two positions")
		}
		return nil
	},
}

// position reads longitude and latitude.
func position(lon, lat string) (orb.Point, error) {
	x, err1 := ask.Number(strings.TrimSpace(lon))
	y, err2 := ask.Number(strings.TrimSpace(lat))
	switch {
	case err1 != nil:
		return orb.Point{}, err1
	case err2 != nil:
		return orb.Point{}, err2
	case math.Abs(x) > 180 || math.Abs(y) > 90:
		return orb.Point{}, fmt.Errorf("has %s,%s, which is no longitude and latitude", ask.Clip(lon), ask.Clip(lat))
	}
	return orb.Point{x, y}, nil
}

var scaleBarParam = &param{
	name: "scalebar", in: "query",
	description: "true for a bar of a round length in the lower left corner.",
	schema:      `{"type":"boolean","default":false}`,
	set: func(c *call, v string) error {
		if v != "true" && v != "false" {
			return fmt.Errorf("takes true or false, has %q", ask.Clip(v))
		}
		c.scaleBar = v == "true"
		return nil
	},
}

var attributionParam = &param{
	name: "attribution", in: "query",
	description: "true to write whose the data is in the lower right corner, from 200 by 100 pixels on. Programs that name the sources themselves, or lay maps side by side, do without.",
	schema:      `{"type":"boolean","default":false}`,
	set: func(c *call, v string) error {
		if v != "true" && v != "false" {
			return fmt.Errorf("takes true or false, has %q", ask.Clip(v))
		}
		c.credits = v == "true"
		return nil
	},
}

// theMap answers /map and /collections/{collectionId}/map (/req/core/map-op).
func (c *call) theMap() error {
	m := &tiles.Map{
		CRS: c.mapping.crs, Layers: c.narrowed(c.shown()), PictureStyle: c.pictureStyle(),
		Markers: c.markers, Path: c.path, ScaleBar: c.scaleBar, Credits: c.credits,
	}
	if !c.s.draws() {
		return c.s.noStyle(m.Style)
	}
	if m.CRS == nil {
		m.CRS = crs.CRS84
	}
	if err := c.frame(m); err != nil {
		return err
	}
	fresh, err := c.freshMap(m)
	if fresh || err != nil {
		return err
	}
	t, err := c.s.inTurn(c.r.Context(), c.s.tiles.drawing, func(ctx context.Context) (*tiles.Tile, error) { return c.s.tiles.maker.Map(ctx, m) })
	var limit *raster.LimitError
	if errors.As(err, &limit) {
		return &failure{kind: invalidParameter, cause: err, errors: []ParameterError{{"bbox", fmt.Sprintf("shows %d %s; at most %d are drawn", limit.Have, limit.What, limit.Most)}}}
	}
	if err != nil {
		return err
	}
	h := c.w.Header()
	if m.CRS != crs.CRS84 {
		h["Content-Crs"] = []string{"<" + m.CRS.URI + ">"}
	}
	h["Content-Bbox"] = []string{boxText(m)}
	if c.Time != nil {
		h["Content-Datetime"] = []string{intervalText(c.Time)}
	}
	if len(t.Plain) == 0 { // nothing of the collection lies there: it is a map all the same
		if t, err = blankMap(m); err != nil {
			return err
		}
	}
	return c.write(t.Plain)
}

// freshMap is fresh for a map, whose states it settles.
func (c *call) freshMap(m *tiles.Map) (fresh bool, err error) {
	if !c.asksHours() {
		return c.fresh(), nil
	}
	var seconds int
	if m.States, seconds, err = c.states(m.Layers, c.s.tiles.maker.Box(m)); err != nil {
		return false, err
	}
	return c.freshFor(seconds, m.States.Name()), nil
}

// checkMap finds what is wrong with a map that no parameter can say alone.
func checkMap(c *call, wrong *wrongs) {
	checkHours(c, wrong)
	scale := max(c.scale, 1)
	if c.width*c.height*scale*scale > maxMapPixels {
		wrong.add(invalidParameter, "width", fmt.Sprintf("by height makes %d pixels at scale %d; at most %d are drawn", c.width*c.height*scale*scale, scale, maxMapPixels))
	}
	if c.box == "" {
		return
	}
	if _, err := c.mapBox(); err != nil {
		wrong.add(invalidParameter, "bbox", err.Error())
	}
}

// mapBox reads bbox in its CRS: east first, whatever the order of the axes.
func (c *call) mapBox() (orb.Bound, error) {
	parts := strings.Split(c.box, ",")
	if len(parts) == 6 {
		parts = []string{parts[0], parts[1], parts[3], parts[4]}
	}
	if len(parts) != 4 {
		return orb.Bound{}, fmt.Errorf("wants 4 numbers, or 6 with heights, has %d", len(parts))
	}
	var n [4]float64
	for i, p := range parts {
		var err error
		if n[i], err = ask.Number(p); err != nil {
			return orb.Bound{}, err
		}
	}
	in := c.boxCRS
	if in == nil {
		in = crs.CRS84
	}
	b := orb.Bound{Min: in.Order(orb.Point{n[0], n[1]}), Max: in.Order(orb.Point{n[2], n[3]})}
	switch {
	case in.Unit != 1 && (b.Min[0] < -180 || b.Max[0] > 180 || b.Min[1] < -90 || b.Max[1] > 90):
		return b, errors.New("has a longitude beyond 180 or a latitude beyond 90 degrees")
	case b.Min[0] > b.Max[0] && in.Unit != 1:
		return b, errors.New("crosses the antimeridian: ask for two maps, one on each side")
	case !(b.Min[0] < b.Max[0] && b.Min[1] < b.Max[1]):
		return b, errors.New("has no area: its numbers are west,south,east,north")
	}
	return b, nil
}
