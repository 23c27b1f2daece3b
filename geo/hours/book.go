package hours

// Content is what a Book is made of.
type Content struct {
	Version   string
	Chains    []Chain
	Calendars []Calendar
	Rules     []Rule
	Notices   []Notice
}
