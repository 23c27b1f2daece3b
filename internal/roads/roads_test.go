package roads

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"go.uber.org/goleak"

	"pamir/geo/route"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

// street is a network of a street of ten pieces, with the ways 1 to 10.
func street(context.Context) (*route.Network, error) {
	b := route.NewBuilder()
	for i := range int64(10) {
		b.Way(route.Way{ID: i + 1, Nodes: []int64{i, i + 1}, Tags: route.Tags{{Key: "highway", Value: "primary"}}})
	}
	for i := range int64(11) {
		b.Node(route.Node{ID: i, Lon: 75 + float64(i)/1000, Lat: 40})
	}
	n, _, err := b.Build(context.Background(), route.BuildOptions{})
	return n, err
}

func open(t *testing.T, dir string) *Keeper {
	t.Helper()
	k := NewKeeper(quiet)
	if dir != "" {
		if err := k.Keep(dir); err != nil {
			t.Fatal(err)
		}
	}
	k.Load(street)
	k.Wait()
	t.Cleanup(func() { k.Close() })
	return k
}

func ids(k *Keeper) (s string) {
	list, force := k.Closures()
	for _, c := range list {
		s += c.ID
		if !force[c.ID] {
			s += "?"
		}
		s += " "
	}
	return strings.TrimSpace(s)
}

func TestAddAndRemove(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "state")
	k := open(t, dir)
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.FixedZone("", 3600))
	for i, c := range []route.Closure{
		{Ways: []int64{1, 2}, Reason: "flood \"here\"\nand there"}, {Line: orb.LineString{{75.002, 40}, {75.003, 40}}, OneWay: true, SpeedKmh: 20, Modes: 1 << route.Truck},
		{Ways: []int64{5}, From: at, To: at.Add(time.Hour)},
	} {
		got, err := k.Add(context.Background(), c)
		if err != nil || got.ID != fmt.Sprint("c", i+1) {
			t.Fatalf("%v %v", got, err)
		}
	}
	if _, err := k.Add(context.Background(), route.Closure{Ways: []int64{99}}); err == nil {
		t.Error("a closure of no road is taken")
	}
	if err := k.Remove(context.Background(), "c2"); err != nil {
		t.Error(err)
	}
	if err := k.Remove(context.Background(), "c2"); !errors.Is(err, ErrUnknown) {
		t.Errorf("error %v", err)
	}
	before, _ := k.Closures()
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	k = open(t, dir)
	after, _ := k.Closures()
	if got := ids(k); got != "c1 c3" {
		t.Errorf("after a restart %q", got)
	}
	for i := range after {
		if !after[i].From.Equal(before[i].From) || !after[i].To.Equal(before[i].To) {
			t.Errorf("times %v, want %v", after[i], before[i])
		}
		after[i].From, after[i].To, before[i].From, before[i].To = at, at, at, at
	}
	if !reflect.DeepEqual(after, before) {
		t.Errorf("after a restart %+v, before %+v", after, before)
	}
	if c, err := k.Add(context.Background(), route.Closure{Ways: []int64{9}}); err != nil || c.ID != "c4" {
		t.Errorf("%v %v", c, err)
	}
	other := NewKeeper(quiet)
	if err := other.Keep(dir); err == nil {
		t.Error("two keep one folder")
	}
	other.Close()
}

// TestTruncated starts after the journal has been cut at every byte: the
// entries that are whole hold, and one can go on.
func TestTruncated(t *testing.T) {
	dir := t.TempDir()
	k := open(t, dir)
	for i := range int64(4) {
		if _, err := k.Add(context.Background(), route.Closure{Ways: []int64{i + 1}, Reason: "why"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := k.Remove(context.Background(), "c2"); err != nil {
		t.Fatal(err)
	}
	k.Close()
	path := filepath.Join(dir, journalName)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"", "c1", "c1 c2", "c1 c2 c3", "c1 c2 c3 c4", "c1 c3 c4"}
	for n := range len(whole) + 1 {
		if err := os.WriteFile(path, whole[:n], 0o644); err != nil {
			t.Fatal(err)
		}
		j, list, next, err := openJournal(dir)
		if err != nil {
			t.Fatalf("after %d of %d bytes: %v", n, len(whole), err)
		}
		var got []string
		for _, c := range list {
			got = append(got, c.ID)
		}
		lines := bytes.Count(whole[:n], []byte("\n"))
		if strings.Join(got, " ") != want[lines] || next != uint64(min(lines, 4)+1) {
			t.Errorf("after %d of %d bytes: %v and next %d, want %s", n, len(whole), got, next, want[lines])
		}
		if err := j.write(entry{Open: "c1"}); err != nil {
			t.Fatal(err)
		}
		j.close()
		if b, _ := os.ReadFile(path); bytes.Count(b, []byte("\n")) != lines+1 {
			t.Errorf("after %d bytes and an entry: %q", n, b)
		}
	}
}

// TestFlipped: a flipped bit is never read as another closure.
func TestFlipped(t *testing.T) {
	dir := t.TempDir()
	k := open(t, dir)
	for i := range int64(3) {
		if _, err := k.Add(context.Background(), route.Closure{Ways: []int64{i + 1}}); err != nil {
			t.Fatal(err)
		}
	}
	k.Close()
	path := filepath.Join(dir, journalName)
	whole, _ := os.ReadFile(path)
	for bit := range 8 * len(whole) {
		b := bytes.Clone(whole)
		b[bit/8] ^= 1 << (bit % 8)
		entries, _, err := readEntries(b)
		if err != nil {
			if !errors.Is(err, ErrJournal) {
				t.Errorf("bit %d: %v", bit, err)
			}
			continue
		}
		for i, e := range entries {
			if e.Close == nil || e.Close.Ways[0] != int64(i+1) {
				t.Errorf("bit %d makes of entry %d %+v", bit, i, e)
			}
		}
	}
}

func TestNotWritten(t *testing.T) {
	k := open(t, t.TempDir())
	k.journal.file.Close() // so that the next write fails
	var we *WriteError
	if _, err := k.Add(context.Background(), route.Closure{Ways: []int64{1}}); !errors.As(err, &we) {
		t.Errorf("error %v", err)
	}
	if r, _ := k.Router(); ids(k) != "" {
		list, _ := r.Closures()
		t.Errorf("what was not kept is in force: %v", list)
	}
}

// TestOtherRoads: closures of roads that are gone are kept, and close nothing.
func TestOtherRoads(t *testing.T) {
	dir := t.TempDir()
	j, _, _, err := openJournal(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []route.Closure{{ID: "c1", Ways: []int64{1}}, {ID: "c2", Ways: []int64{77}}, {ID: "c3", Ways: []int64{3}}} {
		if err := j.write(entry{Close: &c}); err != nil {
			t.Fatal(err)
		}
	}
	j.close()
	k := open(t, dir)
	if got := ids(k); got != "c1 c2? c3" {
		t.Errorf("closures %q", got)
	}
	if _, err := k.Add(context.Background(), route.Closure{Ways: []int64{4}}); err != nil {
		t.Error(err)
	}
	if err := k.Remove(context.Background(), "c2"); err != nil {
		t.Error(err)
	}
	if err := k.Remove(context.Background(), "c1"); err != nil {
		t.Error(err)
	}
	if got := ids(k); got != "c3 c4" {
		t.Errorf("closures %q", got)
	}
}

func TestLoading(t *testing.T) {
	k := NewKeeper(quiet)
	if _, err := k.Router(); !errors.Is(err, ErrLoading) {
		t.Errorf("error %v", err)
	}
	broken := errors.New("broken")
	k.Load(func(context.Context) (*route.Network, error) { return nil, broken })
	k.Wait()
	if _, err := k.Router(); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if _, err := k.Add(context.Background(), route.Closure{Ways: []int64{1}}); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	k.Load(func(ctx context.Context) (*route.Network, error) { <-ctx.Done(); return nil, ctx.Err() })
	k.Close()
}

// FuzzJournal: what is read and written again is read the same.
func FuzzJournal(f *testing.F) {
	for _, e := range []entry{{Open: "c1"}, {Close: &route.Closure{ID: "c2", Ways: []int64{1}, Reason: "x"}}} {
		b, _ := e.bytes()
		f.Add(b)
	}
	f.Add([]byte("00000000 {}\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		entries, whole, err := readEntries(b)
		if err != nil {
			return
		}
		var again []byte
		for _, e := range entries {
			line, err := e.bytes()
			if err != nil {
				t.Fatal(err)
			}
			again = append(again, line...)
		}
		twice, n, err := readEntries(again)
		if err != nil || n != len(again) || len(twice) != len(entries) || whole > len(b) {
			t.Errorf("%q: %d entries, then %d (%v)", b, len(entries), len(twice), err)
		}
	})
}
