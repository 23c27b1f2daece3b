package region

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"pamir/internal/osmpbf/pbftest"
)

// childImports is set for a process of this test that imports one of two
// extracts, by turns, into the folder that it names.
const childImports = "PAMIR_TEST_IMPORT_INTO"

// turn is the extract of the child: the number after a colon.
func importAsChild(arg string) (code int) {
	// strace counts the calls of each thread apart: those of the exchange,
	// which TestFailingDisk counts, are to come from one.
	runtime.LockOSThread()
	dir, turn, _ := strings.Cut(arg, ":")
	d, err := pbftest.Parse(turnsExtract(turn))
	if err != nil {
		return 3
	}
	file := pbftest.Encode(d, pbftest.Options{BlockSize: 50, Compression: "zlib"})
	if _, err := Import(context.Background(), Extract{"turn.osm.pbf", bytes.NewReader(file), int64(len(file))}, Options{Dir: dir}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func turnsExtract(turn string) string {
	return town(20) + "\nr1 Ttype=multipolygon,natural=water,name=Turn" + turn + " Mw12@outer\n"
}

func child(dir, turn string, wrap ...string) *exec.Cmd {
	args := append(wrap, os.Args[0])
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), childImports+"="+dir+":"+turn)
	return cmd
}

// whose tells which turn's region is in a folder.
func whose(t *testing.T, dir string) string {
	t.Helper()
	r, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(lines(r, "water"), `"name":"Turn`)
	turn, _, _ := strings.Cut(after, `"`)
	return turn
}

// An import that is killed at any time leaves the region that was there, or
// the new one, whole; the next import leaves nothing else.
func TestKilledImports(t *testing.T) {
	if testing.Short() {
		t.Skip("processes to kill")
	}
	dir := filepath.Join(t.TempDir(), "region")
	if out, err := child(dir, "0").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	r := rand.New(rand.NewPCG(5, 6))
	killed := 0
	for n := 1; n <= 25; n++ {
		before := whose(t, dir)
		cmd := child(dir, fmt.Sprint(n))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(time.Duration(r.Int64N(int64(250*time.Millisecond))), func() { _ = cmd.Process.Kill() })
		if cmd.Wait() != nil {
			killed++
		}
		if now := whose(t, dir); now != before && now != fmt.Sprint(n) {
			t.Fatalf("killed at %d: the region is that of turn %q", n, now)
		}
	}
	t.Logf("%d of 25 were killed before they were done", killed)
	if out, err := child(dir, "end").CombinedOutput(); err != nil || whose(t, dir) != "end" {
		t.Fatalf("%v: %s", err, out)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("%v %v", entries, err)
	}
}

// Each write, flush, rename and the like fails once, file by file: the import
// says so, and the region is as it was.
func TestFailingDisk(t *testing.T) {
	if testing.Short() {
		t.Skip("a process for each call that can fail")
	}
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace is missing: on Debian, apt-get install strace")
	}
	parent := t.TempDir()
	dir := filepath.Join(parent, "region")
	if out, err := child(dir, "0").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	before := listing(t, parent)
	temp := filepath.Join(dir, scratch+"new")
	waiting := filepath.Join(dir, scratch+manifestName)
	cases := []struct{ call, fault, path string }{
		{"mkdirat", "ENOSPC", temp},
		{"renameat", "EIO", temp},
		{"renameat", "EIO", waiting},
		{"fsync", "EIO", temp},
		{"fsync", "EIO", waiting},
		{"write", "ENOSPC", waiting},
		{"write", "ENOSPC", filepath.Join(temp, "spool-0-2")},
		{"openat", "EMFILE", filepath.Join(temp, "spool-0-2")},
		{"renameat", "EIO", filepath.Join(temp, roadsName)},
	}
	for _, file := range []string{"roads", "passes", "ferries", "water", "admin-boundaries"} {
		path := filepath.Join(temp, file+".geojsonl.gz")
		cases = append(cases, struct{ call, fault, path string }{"write", "ENOSPC", path}, struct{ call, fault, path string }{"fsync", "EIO", path})
	}
	for _, c := range cases {
		out, err := child(dir, "1", "strace", "-f", "-qq", "-o", "/dev/null", "-P", c.path, "-e", "trace="+c.call, "-e", fmt.Sprintf("inject=%s:error=%s", c.call, c.fault)).CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 1 || len(out) == 0 {
			t.Fatalf("%s of %s: %v: %s", c.call, c.path, err, out)
		}
		if now := listing(t, parent); !reflect.DeepEqual(now, before) {
			t.Fatalf("%s of %s: %s: the folder has changed: %v", c.call, c.path, out, slices.Sorted(maps.Keys(now)))
		}
	}
	// The last flush comes after the exchange, when it is too late to go back.
	out, err := child(dir, "1", "strace", "-f", "-qq", "-o", "/dev/null", "-P", dir, "-e", "trace=fsync", "-e", "inject=fsync:error=EIO:when=2+").CombinedOutput()
	if now := whose(t, dir); err == nil || !strings.Contains(string(out), ErrUnsure.Error()) || now != "1" {
		t.Errorf("the last flush: %v: %s: the region is that of turn %q", err, out, now)
	}
	// Both are there then, and the next import removes the one that is not it.
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 3 {
		t.Errorf("%v %v", entries, err)
	}
	if out, err := child(dir, "2").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("%v %v", entries, err)
	}
}

// A region can be opened at any time while others take its place.
func TestOpenWhileImporting(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "region")
	load := func(turn string) {
		if _, err := Import(context.Background(), extract(t, turnsExtract(turn), pbftest.Options{}), Options{Dir: dir}); err != nil {
			t.Error(err)
		}
	}
	load("0")
	done := make(chan struct{})
	go func() {
		defer close(done)
		for n := range 12 {
			load(fmt.Sprint(n))
		}
	}()
	for n := 0; ; n++ {
		if _, err := Open(context.Background(), dir); err != nil {
			t.Fatalf("opened %d times: %v, not found: %v", n, err, errors.Is(err, fs.ErrNotExist))
		}
		select {
		case <-done:
			return
		default:
		}
	}
}
