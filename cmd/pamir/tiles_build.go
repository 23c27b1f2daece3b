package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/tile"
	"pamir/internal/ask"
	"pamir/internal/pmtiles"
	"pamir/internal/store"
	"pamir/internal/store/memory"
	"pamir/internal/tiles"
)

type tilesBuildCmd struct {
	Output      string   `short:"o" required:"" placeholder:"FILE" help:"The archive to write; one of that name is replaced when the new one is whole."`
	Collections []string `placeholder:"ID" help:"Only these collections, the first at the bottom; all unless told otherwise."`
	MinZoom     int      `default:"0" help:"The first zoom."`
	MaxZoom     int      `default:"12" help:"The last zoom, 16 at most; maps draw on from it."`
	Bbox        string   `placeholder:"W,S,E,N" help:"Only tiles that meet this box, in degrees; those around all features unless told otherwise."`
	Workers     int      `default:"0" help:"How many tiles to make at once; one for each core unless told otherwise."`

	source
}

func (tilesBuildCmd) Help() string {
	return `The archive is clustered and has equal tiles once; equal features make equal bytes. A build that is
stopped goes on where it was when it is started again: until it is done its tiles are in FILE.part.

Examples:

  pamir tiles build -o region.pmtiles
  pamir tiles build -o roads.pmtiles --collections roads,sections --max-zoom 14
  pamir tiles build -o depots.pmtiles --load depots.geojson --collections depots`
}

// deepest is the deepest zoom of an archive: some cells of a few centimetres.
const deepest = 16

func (c *tilesBuildCmd) Run(w *world) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if c.MinZoom < 0 || c.MinZoom > c.MaxZoom || c.MaxZoom > deepest {
		return misuse("--min-zoom 0 --max-zoom 12", "zooms go from 0 up to %d; these go from %d to %d", deepest, c.MinZoom, c.MaxZoom)
	}
	region, err := c.open(w)
	if err != nil {
		return err
	}
	s, err := memory.New(region.datasets...)
	if err != nil {
		return err
	}
	chosen, err := c.chosen(region)
	if err != nil {
		return err
	}
	bounds, err := c.bounds(chosen)
	if err != nil {
		return err
	}
	plan := c.plan(region, chosen, bounds)
	out, err := pmtiles.Create(c.Output, plan)
	if err != nil {
		return err
	}
	defer out.Close()
	if had, _ := out.Written(); had > 0 {
		fmt.Fprintf(w.stderr, "%s: going on after %s\n", c.Output, count(int(had), "tile"))
	}
	layers := make([]tiles.Layer, len(chosen))
	for i, l := range chosen {
		layers[i].Collection = l
	}
	maker, err := tiles.NewMaker(s, chosen, tiles.Drawing{})
	if err != nil {
		return err
	}
	bar := newCountBar(w.stderr, c.Output, "tiles")
	err = (&tiles.Build{
		Maker: maker, Look: tiles.VectorLook(tile.WebMercatorQuad, layers),
		MinZoom: c.MinZoom, MaxZoom: c.MaxZoom, Bounds: bounds, Workers: c.Workers, Progress: bar.set,
	}).Run(ctx, out)
	bar.done()
	if errors.Is(err, context.Canceled) {
		made, _ := out.Written()
		return &fault{err: fmt.Errorf("stopped after %s", count(int(made), "tile")), hint: "the same command goes on from there"}
	}
	if err != nil {
		return err
	}
	return c.finish(w, out)
}

func (c *tilesBuildCmd) finish(w *world, out *pmtiles.Writer) error {
	if made, _ := out.Written(); made == 0 {
		return &fault{err: errors.Join(errors.New("no tile has anything in it: there is nothing to write"), out.Discard()), hint: "another --bbox or --collections may have"}
	}
	h, err := out.Finish()
	if err != nil {
		return err
	}
	info, err := os.Stat(c.Output)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w.stdout, "%s: %s of zooms %d to %d, %s different, %s\n",
		c.Output, count(int(h.Addressed), "tile"), h.MinZoom, h.MaxZoom, thousands(int(h.Contents)), size(info.Size()))
	return err
}

// chosen lists the collections that were asked for.
func (c *tilesBuildCmd) chosen(r *everything) ([]*store.Collection, error) {
	byID := map[string]*store.Collection{}
	var all []*store.Collection
	var ids []string
	for _, d := range r.datasets {
		byID[d.Collection.ID] = d.Collection
		all = append(all, d.Collection)
		ids = append(ids, d.Collection.ID)
	}
	if len(c.Collections) == 0 {
		return all, nil
	}
	var list []*store.Collection
	for _, id := range c.Collections {
		if byID[id] == nil {
			hint := "there are " + strings.Join(ids, ", ")
			if near := ask.NearestName(id, ids); near != "" {
				hint = "did you mean " + near + "?"
			}
			return nil, misuse(hint, "%w", &store.NotFoundError{Collection: id})
		}
		list = append(list, byID[id])
		byID[id] = nil // once
	}
	return list, nil
}

// bounds is where tiles are made: a box with an area.
func (c *tilesBuildCmd) bounds(chosen []*store.Collection) (geo.Box, error) {
	b := tiles.Extent(chosen)
	if c.Bbox != "" {
		given, err := ask.Box(c.Bbox)
		if err != nil {
			return b, misuse("--bbox 73,36,77,41", "--bbox %w", err)
		}
		if b = *given; b.Crosses() {
			return b, misuse("build two archives, one for each side", "--bbox: an archive cannot cross the antimeridian")
		}
	}
	const least = 1e-4 // degrees, some 10 m: a single point has no area
	if b.East-b.West < least {
		b.West, b.East = max(b.West-least, -180), min(b.East+least, 180)
	}
	if b.North-b.South < least {
		b.South, b.North = max(b.South-least, -90), min(b.North+least, 90)
	}
	return b, nil
}

func (c *tilesBuildCmd) plan(r *everything, chosen []*store.Collection, bounds geo.Box) pmtiles.Plan {
	ids := make([]string, len(chosen))
	for i, l := range chosen {
		ids[i] = l.ID
	}
	layers, _ := json.Marshal(tiles.VectorLayers(chosen, c.MinZoom, c.MaxZoom)) // it is made of texts and numbers
	b := buildInfo()
	return pmtiles.Plan{
		Type: pmtiles.MVT, Tiles: pmtiles.Gzip, MinZoom: uint8(c.MinZoom), MaxZoom: uint8(c.MaxZoom), Bounds: bounds,
		Center:     orb.Point{(bounds.West + bounds.East) / 2, (bounds.South + bounds.North) / 2},
		CenterZoom: uint8(min(max(tiles.Fitting(tile.WebMercatorQuad, bounds), c.MinZoom), c.MaxZoom)),
		Metadata: map[string]any{
			"name": "Pamir", "description": "Made by Pamir of " + strings.Join(ids, ", ") + ".", "attribution": tiles.Attribution(chosen),
			"type": "overlay", "version": r.version, "vector_layers": json.RawMessage(layers),
		},
		Origin: strings.Join([]string{b.version, b.revision, b.modified, r.version, strings.Join(ids, ","), fmt.Sprint(bounds)}, " "),
	}
}
