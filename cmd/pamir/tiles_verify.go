package main

import (
	"context"
	"fmt"
	"os/signal"
	"syscall"

	"pamir/geo/mvt"
	"pamir/internal/pmtiles"
)

type tilesVerifyCmd struct {
	Archive string `arg:"" help:"A PMTiles archive: a file, or an address of http or https."`
}

func (tilesVerifyCmd) Help() string {
	return `Every tile is unpacked and, where it is a vector tile, read; what header and metadata say is held against
what is there. Each fault is listed with the byte where it is, and the exit code is 1.

Examples:

  pamir tiles verify region.pmtiles`
}

func (c *tilesVerifyCmd) Run(w *world) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	a, err := openArchive(ctx, c.Archive)
	if err != nil {
		return err
	}
	defer a.Close()
	check := pmtiles.Check{}
	if a.Header().Type == pmtiles.MVT {
		check.Tile = checkVector
	}
	bar := newBar(w.stderr, c.Archive, int64(a.Header().Data.Length), smallFile)
	check.Progress = func(read uint64) { bar.set(int64(read)) }
	r, err := a.Verify(ctx, check)
	bar.done()
	if err != nil {
		return err
	}
	for _, f := range r.Faults {
		fmt.Fprintln(w.stdout, f)
	}
	if n := len(r.Faults) + r.More; n > 0 {
		return &fault{err: fmt.Errorf("%s in %s", count(n, "fault"), a.Name())}
	}
	_, err = fmt.Fprintf(w.stdout, "%s: %s, %s different, %s in %s: all as the header says\n", a.Name(),
		count(int(r.Addressed), "tile"), thousands(int(r.Contents)), size(int64(r.Bytes)), count(int(r.Leaves)+1, "directory"))
	return err
}

// checkVector reads a vector tile as strictly as there is a way.
func checkVector(_ uint64, b []byte) error {
	t, err := mvt.Decode(b)
	if err != nil {
		return err
	}
	if len(t.Problems) > 0 {
		return t.Problems[0]
	}
	return nil
}
