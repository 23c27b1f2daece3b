package formats

import (
	"encoding/json"
	"fmt"
	"strings"
)

// place is where something begins in the input.
type place struct {
	line   int
	offset int64
}

// member is a member of an object of the top level, up to its value.
type member struct {
	name  []byte // with its quotes; valid until the source moves
	opens byte   // the first byte of the value
	last  bool   // there was no member but the end of the object
}

// member reads a name and the colon, or the brace that ends the object. The
// source must be keeping what it passes.
func (r *Reader) member() (member, error) {
	s := &r.src
	c, err := r.inside()
	if err != nil {
		return member{}, err
	}
	if c == '}' {
		s.pos++
		return member{last: true}, nil
	}
	if !r.first {
		if c != ',' {
			return member{}, r.broken(fmt.Sprintf("a comma or } should follow the member, not %q", c))
		}
		s.pos++
		if c, err = r.inside(); err != nil {
			return member{}, err
		}
	}
	if c != '"' {
		return member{}, r.broken(fmt.Sprintf("the name of a member should be here, in quotes, not %q", c))
	}
	r.first = false
	from := s.pos - s.mark
	if f := s.pass(r.lines); f != found {
		return member{}, r.cut(f)
	}
	length := s.pos - s.mark - from
	if c, err = r.inside(); err != nil {
		return member{}, err
	}
	if c != ':' {
		return member{}, r.broken(fmt.Sprintf("a colon should follow the member's name, not %q", c))
	}
	s.pos++
	if c, err = r.inside(); err != nil {
		return member{}, err
	}
	return member{name: s.buf[s.mark+from:][:length], opens: c}, nil
}

// inside returns the next byte of an object that has not ended yet.
func (r *Reader) inside() (byte, error) {
	c, ok := r.src.next(r.lines)
	switch {
	case !ok:
		return 0, r.cut(cut)
	case c == '\n':
		return 0, r.cut(lineBreak)
	case c == recordSeparator:
		return 0, r.cut(recordCut)
	case r.src.mark < 0:
		return 0, r.cut(tooLarge)
	}
	return c, nil
}

// value passes over a member's value and returns its bytes.
func (r *Reader) value() ([]byte, error) {
	s := &r.src
	from := s.pos - s.mark
	if f := s.pass(r.lines); f != found {
		return nil, r.cut(f)
	}
	v := s.buf[s.mark+from : s.pos]
	if len(v) == 0 {
		return nil, r.broken(fmt.Sprintf("a value should follow the colon, not %q", s.buf[s.pos]))
	}
	return v, nil
}

// foreignCRS says what is wrong with a member "crs", which files older than
// RFC 7946 may have: coordinates that are not longitude and latitude would
// come out in the wrong place or not at all.
func (r *Reader) foreignCRS(name, value []byte) (detail string) {
	if string(name) != `"crs"` {
		return ""
	}
	var crs struct{ Properties struct{ Name string } }
	if json.Unmarshal(value, &crs) != nil || crs.Properties.Name == "" {
		return ""
	}
	n := strings.ToUpper(crs.Properties.Name)
	for _, same := range []string{"CRS84", "CRS84H", ":4326", ":4979", "WGS84", "/4326"} {
		if strings.HasSuffix(n, same) {
			return ""
		}
	}
	return fmt.Sprintf("the coordinates are in %s; GeoJSON has longitude and latitude (ogr2ogr -t_srs EPSG:4326 converts them)", crs.Properties.Name)
}

const byteOrderMark = "\xef\xbb\xbf"

// passMark passes over the byte order mark that some editors put first.
func (r *Reader) passMark() bool {
	s := &r.src
	for len(s.buf)-s.pos < len(byteOrderMark) {
		if !s.fill() {
			return false
		}
	}
	if string(s.buf[s.pos:][:len(byteOrderMark)]) != byteOrderMark {
		return false
	}
	s.pos += len(byteOrderMark)
	return true
}

// notAnObject says what a text that does not begin with { seems to be.
func notAnObject(c byte, began bool) string {
	const want = "a GeoJSON object should begin here with {"
	switch {
	case began:
		return fmt.Sprintf("%s, not %q", want, c)
	case c == '<':
		return want + "; this looks like XML or HTML"
	case c == 0x1f, c == 'P':
		return want + "; this looks compressed: unpack it first"
	case c == 0xfe, c == 0xff:
		return want + "; this looks like UTF-16: save it as UTF-8"
	case c == '[':
		return want + `, not [: a list of features goes into {"type":"FeatureCollection","features":[…]}`
	}
	return fmt.Sprintf("%s, not %q", want, c)
}

// cut is the error for a value whose end was not found where it should be.
func (r *Reader) cut(f fate) error {
	if err := r.src.failed(); f == cut && err != nil {
		return r.stop(err)
	}
	switch f {
	case lineBreak:
		if r.lines {
			return r.broken("the line ends inside the feature: a bracket or quote is missing")
		}
		return r.broken("the line ends inside a text: a quote is missing")
	case recordCut:
		return r.broken("a record separator stands inside the feature")
	case tooLarge:
		return r.broken(r.tooLarge())
	}
	return r.broken("the file ends inside the feature: a bracket or quote is missing")
}

func (r *Reader) tooLarge() string {
	return fmt.Sprintf("the feature is larger than %d bytes", r.src.limit)
}

// broken is the error for a text that is not JSON. Where records have an end
// of their own it costs the record, otherwise all that follows.
func (r *Reader) broken(detail string) error {
	s := &r.src
	at := place{line: s.line, offset: s.offset()}
	switch {
	case r.records:
		s.skipTo(recordSeparator)
	case r.lines:
		s.skipTo('\n')
	default:
		return r.syntax(detail)
	}
	r.within, r.began = false, true
	return &FeatureError{Line: at.line, Offset: at.offset, Detail: detail}
}

func (r *Reader) syntax(detail string) error {
	return r.stop(&SyntaxError{Line: r.src.line, Offset: r.src.offset(), Detail: detail})
}

func (r *Reader) stop(err error) error {
	r.end = err
	return err
}
