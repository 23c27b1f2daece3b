package hours

// world answers what a day's selectors ask about holidays and labels. What is
// not known it answers both ways, one after the other: each run of the question
// is a world in which the unknown things are so or not so, and what holds in
// all of them is known nevertheless.
type world struct {
	calendar *Calendar
	asked    []guess // in the order in which they were first asked
	lost     bool    // too much is unknown to go through all of it
}

// guess is one unknown thing.
type guess struct {
	what string // "PH", "SH", or a label
	on   Date
	is   bool
}

// maxGuesses keeps the worlds of a day to 64.
const maxGuesses = 6

// begin forgets all guesses.
func (w *world) begin() { w.asked, w.lost = w.asked[:0], false }

// next moves to a world that has not been seen, if there is one.
func (w *world) next() bool {
	for i := len(w.asked) - 1; i >= 0 && !w.lost; i-- {
		if !w.asked[i].is {
			w.asked[i].is = true
			w.asked = w.asked[:i+1]
			return true
		}
	}
	return false
}

func (w *world) guess(what string, on Date) bool {
	for _, g := range w.asked {
		if g.what == what && g.on == on {
			return g.is
		}
	}
	if len(w.asked) == maxGuesses {
		w.lost = true
		return false
	}
	w.asked = append(w.asked, guess{what, on, false})
	return false
}

func (w *world) holiday(h holiday, d Date) bool {
	list, name := &w.calendar.Public, "PH"
	if h.school {
		list, name = &w.calendar.School, "SH"
	}
	on := d - Date(h.days)
	switch list.On(on) {
	case Open:
		return true
	case Closed:
		return false
	}
	return w.guess(name, on)
}

func (w *world) label(label string, d Date) bool { return w.guess(`"`+label, d) }

// reason returns the label that a difference between worlds is due to, if it is
// one.
func (w *world) reason() string {
	for _, g := range w.asked {
		if g.what[0] == '"' {
			return g.what[1:]
		}
	}
	return ""
}
