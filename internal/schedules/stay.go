package schedules

import (
	"time"

	"pamir/geo/hours"
)

// stay is how long something takes, with a hours.Stay for each port.
type stay struct {
	entry
	stays []hours.Stay
	said  Said
}

func (t *table) stay(g ground, number string) stay {
	s := stay{entry: t.identify("stay", number)}
	ports := t.ports(g)
	base := hours.Stay{
		ID: s.id, Of: t.stayOf(),
		P50: t.length("p50"), P90: t.length("p90"), Mean: t.length("mean"), Says: t.text("says"),
		Basis:     t.needText("basis", "what was measured, where and when, such as \"our own trucks, 60 passages in 2026\""),
		ValidFrom: t.moment("valid_from", nil), ValidTo: t.momentAfter("valid_to", nil),
		Confidence: t.confidence(hours.Scheduled),
	}
	t.inOrder("valid_from", "valid_to", base.ValidFrom, base.ValidTo)
	t.measured(base)
	s.said = t.said()
	base.Sources, base.AsOf, base.Note = s.said.Sources, s.said.AsOf, s.said.note()
	scopes := t.scope(g, ports)
	t.end()
	for _, scope := range scopes {
		one := base
		one.ID, one.Scope = partID(s.id, scope.Port, len(scopes), 0, 1), scope
		s.stays = append(s.stays, one)
	}
	return s
}

// stayOf reads what a stay is of.
func (t *table) stayOf() hours.StayKind {
	kinds := []hours.StayKind{hours.Service, hours.Queue, hours.Dwell, hours.Part}
	var words []string
	for _, k := range kinds {
		words = append(words, k.String())
	}
	if !t.has("of") {
		t.take("of")
		t.fault("of", "is missing: service (being seen to), queue (waiting for one's turn), dwell (all of it) or part (a part of the service)")
		return hours.Dwell
	}
	word := t.oneOf("of", words...)
	for i, w := range words {
		if w == word {
			return kinds[i]
		}
	}
	return hours.Dwell
}

// measured checks that what is needed is there.
func (t *table) measured(s hours.Stay) {
	switch {
	case t.has("p50"):
	case s.Of == hours.Service || s.Of == hours.Queue:
		t.fault("p50", "is missing: how long half of them take at most, such as \"40m\"; an average is no promise")
	case !t.has("mean") && !t.has("says"):
		t.fault("p50", "is missing: give p50, how long half of them take at most, or mean, the average, or what the source says in words as says")
	}
	if s.P50 >= 0 && s.P90 >= 0 && s.P90 < s.P50 {
		t.fault("p90", "is less than p50")
	}
}

// mostStay is how long anything may take: more is a slip of the finger.
const mostStay = 60 * 24 * time.Hour

// length reads how long something takes.
func (t *table) length(key string) time.Duration {
	text := t.text(key)
	if text == "" {
		return hours.NotMeasured
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d > mostStay {
		t.fault(key, "wants hours and minutes, such as \"40m\" or \"1h30m\", of 60 days at most; has %s", kind(text))
		return hours.NotMeasured
	}
	return d
}
