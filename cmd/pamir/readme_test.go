package main

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"pamir/data"
	"pamir/internal/api"
	"pamir/internal/store/memory"
)

// TestReadme: what the README says that commands print is what they print.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(text)

	for _, command := range []string{"compare Kashgar Osh --profile truck --depart 2025-10-06T20:00:00+08:00", "nearest 75.99 39.47", "status --mode truck --direction CN-KG --at 2025-10-04T09:00:00+08:00"} {
		code, out, errs := output(nil, strings.Fields(command)...)
		if code != 0 {
			t.Fatal(errs)
		}
		if !strings.Contains(readme, "$ bin/pamir "+command+"\n"+out) {
			t.Errorf("the README does not show what pamir %s prints:\n%s", command, out)
		}
	}

	sets, err := data.Load(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, d := range sets {
		n += len(d.Features)
	}
	if line := fmt.Sprintf("pamir: %s in %s at", count(n, "feature"), count(len(sets), "collection")); !strings.Contains(readme, line) {
		t.Errorf("the README does not show what pamir serve prints: %s", line)
	}

	_, rest, _ := strings.Cut(readme, "$ curl 'http://localhost:8080")
	path, rest, _ := strings.Cut(rest, "'")
	_, rest, _ = strings.Cut(rest, "```json\n")
	shown, _, _ := strings.Cut(rest, "```")
	s, err := memory.New(sets...)
	if err != nil {
		t.Fatal(err)
	}
	server, err := api.New(api.Config{Store: s})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	server.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	var got, want map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(strings.Replace(shown, "[…]", "[]", 1)), &want); err != nil {
		t.Fatal(err)
	}
	got["links"], want["links"] = nil, nil
	if a, b := fmt.Sprint(got), fmt.Sprint(want); a != b {
		t.Errorf("the README shows for %s\n%s\nand the server answers\n%s", path, b, a)
	}
}
