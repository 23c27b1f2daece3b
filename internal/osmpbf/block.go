package osmpbf

import (
	"errors"
	"fmt"
)

// Kind is a set of kinds of things.
type Kind uint8

const (
	Nodes Kind = 1 << iota
	Ways
	Relations
)

// Limits that keep what a hostile block can cost in proportion; no writer comes
// near them.
const (
	maxTexts     = 1 << 19 // texts in the table of a block
	maxTextBytes = 8 << 20 // of all of them
	maxTags      = 1 << 16 // of one thing
	maxMembers   = 1 << 18 // nodes of a way, members of a relation
	maxPieces    = 8 << 20 // bytes of a list that is not in one piece
)

// Positions are a base and a number of units, in nanodegrees.
const (
	maxBase  = 360e9
	farthest = maxBase + 180e9
)

// Block is some thousand nodes, ways and relations. It lives as long as the
// call that it was handed to; the texts that came out of it live on, but each
// keeps all texts of its block in memory: clone those that stay.
type Block struct {
	Index  int   // among the blocks of data, from 0
	Number int   // in the file, where the header is 0
	Offset int64 // in the file, in bytes

	kinds            Kind // which it holds
	body             []byte
	texts            []string
	granularity      int64 // nanodegrees a unit
	lonBase, latBase int64 // nanodegrees

	node     Node
	way      Way
	relation Relation
	pairs    []uint32
	lists    [5]list
}

// Kinds returns which kinds of things the block holds.
func (b *Block) Kinds() Kind { return b.kinds }

// Tags are the keys and values of a thing. They are valid as long as it is.
type Tags struct {
	texts []string
	pairs []uint32 // indices of keys and values, in turn
}

// Len returns the number of tags.
func (t Tags) Len() int { return len(t.pairs) / 2 }

// At returns a tag. Its texts may be invalid as UTF-8.
func (t Tags) At(i int) (key, value string) {
	return t.texts[t.pairs[2*i]], t.texts[t.pairs[2*i+1]]
}

// Find returns the value of a key, and whether there is one. Where a key is
// there twice, which OpenStreetMap does not allow, the first one counts.
func (t Tags) Find(key string) (value string, ok bool) {
	for i := 0; i < len(t.pairs); i += 2 {
		if t.texts[t.pairs[i]] == key {
			return t.texts[t.pairs[i+1]], true
		}
	}
	return "", false
}

// Get returns the value of a key, "" where there is none.
func (t Tags) Get(key string) string {
	value, _ := t.Find(key)
	return value
}

// open looks at the parts of a block: its texts, its units, and which kinds of
// things are in it.
func (b *Block) open(body []byte) error {
	b.body, b.kinds, b.texts = body, 0, b.texts[:0]
	b.granularity, b.lonBase, b.latBase = 100, 0, 0
	m := message{rest: body}
	for m.next() {
		switch m.tag {
		case 1<<3 | asBytes:
			if err := b.table(m.bytes); err != nil {
				return fmt.Errorf("its table of texts: %w", err)
			}
		case 2<<3 | asBytes:
			kinds, err := groupKinds(m.bytes)
			if err != nil {
				return fmt.Errorf("a group of its things: %w", err)
			}
			b.kinds |= kinds
		case 17<<3 | asVarint:
			b.granularity = int64(int32(m.number))
		case 19<<3 | asVarint:
			b.latBase = int64(m.number)
		case 20<<3 | asVarint:
			b.lonBase = int64(m.number)
		}
	}
	if m.err != nil {
		return m.err
	}
	if b.granularity < 1 || b.granularity > 1e9 || !within(b.latBase, maxBase) || !within(b.lonBase, maxBase) {
		return errors.New("its units of position make no sense")
	}
	return nil
}

// table reads the texts. They share one copy of the table, so that a block
// costs one allocation and not thousands.
func (b *Block) table(raw []byte) error {
	if len(raw) > maxTextBytes {
		return fmt.Errorf("it has %d bytes; more than %d are not read", len(raw), maxTextBytes)
	}
	shared := string(raw)
	m := message{rest: raw}
	for m.next() {
		if m.tag != 1<<3|asBytes {
			continue
		}
		if len(b.texts) == maxTexts {
			return fmt.Errorf("it has more than %d", maxTexts)
		}
		end := len(raw) - len(m.rest)
		b.texts = append(b.texts, shared[end-len(m.bytes):end])
	}
	return m.err
}

// groupKinds returns the kinds of things in a group: one, as the format has it,
// but more do no harm.
func groupKinds(raw []byte) (kinds Kind, err error) {
	m := message{rest: raw}
	for m.next() {
		switch m.tag {
		case 1<<3 | asBytes, 2<<3 | asBytes:
			kinds |= Nodes
		case 3<<3 | asBytes:
			kinds |= Ways
		case 4<<3 | asBytes:
			kinds |= Relations
		}
	}
	return kinds, m.err
}

// each calls fn with every part of a group, such as a way.
func (b *Block) each(kind Kind, fn func(tag uint64, part []byte) error) error {
	if b.kinds&kind == 0 {
		return nil
	}
	m := message{rest: b.body}
	for m.next() {
		if m.tag != 2<<3|asBytes {
			continue
		}
		group := message{rest: m.bytes}
		for group.next() {
			if group.tag&7 != asBytes {
				continue
			}
			if err := fn(group.tag>>3, group.bytes); err != nil {
				return err
			}
		}
	}
	return nil // open has seen that the parts are sound
}

// tags makes tags of the lists of keys and values.
func (b *Block) tags(keys, values *list) (Tags, error) {
	k, v := numbers{rest: keys.bytes}, numbers{rest: values.bytes}
	b.pairs = b.pairs[:0]
	for k.more() {
		if !v.more() {
			return Tags{}, errors.New("a key has no value")
		}
		if err := b.pair(small(k.unsigned()), small(v.unsigned())); err != nil {
			return Tags{}, err
		}
	}
	if v.more() {
		return Tags{}, errors.New("a value has no key")
	}
	return Tags{b.texts, b.pairs}, errors.Join(k.err, v.err)
}

func (b *Block) pair(key, value uint32) error {
	if at := max(key, value); at >= uint32(len(b.texts)) {
		return fmt.Errorf("a tag is text %d of a table of %d", at, len(b.texts))
	}
	if len(b.pairs) == 2*maxTags {
		return fmt.Errorf("it has more than %d tags", maxTags)
	}
	b.pairs = append(b.pairs, key, value)
	return nil
}

func within(v, limit int64) bool { return -limit <= v && v <= limit }
