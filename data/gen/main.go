// Command gen makes the built-in basemap out of published packages: countries,
// provinces, urban areas, boundary lines, lakes, rivers, places and relief
// between 66–82° E and 34–44° N, and the faces that names are set in.
//
//	go run -C data/gen .
//
// fetches what is not in the cache, compares it with the pinned hashes and
// writes the collections and manifest.json into data/. Running it again
// changes nothing.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"

	"github.com/paulmach/orb"

	"pamir/data/gen/fetch"
)

// frame is what the built-in map covers, in degrees.
var frame = orb.Bound{Min: orb.Point{66, 34}, Max: orb.Point{82, 44}}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	out := flags.String("out", "..", "folder to write into")
	cache := flags.String("cache", defaultCache(), "folder that keeps the packages' files")
	if err := flags.Parse(args); err != nil {
		return err
	}
	g := &generator{ctx: ctx, cache: fetch.Cache{Dir: *cache}, folder: *out}
	files, err := g.generate()
	if err != nil {
		return err
	}
	for _, f := range files {
		place := filepath.Join(*out, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(place, f.data, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(stdout, "%9d  %s\n", len(f.data), f.name)
	}
	return nil
}

func defaultCache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "pamir-data")
}

// file is one file to be written.
type file struct {
	name string
	data []byte
}

// generator holds what the layers share.
type generator struct {
	ctx    context.Context
	cache  fetch.Cache
	folder string // of the collections that people wrote
}

func (g *generator) load(p *fetch.Package, path string) ([]byte, error) {
	return g.cache.Load(g.ctx, p, path)
}

// generate makes all files; the last is the manifest of the others.
func (g *generator) generate() ([]file, error) {
	files, err := g.layers()
	if err != nil {
		return nil, err
	}
	faces, err := g.faces(files)
	if err != nil {
		return nil, err
	}
	sprites, err := g.sprites()
	if err != nil {
		return nil, err
	}
	styles, err := g.styles()
	if err != nil {
		return nil, err
	}
	files = slices.Concat(files, faces, sprites, styles)
	m, err := manifest(files)
	if err != nil {
		return nil, err
	}
	return append(files, m), nil
}

// layers makes the map's layers.
func (g *generator) layers() ([]file, error) {
	var files []file
	for _, layer := range []func() ([]file, error){
		g.areas, g.lakes, g.rivers, g.places, g.relief,
	} {
		made, err := layer()
		if err != nil {
			return nil, err
		}
		files = append(files, made...)
	}
	return files, nil
}
