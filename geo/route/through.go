package route

import "errors"

// through returns the fastest ways from stop to stop. Where one may not turn
// back at a stop on the way, one leaves it as one came, and each direction is
// tried: the best is found over all legs together.
func (s *search) through(places []Place, turnBack bool) ([]path, error) {
	if turnBack || len(places) == 2 {
		legs := make([]path, len(places)-1)
		for i := range legs {
			p, err := s.find(&places[i], &places[i+1])
			if err != nil {
				return nil, s.fail(err, i, &places[i], &places[i+1])
			}
			legs[i] = p
		}
		return legs, nil
	}
	legs, err := s.straight(places)
	if errors.Is(err, errNone) {
		return s.through(places, true)
	}
	return legs, err
}

// arrival is the best way to a stop in one direction.
type arrival struct {
	cost   uint32
	leg    path
	before int // the direction at the stop before
}

// straight does not turn back at any stop.
func (s *search) straight(places []Place) ([]path, error) {
	table := make([][2]arrival, len(places))
	table[0] = [2]arrival{{before: -1}, {cost: infinity}}
	for i := 1; i < len(places); i++ {
		table[i] = [2]arrival{{cost: infinity}, {cost: infinity}}
		for d := range 2 {
			from := places[i-1]
			if table[i-1][d].cost >= infinity {
				continue
			}
			if i > 1 {
				from.dirs, from.junction = only(d), none
			}
			for e := range 2 {
				to := places[i]
				if i == len(places)-1 && to.junction != none {
					if e == 1 {
						continue // it is one place, whichever way one comes
					}
				} else if !to.dirs[e] {
					continue
				} else {
					to.dirs, to.junction = only(e), none
				}
				p, err := s.find(&from, &to)
				if err != nil {
					if errors.Is(err, errNone) {
						continue
					}
					return nil, err
				}
				if cost := table[i-1][d].cost + p.cost; cost < table[i][e].cost {
					table[i][e] = arrival{cost, p, d}
				}
			}
		}
		if table[i][0].cost >= infinity && table[i][1].cost >= infinity {
			return nil, errNone
		}
	}
	last := len(places) - 1
	d := 0
	if table[last][1].cost < table[last][0].cost {
		d = 1
	}
	legs := make([]path, last)
	for i := last; i > 0; i-- {
		legs[i-1] = table[i][d].leg
		d = table[i][d].before
	}
	return legs, nil
}

func only(dir int) (dirs [2]bool) {
	dirs[dir] = true
	return dirs
}
