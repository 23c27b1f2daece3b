package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestScheduleExamples: the examples that the documentation gives are right.
func TestScheduleExamples(t *testing.T) {
	const example = "../../doc/schedules.toml"
	if code, out, errs := output(nil, "verify", "schedules", example); code != succeeded || !strings.Contains(out, "6 entries without fault") {
		t.Errorf("%d %s%s", code, out, errs)
	}
	text, err := os.ReadFile("../../doc/schedules.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	if len(blocks) != 3 {
		t.Fatalf("doc/schedules.md has %d examples", len(blocks))
	}
	for _, b := range blocks {
		file := filepath.Join(t.TempDir(), "mine.toml")
		if err := os.WriteFile(file, []byte(b[1]), 0o600); err != nil {
			t.Fatal(err)
		}
		if code, out, errs := output(nil, "verify", "schedules", file); code != succeeded {
			t.Errorf("%s\n%s%s", b[1], out, errs)
		}
	}
}

// screen is what a program that runs has written so far.
type screen struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// shows waits until the text is there a number of times.
func (s *screen) shows(t *testing.T, text string, times int) {
	t.Helper()
	for range 1000 {
		if strings.Count(s.String(), text) >= times {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%q does not come; there is\n%s", text, s)
}

// TestServeKeepsSchedules: a server reads its file again on a hangup and when
// it changes, and goes on with what it had where the file is bad.
func TestServeKeepsSchedules(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits for looks at a file that are a second apart")
	}
	const good = "[[rule]]\nid = \"mine\"\nports = [\"torugart\"]\nzone = \"Asia/Bishkek\"\ndays = \"Mo\"\nsources = [{ title = \"t\", publisher = \"p\" }]\n"
	file := filepath.Join(t.TempDir(), "mine.toml")
	write := func(text string) {
		if err := os.WriteFile(file+".new", []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(file+".new", file); err != nil {
			t.Fatal(err)
		}
	}
	signal := func(s syscall.Signal) {
		if err := syscall.Kill(syscall.Getpid(), s); err != nil {
			t.Fatal(err)
		}
	}
	write(good)
	var errs screen
	ended := make(chan int)
	go func() {
		ended <- run([]string{"serve", "--addr", "127.0.0.1:0", "--schedules", file}, func(string) string { return "" }, nil, &errs, &errs)
	}()
	errs.shows(t, " at http://", 1)
	signal(syscall.SIGHUP)
	errs.shows(t, "nothing changed", 1)
	write(strings.Replace(good, "Bishkek", "Naryn", 1))
	signal(syscall.SIGHUP)
	errs.shows(t, `mine.toml:4: rule \"mine\": zone: there is no zone \"Asia/Naryn\"`, 1)
	errs.shows(t, "the old ones stay in force", 1)
	write(good + "# mended\n")
	errs.shows(t, "new ones are in force", 1) // nobody asked
	signal(syscall.SIGINT)
	if code := <-ended; code != succeeded {
		t.Errorf("exit code %d\n%s", code, &errs)
	}
}
