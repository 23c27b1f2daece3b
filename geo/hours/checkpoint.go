package hours

import "time"

// Checkpoint says how it is with one checkpoint of a port at an instant. Its
// Until is the end of its state, where that is Open or Closed.
func (b *Book) Checkpoint(q Query, at time.Time) (SideStatus, error) {
	port, pair, err := b.find(q.Port, q.Mode, q.Direction)
	if err == nil {
		err = within(at, at)
	}
	if err != nil {
		return SideStatus{}, err
	}
	var names []string
	for _, s := range b.ports[port].stops[pair] {
		if s.checkpoint.ID != q.Checkpoint {
			names = append(names, s.checkpoint.ID)
			continue
		}
		n := windowAt(at.Unix())
		judged := b.judge(int32(s.post), n)
		i := judged.find(at.Unix())
		v := judged.on(i)
		status := SideStatus{Country: s.checkpoint.Side, State: v.state, Day: v.day, HoursKnown: v.state == Open || v.state == Closed, Reason: v.reason(b), Checkpoint: q.Checkpoint}
		status.Claims = b.claims([]placed{{v, q.Checkpoint}})
		if status.HoursKnown {
			ahead := ahead{at.Unix() + int64(Horizon/time.Second)}
			status.Until = ahead.first(&judged.track, i, func(k int) bool { return judged.on(k).state != v.state })
		}
		return status, nil
	}
	return SideStatus{}, &UnknownError{"checkpoint", q.Checkpoint, names}
}

// Fill returns a timeline with what another says where it does not know itself:
// where it is Open or Closed it stays so.
func (t *Timeline) Fill(other *Timeline) *Timeline {
	filled := &Timeline{end: t.end}
	for i := range t.at {
		c, end := t.cells[i], t.endOf(i)
		if c.state == Open || c.state == Closed {
			filled.add(t.at[i], c)
			continue
		}
		at := t.at[i]
		if len(other.at) > 0 && at < other.at[0] {
			filled.add(at, c)
			at = other.at[0]
		}
		for k := max(other.find(at), 0); k < len(other.at) && at < min(end, other.end); k++ {
			filled.add(at, other.cells[k])
			at = other.endOf(k)
		}
		if at < end {
			filled.add(at, c)
		}
	}
	return filled
}
