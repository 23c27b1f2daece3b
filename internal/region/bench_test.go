//go:build unix

package region

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"pamir/internal/osmpbf/pbftest"
)

// BenchmarkImport imports the extract of Delaware, or the one that
// PAMIR_EXTRACT names, flushes to disk included. peak-MB is the most memory
// that the process has had so far, of which a test that does nothing has about
// 15: run it alone. cpu-s is the time of all processors.
func BenchmarkImport(b *testing.B) {
	path := os.Getenv("PAMIR_EXTRACT")
	if path == "" {
		path = pbftest.Delaware(b)
	}
	x := extractOf(b, path)
	dir := filepath.Join(b.TempDir(), "region")
	b.SetBytes(x.Size)
	var nodes int64
	before := cpuSeconds(b)
	for b.Loop() {
		m, err := Import(context.Background(), x, Options{Dir: dir})
		if err != nil {
			b.Fatal(err)
		}
		nodes = m.Source.Nodes
	}
	b.ReportMetric(float64(nodes)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mnodes/s")
	b.ReportMetric(peakMB(b), "peak-MB")
	b.ReportMetric((cpuSeconds(b)-before)/float64(b.N), "cpu-s")
}

// cpuSeconds is how long processors have worked for this process.
func cpuSeconds(b *testing.B) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// peakMB reads the peak of the resident memory of this process.
func peakMB(b *testing.B) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Skip("no /proc to read the peak memory from")
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
	if err != nil {
		b.Fatal(err)
	}
	return kb / 1e3
}

// BenchmarkOpen reads that region.
func BenchmarkOpen(b *testing.B) {
	x := extractOf(b, pbftest.Delaware(b))
	dir := filepath.Join(b.TempDir(), "region")
	m, err := Import(context.Background(), x, Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	features := 0
	for _, c := range m.Collections {
		b.SetBytes(c.Bytes)
		features += c.Features
	}
	for b.Loop() {
		if _, err := Open(context.Background(), dir); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(features)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mfeatures/s")
}
