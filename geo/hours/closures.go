package hours

// Closures returns the stretches of a Book's timeline that are Closed for more
// than the hours between two openings: those in which there is a day on which it
// does not open, or a part of one that a notice shuts. They have the reason of
// the first such day, that of a notice if there is one, and are cut to the
// window.
func (t *Timeline) Closures() []Span {
	var all []Span
	for i := 0; i < len(t.cells); i++ {
		if t.cells[i].state != Closed {
			continue
		}
		first, why, notice := i, -1, false
		for ; i < len(t.cells) && t.cells[i].state == Closed; i++ {
			c := &t.cells[i]
			if c.day == Closed && (why < 0 || c.notice && !notice) {
				why = i
			}
			notice = notice || c.notice
		}
		i--
		if why < 0 {
			continue
		}
		s := t.span(why)
		s.Start, s.End, s.Notice = t.span(first).Start, t.span(i).End, notice
		all = append(all, s)
	}
	return all
}
