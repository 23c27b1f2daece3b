//go:build !race

package cch_test

const underRace = false
