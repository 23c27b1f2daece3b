package osmpbf

import "errors"

var errLZ4 = errors.New("it is no LZ4 block of the size that it says")

// lz4 unpacks an LZ4 block
// (https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md), which is a
// row of sequences: some bytes as they are, then some copied from before.
func (u *unpacker) lz4(body []byte, size int) ([]byte, error) {
	plain, err := u.room(body, size, lz4Ratio)
	if err != nil {
		return nil, err
	}
	out := plain[:0]
	for len(body) > 0 {
		token := body[0]
		var ok bool
		var literals, match int
		if literals, body, ok = lz4Length(int(token>>4), body[1:]); !ok || literals > len(body) || literals > size-len(out) {
			return nil, errLZ4
		}
		out, body = append(out, body[:literals]...), body[literals:]
		if len(body) == 0 {
			break // the last sequence has no match
		}
		if len(body) < 2 {
			return nil, errLZ4
		}
		back := int(body[0]) | int(body[1])<<8
		if match, body, ok = lz4Length(int(token&15), body[2:]); !ok || back == 0 || back > len(out) || match+4 > size-len(out) {
			return nil, errLZ4
		}
		for from := len(out) - back; match > -4; match-- {
			out = append(out, out[from]) // the copy may reach into itself
			from++
		}
	}
	if len(out) != size {
		return nil, errLZ4
	}
	return out, nil
}

// lz4Length reads the bytes that go on from a length of 15.
func lz4Length(n int, rest []byte) (int, []byte, bool) {
	if n < 15 {
		return n, rest, true
	}
	for len(rest) > 0 && n < maxBlob {
		b := rest[0]
		n, rest = n+int(b), rest[1:]
		if b < 255 {
			return n, rest, true
		}
	}
	return 0, rest, false
}
