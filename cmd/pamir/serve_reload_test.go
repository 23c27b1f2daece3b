package main

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// TestServeReadsFilesAgain: on a hangup a server reads the files of --load, and
// goes on with what it had where one is bad.
func TestServeReadsFilesAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts a server")
	}
	const depot = `{"type":"Feature","id":"k","geometry":{"type":"Point","coordinates":[75.99,39.47]},"properties":{"name":"Kashgar"}}` + "\n"
	file := filepath.Join(t.TempDir(), "depots.geojsonl")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	signal := func(s syscall.Signal) {
		if err := syscall.Kill(syscall.Getpid(), s); err != nil {
			t.Fatal(err)
		}
	}
	write(depot)
	var errs screen
	ended := make(chan int)
	go func() {
		ended <- run([]string{"serve", "--addr", "127.0.0.1:0", "--load", file}, func(string) string { return "" }, nil, &errs, &errs)
	}()
	errs.shows(t, " at http://", 1)
	address := regexp.MustCompile(`http://[0-9.:]+`).FindString(errs.String())
	has := func(path, text string) {
		t.Helper()
		resp, err := http.Get(address + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		if b, err := io.ReadAll(resp.Body); err != nil || !strings.Contains(string(b), text) {
			t.Errorf("%s lacks %q: %v %.300s", path, text, err, b)
		}
	}
	has("/xyz/depots/9/364/194.mvt", "Kashgar")
	signal(syscall.SIGHUP)
	errs.shows(t, "features: read again, nothing changed", 1)
	write(strings.Replace(depot, "Kashgar", "Qeshqer", 1))
	signal(syscall.SIGHUP)
	errs.shows(t, "features: new ones are served", 1)
	errs.shows(t, "changes=1", 1)
	has("/xyz/depots/9/364/194.mvt", "Qeshqer")
	has("/collections/depots/items/k", "Qeshqer")
	write(strings.ReplaceAll(depot, "}", "")) // cut
	signal(syscall.SIGHUP)
	errs.shows(t, "the old ones go on being served", 1)
	has("/collections/depots/items/k", "Qeshqer")
	signal(syscall.SIGINT)
	if code := <-ended; code != succeeded {
		t.Errorf("exit code %d\n%s", code, &errs)
	}
}
