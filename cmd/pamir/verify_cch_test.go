package main

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// square is a ring of four nodes, one way, with a chord: 0>1>2>3>0 and 0>2. The
// last query has no path: node 4 has no arcs.
func square() map[string][]uint32 {
	return map[string][]uint32{
		"first_out":                   {0, 2, 3, 4, 5, 5},
		"head":                        {1, 2, 2, 3, 0},
		"time":                        {1, 5, 1, 1, 1},
		"source_node":                 {0, 3, 2, 0},
		"target_node":                 {2, 3, 1, 4},
		"query_reference_time_length": {2, 0, 3, 1<<31 - 1},
	}
}

// folder writes files of numbers.
func folder(t *testing.T, files map[string][]uint32) string {
	t.Helper()
	dir := t.TempDir()
	for name, numbers := range files {
		var b []byte
		for _, v := range numbers {
			b = binary.LittleEndian.AppendUint32(b, v)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// verifyCCH runs the command on a folder.
func verifyCCH(dir string, flags ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	args := append([]string{"verify", "cch", dir, "--metric", "time"}, flags...)
	code = run(args, func(string) string { return "" }, nil, &out, &errs)
	return code, out.String(), errs.String()
}

func TestVerifyCCH(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(files map[string][]uint32)
		code   int
		stdout string
		stderr string
	}{
		{"without order and coordinates", func(map[string][]uint32) {}, 0,
			`(?s)^graph 5 nodes, 5 arcs\norder our own, .*\nbuild .*\ncustomize .*\nquery median .*, p99 .*\nqueries 4 mismatches 0\n$`, `^$`},
		{"with an order", func(f map[string][]uint32) { f["cch_order"] = []uint32{4, 3, 1, 0, 2} }, 0,
			`(?s)order given\n.*queries 4 mismatches 0\n$`, `^$`},
		{"with coordinates", func(f map[string][]uint32) {
			f["latitude"], f["longitude"] = make([]uint32, 5), make([]uint32, 5)
		}, 0, `(?s)order our own, .*queries 4 mismatches 0\n$`, `^$`},
		{"without a query", func(f map[string][]uint32) {
			f["source_node"], f["target_node"], f["query_reference_time_length"] = nil, nil, nil
		}, 0, `queries 0 mismatches 0\n$`, `^$`},
		{"without a node", func(f map[string][]uint32) {
			clear(f)
			f["first_out"] = []uint32{0}
			for _, name := range []string{"head", "time", "source_node", "target_node", "query_reference_time_length"} {
				f[name] = nil
			}
		}, 0, `queries 0 mismatches 0\n$`, `^$`},
		{"a wrong reference", func(f map[string][]uint32) { f["query_reference_time_length"][2] = 4 }, 1,
			`queries 4 mismatches 1\n$`, `^query 2, from node 2 to 1: 3, but the reference is 4\npamir: 1 answer of 4 is wrong\n$`},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := square()
			c.change(files)
			code, stdout, stderr := verifyCCH(folder(t, files))
			if code != c.code || !regexp.MustCompile(c.stdout).MatchString(stdout) || !regexp.MustCompile(c.stderr).MatchString(stderr) {
				t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
			}
		})
	}
}

// TestVerifyCCHFaults: whatever is wrong with a folder, the file is named.
func TestVerifyCCHFaults(t *testing.T) {
	nan := math.Float32bits(float32(math.NaN()))
	for _, c := range []struct {
		name   string
		change func(files map[string][]uint32)
		want   string
	}{
		{"no first_out", func(f map[string][]uint32) { delete(f, "first_out") }, "first_out: no such file or directory"},
		{"empty first_out", func(f map[string][]uint32) { f["first_out"] = nil }, "first_out: is empty"},
		{"first_out does not begin at 0", func(f map[string][]uint32) { f["first_out"][0] = 1 }, "first_out, head: cch: the arcs of node 0 begin at 1"},
		{"first_out falls", func(f map[string][]uint32) { f["first_out"][1] = 4 }, "first_out, head: cch: the arcs of node 1 end at 3, before they begin at 4"},
		{"first_out far too large", func(f map[string][]uint32) { f["first_out"][5] = 1<<32 - 1 }, "head: has 5 numbers, where first_out says 4294967295"},
		{"head cut", func(f map[string][]uint32) { f["head"] = f["head"][:4] }, "head: has 4 numbers, where first_out says 5"},
		{"head out of range", func(f map[string][]uint32) { f["head"][4] = 5 }, "first_out, head: cch: arc 4 leads to node 5 of 5"},
		{"no weights", func(f map[string][]uint32) { delete(f, "time") }, "time: no such file or directory"},
		{"weights too long", func(f map[string][]uint32) { f["time"] = append(f["time"], 1) }, "time: has 6 numbers, where first_out says 5"},
		{"weight too large", func(f map[string][]uint32) { f["time"][1] = 1 << 31 }, "time: number 1 is 2147483648: it must be below 2147483648"},
		{"order cut", func(f map[string][]uint32) { f["cch_order"] = []uint32{0, 1} }, "cch_order: has 2 numbers, where first_out says 5"},
		{"order with a node twice", func(f map[string][]uint32) { f["cch_order"] = []uint32{0, 1, 2, 3, 3} }, "cch_order: cch: the order names node 3 twice, at positions 3 and 4"},
		{"latitude alone", func(f map[string][]uint32) { f["latitude"] = make([]uint32, 5) }, "longitude: no such file or directory"},
		{"not a position", func(f map[string][]uint32) {
			f["latitude"], f["longitude"] = []uint32{0, 0, nan, 0, 0}, make([]uint32, 5)
		}, "latitude: number 2 is NaN"},
		{"source out of range", func(f map[string][]uint32) { f["source_node"][3] = 5 }, "source_node: number 3 is 5: it must be below 5"},
		{"fewer targets than sources", func(f map[string][]uint32) { f["target_node"] = f["target_node"][:3] }, "target_node: has 3 numbers, where source_node says 4"},
		{"no references", func(f map[string][]uint32) { delete(f, "query_reference_time_length") }, "query_reference_time_length: no such file or directory"},
		{"several at once", func(f map[string][]uint32) { delete(f, "time"); f["head"][0] = 9 }, "time: no such file or directory\n       first_out, head: cch: arc 0 leads to node 9 of 5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := square()
			c.change(files)
			code, stdout, stderr := verifyCCH(folder(t, files))
			if code != failed || !strings.Contains(stderr, c.want) || strings.Contains(stdout, "queries") {
				t.Errorf("exit code %d, want %q\n%s%s", code, c.want, stdout, stderr)
			}
		})
	}
	dir := folder(t, square())
	if err := os.WriteFile(filepath.Join(dir, "head"), []byte("12345"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "time")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "time"), 0o700); err != nil {
		t.Fatal(err)
	}
	code, _, stderr := verifyCCH(dir)
	if code != failed || !strings.Contains(stderr, "head: has 5 bytes, which are not 32-bit numbers") || !strings.Contains(stderr, "time: is not a file") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
	for _, c := range []struct{ dir, metric, want string }{
		{filepath.Join(dir, "none"), "time", "is not a folder"},
		{dir, "../time", "is no name"},
	} {
		var out, errs bytes.Buffer
		if code := run([]string{"verify", "cch", c.dir, "--metric", c.metric}, func(string) string { return "" }, nil, &out, &errs); code != misused || !strings.Contains(errs.String(), c.want) {
			t.Errorf("exit code %d, want %q: %s", code, c.want, errs.String())
		}
	}
}
