package hours

import (
	"fmt"
	"strings"
)

// State says whether a place is open. It is never a bare yes or no.
type State uint8

const (
	Unknown  State = iota // nobody says, or nobody can know
	Open                  // a source gives the hour
	Closed                // a source says that it is shut
	Conflict              // sources of the same rank contradict each other
)

var stateNames = []string{"unknown", "open", "closed", "conflict"}

func (s State) String() string { return nameOf(stateNames, s) }

// MarshalText writes the word for a state.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Mode is what one crosses with.
type Mode string

const (
	Truck Mode = "truck"
	Car   Mode = "car"
	Bus   Mode = "bus"
	Foot  Mode = "foot"
)

// Modes returns all modes.
func Modes() []Mode { return []Mode{Truck, Car, Bus, Foot} }

// Direction is from which country into which one crosses, as in "CN-KG". An
// airport has none: "".
type Direction string

// From returns the country that one leaves.
func (d Direction) From() string { from, _, _ := strings.Cut(string(d), "-"); return from }

// To returns the country that one enters.
func (d Direction) To() string { _, to, _ := strings.Cut(string(d), "-"); return to }

// Reverse returns the way back.
func (d Direction) Reverse() Direction {
	if d == "" {
		return ""
	}
	return Direction(d.To() + "-" + d.From())
}

// Confidence says how sure a source is. A higher one outranks a lower one of
// the same kind.
type Confidence uint8

const (
	Inferred  Confidence = iota // read between the lines: it gives days, never hours
	Scheduled                   // a regular schedule
	Announced                   // announced by the authority
	Confirmed                   // announced, and seen to be so or said by both sides
)

var confidenceNames = []string{"inferred", "scheduled", "announced", "confirmed"}

func (c Confidence) String() string { return nameOf(confidenceNames, c) }

// MarshalText writes the word for a confidence.
func (c Confidence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads the word for a confidence.
func (c *Confidence) UnmarshalText(text []byte) error {
	for i, name := range confidenceNames {
		if name == string(text) {
			*c = Confidence(i)
			return nil
		}
	}
	return fmt.Errorf("hours: confidence %q: want one of %s", text, strings.Join(confidenceNames, ", "))
}

func nameOf[T ~uint8](names []string, v T) string {
	if int(v) < len(names) {
		return names[v]
	}
	return fmt.Sprintf("%d", uint8(v))
}
