package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os/signal"
	"strings"
	"syscall"

	"pamir/internal/pmtiles"
	"pamir/internal/tiles"
)

type tilesShowCmd struct {
	Archive  string `arg:"" help:"A PMTiles archive: a file, or an address of http or https."`
	Metadata bool   `help:"Print the archive's own metadata, which is JSON, and nothing else."`
}

func (tilesShowCmd) Help() string {
	return `Only the beginning of the archive is read, so that it may be far away.

Examples:

  pamir tiles show region.pmtiles
  pamir tiles show https://tiles.example.org/region.pmtiles --metadata`
}

func (c *tilesShowCmd) Run(w *world) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	a, err := openArchive(ctx, c.Archive)
	if err != nil {
		return err
	}
	defer a.Close()
	text, err := a.Metadata(ctx)
	if err != nil {
		return err
	}
	if c.Metadata {
		_, err = fmt.Fprintf(w.stdout, "%s\n", text)
		return err
	}
	h := a.Header()
	var m struct {
		Name, Attribution, Version string
		Layers                     []tiles.VectorLayer `json:"vector_layers"`
	}
	_ = json.Unmarshal(text, &m) // what others write may be of any type
	b := h.Bounds
	t := &facts{}
	t.add("name", m.Name)
	t.add("version", m.Version)
	t.add("tiles", fmt.Sprintf("%s, packed with %s, zooms %d to %d", h.Type, h.Tiles, h.MinZoom, h.MaxZoom))
	t.add("bounds", fmt.Sprintf("%g,%g,%g,%g", b.West, b.South, b.East, b.North))
	t.add("center", fmt.Sprintf("%g,%g at zoom %d", h.Center[0], h.Center[1], h.CenterZoom))
	if h.Addressed > 0 {
		t.add("holds", fmt.Sprintf("%s, %s different", count(int(h.Addressed), "tile"), thousands(int(h.Contents))))
	}
	t.add("size", size(int64(h.Data.Offset+h.Data.Length)))
	t.add("order", map[bool]string{true: "clustered", false: "not clustered"}[h.Clustered])
	for _, l := range m.Layers {
		t.add("layer", fmt.Sprintf("%s: %s", l.ID, count(len(l.Fields), "field")))
	}
	t.add("credit", m.Attribution)
	return t.write(w.stdout)
}

// openArchive opens an archive, or says what is wrong and what to do.
func openArchive(ctx context.Context, name string) (*pmtiles.Archive, error) {
	a, err := pmtiles.Open(ctx, name)
	if err != nil {
		return nil, &fault{err: err, hint: "an archive is a .pmtiles file, or an address of one on a server that serves ranges"}
	}
	return a, nil
}

// facts are lines of a name and a text.
type facts struct{ lines []string }

func (f *facts) add(name, text string) {
	if text = clean(text); text != "" {
		f.lines = append(f.lines, fmt.Sprintf("%-9s %s\n", name, text))
	}
}

func (f *facts) write(w interface{ Write([]byte) (int, error) }) error {
	_, err := w.Write([]byte(strings.Join(f.lines, "")))
	return err
}
