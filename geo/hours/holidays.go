package hours

// Holiday is a day in a calendar.
type Holiday struct {
	Day       Date
	Name      string
	Estimated bool // whether it is this day is not settled: list each day that it may be
}

// HolidayList is the holidays of one kind, and the days between which none is
// missing. Outside these days, and on estimated ones, it is not known whether a
// day is a holiday.
type HolidayList struct {
	First, Last Date // both included
	Holidays    []Holiday
}

// Calendar is the holidays of a country. Of the zero Calendar nothing is known.
type Calendar struct {
	Country string
	Public  HolidayList // PH: the days on which its ports shut, as their authority counts them
	School  HolidayList // SH
}
