package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"pamir/geo/cch"
)

// vectors are a road graph and queries with their answers, as files of a
// folder hold them.
type vectors struct {
	graph    cch.Graph
	weights  []cch.Weight
	order    []cch.NodeID // nil if there is none
	lon, lat []float32    // nil if there are none
	from, to []cch.NodeID
	length   []cch.Weight
}

// readVectors reads a folder and checks that its files agree with each other.
// Its error names every file that does not.
func readVectors(dir, metric string) (*vectors, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, misuse("pamir verify cch -h says what the folder holds", "%s is not a folder", dir)
	}
	if metric != filepath.Base(metric) || metric == "." || metric == ".." {
		return nil, misuse("it is the name of a file in the folder, such as travel_time", "--metric %q is no name", metric)
	}
	r := &numberReader{dir: dir}
	v := &vectors{}
	v.graph.FirstOut = numbers[uint32](r, "first_out", anySize)
	n := len(v.graph.FirstOut) - 1
	if n < 0 { // with no number there is none to say how many arcs there are
		r.fail("first_out", "is empty: it has an entry for each node, and one more")
		return nil, r.fault()
	}
	arcs := int64(v.graph.FirstOut[n])
	v.graph.Head = numbers[cch.NodeID](r, "head", arcs)
	v.weights = numbers[cch.Weight](r, metric, arcs)
	within(r, metric, v.weights, int(cch.Infinity)+1)
	if v.graph.Head != nil {
		if err := v.graph.Check(); err != nil {
			r.fail("first_out, head", "%v", err)
		}
	}
	if r.has("cch_order") {
		v.order = numbers[cch.NodeID](r, "cch_order", int64(n))
	}
	if r.has("latitude") || r.has("longitude") {
		v.lat, v.lon = r.coordinates("latitude", n), r.coordinates("longitude", n)
	}
	v.from = numbers[cch.NodeID](r, "source_node", anySize)
	v.to = numbers[cch.NodeID](r, "target_node", int64(len(v.from)))
	v.length = numbers[cch.Weight](r, "query_reference_"+metric+"_length", int64(len(v.from)))
	within(r, "source_node", v.from, n)
	within(r, "target_node", v.to, n)
	return v, r.fault()
}

// numberReader reads files of numbers, and gathers what is wrong with them.
type numberReader struct {
	dir    string
	errs   []error
	failed map[string]bool // by file
}

func (r *numberReader) fail(name, format string, args ...any) {
	if r.failed[name] {
		return
	}
	if r.failed == nil {
		r.failed = map[string]bool{}
	}
	r.failed[name] = true
	r.errs = append(r.errs, fmt.Errorf("%s: %s", name, fmt.Sprintf(format, args...)))
}

// fault is all that was wrong, or nil.
func (r *numberReader) fault() error {
	if len(r.errs) == 0 {
		return nil
	}
	return &fault{err: errors.Join(r.errs...), hint: "pamir verify cch -h says what the files of " + r.dir + " hold"}
}

func (r *numberReader) has(name string) bool {
	_, err := os.Lstat(filepath.Join(r.dir, name))
	return err == nil
}

// anySize is for files whose size no other file tells.
const anySize = -1

// numbers reads a file, of a size that is known or not. It looks at the size
// before it makes room.
func numbers[T ~uint32](r *numberReader, name string, size int64) []T {
	path := filepath.Join(r.dir, name)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		r.fail(name, "%v", errors.Unwrap(err))
		return nil
	case !info.Mode().IsRegular():
		r.fail(name, "is not a file")
		return nil
	case info.Size()%4 != 0:
		r.fail(name, "has %d bytes, which are not 32-bit numbers", info.Size())
		return nil
	case size != anySize && info.Size() != 4*size:
		r.fail(name, "has %s, where %s says %d", count(int(info.Size()/4), "number"), sizer(name), size)
		return nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		r.fail(name, "%v", err)
		return nil
	}
	out := make([]T, len(b)/4)
	for i := range out {
		out[i] = T(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

// sizer is the file that says how long another is.
func sizer(name string) string {
	if name == "target_node" || len(name) > 16 && name[:16] == "query_reference_" {
		return "source_node"
	}
	return "first_out"
}

// within checks that all numbers are below an end.
func within[T ~uint32](r *numberReader, name string, numbers []T, end int) {
	for i, v := range numbers {
		if int(v) >= end {
			r.fail(name, "number %d is %d: it must be below %d", i, v, end)
			return
		}
	}
}

// coordinates reads floats.
func (r *numberReader) coordinates(name string, size int) []float32 {
	bits := numbers[uint32](r, name, int64(size))
	out := make([]float32, len(bits))
	for i, b := range bits {
		f := math.Float32frombits(b)
		if f64 := float64(f); math.IsNaN(f64) || math.IsInf(f64, 0) {
			r.fail(name, "number %d is %v", i, f)
		}
		out[i] = f
	}
	return out
}
