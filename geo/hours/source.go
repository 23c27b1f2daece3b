package hours

import "time"

// Source is where something is said.
type Source struct {
	Title     string
	Publisher string // whose word it is: an authority rather than the paper that quotes it
	Published string // as far as it is known: "2025-09-26", "2016-06", "2019", ""
	URL       string
}

// Scope is what a rule or a notice is about. What is empty means all.
type Scope struct {
	Port       string
	Checkpoint string // one of the port's
	Side       string // the country whose checkpoints are meant, as in "CN"
	Modes      []Mode
	Directions []Direction
}

// Rule is what a source says of the regular weeks. One of Hours and Days is
// set: Days where the days are published and the hours are not.
type Rule struct {
	ID    string
	Scope Scope

	Zone        *time.Location // in which the expression is read
	ZoneAssumed bool           // the source prints times without a zone
	Hours, Days *Expr

	ValidFrom, ValidTo time.Time // half-open; zero is without end
	Confidence         Confidence
	AsOf               time.Time // when the newest of the sources said so
	Sources            []Source
	Note               string
}

// Notice is what a source says of certain days: it overrides rules from From to
// To. One of Hours and Days is set; "closed" as Hours shuts, "24/7" opens day
// and night. A notice that names days only runs from midnight to midnight in
// its zone.
type Notice struct {
	ID    string
	Scope Scope

	Zone        *time.Location
	ZoneAssumed bool
	Hours, Days *Expr

	From, To   time.Time // half-open; both are set
	Reason     string    // a word: "holiday", "season", "works", …
	Published  time.Time
	Publisher  string
	Confidence Confidence
	Sources    []Source
	Supersedes []string // ids of notices that this one replaces, wherever they apply
	Note       string
}
