package hours

import (
	"slices"
	"time"
)

// refusal is a reason for which opening_hours.js refuses what the specification
// allows.
type refusal struct{ says, why string }

var refusals = []refusal{
	{"leaping over a year", "weeks over the new year are not in the specification, but common on roads"},
	{`Unexpected token: "+"`, "it knows neither open-ended dates nor dates moved to a weekday"},
	{"Range in wrong order", "it takes the days that a date is moved by for the end of a range"},
	{"range of constrained weekdays in a month range", "it does not know Su[1-2] after a month"},
	{"does not occur on this date", "it does not find the sun on days that are not 24 hours long"},
	{`Unexpected token: "calcday"`, "it takes the days that a date is moved by for part of what follows"},
}

// difference is a case in which opening_hours.js says otherwise.
type difference struct {
	*oracleCase
	place        Place
	instant      time.Time
	ours, theirs ruling
}

// quirks are what opening_hours.js does differently. A difference is explained
// if the plain evaluator, with some of these, says just what the library says.
var quirks = []struct {
	quirk quirk
	why   string
}{
	{noDaysAdds, "a part without days, after ';', adds to those before it; by the specification it replaces them"},
	{fallbackSingly, "each time of a fallback shows only where nothing did before; here a comma adds to a fallback first, as it does elsewhere"},
	{tailOnTop, "after midnight, the hours of a fallback are no fallback any more, but on top"},
	{forgets, "asked in the middle of an open end that has another time in its list, it has forgotten it; asked at its beginning, it has not"},
	{withinMonth, "a weekday of a month that is moved by days into the next month is lost"},
}

// vague are differences of which only the place in the language is known. They
// must be few.
var vague = []struct {
	why string
	is  func(d *difference) bool
}{
	{"open ends beside other times: its source calls what it does there a hack", func(d *difference) bool {
		return d.used["open end"] || d.used["open end after a time"]
	}},
	{"a fallback that goes on after midnight", func(d *difference) bool {
		return d.used[`"||"`] && (d.used["over midnight"] || d.used["sun, over night"])
	}},
	{"days that end in the month in which they begin, in years in which the end comes first", func(d *difference) bool {
		return slices.ContainsFunc(d.expr.parts, func(p part) bool {
			return slices.ContainsFunc(p.dates, func(r dateRange) bool {
				return r.from.year == 0 && r.from.month == r.to.month && r.from != r.to
			})
		})
	}},
	{"weekdays of a month that are moved by days", func(d *difference) bool { return d.used["nth weekday + days"] }},
	{"the next change, in a list of years or every n-th of them", func(d *difference) bool {
		return (d.used["year,year"] || d.used["years/n"]) && d.ours.state == d.theirs.state
	}},
	{"weeks, where the clocks move by half an hour", func(d *difference) bool {
		return (d.used["weeks/n"] || d.used["weeks"] || d.used["week"]) && d.zone == "Australia/Lord_Howe"
	}},
	{"on a day on which the clocks move, by that hour", func(d *difference) bool {
		next := time.Unix(d.ours.next, 0).In(d.place.Zone)
		_, before := next.AddDate(0, 0, -1).Zone()
		_, after := next.AddDate(0, 0, 1).Zone()
		return before != after && d.ours.state == d.theirs.state && abs(d.ours.next-d.theirs.next) <= 3600
	}},
}

// coarseSun is how far apart two suns may be, in seconds: the library's is a
// simpler one, and a night ends for it at the sunrise of the day before.
const coarseSun = 240

// explain returns the fewest quirks that make the difference, and whether there
// are any, or only a minute of sun.
func (d *difference) explain() (quirk, bool) {
	for _, some := range subsets(len(quirks)) {
		v := slow{d.expr, d.place, some}.judge(d.instant)
		if v == d.theirs || d.used["sun"] && v.state == d.theirs.state && abs(v.next-d.theirs.next) <= coarseSun {
			return some, true
		}
	}
	return 0, false
}

func (p *part) everyDay() bool {
	return p.label == "" && len(p.years)+len(p.dates)+len(p.weeks)+len(p.weekdays)+len(p.holidays) == 0
}

func abs(n int64) int64 { return max(n, -n) }
