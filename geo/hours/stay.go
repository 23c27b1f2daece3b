package hours

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Stay is what a source says of how long something takes at a checkpoint. What
// it is of decides what it is good for: service and queue are what a plan
// reckons with; a dwell, which is both together and often that of a whole
// border, and a part of a service are only quoted.
type Stay struct {
	ID    string
	Scope Scope // without a checkpoint or a side: so at each of the port
	Of    StayKind

	// P50 is what half of them take at most, P90 nine of ten, Mean the average.
	// What is negative is not known. Says is what a source says in words where
	// it has no measure: a dwell or a part may have that alone.
	P50, P90, Mean time.Duration
	Says           string
	Basis          string // what was measured, where and when, in words

	ValidFrom, ValidTo time.Time // half-open; zero is without end
	Confidence         Confidence
	AsOf               time.Time // when the newest of the sources said so
	Sources            []Source
	Note               string
}

// StayKind is what a stay is of.
type StayKind uint8

// Kinds of stays.
const (
	Service StayKind = iota // being seen to, within one opening
	Queue                   // waiting for one's turn, open or not
	Dwell                   // all of it, however it is made up
	Part                    // a part of the service
)

var stayNames = [...]string{"service", "queue", "dwell", "part"}

func (k StayKind) String() string {
	if int(k) < len(stayNames) {
		return stayNames[k]
	}
	return fmt.Sprintf("StayKind(%d)", uint8(k))
}

// MarshalText writes the word for a kind.
func (k StayKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// NotMeasured is a length of a Stay that is not known.
const NotMeasured time.Duration = -1

// Stays returns all stays, which must not be changed.
func (b *Book) Stays() []Stay { return b.content.Stays }

// StaysAt returns the stays of a kind that hold at a checkpoint of a port, for a
// pair and an instant: those that name it most exactly first, then the surest,
// the newest, and the last in the content.
func (b *Book) StaysAt(port, checkpoint string, pair Pair, of StayKind, at time.Time) (list []*Stay) {
	p := b.port(port)
	if p == nil {
		return nil
	}
	for i := range p.chain.Checkpoints {
		k := &p.chain.Checkpoints[i]
		if k.ID != checkpoint {
			continue
		}
		for _, s := range p.stays {
			if s.Of == of && s.holds(at) && s.Scope.covers(port, k, pair) {
				list = append(list, s)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b *Stay) int {
		return cmp.Or(cmp.Compare(b.Scope.exactness(), a.Scope.exactness()), cmp.Compare(b.Confidence, a.Confidence), b.AsOf.Compare(a.AsOf))
	})
	return list
}

// StaysChange reports whether some stay begins or ends to hold between two
// instants.
func (b *Book) StaysChange(one, other time.Time) bool {
	if other.Before(one) {
		one, other = other, one
	}
	place := func(t time.Time) int { // of the first turn after t
		i, _ := slices.BinarySearchFunc(b.turns, t, func(turn, t time.Time) int {
			if turn.After(t) {
				return 1
			}
			return -1
		})
		return i
	}
	return place(one) < place(other)
}

// Reckoned returns the service or queue that a plan reckons with: of those that
// hold the first one that is more than inferred. It is nil where nobody says.
func (b *Book) Reckoned(port, checkpoint string, pair Pair, of StayKind, at time.Time) *Stay {
	for _, s := range b.StaysAt(port, checkpoint, pair, of, at) {
		if s.Confidence > Inferred && s.P50 >= 0 {
			return s
		}
	}
	return nil
}

func (s *Stay) holds(at time.Time) bool {
	return !at.Before(s.ValidFrom) && (s.ValidTo.IsZero() || at.Before(s.ValidTo))
}

// exactness is greater the fewer a scope is about.
func (s *Scope) exactness() (n int) {
	for i, named := range [...]bool{len(s.Directions) > 0, len(s.Modes) > 0, s.Side != "", s.Checkpoint != "", s.Port != ""} {
		if named {
			n |= 1 << i
		}
	}
	return n
}

// check says what is wrong with a stay.
func (s *Stay) check(fault func(format string, args ...any)) {
	what := fmt.Sprintf("stay %q", s.ID)
	if int(s.Of) >= len(stayNames) {
		fault("%s: there is no kind %d", what, s.Of)
	}
	if s.P50 < 0 && (s.Of == Service || s.Of == Queue || s.Mean < 0 && s.Says == "") {
		fault("%s: want what half of them take", what)
	}
	if s.P90 >= 0 && s.P90 < s.P50 {
		fault("%s: nine of ten take less than half of them", what)
	}
	if !s.ValidTo.IsZero() && !s.ValidFrom.Before(s.ValidTo) {
		fault("%s: ends before it begins", what)
	}
}
