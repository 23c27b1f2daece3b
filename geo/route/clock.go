package route

import "time"

// clock knows what depends on the hour: closures for a while.
type clock struct {
	j     *judge
	from  time.Time              // of setting off
	timed map[uint32][]*resolved // closures for a while, by arc
}

// newClock returns a clock for a departure, nil where nothing depends on it.
func (t *traffic) newClock(j *judge, departure time.Time) *clock {
	k := &clock{j: j, from: departure, timed: map[uint32][]*resolved{}}
	for _, c := range t.closures {
		if c.timed() {
			for _, a := range c.arcs[j.c.mode] {
				k.timed[a] = append(k.timed[a], c)
			}
		}
	}
	if len(k.timed) == 0 {
		return nil
	}
	return k
}

// instant is the time some hundredths of a second after setting off.
func (k *clock) instant(after uint32) time.Time {
	return k.from.Add(time.Duration(after) * (time.Second / second))
}

// price returns what a link costs one who comes to it some time after setting
// off, given what it costs at any time: infinity where it is barred then.
func (k *clock) price(link, after, w uint32) uint32 {
	return k.arc(k.j.c.g.Arc[link], after, w)
}

// begin is price for the arc on which one sets off.
func (k *clock) begin(arc, w uint32) uint32 { return k.arc(arc, 0, w) }

// arc is price for an arc, however one comes to it.
func (k *clock) arc(arc, after, w uint32) uint32 {
	if w >= infinity {
		return w
	}
	for _, c := range k.timed[arc] {
		if c.at(k.instant(after), k.instant(after+w)) {
			w = max(w, k.j.c.slowed(arc, c.SpeedKmh))
		}
	}
	return w
}
