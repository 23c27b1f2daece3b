package api

import (
	"math"

	"github.com/paulmach/orb"

	"pamir/internal/formats"
	"pamir/internal/gazetteer"
	"pamir/internal/store"
)

// search answers /v1/search.
func (c *call) search() error {
	if c.fresh() {
		return nil
	}
	q := gazetteer.Query{Text: c.text, Lang: c.lang, Limit: c.Limit}
	if c.lon != nil && c.lat != nil {
		q.Near = &orb.Point{*c.lon, *c.lat}
	}
	hits := c.s.cfg.Search.Search(q)
	o := c.body()
	o.buf = append(o.buf, `{"type":"FeatureCollection","links":`...)
	o.buf = appendLinks(o.buf, c.views())
	o.buf = c.appendCounts(o.buf, -1, len(hits))
	o.buf = append(o.buf, `,"features":[`...)
	for i, h := range hits {
		if i > 0 {
			o.buf = append(o.buf, ',')
		}
		o.buf = append(o.buf, '\n')
		o.buf = c.appendHit(o.buf, h)
	}
	o.buf = append(o.buf, "\n]}\n"...)
	return o.end()
}

// hitDoc is what a search says of a feature; the feature itself is at href.
type hitDoc struct {
	Collection string   `json:"collection"`
	ID         string   `json:"id"`
	Kind       *string  `json:"kind"`
	Name       string   `json:"name"`
	Matched    string   `json:"matched"`
	Score      float64  `json:"score"`
	Distance   *float64 `json:"distance_m"`
	Href       string   `json:"href"`
}

func (c *call) appendHit(dst []byte, h gazetteer.Result) []byte {
	doc := hitDoc{
		Collection: h.Collection.ID,
		ID:         h.Feature.ID,
		Name:       h.Name,
		Matched:    h.Matched,
		Score:      math.Round(h.Score*1e4) / 1e4,
		Href:       c.base + "/collections/" + h.Collection.ID + "/items/" + pathSegment(h.Feature.ID),
	}
	if kind, ok := h.Collection.Value(h.Feature, store.Kind).(string); ok {
		doc.Kind = &kind
	}
	if !math.IsNaN(h.Distance) {
		metres := math.Round(h.Distance)
		doc.Distance = &metres
	}
	dst = append(dst, `{"type":"Feature","id":`...)
	dst = appendJSON(dst, h.Collection.ID+"/"+h.Feature.ID)
	dst = append(dst, `,"geometry":`...)
	dst = formats.AppendGeometry(dst, labelPoint(h.Feature.Geometry), nil)
	dst = append(dst, `,"properties":`...)
	dst = appendJSON(dst, doc)
	return append(dst, '}')
}

// labelPoint returns where to point at for a geometry: itself if it is a
// position, the middle vertex of a line, the middle of the box of anything
// else.
func labelPoint(g orb.Geometry) orb.Geometry {
	switch g := g.(type) {
	case nil:
		return nil
	case orb.Point:
		return g
	case orb.LineString:
		if len(g) > 0 {
			return g[len(g)/2]
		}
		return nil
	}
	if b := g.Bound(); !b.IsEmpty() {
		return b.Center()
	}
	return nil
}
