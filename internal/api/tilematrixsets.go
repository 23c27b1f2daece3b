package api

import "pamir/geo/tile"

// Relation types of tiles that OGC has registered.
const (
	relTilingScheme  = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"
	relTilingSchemes = "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes"
	relTilesVector   = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
	relTilesMap      = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-map"
	relStyles        = "http://www.opengis.net/def/rel/ogc/1.0/styles"
)

type tileMatrixSetsDoc struct {
	Links []Link          `json:"links"`
	Sets  []setSummaryDoc `json:"tileMatrixSets"`
}

type setSummaryDoc struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	URI   string `json:"uri,omitempty"`
	CRS   string `json:"crs"`
	Links []Link `json:"links"`
}

// tileMatrixSets answers /tileMatrixSets.
func (c *call) tileMatrixSets() error {
	if c.fresh() {
		return nil
	}
	doc := tileMatrixSetsDoc{Links: c.views()}
	for _, s := range tile.Sets() {
		doc.Sets = append(doc.Sets, setSummaryDoc{ID: s.ID, Title: s.Title, URI: s.URI, CRS: s.CRS.URI,
			Links: []Link{{Href: c.base + "/tileMatrixSets/" + s.ID, Rel: "self", Type: asJSON.media, Title: s.Title}}})
	}
	return c.writeJSON(doc)
}

// tileMatrixSet answers /tileMatrixSets/{tileMatrixSetId}.
func (c *call) tileMatrixSet() error {
	if c.fresh() {
		return nil
	}
	return c.writeJSON(c.tiling.set)
}
