package main

import (
	"context"
	"log/slog"
	"path"
	"strings"

	"pamir/internal/api"
	"pamir/internal/pmtiles"
)

// archives opens the archives of tiles. One that cannot be opened now is tried
// again when it is asked for.
func (c *serveCmd) archives(ctx context.Context, logger *slog.Logger) ([]*api.Archive, error) {
	var list []*api.Archive
	taken := map[string]bool{}
	for _, given := range c.Tiles {
		id, name, ok := strings.Cut(given, "=")
		if !ok || pmtiles.IsAddress(given) {
			name = given
			id = strings.TrimSuffix(path.Base(strings.TrimRight(strings.SplitN(given, "?", 2)[0], "/")), ".pmtiles")
		}
		if id == "" || strings.ContainsAny(id, "/@?#%") || taken[id] {
			return nil, misuse("--tiles NAME=FILE gives a set another name", "--tiles %s would make the set %q, which cannot be or is there already", given, id)
		}
		taken[id] = true
		a, err := api.NewArchive(ctx, id, name)
		if err != nil {
			logger.Error("an archive of tiles cannot be read; the rest is served", "set", id, "error", err)
		}
		list = append(list, a)
	}
	return list, nil
}
