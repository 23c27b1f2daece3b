package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"

	"pamir/internal/formats"
	"pamir/internal/store"
)

type queryCmd struct {
	Collection string `arg:"" help:"The collection to list, such as ports, passes, roads or places."`

	Bbox       box      `placeholder:"W,S,E,N" help:"Only features that meet the box, and those whose place nobody publishes: west, south, east, north in degrees. West may be above east, across the antimeridian."`
	Datetime   interval `placeholder:"TIME" help:"Only features that hold at a time: a date, an instant, or an interval such as 2024-01-01/.."`
	Where      []string `placeholder:"PROPERTY=VALUE" sep:"none" help:"Only features whose property has the value. Can be given more than once."`
	Text       string   `short:"q" placeholder:"WORDS" help:"Only features any of whose texts has all the words."`
	Sortby     []string `placeholder:"PROPERTY" help:"Sort by properties, separated by commas; downwards with a hyphen before the name (--sortby=-population)."`
	Properties []string `placeholder:"PROPERTY" help:"Only these properties, separated by commas."`
	Limit      int      `help:"How many features at most; all, unless told otherwise."`
	Output     string   `short:"o" default:"table" enum:"table,geojson,json,csv,kml" help:"table, geojson, json (which is geojson), csv or kml."`

	source
}

func (queryCmd) Help() string {
	return `Examples:

  pamir query ports
  pamir query ports --where kind=road --where neighbour=KG
  pamir query passes --sortby=-elevation_m --limit 5
  pamir query places --bbox 73,38,77,41 -o csv > places.csv
  pamir query roads -o geojson | ogr2ogr roads.gpkg /vsistdin/
  pamir query depots --load depots.geojson -o kml`
}

func (c *queryCmd) Run(w *world) error {
	if c.Limit < 0 {
		return misuse("", "--limit is not negative")
	}
	region, err := c.open(w)
	if err != nil {
		return err
	}
	s, col, err := region.collection(c.Collection)
	if err != nil {
		return err
	}
	q := store.Query{BBox: c.Bbox.Box, Time: c.Datetime.Interval, Text: c.Text}
	if q.Filter, err = filter(col, c.Where); err != nil {
		return err
	}
	if q.SortBy, err = sortKeys(col, c.Sortby); err != nil {
		return err
	}
	selected, err := fields(col, c.Properties)
	if err != nil {
		return err
	}
	pages := &pager{store: s, collection: col.ID, query: q, left: c.Limit}
	if c.Limit == 0 {
		pages.left = col.Count
	}
	out := bufio.NewWriterSize(w.stdout, 64<<10)
	switch c.Output {
	case "csv":
		err = formats.WriteCSV(out, col, pages.all(), selected)
	case "kml":
		err = formats.WriteKML(out, col, pages.all(), selected)
	case "table":
		err = featureTable(out, col, slices.Collect(pages.all()), selected)
	default:
		err = writeFeatures(out, col, pages.all(), selected)
	}
	if err != nil {
		return err
	}
	if pages.err != nil {
		return pages.err
	}
	return out.Flush()
}

// pager takes an answer a page at a time.
type pager struct {
	store      store.Store
	collection string
	query      store.Query
	left       int // features still wanted
	err        error
}

const pageSize = 1000

func (p *pager) all() iter.Seq[*store.Feature] {
	return func(yield func(*store.Feature) bool) {
		for p.left > 0 {
			p.query.Limit = min(p.left, pageSize)
			page, err := p.store.Features(context.Background(), p.collection, p.query)
			if err != nil {
				p.err = err
				return
			}
			for _, f := range page.Features {
				if !yield(f) {
					return
				}
			}
			if !page.HasNext {
				return
			}
			p.left -= len(page.Features)
			p.query.After = page.Features[len(page.Features)-1].ID
		}
	}
}

func writeFeatures(w io.Writer, col *store.Collection, features iter.Seq[*store.Feature], selected []int) error {
	if _, err := io.WriteString(w, `{"type":"FeatureCollection","features":[`); err != nil {
		return err
	}
	var text []byte
	separator := "\n"
	for f := range features {
		text = append(text[:0], separator...)
		text = formats.AppendFeature(text, col, f, formats.FeatureOptions{Select: selected})
		if _, err := w.Write(text); err != nil {
			return err
		}
		separator = ",\n"
	}
	_, err := io.WriteString(w, "\n]}\n")
	return err
}

// lineWidth is how wide a table grows, in columns of the screen, where the
// properties to show are not named.
const lineWidth = 120

// featureTable shows the named properties or, without names, those that are
// not null, have no parts and find room.
func featureTable(w io.Writer, col *store.Collection, fs []*store.Feature, selected []int) error {
	if len(fs) == 0 {
		_, err := fmt.Fprintf(w, "Nothing in %s matches.\n", col.ID)
		return err
	}
	shown := selected
	if shown == nil {
		shown = fitting(col, fs)
	}
	t := &table{right: make([]bool, 1+len(shown))}
	row := []string{"ID"}
	for i, p := range shown {
		row = append(row, heading(col.Properties[p].Name))
		t.right[i+1] = col.Properties[p].Type == store.Number || col.Properties[p].Type == store.Integer
	}
	t.add(row...)
	for _, f := range fs {
		row := []string{f.ID}
		for _, p := range shown {
			row = append(row, cell(f.Values[p]))
		}
		t.add(row...)
	}
	return t.write(w)
}

// fitting picks properties for a table, those with a known meaning first.
func fitting(col *store.Collection, fs []*store.Feature) []int {
	room := lineWidth - width(fs, func(f *store.Feature) string { return f.ID }, "ID")
	var order []int
	for i, p := range col.Properties {
		if p.Name == store.Name || p.Name == store.Kind {
			order = append(order, i)
		}
	}
	for i := range col.Properties {
		if !slices.Contains(order, i) {
			order = append(order, i)
		}
	}
	var out []int
	for _, i := range order {
		p := col.Properties[i]
		if p.Type == store.Array || p.Type == store.Object {
			continue
		}
		empty := !slices.ContainsFunc(fs, func(f *store.Feature) bool { return f.Values[i] != nil })
		need := 2 + width(fs, func(f *store.Feature) string { return cell(f.Values[i]) }, p.Name)
		if empty || need > room {
			continue
		}
		room -= need
		out = append(out, i)
	}
	return out
}
