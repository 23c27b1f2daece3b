package main

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestTilesBuildKilled: a build that is killed at any instant, again and again,
// ends with the same archive as one that was left in peace.
func TestTilesBuildKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	folder := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(folder, "pamir") // testscript runs main under this name
	if err := os.Symlink(self, program); err != nil {
		t.Fatal(err)
	}
	build := func(name string) *exec.Cmd {
		return exec.Command(program, "tiles", "build", "-o", filepath.Join(folder, name), "--max-zoom", "9")
	}
	if out, err := build("whole.pmtiles").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	r := rand.New(rand.NewPCG(1, 2))
	kills, patience := 0, 100
	for {
		cmd := build("killed.pmtiles")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(patience+r.IntN(patience))*time.Millisecond, func() { _ = cmd.Process.Kill() })
		err := cmd.Wait()
		timer.Stop()
		if err == nil {
			break
		}
		var ee *exec.ExitError
		if !errors.As(err, &ee) || ee.Exited() {
			t.Fatal(err)
		}
		kills++
		patience += 20
	}
	want, err1 := os.ReadFile(filepath.Join(folder, "whole.pmtiles"))
	got, err2 := os.ReadFile(filepath.Join(folder, "killed.pmtiles"))
	if err1 != nil || err2 != nil || !bytes.Equal(want, got) {
		t.Errorf("after %d kills the archive differs: %v %v", kills, err1, err2)
	}
	t.Logf("%d kills", kills)
}
