package api

import (
	"time"

	"pamir/internal/store"
)

// crs84 is the coordinate reference system of everything here so far.
const crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

// Relation types that OGC has registered.
const (
	relSchema     = "http://www.opengis.net/def/rel/ogc/1.0/schema"
	relQueryables = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
	relSortables  = "http://www.opengis.net/def/rel/ogc/1.0/sortables"
)

type collectionsDoc struct {
	Links       []Link          `json:"links"`
	Collections []collectionDoc `json:"collections"`
}

type collectionDoc struct {
	ID          string    `json:"id"`
	Title       string    `json:"title"`
	Description string    `json:"description,omitempty"`
	Keywords    []string  `json:"keywords,omitempty"`
	Attribution string    `json:"attribution,omitempty"`
	Links       []Link    `json:"links"`
	Extent      extentDoc `json:"extent"`
	ItemType    string    `json:"itemType"`
	ItemCount   int       `json:"itemCount"`
	CRS         []string  `json:"crs"`
	StorageCRS  string    `json:"storageCrs"`
}

type extentDoc struct {
	Spatial  *spatialDoc  `json:"spatial,omitempty"`
	Temporal *temporalDoc `json:"temporal,omitempty"`
}

type spatialDoc struct {
	BBox [][4]float64 `json:"bbox"`
	CRS  string       `json:"crs"`
}

type temporalDoc struct {
	Interval [][2]*string `json:"interval"`
	TRS      string       `json:"trs"`
}

// collections answers /collections (/req/core/fc-md-op).
func (c *call) collections() error {
	if c.fresh() {
		return nil
	}
	if c.form == asHTML {
		return c.page("collections", c.s.collections)
	}
	doc := collectionsDoc{Links: c.views(), Collections: make([]collectionDoc, len(c.s.collections))}
	for i, col := range c.s.collections {
		doc.Collections[i] = c.collectionDoc(col, false)
	}
	return c.writeJSON(doc)
}

// describe answers /collections/{collectionId} (/req/core/sfc-md-op).
func (c *call) describe() error {
	if c.fresh() {
		return nil
	}
	if c.form == asHTML {
		return c.page("collection", c.collection)
	}
	return c.writeJSON(c.collectionDoc(c.collection, true))
}

func (c *call) collectionDoc(col *store.Collection, self bool) collectionDoc {
	at := c.base + "/collections/" + col.ID
	doc := collectionDoc{
		ID:          col.ID,
		Title:       c.title(col),
		Description: col.Description,
		Keywords:    col.Keywords,
		Attribution: col.Attribution,
		ItemType:    "feature",
		ItemCount:   col.Count,
		CRS:         []string{crs84},
		StorageCRS:  crs84,
	}
	if self {
		doc.Links = c.views()
	} else {
		doc.Links = []Link{{Href: at, Rel: "self", Type: asJSON.media, Title: "The collection"}}
	}
	for _, x := range []form{asGeoJSON, asHTML, asCSV, asKML} {
		doc.Links = append(doc.Links, Link{Href: at + "/items?f=" + x.name, Rel: "items", Type: x.plain(), Title: "Features"})
	}
	doc.Links = append(doc.Links,
		Link{Href: at + "/schema", Rel: relSchema, Type: asSchema.media, Title: "Schema"},
		Link{Href: at + "/queryables", Rel: relQueryables, Type: asSchema.media, Title: "Queryables"},
		Link{Href: at + "/sortables", Rel: relSortables, Type: asSchema.media, Title: "Sortables"},
		Link{Href: at + "/tiles", Rel: relTilesVector, Type: asJSON.media, Title: "Vector tiles"})
	if c.s.draws() {
		doc.Links = append(doc.Links,
			Link{Href: at + "/map", Rel: relMap, Type: asPNG.media, Title: "A map"},
			Link{Href: at + "/map/tiles", Rel: relTilesMap, Type: asJSON.media, Title: "Map tiles"})
	}
	if col.License.Href != "" {
		doc.Links = append(doc.Links, Link{Href: col.License.Href, Rel: "license", Title: col.License.Title})
	}
	if b := col.BBox; b != nil {
		doc.Extent.Spatial = &spatialDoc{BBox: [][4]float64{boundsDoc(*b)}, CRS: crs84}
	}
	if t := col.Time; t != nil {
		doc.Extent.Temporal = &temporalDoc{Interval: [][2]*string{{instantDoc(t.Start), instantDoc(t.End)}},
			TRS: "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"}
	}
	return doc
}

// instantDoc writes an instant, or null for an open end.
func instantDoc(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.UTC().Format(time.RFC3339)
	return &s
}

// updated is when the data was last changed, or "".
func (s *Server) updated() string {
	if s.cfg.DataUpdated.IsZero() {
		return ""
	}
	return s.cfg.DataUpdated.UTC().Format(time.RFC3339)
}
