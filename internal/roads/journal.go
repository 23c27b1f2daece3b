package roads

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/route"
)

// The journal is a file of lines, one for each closure and each lifting of
// one: a CRC-32C in eight hexadecimal digits, a space, and JSON. A line counts
// once it is whole and on the disk; the answer to who asked is given after
// that. What a crash leaves of a line at the end is cut off; a line that is
// wrong with others behind it is damage, and is told.
type journal struct {
	file *os.File
	size int64
}

// entry is a line.
type entry struct {
	Close *route.Closure
	Open  string
}

// line is an entry as it is written.
type line struct {
	Close *closure `json:"close,omitempty"`
	Open  string   `json:"open,omitempty"`
}

// closure is a route.Closure as it is written.
type closure struct {
	ID       string         `json:"id"`
	Ways     []int64        `json:"ways,omitempty"`
	Line     orb.LineString `json:"line,omitempty"`
	OneWay   bool           `json:"one_way,omitempty"`
	Modes    route.Modes    `json:"modes,omitempty"`
	SpeedKmh float64        `json:"speed_kmh,omitempty"`
	From     *time.Time     `json:"from,omitempty"`
	To       *time.Time     `json:"to,omitempty"`
	Reason   string         `json:"reason,omitempty"`
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// ErrJournal says that the file of the closures is damaged.
var ErrJournal = errors.New("the file of the closures is damaged")

const journalName = "closures.log"

// openJournal reads the closures in a folder, which it makes if need be. No
// other process may have it open.
func openJournal(dir string) (j *journal, list []route.Closure, next uint64, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, nil, 0, err
	}
	f, err := os.OpenFile(filepath.Join(dir, journalName), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, nil, 0, err
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	if err := lock(f); err != nil {
		return nil, nil, 0, fmt.Errorf("%s: %w", f.Name(), err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		return nil, nil, 0, err
	}
	entries, whole, err := readEntries(text)
	if err != nil {
		return nil, nil, 0, fmt.Errorf("%s: %w", f.Name(), err)
	}
	j = &journal{f, int64(whole)}
	if whole < len(text) {
		if err := j.cut(); err != nil {
			return nil, nil, 0, err
		}
	}
	next = 1
	for _, e := range entries {
		list = with(list, e)
		if e.Close != nil {
			if n, err := strconv.ParseUint(strings.TrimPrefix(e.Close.ID, "c"), 10, 63); err == nil {
				next = max(next, n+1)
			}
		}
	}
	return j, list, next, syncDir(dir)
}

// readEntries reads lines, and returns how many bytes of whole ones there are.
func readEntries(text []byte) (entries []entry, whole int, err error) {
	for whole < len(text) {
		end := bytes.IndexByte(text[whole:], '\n')
		if end < 0 {
			return entries, whole, nil // torn
		}
		e, ok := readEntry(text[whole : whole+end])
		if !ok {
			if bytes.IndexByte(text[whole+end+1:], '\n') < 0 {
				return entries, whole, nil // torn, and what followed it was, too
			}
			return nil, 0, fmt.Errorf("%w at byte %d: mend or remove it", ErrJournal, whole)
		}
		entries = append(entries, e)
		whole += end + 1
	}
	return entries, whole, nil
}

func readEntry(text []byte) (e entry, ok bool) {
	sum, body, found := bytes.Cut(text, []byte(" "))
	if want, err := strconv.ParseUint(string(sum), 16, 32); !found || len(sum) != 8 || err != nil || uint32(want) != crc32.Checksum(body, castagnoli) {
		return e, false
	}
	var l line
	if json.Unmarshal(body, &l) != nil || (l.Close == nil) == (l.Open == "") {
		return e, false
	}
	e.Open = l.Open
	if c := l.Close; c != nil {
		e.Close = &route.Closure{ID: c.ID, Ways: c.Ways, Line: c.Line, OneWay: c.OneWay, Modes: c.Modes, SpeedKmh: c.SpeedKmh, Reason: c.Reason}
		if c.From != nil {
			e.Close.From = *c.From
		}
		if c.To != nil {
			e.Close.To = *c.To
		}
	}
	return e, true
}

func (e entry) bytes() ([]byte, error) {
	l := line{Open: e.Open}
	if c := e.Close; c != nil {
		l.Close = &closure{ID: c.ID, Ways: c.Ways, Line: c.Line, OneWay: c.OneWay, Modes: c.Modes, SpeedKmh: c.SpeedKmh, Reason: c.Reason}
		if !c.From.IsZero() {
			l.Close.From = &c.From
		}
		if !c.To.IsZero() {
			l.Close.To = &c.To
		}
	}
	body, err := json.Marshal(l)
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "%08x %s\n", crc32.Checksum(body, castagnoli), body), nil
}

// write appends an entry and waits until it is on the disk. If that fails,
// what was written of it is taken back.
func (j *journal) write(e entry) error {
	b, err := e.bytes()
	if err != nil {
		return err
	}
	if _, err = j.file.WriteAt(b, j.size); err == nil {
		err = j.file.Sync()
	}
	if err != nil {
		return errors.Join(err, j.cut())
	}
	j.size += int64(len(b))
	return nil
}

// cut takes off what is not whole.
func (j *journal) cut() error {
	return errors.Join(j.file.Truncate(j.size), j.file.Sync())
}

func (j *journal) close() error { return j.file.Close() }

// syncDir puts a new file's name on the disk.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
