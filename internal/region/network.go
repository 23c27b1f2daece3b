package region

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pamir/geo/route"
	"pamir/internal/osmpbf"
	"pamir/internal/roadfile"
)

// roadsName is the file of the road network.
const roadsName = "roads.pamir"

// RoadsFile is the road network of a region: see internal/roadfile, whose file
// has checksums of its own.
type RoadsFile struct {
	File         string `json:"file"`
	Bytes        int64  `json:"bytes"`
	Ways         int    `json:"ways"`         // of OpenStreetMap that some mode may use
	Restrictions int    `json:"restrictions"` // on how to turn
}

// isRoad tells which ways the builder of the network may want.
func isRoad(t osmpbf.Tags) bool {
	if _, ok := t.Find("highway"); ok {
		return true
	}
	r := t.Get("route")
	return r == "ferry" || r == "shuttle_train"
}

// isTurn tells which relations it may want.
func isTurn(t osmpbf.Tags) bool { return strings.HasPrefix(t.Get("type"), "restriction") }

// The builder keeps nothing that it is given, so that texts of a block may go
// to it as they are; lists are used again and must be copied.

func wayOf(w *osmpbf.Way) route.Way {
	return route.Way{ID: w.ID, Nodes: slices.Clone(w.Nodes), Tags: tagsOf(w.Tags)}
}

func nodeOf(n *osmpbf.Node) route.Node {
	return route.Node{ID: n.ID, Lon: n.Lon.Float(), Lat: n.Lat.Float(), Tags: tagsOf(n.Tags)}
}

func relationOf(r *osmpbf.Relation) route.Relation {
	out := route.Relation{ID: r.ID, Members: make([]route.Member, len(r.Members)), Tags: tagsOf(r.Tags)}
	for i, m := range r.Members {
		kind := map[osmpbf.Kind]byte{osmpbf.Nodes: 'n', osmpbf.Ways: 'w', osmpbf.Relations: 'r'}[m.Kind]
		out.Members[i] = route.Member{Type: kind, Ref: m.ID, Role: m.Role}
	}
	return out
}

func tagsOf(t osmpbf.Tags) route.Tags {
	if t.Len() == 0 {
		return nil
	}
	out := make(route.Tags, t.Len())
	for i := range out {
		out[i].Key, out[i].Value = t.At(i)
	}
	return out
}

// makeRoads builds the network and writes its file. An extract without roads
// has none.
func (i *importer) makeRoads(ctx context.Context) error {
	before, stages := i.done, map[string]int{} // in the order in which they come up
	network, report, err := i.builder.Build(ctx, route.BuildOptions{
		Country: i.in.at, Source: "OpenStreetMap, " + filepath.Base(i.name),
		Progress: func(stage string, done float64) {
			if _, ok := stages[stage]; !ok {
				stages[stage] = len(stages)
			}
			// There are two graphs: for those who drive, and for those who walk.
			share := (float64(stages[stage]) + done) / 2
			i.stage = stage
			i.done = before + int64(min(share, 1)*float64(i.total-before))
			i.report()
		},
	})
	i.builder = nil
	for _, why := range slices.Sorted(maps.Keys(report.Refused)) {
		i.result.Faults["turn restrictions: "+why] = Fault{Count: report.Refused[why], First: []string{}}
	}
	if errors.Is(err, route.ErrNoRoads) {
		return nil
	}
	if err != nil {
		return err
	}
	path := filepath.Join(i.dir, roadsName)
	if err := roadfile.Save(path, network.Parts()); err != nil {
		return fmt.Errorf("%s: %w", roadsName, err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	i.result.Roads = &RoadsFile{File: roadsName, Bytes: info.Size(), Ways: report.Ways, Restrictions: report.Restrictions}
	return nil
}
