package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"pamir/data"
	"pamir/geo/border"
	"pamir/geo/route"
	"pamir/internal/corridor"
	"pamir/internal/roadfile"
	"pamir/internal/roads"
)

// network returns the roads of an imported region, else the built-in ones.
func (r *everything) network(ctx context.Context) (*route.Network, error) {
	if r.roads == "" {
		return corridor.Network(ctx, r.datasets)
	}
	f, err := roadfile.Open(r.roads)
	if err != nil {
		return nil, roadsFault(err)
	}
	n, err := f.Network(ctx) // it lies in the mapping, which lasts as long as the program
	return n, roadsFault(err)
}

// roadsFault says what to do about a roads file that cannot be used.
func roadsFault(err error) error {
	if err == nil {
		return nil
	}
	hint := ""
	if errors.Is(err, roadfile.ErrDamaged) || errors.Is(err, roadfile.ErrVersion) || errors.Is(err, roadfile.ErrFormat) {
		hint = "pamir import makes the region again from its extract"
	}
	return &fault{err: err, hint: hint}
}

// keepRoads begins to load the roads. What the header of their file says is
// checked at once, so that a server does not start on a broken one.
func (c *serveCmd) keepRoads(region *everything, log *slog.Logger) (*roads.Keeper, error) {
	if region.roads != "" {
		f, err := roadfile.Open(region.roads)
		if err != nil {
			return nil, roadsFault(err)
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
	}
	k := roads.NewKeeper(log, data.Ports(region.datasets)...)
	if c.State != "" {
		if err := k.Keep(c.State); err != nil {
			return nil, &fault{err: fmt.Errorf("--state %s: %w", c.State, err), hint: "--state takes a folder that this program alone writes to"}
		}
	}
	k.Load(region.network)
	return k, nil
}

// stopUnbound stops a server whose ports cannot be put on its roads: it would
// lead people past a border as if there were none. What is returned waits until
// the roads are there, and says why it stopped.
func stopUnbound(k *roads.Keeper, stop func()) func() error {
	done := make(chan error, 1)
	go func() {
		k.Wait()
		_, err := k.Router()
		var bind *border.BindError
		if !errors.As(err, &bind) && !errors.Is(err, border.ErrTooMany) {
			err = nil
		}
		if err != nil {
			stop()
		}
		done <- gatesFault(err)
	}()
	return func() error { return <-done }
}

// gatesFault says what to do about ports that cannot be put on roads.
func gatesFault(err error) error {
	if err == nil {
		return nil
	}
	hint := "pamir verify gates lists the roads of all checkpoints"
	if errors.Is(err, border.ErrTooMany) {
		hint = "a smaller extract has fewer border controls"
	}
	return &fault{err: err, hint: hint}
}
