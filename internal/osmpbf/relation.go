package osmpbf

import (
	"cmp"
	"errors"
	"fmt"
)

// Relation is a list of things, each with a role. It is valid until the
// function that it was handed to returns.
type Relation struct {
	ID      int64
	Tags    Tags
	Members []Member

	refs []int64
}

// Member is a thing in a relation. It need not be in the same file.
type Member struct {
	Kind Kind // one
	ID   int64
	Role string
}

// Relations calls fn with each relation, in their order. An error of fn ends it
// and is returned as it is.
func (b *Block) Relations(fn func(*Relation) error) error {
	return b.each(Relations, func(field uint64, part []byte) error {
		if field != 4 {
			return nil
		}
		if err := b.readRelation(part); err != nil {
			return b.fault("relation", b.relation.ID, err)
		}
		return fn(&b.relation)
	})
}

func (b *Block) readRelation(part []byte) error {
	r := &b.relation
	// Tags are done with before members come, so that the two share memory.
	keys, values := &b.lists[0], &b.lists[1]
	keys.reset()
	values.reset()
	r.ID, r.Members, r.refs = 0, r.Members[:0], r.refs[:0]
	m := message{rest: part}
	for m.next() {
		if m.tag == 1<<3|asVarint {
			r.ID = int64(m.number)
			continue
		}
		_ = keys.add(&m, 2) || values.add(&m, 3)
	}
	tags, err := b.tags(keys, values)
	if err = cmp.Or(m.err, err); err != nil {
		return err
	}
	r.Tags = tags
	return b.members(part)
}

func (b *Block) members(part []byte) error {
	r := &b.relation
	roles, refs, types := &b.lists[0], &b.lists[1], &b.lists[2]
	roles.reset()
	refs.reset()
	types.reset()
	m := message{rest: part}
	for m.next() {
		_ = roles.add(&m, 8) || refs.add(&m, 9) || types.add(&m, 10)
	}
	var err error
	if r.refs, err = references(r.refs, refs); err != nil {
		return err
	}
	role, kind := numbers{rest: roles.bytes}, numbers{rest: types.bytes}
	for i, id := range r.refs {
		if !role.more() || !kind.more() {
			return fmt.Errorf("member %d has no role or no type", i)
		}
		name, k := small(role.unsigned()), kind.unsigned()
		if err := cmp.Or(role.err, kind.err); err != nil {
			return err
		}
		if name >= uint32(len(b.texts)) {
			return fmt.Errorf("the role of member %d is text %d of a table of %d", i, name, len(b.texts))
		}
		if k > 2 {
			return fmt.Errorf("member %d is of type %d; there are 0 to 2", i, k)
		}
		r.Members = append(r.Members, Member{Nodes << k, id, b.texts[name]})
	}
	if role.more() || kind.more() {
		return errors.New("there are more roles or types than members")
	}
	return nil
}
