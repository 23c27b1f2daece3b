package api

import (
	"fmt"

	"pamir/internal/tiles"
)

// conformsTo lists the requirement classes that tests show are met, and no
// others.
var conformsTo = []string{
	"http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
	"http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/landing-page",
	"http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/json",
	"http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/html",
	"http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/oas30",
	"http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
	"http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/json",
	"http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/html",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/dataset-tilesets",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/collections-selection",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/datetime",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/oas30",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
	"http://www.opengis.net/spec/tms/2.0/conf/tilematrixset",
	"http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixset",
	"http://www.opengis.net/spec/tms/2.0/conf/tilesetmetadata",
	"http://www.opengis.net/spec/tms/2.0/conf/json-tilesetmetadata",
}

const (
	title       = "Pamir: the Kashgar border gateway"
	description = "Border ports, passes and roads between China, Kyrgyzstan, Tajikistan and Pakistan, each fact with its source and its doubt. Not an official source."
)

type landingDoc struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	Attribution string `json:"attribution,omitempty"`
	Links       []Link `json:"links"`
}

// landing answers /: the map for a browser, else the addresses of everything
// (/req/core/root-op).
func (c *call) landing() error {
	if c.form == asHTML {
		return c.home()
	}
	if c.fresh() {
		return nil
	}
	links := append(c.views(),
		Link{Href: c.base + "/api", Rel: "service-desc", Type: asOpenAPI.media, Title: "The interface in OpenAPI 3.0"},
		Link{Href: c.base + "/api.html", Rel: "service-doc", Type: "text/html", Title: "The interface to read"},
		Link{Href: c.base + "/conformance", Rel: "conformance", Type: asJSON.media, Title: "Conformance"},
		Link{Href: c.base + "/collections", Rel: "data", Type: asJSON.media, Title: "Collections"},
		Link{Href: c.base + "/tiles", Rel: relTilesVector, Type: asJSON.media, Title: "Vector tiles"},
		Link{Href: c.base + "/tileMatrixSets", Rel: relTilingSchemes, Type: asJSON.media, Title: "Tile matrix sets"},
		Link{Href: c.base + "/v1/meta", Rel: "about", Type: asJSON.media, Title: "Versions and terms"})
	if c.s.draws() {
		links = append(links,
			Link{Href: c.base + "/map", Rel: relMap, Type: asPNG.media, Title: "A map"},
			Link{Href: c.base + "/map/tiles", Rel: relTilesMap, Type: asJSON.media, Title: "Map tiles"},
			Link{Href: c.base + "/styles", Rel: relStyles, Type: asJSON.media, Title: "Styles"})
	}
	c.header(links)
	return c.writeJSON(landingDoc{Title: title, Description: description, Attribution: tiles.Attribution(c.s.collections), Links: links})
}

type conformanceDoc struct {
	Links      []Link   `json:"links"`
	ConformsTo []string `json:"conformsTo"`
}

// conformance answers /conformance (/req/core/conformance-op).
func (c *call) conformance() error {
	if c.fresh() {
		return nil
	}
	if c.form == asHTML {
		return c.page("conformance", c.s.conformsTo())
	}
	return c.writeJSON(conformanceDoc{Links: c.views(), ConformsTo: c.s.conformsTo()})
}

// conformsTo lists the classes that this server meets.
func (s *Server) conformsTo() []string {
	if s.draws() {
		return append(conformsTo[:len(conformsTo):len(conformsTo)], conformsWithStyles...)
	}
	return conformsTo
}

// draws reports whether there are pictures, which need styles.
func (s *Server) draws() bool { return len(s.cfg.Drawing.Styles) > 0 }

// conformsWithStyles lists what is met besides where there are pictures.
var conformsWithStyles = []string{
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/png",
	"http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/core",
	"http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/png",
	"http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/dataset-map",
	"http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/collection-map",
	"http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/tilesets",
}

type metaDoc struct {
	Name        string           `json:"name"`
	Version     string           `json:"version"`
	Data        dataDoc          `json:"data"`
	Schedules   *string          `json:"schedules"` // their version; null: there are none
	BBox        [4]float64       `json:"bbox"`
	Collections []collectionMeta `json:"collections"`
	Relief      *reliefDoc       `json:"relief"`
	Languages   []string         `json:"languages"`
}

type dataDoc struct {
	Version string `json:"version"`
	Updated string `json:"updated"`
}

type reliefDoc struct {
	Href        string     `json:"href"` // of the TileJSON
	BBox        [4]float64 `json:"bbox"`
	Attribution string     `json:"attribution"`
}

type collectionMeta struct {
	ID          string            `json:"id"`
	Title       string            `json:"title"`
	Titles      map[string]string `json:"titles"`
	Role        string            `json:"role"`
	Geometry    string            `json:"geometry"`
	Count       int               `json:"count"`
	Updated     string            `json:"updated"`
	Attribution string            `json:"attribution"`
	License     string            `json:"license"`
	Href        string            `json:"href"`
}

// meta answers /v1/meta.
func (c *call) meta() error {
	version := ""
	if c.book != nil {
		version = c.book.Version()
	}
	if c.fresh(version) {
		return nil
	}
	b := c.s.bbox
	doc := metaDoc{
		Name:        "Pamir",
		Version:     c.s.cfg.Version,
		Data:        dataDoc{c.s.cfg.DataVersion, c.s.updated()},
		Schedules:   orNull(version),
		BBox:        boundsDoc(b),
		Collections: make([]collectionMeta, len(c.s.collections)),
		Languages:   languages,
	}
	for i, col := range c.s.collections {
		doc.Collections[i] = collectionMeta{
			ID: col.ID, Title: col.Title, Titles: col.Titles, Role: string(col.Role), Geometry: string(col.Geometry),
			Count: col.Count, Attribution: col.Attribution, License: col.License.Title,
			Href: c.base + "/collections/" + col.ID + "/items",
		}
		if doc.Collections[i].Titles == nil {
			doc.Collections[i].Titles = map[string]string{}
		}
		if !col.Updated.IsZero() {
			doc.Collections[i].Updated = col.Updated.Format("2006-01-02")
		}
	}
	if frame, ok := c.s.cfg.Drawing.Relief(); ok && c.s.draws() {
		doc.Relief = &reliefDoc{c.base + "/xyz/" + shadeSet + ".json", boundsDoc(frame), c.s.cfg.Drawing.ReliefBy}
	}
	return c.writeJSON(doc)
}

// formatBBox writes a box for a reader.
func formatBBox(west, south, east, north float64) string {
	return fmt.Sprintf("%.4g, %.4g, %.4g, %.4g", west, south, east, north)
}
