package roadbench

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/internal/osmpbf/pbftest"
	"pamir/internal/region"
)

// extract writes a road graph as an extract of OpenStreetMap: a node for each
// node, and a way for each arc, or for an arc and the one back, with a speed
// limit by which it takes as long. All roads of a square of a twentieth of a
// degree have one name: the graph has none, and a real road keeps its name for
// some kilometres.
func (l roads) extract() []byte {
	var d pbftest.Data
	unit := func(degrees float32) int32 { return int32(math.Round(float64(degrees) * 1e7)) }
	at := func(v int) orb.Point { return orb.Point{float64(l.lon[v]), float64(l.lat[v])} }
	for v := range l.graph.Nodes() {
		d.Nodes = append(d.Nodes, pbftest.Node{ID: int64(v + 1), Lon: unit(l.lon[v]), Lat: unit(l.lat[v])})
	}
	for v := range l.graph.Nodes() {
		for a := l.graph.FirstOut[v]; a < l.graph.FirstOut[v+1]; a++ {
			h := int(l.graph.Head[a])
			both := l.hasArc(h, v, int(a))
			if h == v || both && h < v {
				continue // a loop, or told with the arc back
			}
			from := geo.From(at(v))
			kmh := from.Distance(at(h)) / max(1, float64(l.weights[a])) * 3600
			tags := []string{"highway", "secondary", "name", fmt.Sprintf("Road %d/%d", int(l.lon[v]*20), int(l.lat[v]*20)), "maxspeed", strconv.Itoa(min(130, max(5, int(math.Round(kmh)))))}
			if !both {
				tags = append(tags, "oneway", "yes")
			}
			d.Ways = append(d.Ways, pbftest.Way{ID: int64(a + 1), Tags: tags, Nodes: []int64{int64(v + 1), int64(h + 1)}})
		}
	}
	return pbftest.Encode(d, pbftest.Options{Compression: "zlib", Sorted: true})
}

// hasArc reports whether an arc leads from one node to another at the cost of
// an arc.
func (l roads) hasArc(from, to, as int) bool {
	for a := l.graph.FirstOut[from]; a < l.graph.FirstOut[from+1]; a++ {
		if int(l.graph.Head[a]) == to && l.weights[a] == l.weights[as] {
			return true
		}
	}
	return false
}

// importing makes a region of the extract, on the disk: as pamir import does.
func (s *suite) importing(b *testing.B) {
	file := s.file()
	dir := filepath.Join(s.dir, "region")
	debug.FreeOSMemory()
	before, peak := resident(b, "VmRSS"), 0.0
	if os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) == nil { // the peak is counted anew
		defer func() { b.ReportMetric(peak-before, "peak-MB") }()
	}
	b.SetBytes(int64(len(file)))
	var nodes int64
	s.runs(b, measure(b, func() error {
		m, err := region.Import(context.Background(), region.Extract{Name: "roads", File: bytes.NewReader(file), Size: int64(len(file))}, region.Options{Dir: dir})
		if err == nil {
			nodes = m.Source.Nodes
		}
		return err
	}))
	b.ReportMetric(float64(nodes)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mnodes/s")
	peak = resident(b, "VmHWM")
	r, err := region.Open(context.Background(), dir)
	if err != nil {
		b.Fatal(err)
	}
	s.roadsFile = r.Roads
}

// resident reads a figure of this process, in megabytes.
func resident(b *testing.B, name string) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Skip("no /proc to read the memory from")
	}
	_, rest, _ := strings.Cut(string(status), name+":")
	kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
	if err != nil {
		b.Fatal(err)
	}
	return kb / 1e3
}
