package formats

import (
	"bytes"
	"fmt"
	"io"

	"github.com/paulmach/orb"

	"pamir/internal/store"
)

// Raw is a feature as it stands in a file, before there is a schema.
type Raw struct {
	Line   int   // where it begins, from 1
	Offset int64 // where it begins, in bytes

	// ID is the feature's id; a number's digits as they are written. HasID is
	// false where the feature has none or null.
	ID    string
	HasID bool

	// Geometry is nil for null and for empty coordinates (RFC 7946 section
	// 3.1). Its longitudes are within ±180 and its latitudes within ±90.
	Geometry orb.Geometry

	// Z holds the heights as store.Feature has them: nil where no position has
	// one, NaN for a position without in a geometry where others have one.
	Z []float64

	// Properties are in the order of the file, each name once: of several
	// members of one name the last one counts.
	Properties []RawProperty
}

// RawProperty is a member of a feature's properties.
type RawProperty struct {
	Name  string
	Value store.Value
}

// ReadOptions bounds a Reader. The zero value is right for most files.
type ReadOptions struct {
	// MaxFeature is the size in bytes above which a feature is an error;
	// 0: DefaultMaxFeature.
	MaxFeature int

	// Lines says that each line holds a record of its own, so that a broken
	// line costs that line only. The reader finds it out by itself unless the
	// first record of the file is the broken one.
	Lines bool
}

// DefaultMaxFeature is the size in bytes up to which a feature is read.
const DefaultMaxFeature = 64 << 20

// MaxProperties is the number of properties that one feature may have.
const MaxProperties = 1024

// Reader reads GeoJSON a feature at a time: a FeatureCollection, a Feature, a
// geometry, or any number of them one after the other, on lines of their own
// or each after a record separator (RFC 8142). It holds one feature and a
// buffer in memory.
//
// Values must be what RFC 7946 says: positions finite and in range, rings
// closed and of four positions or more, lines of two or more. A coordinate
// that is out of range by no more than 1e-9 degrees, a tenth of a millimetre,
// is taken for a rounding error and put on the edge. Coordinates beyond the
// third are ignored, as section 3.1.1 advises.
type Reader struct {
	src     source
	parse   parser
	within  bool // inside the array of a FeatureCollection
	first   bool // no feature of that array was read yet
	typed   bool // the collection has said that it is one
	lines   bool // a record is a line
	records bool // a record follows a record separator
	began   bool // something was read
	lone    int  // line of the first record if it was alone on it, else 0
	end     error
}

// NewReader returns a Reader of r. It reads ahead, but nothing before Next is
// called.
func NewReader(r io.Reader, o ReadOptions) *Reader {
	limit := o.MaxFeature
	if limit <= 0 {
		limit = DefaultMaxFeature
	}
	return &Reader{
		src:   source{r: r, mark: -1, line: 1, limit: limit},
		lines: o.Lines,
	}
}

// FeatureError says what is wrong with one feature. The ones after it can
// still be read.
type FeatureError struct {
	Line   int    // where the fault is, from 1
	Offset int64  // where the fault is, in bytes
	ID     string // of the feature, where it was read before the fault
	Detail string
}

func (e *FeatureError) Error() string {
	if e.ID != "" {
		return fmt.Sprintf("line %d: feature %q: %s", e.Line, e.ID, e.Detail)
	}
	return fmt.Sprintf("line %d: %s", e.Line, e.Detail)
}

// SyntaxError says where a text stops being GeoJSON. Nothing after it can be
// read.
type SyntaxError struct {
	Line   int   // from 1
	Offset int64 // in bytes
	Detail string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Detail) }

// Next returns the next feature, with memory of its own. A bare geometry is a
// feature without an id and properties. The error is io.EOF at the end, a
// *FeatureError where the next call reads on, and anything else, a
// *SyntaxError or the input's own error, where it cannot: every later call
// then returns the same.
func (r *Reader) Next() (Raw, error) {
	var raw Raw
	err := r.read(&raw)
	return raw, err
}

// read is Next with the use of raw's slice of properties.
func (r *Reader) read(raw *Raw) error {
	for r.end == nil {
		more, err := r.step(raw)
		if err != nil {
			return err
		}
		if !more {
			return nil
		}
	}
	return r.end
}

// step moves on by one piece of the text; more is true where that was not yet
// a feature.
func (r *Reader) step(raw *Raw) (more bool, err error) {
	if r.within {
		return r.element(raw)
	}
	s := &r.src
	s.mark = -1
	c, ok := s.next(false)
	if r.lone > 0 && s.line > r.lone {
		r.lines = !r.records
	}
	switch {
	case !ok && s.failed() != nil:
		return false, r.stop(s.failed())
	case !ok && !r.began:
		return false, r.syntax("the file is empty")
	case !ok:
		return false, r.stop(io.EOF)
	case c == recordSeparator:
		r.records, r.lines = true, false
		s.pos++
		return true, nil
	case !r.began && c == byteOrderMark[0] && r.passMark():
		return true, nil
	case c != '{':
		return false, r.broken(notAnObject(c, r.began))
	}
	return r.object(raw)
}

// object reads a value of the top level. Its members are looked at one by one,
// so that the array of a FeatureCollection need not be held in memory.
func (r *Reader) object(raw *Raw) (more bool, err error) {
	s := &r.src
	start := place{line: s.line, offset: s.offset()}
	first := !r.began
	r.began, r.typed = true, false
	s.mark = s.pos
	s.pos++
	r.first = true
	for kind := []byte(nil); ; {
		m, err := r.member()
		if err != nil {
			return false, err
		}
		if m.last {
			break
		}
		if string(m.name) == `"features"` && m.opens == '[' && (kind == nil || string(kind) == `"FeatureCollection"`) {
			r.typed = kind != nil
			s.mark = -1
			s.pos++
			r.within, r.first = true, true
			return true, nil
		}
		value, err := r.value()
		if err != nil {
			return false, err
		}
		if string(m.name) == `"type"` {
			kind = bytes.Clone(value)
		}
		if detail := r.foreignCRS(m.name, value); detail != "" {
			return false, r.syntax(detail)
		}
	}
	if first && s.line == start.line {
		r.lone = start.line
	}
	return false, r.record(raw, start, false)
}

// element reads the next feature of a FeatureCollection, or its end.
func (r *Reader) element(raw *Raw) (more bool, err error) {
	s := &r.src
	s.mark = -1
	c, ok := s.next(false)
	if ok && c == ']' {
		s.pos++
		r.within, r.first = false, false
		return true, r.closeCollection()
	}
	if ok && !r.first {
		if c != ',' {
			return false, r.broken(fmt.Sprintf("a comma or ] should follow the feature, not %q", c))
		}
		s.pos++
		c, ok = s.next(false)
	}
	if !ok {
		return false, r.cut(cut)
	}
	if c == ']' {
		return false, r.broken("a feature should follow the comma, not ]")
	}
	r.first = false
	s.mark = s.pos
	start := place{line: s.line, offset: s.offset()}
	switch f := s.pass(r.lines); {
	case f == tooLarge:
		return false, &FeatureError{Line: start.line, Offset: start.offset, Detail: r.tooLarge()}
	case f != found:
		return false, r.cut(f)
	case s.pos == s.mark:
		return false, r.broken(fmt.Sprintf("a feature should be here, not %q", c))
	}
	return false, r.record(raw, start, true)
}

// closeCollection reads the members after the array of features.
func (r *Reader) closeCollection() error {
	for {
		r.src.mark = r.src.pos
		m, err := r.member()
		if err != nil {
			return err
		}
		if m.last {
			break
		}
		if string(m.name) == `"features"` {
			return r.broken(`the member "features" is there twice`)
		}
		value, err := r.value()
		if err != nil {
			return err
		}
		if string(m.name) == `"type"` {
			r.typed = string(value) == `"FeatureCollection"`
		}
		if detail := r.foreignCRS(m.name, value); detail != "" {
			return r.syntax(detail)
		}
	}
	if !r.typed {
		return r.broken(`an object with "features" should have the type "FeatureCollection"`)
	}
	return nil
}

// record parses the feature that was just passed over.
func (r *Reader) record(raw *Raw, start place, element bool) error {
	s := &r.src
	p := &r.parse
	p.reset(s.buf[s.mark:s.pos])
	*raw = Raw{Line: start.line, Offset: start.offset, Properties: raw.Properties[:0]}
	p.record(raw, element)
	if !p.failed {
		return nil
	}
	at := min(p.at, len(p.b))
	return &FeatureError{
		Line:   start.line + bytes.Count(p.b[:at], []byte{'\n'}),
		Offset: start.offset + int64(at),
		ID:     raw.ID,
		Detail: p.detail,
	}
}
