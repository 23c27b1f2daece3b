package api

import (
	"io"
	"iter"
	"slices"
	"strconv"

	"pamir/internal/formats"
	"pamir/internal/store"
)

func checkItems(c *call, wrong *wrongs) {
	checkItemHours(c, wrong)
	checkCursor(c, wrong)
}

func checkCursor(c *call, wrong *wrongs) {
	if err := c.readCursor(); err != nil {
		wrong.add(invalidParameter, "cursor", err.Error())
	}
}

// items answers /collections/{collectionId}/items (/req/core/fc-op).
func (c *call) items() error {
	if fresh, err := c.freshItems(); fresh || err != nil {
		return err
	}
	ctx, cancel := c.context()
	defer cancel()
	page, err := c.s.cfg.Store.Features(ctx, c.collection.ID, c.Query)
	if err != nil {
		return err
	}
	links := append(c.views(), Link{Href: c.base + "/collections/" + c.collection.ID, Rel: "collection", Type: asJSON.media, Title: c.title(c.collection)})
	if n := len(page.Features); n > 0 {
		sum := c.querySum()
		if page.HasNext {
			links = append(links, Link{Href: c.other("cursor", cursor(forward, sum, page.Features[n-1].ID)), Rel: "next", Type: c.form.plain(), Title: "Next page"})
		}
		if page.HasPrev {
			links = append(links, Link{Href: c.other("cursor", cursor(backward, sum, page.Features[0].ID)), Rel: "prev", Type: c.form.plain(), Title: "Previous page"})
		}
	}
	c.header(links)
	if c.asksHours() {
		if page.Features, err = c.addStatus(page.Features); err != nil {
			return err
		}
	}
	switch c.form {
	case asHTML:
		return c.page("items", itemsPage{c.collection, page, links, c.fields})
	case asCSV:
		return c.export(formats.WriteCSV, page.Features...)
	case asKML:
		return c.export(formats.WriteKML, page.Features...)
	}
	o := c.body()
	o.buf = append(o.buf, `{"type":"FeatureCollection","links":`...)
	o.buf = appendLinks(o.buf, links)
	o.buf = c.appendCounts(o.buf, page.Matched, len(page.Features))
	o.buf = append(o.buf, `,"features":[`...)
	for i, f := range page.Features {
		if i > 0 {
			o.buf = append(o.buf, ',')
		}
		o.buf = append(o.buf, '\n')
		o.buf = formats.AppendFeature(o.buf, c.collection, f, formats.FeatureOptions{Select: c.fields})
		if err := o.more(); err != nil {
			return err
		}
	}
	o.buf = append(o.buf, "\n]}\n"...)
	return o.end()
}

// appendCounts writes numberMatched where it is known and numberReturned
// (/req/core/fc-numberMatched, fc-numberReturned). There is no timeStamp: it
// would have to be the time of the answer (/req/core/fc-timeStamp), and equal
// answers would differ. When the data was last changed stands in the header
// Last-Modified.
func (c *call) appendCounts(dst []byte, matched, returned int) []byte {
	if matched >= 0 {
		dst = append(dst, `,"numberMatched":`...)
		dst = strconv.AppendInt(dst, int64(matched), 10)
	}
	dst = append(dst, `,"numberReturned":`...)
	return strconv.AppendInt(dst, int64(returned), 10)
}

// item answers /collections/{collectionId}/items/{featureId} (/req/core/f-op).
func (c *call) item() error {
	ctx, cancel := c.context()
	defer cancel()
	f, err := c.s.cfg.Store.Feature(ctx, c.collection.ID, c.feature)
	if err != nil {
		return err
	}
	if fresh, err := c.freshItems(); fresh || err != nil {
		return err
	}
	links := append(c.views(), Link{Href: c.base + "/collections/" + c.collection.ID, Rel: "collection", Type: asJSON.media, Title: c.title(c.collection)})
	c.header(links)
	if c.asksHours() {
		with, err := c.addStatus([]*store.Feature{f})
		if err != nil {
			return err
		}
		f = with[0]
	}
	switch c.form {
	case asHTML:
		return c.page("item", itemPage{c.collection, f, links})
	case asCSV:
		return c.export(formats.WriteCSV, f)
	case asKML:
		return c.export(formats.WriteKML, f)
	}
	o := c.body()
	o.buf = formats.AppendFeature(o.buf, c.collection, f, formats.FeatureOptions{Links: appendLinks(nil, links)})
	o.buf = append(o.buf, '\n')
	return o.end()
}

// exporter writes features of a collection in a format of package formats.
type exporter func(w io.Writer, c *store.Collection, features iter.Seq[*store.Feature], fields []int) error

// export answers with features in another format than GeoJSON.
func (c *call) export(write exporter, features ...*store.Feature) error {
	o := c.body()
	if err := write(o, c.collection, slices.Values(features), c.fields); err != nil {
		return err
	}
	return o.end()
}
