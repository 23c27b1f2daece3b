package osmpbf

import (
	"strings"
	"time"

	"github.com/paulmach/orb"
)

// Header is what a file says of itself.
type Header struct {
	Bound     *orb.Bound // nil where it gives none
	Program   string     // that wrote it
	Source    string
	Timestamp time.Time // up to which the data holds all changes; zero where not given
	Sequence  int64     // of the replication, 0 where not given
	URL       string    // of the replication
	Required  []string  // features of the format that a reader must know
	Optional  []string

	// Sorted says that nodes come before ways and ways before relations.
	Sorted bool

	// PositionsOnWays says that ways bring the positions of their nodes. Nodes
	// without tags may be missing then.
	PositionsOnWays bool
}

// known are the required features that this reader has.
var known = map[string]bool{"OsmSchema-V0.6": true, "DenseNodes": true}

// maxFeatures bounds a list that in truth has five entries.
const maxFeatures = 1000

// header reads the first block.
func (f *File) header(b blob) error {
	var u unpacker
	defer u.close()
	plain, err := u.unpack(f, b)
	if err != nil {
		return err
	}
	h := &f.Header
	m := message{rest: plain}
	for m.next() {
		switch m.tag {
		case 1<<3 | asBytes:
			h.Bound, m.err = bound(m.bytes)
		case 4<<3 | asBytes:
			h.Required = append(h.Required, text(m.bytes))
		case 5<<3 | asBytes:
			h.Optional = append(h.Optional, text(m.bytes))
		case 16<<3 | asBytes:
			h.Program = text(m.bytes)
		case 17<<3 | asBytes:
			h.Source = text(m.bytes)
		case 32<<3 | asVarint:
			if seconds := int64(m.number); 0 < seconds && seconds < 1<<40 {
				h.Timestamp = time.Unix(seconds, 0).UTC()
			}
		case 33<<3 | asVarint:
			h.Sequence = int64(m.number)
		case 34<<3 | asBytes:
			h.URL = text(m.bytes)
		}
		if len(h.Required)+len(h.Optional) > maxFeatures {
			return b.fault(nil, "its header lists more than %d features", maxFeatures)
		}
	}
	if m.err != nil {
		return b.fault(m.err, "its header is broken: %v", m.err)
	}
	for _, name := range h.Required {
		if name == "HistoricalInformation" {
			return b.fault(ErrUnsupported, "it holds the history of everything; osmium time-filter makes an extract of one day")
		}
		if !known[name] {
			return b.fault(ErrUnsupported, "it needs a reader that knows %q", name)
		}
	}
	for _, name := range h.Optional {
		h.Sorted = h.Sorted || name == "Sort.Type_then_ID"
		h.PositionsOnWays = h.PositionsOnWays || name == "LocationsOnWays"
	}
	return nil
}

// text is a text of the header: short and valid, whatever was written.
func text(b []byte) string {
	return strings.ToValidUTF8(string(b[:min(len(b), 1024)]), "\uFFFD")
}

// bound reads a HeaderBBox, in nanodegrees. One that is nowhere counts as none.
func bound(raw []byte) (*orb.Bound, error) {
	var b orb.Bound
	m := message{rest: raw}
	for m.next() {
		degrees := float64(zigzag(m.number)) / 1e9
		switch m.tag {
		case 1<<3 | asVarint:
			b.Min[0] = degrees
		case 2<<3 | asVarint:
			b.Max[0] = degrees
		case 3<<3 | asVarint:
			b.Max[1] = degrees
		case 4<<3 | asVarint:
			b.Min[1] = degrees
		}
	}
	if b.Min[0] < -180 || b.Max[0] > 180 || b.Min[1] < -90 || b.Max[1] > 90 || b.IsEmpty() {
		return nil, m.err
	}
	return &b, m.err
}
