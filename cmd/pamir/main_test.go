package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"pamir/data"
	"pamir/internal/osmpbf/pbftest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"pamir": main})
}

// TestScripts runs the program as a process, the way people do.
func TestScripts(t *testing.T) { runScripts(t, "testdata/script", nil) }

// TestImportScripts are those that need real extracts, in $EXTRACTS.
func TestImportScripts(t *testing.T) {
	runScripts(t, "testdata/import", map[string]string{"EXTRACTS": filepath.Dir(pbftest.Extract(t, "monaco"))})
}

// TestDelawareScripts are those that need an import that takes its time.
func TestDelawareScripts(t *testing.T) {
	if testing.Short() {
		t.Skip("long imports")
	}
	runScripts(t, "testdata/delaware", map[string]string{"EXTRACTS": filepath.Dir(pbftest.Extract(t, "monaco")), "DELAWARE": pbftest.Delaware(t)})
}

func runScripts(t *testing.T, dir string, env map[string]string) {
	testscript.Run(t, testscript.Params{
		Dir: dir,
		Setup: func(e *testscript.Env) error {
			ln, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				return err
			}
			defer ln.Close()
			e.Setenv("ADDR", ln.Addr().String())
			for name, value := range env {
				e.Setenv(name, value)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"appears": appears,
			"exits":   exits,
			"get":     get,
			"cut":     cut,
			"damage":  damage,
		},
	})
}

// appears FILE waits until a file is there.
func appears(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: appears file")
	}
	for range 2000 {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	ts.Fatalf("%s does not appear", args[0])
}

// cut FILE BYTES OUT copies the beginning of a file.
func cut(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: cut file bytes out")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(ts.ReadFile(args[0]))[:n], 0o600))
}

// damage DIR FILE flips a bit in the middle of a file somewhere below a folder.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: damage dir file")
	}
	found, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*", args[1]))
	ts.Check(err)
	if len(found) != 1 {
		ts.Fatalf("%v", found)
	}
	content, err := os.ReadFile(found[0])
	ts.Check(err)
	content[len(content)/2] ^= 1
	ts.Check(os.WriteFile(found[0], content, 0o600))
}

// exits CODE PROGRAM ARGS… holds the program to its exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code program args...")
	}
	code := 0
	var ee *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &ee) {
		code = ee.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// get STATUS PATH waits until the server answers so, and writes what to stdout.
func get(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: get status path")
	}
	last := "no answer"
	for range 200 {
		resp, err := http.Get("http://" + ts.Getenv("ADDR") + args[1])
		if err == nil {
			body, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			ts.Check(err)
			if last = strconv.Itoa(resp.StatusCode); last == args[0] {
				ts.Stdout().Write(body)
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("%s, want %s", last, args[0])
}

// output runs the program in this process.
func output(env map[string]string, args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = run(args, func(k string) string { return env[k] }, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

func TestEnvironmentSetsFlags(t *testing.T) {
	code, out, errs := output(map[string]string{"PAMIR_OUTPUT": "csv", "PAMIR_LIMIT": "1"}, "query", "ports", "--properties", "kind")
	if code != 0 || out != "id,lon,lat,z,kind\r\ntorugart,75.39391,40.55167,3752,road\r\n" {
		t.Errorf("%d %q %q", code, out, errs)
	}
	code, _, errs = output(map[string]string{"PAMIR_LIMIT": "many"}, "query", "ports")
	if code != misused || !strings.Contains(errs, "--limit") {
		t.Errorf("%d %q", code, errs)
	}
}

func TestReportKeepsLinesTogether(t *testing.T) {
	err := fmt.Errorf("wrapped: %w", &fault{err: data.Problems{
		{File: "ports.geojson", Feature: "torugart", Property: "kind", Message: "a"},
		{File: "ports.geojson", Message: "b"},
	}, hint: "mend it"})
	var b strings.Builder
	code := report(&b, err)
	const want = `pamir: wrapped: data/ports.geojson: feature "torugart": property kind: a
       data/ports.geojson: b
hint:  mend it
`
	if code != failed || b.String() != want {
		t.Errorf("%d\n%s", code, b.String())
	}
	if report(io.Discard, nil) != succeeded || report(io.Discard, errors.New("x")) != failed {
		t.Error("exit codes")
	}
}
