package route

// Mode is who uses a road. A bus drives as a car does.
type Mode uint8

// Modes; each has two bits in an Access.
const (
	Car Mode = iota
	Truck
	Foot
	modes
)

var modeNames = [modes]string{"car", "truck", "foot"}

func (m Mode) String() string { return nameAt(modeNames[:], int(m)) }

// Modes is a set of modes: the bit 1<<m for the mode m.
type Modes uint8

const (
	motor    Modes = 1<<Car | 1<<Truck
	allModes Modes = motor | 1<<Foot
)

// Has reports whether a mode is in the set.
func (s Modes) Has(m Mode) bool { return s>>m&1 != 0 }

// Right is how freely a mode may use a road.
type Right uint8

// Rights, the least first. A road for destination traffic, or a private one,
// is used to begin or end a journey, never to pass through.
const (
	Barred      Right = iota // no
	Private                  // by permission: private, permit
	Destination              // destination, delivery, customers
	Free                     // yes, designated, permissive
)

var rightNames = [...]string{"no", "private", "destination", "yes"}

func (r Right) String() string { return nameAt(rightNames[:], int(r)) }

// Access holds the rights of all modes in one direction, two bits each.
type Access uint8

// Of returns the right of a mode.
func (a Access) Of(m Mode) Right { return Right(a >> (2 * m) & 3) }

func (a Access) with(m Mode, r Right) Access {
	return a&^(3<<(2*m)) | Access(r)<<(2*m)
}

// any reports whether one of the modes has some right.
func (a Access) any(of Modes) bool {
	for m := range modes {
		if of.Has(m) && a.Of(m) != Barred {
			return true
		}
	}
	return false
}

// most returns for each mode the larger of two rights.
func (a Access) most(b Access) Access {
	for m := range modes {
		if b.Of(m) > a.Of(m) {
			a = a.with(m, b.Of(m))
		}
	}
	return a
}

// everyone gives all modes one right.
func everyone(r Right) (a Access) {
	for m := range modes {
		a = a.with(m, r)
	}
	return a
}
