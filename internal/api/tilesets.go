package api

import (
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/crs"
	"pamir/geo/tile"
	"pamir/internal/store"
	"pamir/internal/tiles"
)

// The members of tileset metadata (OGC 17-083r4, /req/json-tilesetmetadata) that
// we have.
type tilesetDoc struct {
	Title            string        `json:"title"`
	Description      string        `json:"description,omitempty"`
	DataType         string        `json:"dataType"`
	CRS              string        `json:"crs"`
	TileMatrixSetURI string        `json:"tileMatrixSetURI,omitempty"`
	Attribution      string        `json:"attribution,omitempty"`
	BoundingBox      *tileBoundDoc `json:"boundingBox,omitempty"`
	CenterPoint      *centerDoc    `json:"centerPoint,omitempty"`
	Layers           []layerDoc    `json:"layers,omitempty"`
	Links            []Link        `json:"links"`
}

type tileBoundDoc struct {
	LowerLeft  [2]float64 `json:"lowerLeft"`
	UpperRight [2]float64 `json:"upperRight"`
	CRS        string     `json:"crs"`
}

type centerDoc struct {
	Coordinates [2]float64 `json:"coordinates"`
	CRS         string     `json:"crs"`
	TileMatrix  string     `json:"tileMatrix"`
}

type layerDoc struct {
	ID          string         `json:"id"`
	Title       string         `json:"title"`
	Description string         `json:"description,omitempty"`
	DataType    string         `json:"dataType"`
	Dimension   *int           `json:"geometryDimension,omitempty"`
	Attribution string         `json:"attribution,omitempty"`
	BoundingBox *tileBoundDoc  `json:"boundingBox,omitempty"`
	Schema      map[string]any `json:"propertiesSchema,omitempty"`
	Links       []Link         `json:"links,omitempty"`
}

type tilesetsDoc struct {
	Links    []Link       `json:"links"`
	Tilesets []tilesetDoc `json:"tilesets"`
}

// tilesets answers /tiles and /collections/{collectionId}/tiles
// (/req/tilesets-list/tileset-links).
func (c *call) tilesets() error {
	if c.fresh() {
		return nil
	}
	doc := tilesetsDoc{Links: c.views(), Tilesets: []tilesetDoc{}}
	for _, s := range tile.Sets() {
		doc.Tilesets = append(doc.Tilesets, c.tilesetSummary(s))
	}
	return c.writeJSON(doc)
}

// tilesetSummary is what a list says of a tileset.
func (c *call) tilesetSummary(s *tile.Set) tilesetDoc {
	return tilesetDoc{
		Title: c.resourceTitle() + " in " + s.ID, DataType: c.route.dataType(), CRS: s.CRS.URI, TileMatrixSetURI: s.URI,
		Links: []Link{
			{Href: c.resource() + "/tiles/" + s.ID + c.selection(), Rel: "self", Type: asJSON.media, Title: "The tileset"},
			{Href: c.base + "/tileMatrixSets/" + s.ID, Rel: relTilingScheme, Type: asJSON.media, Title: s.Title},
		},
	}
}

// resource is the address of what the tiles are of.
func (c *call) resource() string {
	at := c.base
	if c.route.ofOne() {
		at += "/collections/" + pathSegment(c.collection.ID)
	}
	if c.route.dataType() == mapData {
		at += "/map"
	}
	return at
}

// What tiles are, in the words of tileset metadata.
const (
	vectorData = "vector"
	mapData    = "map"
)

func (r *route) dataType() string {
	if strings.Contains(r.path, "/map/tiles") {
		return mapData
	}
	return vectorData
}

// ofOne reports whether the route's path names a collection.
func (r *route) ofOne() bool { return strings.HasPrefix(r.path, "/collections/{collectionId}") }

func (c *call) resourceTitle() string {
	if c.route.ofOne() {
		return c.title(c.collection)
	}
	return "Pamir"
}

// selection repeats collections= in addresses.
func (c *call) selection() string {
	if c.route.ofOne() || c.layers == nil {
		return ""
	}
	ids := make([]string, len(c.layers))
	for i, l := range c.layers {
		ids[i] = pathSegment(l.ID)
	}
	return "?collections=" + strings.Join(ids, ",")
}

// tileset answers /tiles/{tileMatrixSetId} and that of a collection
// (/req/tileset/description).
func (c *call) tileset() error {
	if c.fresh() {
		return nil
	}
	s := c.tiling.set
	doc := c.tilesetSummary(s)
	media := asMVT.media
	if doc.DataType == mapData {
		media = asPNG.media
	}
	doc.Links = append(c.views(), doc.Links[1], Link{
		Href: c.resource() + "/tiles/" + s.ID + "/{tileMatrix}/{tileRow}/{tileCol}" + c.selection(),
		Rel:  "item", Type: media, Title: "Tiles", Templated: true,
	})
	layers := c.shown()
	extent := tiles.Extent(layers)
	doc.Attribution = tiles.Attribution(layers)
	doc.BoundingBox = boundDoc(extent, s.CRS)
	doc.CenterPoint = &centerDoc{[2]float64{(extent.West + extent.East) / 2, (extent.South + extent.North) / 2}, crs84, strconv.Itoa(tiles.Fitting(s, extent))}
	for _, l := range layers {
		doc.Layers = append(doc.Layers, c.layerDoc(l))
	}
	return c.writeJSON(doc)
}

// boundDoc writes a box in the plane of a tileset, as clients expect it; nil
// where it cannot be carried there.
func boundDoc(b geo.Box, to *crs.CRS) *tileBoundDoc {
	in, ok := carried(orb.Bound{Min: orb.Point{b.West, b.South}, Max: orb.Point{b.East, b.North}}, crs.CRS84, to)
	if !ok {
		return nil
	}
	return &tileBoundDoc{to.Order(in.Min), to.Order(in.Max), to.URI}
}

// shown lists the collections that the tiles are of.
func (c *call) shown() []*store.Collection {
	switch {
	case c.layers != nil:
		return c.layers
	case c.route.ofOne():
		return []*store.Collection{c.collection}
	}
	return c.s.collections
}

func (c *call) layerDoc(l *store.Collection) layerDoc {
	doc := layerDoc{ID: l.ID, Title: c.title(l), Description: l.Description, DataType: c.route.dataType(), Attribution: l.Attribution,
		Links: []Link{{Href: c.base + "/collections/" + l.ID, Rel: relGeodata, Type: asJSON.media, Title: c.title(l)}}}
	if d, ok := dimensions[l.Geometry]; ok {
		doc.Dimension = &d
	}
	if l.BBox != nil && !l.BBox.Crosses() {
		doc.BoundingBox = boundDoc(*l.BBox, c.tiling.set.CRS)
	}
	if doc.DataType == mapData {
		return doc
	}
	properties := map[string]any{}
	for _, f := range tiles.Fields(l) {
		properties[f.Name] = map[string]string{"type": string(f.Type)}
	}
	doc.Schema = map[string]any{"type": "object", "properties": properties}
	return doc
}

// relGeodata points to the data that a layer shows.
const relGeodata = "http://www.opengis.net/def/rel/ogc/1.0/geodata"

var dimensions = map[store.GeometryType]int{
	store.Point: 0, store.MultiPoint: 0, store.LineString: 1, store.MultiLineString: 1, store.Polygon: 2, store.MultiPolygon: 2,
}
