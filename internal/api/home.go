package api

import (
	"errors"
	"net/http"

	"pamir/internal/store"
)

// pagePaths are the addresses of features on the map.
var pagePaths = []struct{ singular, collection string }{
	{"port", "ports"}, {"checkpoint", "checkpoints"}, {"pass", "passes"}, {"section", "sections"}, {"road", "roads"},
	{"place", "places"}, {"zone", "zones"},
}

// screens are the addresses of what the map's page does besides showing
// features; what is asked is in the query, which the page reads.
var screens = []string{"plan", "compare", "reach"}

// pagePath returns the address of a feature on the map, or of its plain page.
func pagePath(collection, id string) string {
	for _, p := range pagePaths {
		if p.collection == collection {
			return "/" + p.singular + "/" + id
		}
	}
	return "/collections/" + collection + "/items/" + id + "?f=html"
}

// homePage is what the shell of the map shows until its script runs, and
// without it.
type homePage struct {
	JS, CSS string
	Soon    []string // scripts that JS imports at once
	Missing bool     // the page has not been built
	Lists   []homeList
	Hours   map[string][]homeHours // by port
	Feature *itemPage
	Lost    string // what was asked for and is not there
}

type homeList struct {
	Collection *store.Collection
	Features   []*store.Feature
}

// Name returns a feature's name in the page's language.
func (v view) Name(c *store.Collection, f *store.Feature) string { return nameOf(c, f, v.Lang) }

// Elevation returns a feature's height in metres, or "".
func (v view) Elevation(c *store.Collection, f *store.Feature) string {
	return cell(c.Value(f, "elevation_m"))
}

// home answers / for a browser.
func (c *call) home() error {
	if have, err := c.stillHome(); have || err != nil {
		return err
	}
	return c.shell("", http.StatusOK, homePage{})
}

// featurePage answers /port/{id} and its like: the same shell, with the
// feature's own title.
func (c *call) featurePage(collection string) error {
	col := c.s.byID[collection]
	if col == nil {
		return c.s.noCollection(collection)
	}
	f, err := c.s.cfg.Store.Feature(c.r.Context(), collection, c.feature)
	if errors.Is(err, store.ErrNotFound) {
		return c.shell(texts["en"]["lost"], http.StatusNotFound, homePage{Lost: c.feature})
	}
	if err != nil {
		return err
	}
	if have, err := c.stillHome(); have || err != nil {
		return err
	}
	return c.shell(nameOf(col, f, c.lang)+" · Pamir", http.StatusOK, homePage{Feature: &itemPage{Collection: col, Feature: f}})
}

// screen answers /plan and its like: the same shell, with a title of its own.
func (c *call) screen(name string) error {
	if have, err := c.stillHome(); have || err != nil {
		return err
	}
	heading := texts[c.lang][name]
	if heading == "" {
		heading = texts["en"][name]
	}
	return c.shell(heading+" · Pamir", http.StatusOK, homePage{})
}

func (c *call) shell(heading string, status int, h homePage) error {
	built := c.s.assets.page
	h.JS, h.CSS, h.Soon, h.Missing = built.JS, built.CSS, built.firstScripts(c.lang), c.s.assets.missing
	ctx, cancel := c.context()
	defer cancel()
	for _, id := range []string{"ports", "passes", "sections"} {
		col := c.s.byID[id]
		if col == nil {
			continue
		}
		page, err := c.s.cfg.Store.Features(ctx, id, store.Query{Limit: 50})
		if err != nil {
			return err
		}
		h.Lists = append(h.Lists, homeList{col, page.Features})
	}
	var err error
	if h.Hours, err = c.hoursNow(); err != nil {
		return err
	}
	return c.show("home", heading, status, h)
}
