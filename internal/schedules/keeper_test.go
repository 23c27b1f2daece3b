package schedules

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// lines is a log that can be read while it is written.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) count(part string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Count(l.text.String(), part)
}

// watched keeps a file, and watches it closely until the test ends.
type watched struct {
	*Keeper
	t     *testing.T
	path  string
	log   *lines
	asked chan os.Signal
}

const glance = 5 * time.Millisecond

func watch(t *testing.T, text string) *watched {
	t.Helper()
	w := &watched{t: t, path: filepath.Join(t.TempDir(), "mine.toml"), log: new(lines), asked: make(chan os.Signal)}
	w.write(text)
	var err error
	w.Keeper, err = NewKeeper(Options{
		Chains: three, BuiltIn: []File{{Name: "built-in", Text: []byte(notice1)}}, Path: w.path,
		Logger: slog.New(slog.NewTextHandler(w.log, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		w.Watch(ctx, glance, w.asked)
		close(ended)
	}()
	t.Cleanup(func() {
		stop()
		<-ended
	})
	return w
}

func (w *watched) write(text string) {
	w.t.Helper()
	if err := os.WriteFile(w.path, []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
}

// replace puts another file in place of the watched one, as editors do.
func (w *watched) replace(text string) {
	w.t.Helper()
	other := w.path + ".new"
	if err := os.WriteFile(other, []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
	if err := os.Rename(other, w.path); err != nil {
		w.t.Fatal(err)
	}
}

// until waits for something to be so.
func (w *watched) until(what string, so func() bool) {
	w.t.Helper()
	for range 2000 {
		if so() {
			return
		}
		time.Sleep(glance)
	}
	w.t.Fatalf("it does not happen that %s; the log:\n%s", what, w.log.text.String())
}

func named(id string) string { return with(rule1, `id = "a"`, "id = \""+id+"\"\n") }

func (w *watched) untilVersionIsNot(old string) string {
	w.t.Helper()
	w.until("the version changes", func() bool { return w.Book().Version() != old })
	return w.Book().Version()
}

func TestWatchWritten(t *testing.T) {
	w := watch(t, named("a"))
	w.write(named("bb"))
	w.untilVersionIsNot(w.Book().Version())
	w.until("the log says so", func() bool { return w.log.count("new ones are in force") == 1 })
	if w.Set().Entries != 2 {
		t.Errorf("%d entries, want the built-in notice and the rule", w.Set().Entries)
	}
}

// TestWatchReplaced: by another file of the same size and time.
func TestWatchReplaced(t *testing.T) {
	w := watch(t, named("a"))
	info, err := os.Stat(w.path)
	if err != nil {
		t.Fatal(err)
	}
	other := w.path + ".new"
	if err := os.WriteFile(other, []byte(named("b")), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(other, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	old := w.Book().Version()
	if err := os.Rename(other, w.path); err != nil {
		t.Fatal(err)
	}
	w.untilVersionIsNot(old)
}

func TestWatchBadThenGood(t *testing.T) {
	w := watch(t, named("a"))
	old := w.Book()
	w.replace(with(named("b"), `hours = "Mo-Fr 12:00-19:00"`, "hours = \"Mo-Fr 12:00-25:00\"\nzone = 5\n"))
	w.until("the log names the fault", func() bool { return w.log.count("the old ones stay in force") == 1 })
	time.Sleep(10 * glance) // it is told of once, not at each look
	if w.Book() != old {
		t.Fatal("a bad file took the place of a good one")
	}
	if n := w.log.count("mine.toml:"); n == 0 || w.log.count("the old ones stay in force") != 1 {
		t.Fatalf("the log:\n%s", w.log.text.String())
	}
	w.replace(named("b"))
	w.until("another book is in force", func() bool { return w.Book() != old })
}

func TestWatchGoneAndBack(t *testing.T) {
	w := watch(t, named("a"))
	old := w.Book()
	if err := os.Remove(w.path); err != nil {
		t.Fatal(err)
	}
	w.until("the log says that it is gone", func() bool { return w.log.count("mine.toml: no such file") == 1 })
	time.Sleep(10 * glance)
	if w.Book() != old || w.log.count("no such file") != 1 {
		t.Fatalf("the log:\n%s", w.log.text.String())
	}
	w.write(named("b"))
	w.until("another book is in force", func() bool { return w.Book() != old })
}

// TestWatchAsked: on request a file is read that looks untouched.
func TestWatchAsked(t *testing.T) {
	w := watch(t, named("a"))
	w.asked <- os.Interrupt
	w.until("the log says so", func() bool { return w.log.count("nothing changed") == 1 })
}

func TestReload(t *testing.T) {
	k, err := NewKeeper(Options{Chains: three, BuiltIn: []File{{Name: "b", Text: []byte(rule1)}}})
	if err != nil {
		t.Fatal(err)
	}
	if changed, err := k.Reload(); changed || err != nil {
		t.Errorf("%v %v: nothing has changed", changed, err)
	}
	if _, err := NewKeeper(Options{Chains: three, Path: filepath.Join(t.TempDir(), "none.toml")}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	_, err = NewKeeper(Options{Chains: three, Path: t.TempDir()})
	if err == nil || !strings.Contains(err.Error(), "is a directory") {
		t.Errorf("a folder: %v", err)
	}
}

// TestReadersMeanwhile: whoever reads while files change, bad ones among them,
// sees one whole set, old or new.
func TestReadersMeanwhile(t *testing.T) {
	w := watch(t, named("a"))
	texts := []string{named("a"), named("b") + cal1, "not TOML", named("c") + road1 + cal1}
	good := map[string]int{}
	for _, text := range texts {
		if s, err := Load(three, File{Name: "built-in", Text: []byte(notice1)}, File{Name: w.path, Text: []byte(text)}); err == nil {
			good[s.Book.Version()] = s.Entries
		}
	}
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				s := w.Set()
				if entries, ok := good[s.Book.Version()]; !ok || entries != s.Entries {
					t.Errorf("version %s with %d entries", s.Book.Version(), s.Entries)
					return
				}
				time.Sleep(time.Millisecond / 10)
			}
		})
	}
	for range 3 {
		for _, text := range texts {
			w.replace(text)
			time.Sleep(3 * glance)
		}
	}
	w.replace(texts[1])
	w.until("the last file is in force", func() bool { return w.Set().Entries == 3 })
	close(stop)
	readers.Wait()
}
