package hours

import (
	"cmp"
	"slices"
)

// Holiday is a day in a calendar.
type Holiday struct {
	Day       Date
	Name      string
	Estimated bool // whether it is this day is not settled: list each day that it may be
}

// HolidayList is the holidays of one kind, in the order of their days, and the
// days between which none is missing. Outside these, and on estimated ones, it
// is not known whether a day is a holiday.
type HolidayList struct {
	First, Last Date // both included; Last before First: no days at all
	Holidays    []Holiday
}

// Calendar is the holidays of a country. Of the zero Calendar nothing is known.
type Calendar struct {
	Country string
	Public  HolidayList // PH
	School  HolidayList // SH
}

// NoHolidays is a calendar by which no day is a holiday.
func NoHolidays() Calendar {
	all := HolidayList{First: DateOf(minYear, 1, 1), Last: DateOf(maxYear, 12, 31)}
	return Calendar{Public: all, School: all}
}

// On returns Open if a day is a holiday, Closed if it is not, and Unknown if
// that is not known.
func (l *HolidayList) On(d Date) State {
	if len(l.Holidays) == 0 && l.First == 0 && l.Last == 0 {
		return Unknown // the zero list, not one of 1970-01-01
	}
	i, found := slices.BinarySearchFunc(l.Holidays, d, func(h Holiday, d Date) int { return cmp.Compare(h.Day, d) })
	switch {
	case found && l.Holidays[i].Estimated:
		return Unknown
	case found:
		return Open
	case d < l.First || d > l.Last:
		return Unknown
	}
	return Closed
}
