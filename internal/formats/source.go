package formats

import (
	"errors"
	"io"
)

// source is the text being read: a window that moves over the input, and the
// line and offset it stands at. It holds the bytes from mark on, so a value
// can be looked at whole, but never more than limit of them.
type source struct {
	r     io.Reader
	buf   []byte
	pos   int   // the next byte, in buf
	mark  int   // the first byte to keep, in buf; -1: none
	base  int64 // offset in the input of buf[0]
	line  int   // line of buf[pos], from 1
	limit int   // most bytes to keep
	err   error // why there is no more to read
}

const chunk = 256 << 10 // bytes asked of the reader at a time

func (s *source) offset() int64 { return s.base + int64(s.pos) }

// fill reads more of the input, and reports whether there was more.
func (s *source) fill() bool {
	if s.err != nil {
		return false
	}
	keep := s.pos
	if s.mark >= 0 {
		keep = s.mark
	}
	n := copy(s.buf, s.buf[keep:])
	s.buf = s.buf[:n]
	s.base += int64(keep)
	s.pos -= keep
	if s.mark >= 0 {
		s.mark = 0
	}
	if cap(s.buf)-n < chunk/2 {
		grown := make([]byte, n, max(2*cap(s.buf), chunk))
		copy(grown, s.buf)
		s.buf = grown
	}
	for range 100 {
		m, err := s.r.Read(s.buf[n:cap(s.buf)])
		s.buf = s.buf[:n+m]
		if err != nil {
			s.err = err
		}
		if m > 0 || err != nil {
			return m > 0
		}
	}
	s.err = io.ErrNoProgress
	return false
}

// failed returns the error of the input, nil where it has simply ended.
func (s *source) failed() error {
	if s.err == nil || errors.Is(s.err, io.EOF) {
		return nil
	}
	return s.err
}

// next passes over white space and returns the byte that follows, without
// passing over it; ok is false at the end. With oneLine it stops at a line
// break.
func (s *source) next(oneLine bool) (c byte, ok bool) {
	for {
		for ; s.pos < len(s.buf); s.pos++ {
			switch c := s.buf[s.pos]; c {
			case '\n':
				if oneLine {
					return c, true
				}
				s.line++
			case ' ', '\t', '\r':
			default:
				return c, true
			}
		}
		if !s.more() {
			return 0, false
		}
	}
}

// class sorts bytes by what they mean to a scan for the end of a value.
var class = func() (t [256]uint8) {
	t['"'] = inQuote
	t['{'], t['['] = opening, opening
	t['}'], t[']'] = closing, closing
	t[','], t[':'], t[' '], t['\t'], t['\r'] = between, between, between, between, between
	t['\n'] = newline
	t[recordSeparator] = separator
	return t
}()

const (
	ordinary = iota
	inQuote
	opening
	closing
	between
	newline
	separator
)

// recordSeparator begins each text of a sequence (RFC 8142 section 2.1).
const recordSeparator = 0x1E

// fate is how a scan for the end of a value went.
type fate uint8

const (
	found     fate = iota
	cut            // the input ended inside it
	lineBreak      // a line ended inside it where it must not
	recordCut      // another record began inside it
	tooLarge       // it is there, and past it, but was too large to keep
)

// pass moves past the JSON value that begins at pos, by its brackets and
// quotes alone: whether it is JSON is not looked at. With oneLine, it must end
// on its line.
func (s *source) pass(oneLine bool) fate {
	depth, began := 0, false
	for {
		i := s.pos
		for ; i < len(s.buf); i++ {
			switch class[s.buf[i]] {
			case inQuote:
				if depth == 0 && began {
					s.pos = i
					return s.kept()
				}
				s.pos = i + 1
				if f := s.passText(); f != found {
					return f
				}
				if depth == 0 {
					return s.kept()
				}
				i = s.pos - 1
			case opening:
				if depth == 0 && began {
					s.pos = i
					return s.kept()
				}
				depth++
			case closing:
				if depth == 0 {
					s.pos = i
					return s.kept()
				}
				if depth--; depth == 0 {
					s.pos = i + 1
					return s.kept()
				}
			case newline:
				if depth == 0 || oneLine {
					s.pos = i
					if depth == 0 {
						return s.kept()
					}
					return lineBreak
				}
				s.line++
			case separator:
				s.pos = i
				return recordCut
			case between:
				if depth == 0 {
					s.pos = i
					return s.kept()
				}
			}
			began = true
		}
		s.pos = i
		if !s.more() {
			if depth == 0 && began && s.failed() == nil {
				return s.kept()
			}
			return cut
		}
	}
}

// passText moves past the rest of a string.
func (s *source) passText() fate {
	escaped := false
	for {
		for i := s.pos; i < len(s.buf); i++ {
			c := s.buf[i]
			switch {
			case escaped:
				escaped = false
				if c == '\n' {
					s.pos = i
					return lineBreak
				}
			case c == '"':
				s.pos = i + 1
				return found
			case c == '\\':
				escaped = true
			case c == '\n':
				s.pos = i
				return lineBreak
			case c == recordSeparator:
				s.pos = i
				return recordCut
			}
		}
		s.pos = len(s.buf)
		if !s.more() {
			return cut
		}
	}
}

// more fills, and gives up keeping what has grown past the limit.
func (s *source) more() bool {
	if s.mark >= 0 && len(s.buf)-s.mark >= s.limit {
		s.mark = -1
	}
	return s.fill()
}

// kept is the fate of a value whose end is found.
func (s *source) kept() fate {
	if s.mark < 0 || s.pos-s.mark > s.limit {
		return tooLarge
	}
	return found
}

// skipTo moves to the next byte c, or to the end.
func (s *source) skipTo(c byte) {
	s.mark = -1
	for {
		for ; s.pos < len(s.buf); s.pos++ {
			switch s.buf[s.pos] {
			case c:
				return
			case '\n':
				s.line++
			}
		}
		if !s.fill() {
			return
		}
	}
}
