package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"pamir/data"
	"pamir/internal/api"
	"pamir/internal/gazetteer"
	"pamir/internal/schedules"
	"pamir/internal/store/memory"
	"pamir/internal/tiles"
	"pamir/web"
)

type serveCmd struct {
	Addr       string   `default:"127.0.0.1:8080" help:"The address to listen on; :8080 is every interface, port 0 any free port."`
	BaseURL    string   `placeholder:"URL" help:"How clients reach the server, such as https://maps.example.org/pamir; links begin with it. Without it they begin with the host of the request."`
	Tiles      []string `placeholder:"[NAME=]FILE" sep:"none" help:"Serve the tiles of a PMTiles archive, a file or an address of http or https, as the set that is named after it. Can be given more than once."`
	TileMemory int      `default:"128" placeholder:"MIB" help:"How much memory made tiles may take, in MiB; the least used go."`
	Fonts      string   `placeholder:"DIR" help:"Set names in the fonts of a folder too (.ttf and .otf), where the built-in ones lack a letter; for regions of other scripts."`
	State      string   `placeholder:"DIR" help:"The folder in which what is posted is kept: closures of roads. Without it they end with the process."`
	Token      string   `placeholder:"SECRET" help:"Who sends this token may close roads. Better given as PAMIR_TOKEN; without it nobody may."`
	LogLevel   string   `default:"info" enum:"debug,info,warn,error" help:"debug, info, warn or error; debug has a line for each request."`
	LogFormat  string   `default:"text" enum:"text,json" help:"text or json."`

	Now instant `hidden:"" help:"For tests: what time it is when the server starts."`

	source
	timetable
}

func (serveCmd) Help() string {
	return `The first interrupt stops it when the requests under way are answered, a second one at once.
Each flag can be set in the environment: PAMIR_ADDR, PAMIR_BASE_URL, …
The schedule file is read again when it changes, and on a hangup (SIGHUP); one with errors is told
of and leaves the schedules as they were. So are the files of --load on a hangup; what a change does
not touch of the tiles is not made again.

Examples:

  pamir serve
  pamir serve --addr :80 --base-url https://maps.example.org
  pamir serve --load depots.geojson --load customers.geojsonl --skip-bad
  pamir serve --schedules mine.toml
  pamir serve --region kyrgyzstan
  PAMIR_TOKEN=secret pamir serve --state /var/lib/pamir
  pamir serve --tiles region.pmtiles --tiles terrain=https://tiles.example.org/dem.pmtiles`
}

func (c *serveCmd) Run(w *world) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	// A second signal finds the handler gone and ends the program.
	context.AfterFunc(ctx, stop)

	tuneMemory(w.getenv)
	base, err := c.base()
	if err != nil {
		return err
	}
	region, err := c.loaded(w, base)
	if err != nil {
		return err
	}
	s, err := memory.New(region.datasets...)
	if err != nil {
		return err
	}
	drawn, err := drawing(c.Fonts)
	if err != nil {
		return err
	}
	logger := c.logger(w.stderr)
	keeper, err := c.keep(region, logger)
	if err != nil {
		return err
	}
	ways, err := c.keepRoads(region, logger)
	if err != nil {
		return err
	}
	defer ways.Close()
	archives, err := c.archives(ctx, logger)
	if err != nil {
		return err
	}
	defer func() {
		for _, a := range archives {
			a.Close()
		}
	}()
	config := api.Config{
		Store:       s,
		Search:      gazetteer.New(region.datasets),
		BaseURL:     c.BaseURL,
		Version:     buildInfo().version,
		DataVersion: region.version,
		DataUpdated: region.updated,
		Web:         web.Dist(),
		Schedules:   keeper,
		Roads:       ways,
		Token:       c.Token,
		Now:         c.clock(),
		Archives:    archives,
		Drawing:     drawn,
		Sprites:     data.Files(),
		Tiles:       tiles.NewCache(int64(c.TileMemory) << 20),
		Logger:      logger,
	}
	server, err := api.New(config)
	if errors.Is(err, api.ErrBaseURL) {
		return misuse("--base-url https://maps.example.org/pamir", "--base-url: %w", err)
	}
	if err != nil {
		return err
	}
	ln, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return listenFault(c.Addr, err)
	}
	features := 0
	for _, d := range region.datasets {
		features += len(d.Features)
	}
	if c.LogFormat == "json" {
		logger.Info("serving", "features", features, "collections", len(region.datasets), "address", c.address(ln.Addr()))
	} else {
		fmt.Fprintf(w.stderr, "pamir: %s in %s at %s\n", count(features, "feature"), count(len(region.datasets), "collection"), c.address(ln.Addr()))
	}
	watching := c.watch(ctx, keeper)
	unbound := stopUnbound(ways, stop)
	again := &reader{source: &c.source, w: w, base: base, now: region, config: config, server: server}
	reading := again.watch(ctx)
	err = server.Serve(ctx, ln)
	stop()
	<-watching
	<-reading
	return errors.Join(err, unbound())
}

// clock is the clock of the machine, or one that went off at another instant.
func (c *serveCmd) clock() func() time.Time {
	if c.Now.IsZero() {
		return time.Now
	}
	ahead := time.Until(c.Now.Time)
	return func() time.Time { return time.Now().Add(ahead) }
}

// watch keeps the schedules up to date until ctx ends.
func (c *serveCmd) watch(ctx context.Context, k *schedules.Keeper) (ended <-chan struct{}) {
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer signal.Stop(hangups)
		k.Watch(ctx, time.Second, hangups)
	}()
	return done
}

func (c *serveCmd) logger(stderr io.Writer) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.LogLevel)) // the flag allows only names of levels
	o := &slog.HandlerOptions{Level: level}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(stderr, o))
	}
	return slog.New(slog.NewTextHandler(stderr, o))
}

// address is what to type into a browser.
func (c *serveCmd) address(a net.Addr) string {
	if c.BaseURL != "" {
		return strings.TrimRight(c.BaseURL, "/") + "/ (" + a.String() + ")"
	}
	host, port, err := net.SplitHostPort(a.String())
	if ip := net.ParseIP(host); err == nil && (ip == nil || ip.IsUnspecified()) {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

func listenFault(addr string, err error) error {
	f := &fault{err: fmt.Errorf("cannot listen on %s: %w", addr, err)}
	var op *net.OpError
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		f.err = fmt.Errorf("cannot listen on %s: another program does", addr)
		f.hint = "--addr 127.0.0.1:0 takes any free port"
	case errors.Is(err, syscall.EACCES):
		f.err = fmt.Errorf("cannot listen on %s: not allowed", addr)
		f.hint = "ports below 1024 are for the administrator; try --addr :8080"
	case errors.As(err, &op) && op.Op == "listen":
		f.err = fmt.Errorf("cannot listen on %s: %w", addr, op.Err)
		f.hint, f.misuse = "an address is host:port, such as 127.0.0.1:8080 or :8080", true
	}
	return f
}
