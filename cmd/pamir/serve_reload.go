package main

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"pamir/internal/api"
	"pamir/internal/gazetteer"
	"pamir/internal/store"
	"pamir/internal/store/memory"
	"pamir/internal/tiles"
)

// reader reads the files of --load again. A region that was imported anew needs
// a new process: its roads lie in a mapping.
type reader struct {
	*source
	w      *world
	base   *everything // without the files
	now    *everything
	config api.Config  // of the server that answers
	server *api.Server // the first
}

// watch reads the files on each hangup, until ctx ends.
func (r *reader) watch(ctx context.Context) (ended <-chan struct{}) {
	done := make(chan struct{})
	if len(r.Load) == 0 {
		close(done)
		return done
	}
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	go func() {
		defer close(done)
		defer signal.Stop(hangups)
		for {
			select {
			case <-ctx.Done():
				return
			case <-hangups:
				r.again()
			}
		}
	}()
	return done
}

// again reads the files and tells the log what came of it.
func (r *reader) again() {
	log := r.config.Logger
	next, err := r.loaded(r.w, r.base)
	switch {
	case err != nil:
		log.Error("features: the old ones go on being served", "error", err, "version", r.now.version)
	case next.version == r.now.version:
		log.Info("features: read again, nothing changed", "version", next.version)
	default:
		changes := store.Diff(r.now.datasets, next.datasets)
		if err := r.become(next, changes); err != nil {
			log.Error("features: the old ones go on being served", "error", err, "version", r.now.version)
			return
		}
		log.Info("features: new ones are served", "version", next.version, "changes", len(changes))
	}
}

// become has the server answer by other features. Tiles that no change has
// touched are kept.
func (r *reader) become(next *everything, changes []store.Change) error {
	s, err := memory.New(next.datasets...)
	if err != nil {
		return err
	}
	config := r.config
	config.Store, config.Search = s, gazetteer.New(next.datasets)
	config.DataVersion, config.DataUpdated = next.version, next.updated
	if slices.EqualFunc(r.now.datasets, next.datasets, drawnAlike) {
		config.Tiles.Advance(changes...)
	} else {
		config.Tiles = tiles.NewCache(config.Tiles.Most())
	}
	server, err := api.New(config)
	if err != nil {
		return err
	}
	r.server.Succeed(server)
	r.now, r.config = next, config
	return nil
}

// drawnAlike reports whether styles do the same with two collections.
func drawnAlike(a, b store.Dataset) bool {
	x, y := a.Collection, b.Collection
	return x.ID == y.ID && x.Geometry == y.Geometry && (x.Index(store.Name) < 0) == (y.Index(store.Name) < 0)
}
