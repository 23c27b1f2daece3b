package data

import "pamir/internal/store"

const statistics = "statistics"

// statistics checks that each figure has a period and a subject, and stands
// where the subject stands.
func (v *verifier) statistics() {
	for _, r := range v.records(statistics) {
		if _, ok := r.number("value"); !ok {
			r.report("value", "there is none")
		}
		if r.text("unit") == "" {
			r.report("unit", "there is none; 1 stands for a count")
		}
		r.period()
		if _, changed := r.number("change_pct"); changed != (r.text("change_from") != "") {
			r.report("change_from", "want what the change is measured against where there is a change, and only there")
		}
		switch in, subject := r.text("subject_collection"), r.text("subject"); {
		case subject == "":
			r.report("subject", "there is none")
		case in != "":
			if s, ok := v.find(in, subject); !ok {
				r.report("subject", "there is no feature %q in %s", subject, in)
			} else if !r.samePlace(s) {
				r.report("", "the figure stands elsewhere than its subject, %s in %s", subject, in)
			}
		}
	}
}

func (r record) period() {
	start, end := r.text("period_start"), r.text("period_end")
	switch {
	case start == "" || end == "":
		r.report("period_end", "want a first and a last day")
	case start > end:
		r.report("period_end", "%s is before period_start, %s", end, start)
	}
	if start != r.text(store.ValidFrom) || end != r.text(store.ValidTo) {
		r.report(store.ValidFrom, "valid_from and valid_to should be the period's days, so that datetime finds the figure")
	}
}
