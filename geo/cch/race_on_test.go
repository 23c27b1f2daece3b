//go:build race

package cch_test

// underRace says that the race detector is on, under which all takes ten times
// as long.
const underRace = true
