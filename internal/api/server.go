// Package api is Pamir's HTTP surface: the OGC API for GIS tools, the tasks
// under /v1 for apps, and the shell of the page for browsers.
//
//	s, err := api.New(api.Config{Store: store, Search: names, Version: "1.0", DataVersion: "2026-11-24"})
//	if err != nil { … }
//	ln, err := net.Listen("tcp", "127.0.0.1:8080")
//	err = s.Serve(ctx, ln) // until ctx ends, then drains
//
// All of it is declared in one table, routes: the router, the check of
// parameters, the negotiation of formats and the OpenAPI document are made
// from it, so that none can say what the others do not.
package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"pamir/geo"
	"pamir/geo/hours"
	"pamir/internal/gazetteer"
	"pamir/internal/roads"
	"pamir/internal/store"
	"pamir/internal/tiles"
)

// Config says what to serve and how. Only Store is required.
type Config struct {
	Store  store.Store
	Search *gazetteer.Index // answers /v1/search; nil: nothing is found

	// BaseURL begins every link, such as "https://maps.example.org/pamir".
	// Without it links begin with the request's own host, and such answers
	// are for that client only.
	BaseURL string

	Version     string    // of the program
	DataVersion string    // of everything in Store; part of each ETag
	DataUpdated time.Time // when the data was last changed

	Schedules Schedules // hours and notices of the ports; nil: none are known

	Roads *roads.Keeper // where to drive; nil: there are no routes
	Token string        // who sends it may close roads; "": nobody may

	// Tiles keeps tiles, also those that another Server has made of the same
	// features; nil: a cache of this server's own, of 128 MiB.
	Tiles    *tiles.Cache
	Archives []*Archive // sets of tiles that are made already

	Drawing tiles.Drawing // what pictures are drawn with; without styles there are none
	Sprites fs.FS         // has the icons of styles in its folder sprites; nil: none

	Web fs.FS // the built page: manifest.json and hashed files; may be empty

	Now     func() time.Time // what time it is; nil: time.Now
	Logger  *slog.Logger     // at Debug it has a line for each request; nil: slog.Default()
	Timeout time.Duration    // for the work on one request; 0: 5 s
	Drain   time.Duration    // how long to go on answering after the end is asked for; 0: 2 s
}

// Schedules holds the book that is in force. A request takes it once.
type Schedules interface{ Book() *hours.Book }

// ErrBaseURL is wrapped by the error of New for a BaseURL that is none.
var ErrBaseURL = errors.New("not an address of the form https://host/path")

// Server answers requests. It is an http.Handler.
type Server struct {
	cfg          Config
	root         string // the path of the base URL, without a slash at its end
	log          *slog.Logger
	echo         *echo.Echo
	collections  []*store.Collection
	byID         map[string]*store.Collection
	bbox         geo.Box // of all collections
	routes       []*route
	openapi      []byte // the document, with "{base}" for the base URL
	tiles        *tileRoom
	sprites      map[string]*tiles.Tile
	driving      *admission // work on the roads
	pages        *pages
	assets       *assets
	build        string // changes with the program and the page built into it
	metrics      *metrics
	state        *state
	next         atomic.Pointer[Server] // who answers; nil: this one
	moment       atomic.Pointer[moment] // what was asked about last, of now
	idPrefix     string                 // of request ids
	lastModified []string               // the header's value; nil where it is not known
	dataVersion  []string               // likewise
}

// New prepares a server: it reads the collections once, so that a Store whose
// collections change needs a new Server.
func New(cfg Config) (*Server, error) {
	cfg.Timeout = cmp.Or(cfg.Timeout, 5*time.Second)
	cfg.Drain = cmp.Or(cfg.Drain, 2*time.Second)
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	root := ""
	if cfg.BaseURL != "" {
		u, err := url.Parse(cfg.BaseURL)
		if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || u.RawQuery != "" || u.Fragment != "" {
			return nil, fmt.Errorf("%w: %q", ErrBaseURL, cfg.BaseURL)
		}
		cfg.BaseURL = strings.TrimRight(cfg.BaseURL, "/")
		root = strings.TrimRight(u.EscapedPath(), "/")
	}
	s := &Server{driving: newAdmission(workPerCore * runtime.GOMAXPROCS(0)), state: &state{}, cfg: cfg, root: root, log: cmp.Or(cfg.Logger, slog.Default()), byID: map[string]*store.Collection{}}
	var err error
	if s.collections, err = cfg.Store.Collections(context.Background()); err != nil {
		return nil, fmt.Errorf("the store's collections: %w", err)
	}
	for _, c := range s.collections {
		s.byID[c.ID] = c
	}
	s.bbox = tiles.Extent(s.collections)
	if !cfg.DataUpdated.IsZero() {
		s.lastModified = []string{cfg.DataUpdated.UTC().Format(http.TimeFormat)}
	}
	if cfg.DataVersion != "" {
		s.dataVersion = []string{cfg.DataVersion}
	}
	if s.idPrefix, err = newIDPrefix(); err != nil {
		return nil, err
	}
	if s.assets, err = newAssets(cfg); err != nil {
		return nil, err
	}
	s.build = strings.Join([]string{cfg.Version, s.assets.css, s.assets.page.JS, s.assets.page.CSS}, " ")
	if s.pages, err = newPages(s); err != nil {
		return nil, err
	}
	if s.tiles, err = newTileRoom(cfg, s.collections); err != nil {
		return nil, err
	}
	if s.sprites, err = readSprites(cfg.Sprites); err != nil {
		return nil, err
	}
	s.metrics = newMetrics(cfg)
	s.routes = s.table()
	if s.openapi, err = s.document(); err != nil {
		return nil, err
	}
	s.router()
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if next := s.next.Load(); next != nil {
		s = next
	}
	s.echo.ServeHTTP(w, r)
}

// Succeed has s answer as next does, which nobody has asked yet, from now on: as
// a server of the same data in a later state. Requests under way end as they
// began. What is counted and admitted is so for both together.
func (s *Server) Succeed(next *Server) {
	next.state, next.metrics = s.state, s.metrics
	next.driving, next.tiles.making, next.tiles.drawing = s.driving, s.tiles.making, s.tiles.drawing
	s.metrics.runs(next.cfg)
	s.next.Store(next)
}

// router builds the routes of the table, for GET and HEAD, and OPTIONS.
func (s *Server) router() {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.fail
	e.Use(s.around)
	for _, r := range s.routes {
		h := s.handler(r)
		path := echoPath(r.path)
		switch {
		case r.method != "":
			e.Add(r.method, path, h)
		default:
			e.GET(path, h)
			e.HEAD(path, h)
		}
		if r.body == postable {
			e.POST(path, h)
		}
		e.OPTIONS(path, s.options)
	}
	s.echo = e
}

// methods are those that a path answers, as the header Allow lists them.
func (s *Server) methods(path string) []string {
	known := map[string]bool{}
	for _, r := range s.routes {
		if echoPath(r.path) != path {
			continue
		}
		if r.method != "" {
			known[r.method] = true
		} else {
			known["GET"], known["HEAD"] = true, true
		}
		known["POST"] = known["POST"] || r.body == postable
	}
	list := ""
	for _, m := range []string{"GET", "HEAD", "POST", "DELETE"} {
		if known[m] {
			list += m + ", "
		}
	}
	if list == "" {
		list = "GET, HEAD, "
	}
	return []string{list + "OPTIONS"}
}

// echoPath turns {name} into :name.
func echoPath(path string) string {
	return strings.NewReplacer("{", ":", "}", "").Replace(path)
}

// options answers a preflight; the CORS headers are on every answer anyway.
func (s *Server) options(c echo.Context) error {
	allowed := s.methods(c.Path())
	c.Response().Header()["Allow"] = allowed
	c.Response().Header()["Access-Control-Allow-Methods"] = allowed
	c.Response().WriteHeader(http.StatusNoContent)
	return nil
}
