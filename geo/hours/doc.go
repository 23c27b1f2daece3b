// Package hours says when a place is open: a language for opening hours, and
// what several sources together say of a port at an instant.
//
//	shanghai, _ := time.LoadLocation("Asia/Shanghai")
//	e, err := hours.Parse("Mo-Fr 12:00-19:00; PH off")
//	week := e.Timeline(hours.Place{Zone: shanghai, Holidays: china}, monday, monday.AddDate(0, 0, 7))
//	week.At(t).State                // Open, Closed or Unknown
//	next, ok := week.NextChange(t)  // the instant at which that changes
//	begin, ok := week.Earliest(t, 40*time.Minute, hours.Promise)
//
//	book, err := hours.NewBook(hours.Content{Version: "2026-03-21", Chains: chains, Rules: rules, Notices: notices})
//	s, err := book.Status("torugart", hours.Truck, "CN-KG", t)
//	s.State, s.Until, s.Checkpoint  // closed until …, because of the inspection at Topa
//
// The package has no clock, no files and no zone database of its own: instants,
// zones and holidays come from the caller.
//
// # The language
//
// Expr is a value of OpenStreetMap's opening_hours, whole: the grammar of its
// specification (version 0.7.3). Parts that begin with the same day are read
// in order, and a later one replaces the earlier ones on each day that it
// matches, the hours after midnight of the day before among them; "," adds to
// them, and "||" applies where they leave it closed. Comments say why.
//
// The state at an instant is that of what the clock on the wall shows: an hour
// that the clock passes twice is open twice, one that it skips never is.
//
// Nothing is guessed. What cannot be known is Unknown: PH and SH outside the
// days for which a Calendar is complete and on days that it only estimates, the
// hours after an open end ("10:00+"), and sunrise where no position is given or
// the sun does not rise.
//
// # What sources say together
//
// A Rule is what a source says of the regular weeks, a Notice what one says of
// certain days. Either gives hours, or days alone where nobody publishes the
// hours: such a day is Unknown with Day Open, and nothing promises it. So is
// one whose hours are only Inferred.
//
// At a checkpoint, for a mode, a direction and an instant:
//
//  1. A notice that another supersedes, and one that a newer notice of the same
//     publisher overlaps, is out.
//  2. Notices that apply come before rules that apply, and each kind in the
//     order of its Confidence. Within a rank all sources speak together.
//  3. Sources agree if neither their states nor their days contradict each
//     other; Unknown contradicts nothing. Together they say what any of them
//     knows. Those that disagree make a Conflict, with all of them kept.
//  4. A lower rank is asked only for what the ranks above leave Unknown, and
//     only if it agrees with what they know: an announcement that Saturday is
//     a working day takes its hours from the rule if the rule has hours on that
//     day, and is a day without hours if the rule says that it is shut.
//  5. Where no source speaks, the state is Unknown.
//
// A Chain is the checkpoints of a port in the order in which one leaves the
// country that names it; the other direction runs through it backwards. A
// vehicle gets through at an instant if all of them let it:
//
//   - Closed anywhere is Closed, whatever else is not known;
//   - else a Conflict anywhere is a Conflict;
//   - else Unknown anywhere is Unknown;
//   - else it is Open.
//
// The binding checkpoint is the first on the way with that state; where all are
// open, the one that shuts first. The day is folded in the same way. A side is
// the fold of its own checkpoints.
package hours
