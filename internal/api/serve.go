package api

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// state is what changes while a server runs.
type state struct {
	draining atomic.Bool
}

// Serve answers requests on ln until ctx ends, and then drains: readiness says
// 503, every answer asks its client to connect anew, and only after
// Config.Drain, when balancers and clients have turned away, does it stop
// accepting and wait for the requests under way. (Closing at once fails the
// requests that keep-alive clients are just sending.) It returns nil when all
// were answered.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          nil,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(ln) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	s.log.Info("draining", "for", s.cfg.Drain.String())
	s.state.draining.Store(true)
	select {
	case err := <-failed:
		return err
	case <-time.After(s.cfg.Drain):
	}
	last, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return errors.Join(err, server.Close())
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	s.log.Info("stopped")
	return nil
}
