package main

import (
	"errors"
	"fmt"

	"pamir/data"
	"pamir/internal/schedules"
)

type verifySchedulesCmd struct {
	File string `arg:"" optional:"" help:"The schedule file to check; without it the built-in ones are."`
}

func (verifySchedulesCmd) Help() string {
	return `A schedule file is checked as pamir serve --schedules would read it, after the built-in ones.
Every fault is listed with its line and key, and the exit code is 1: hours that cannot be read, a
time without its offset, a port that does not exist. doc/schedules.md describes the format.

Examples:

  pamir verify schedules
  pamir verify schedules mine.toml`
}

func (c *verifySchedulesCmd) Run(w *world) error {
	region, err := (&source{}).open(w)
	if err != nil {
		return err
	}
	files, err := schedules.BuiltIn(data.Files())
	if err != nil {
		return err
	}
	what := "the built-in schedules"
	chains, before := data.Chains(region.datasets), 0
	if c.File != "" {
		what = c.File
		builtIn, err := schedules.Load(chains, files...)
		if err != nil {
			return err
		}
		own, err := schedules.ReadFile(c.File)
		if err != nil {
			return misuse("pamir verify schedules takes the path of a schedule file", "%w", err)
		}
		files, before = append(files, own), builtIn.Entries
	}
	set, err := schedules.Load(chains, files...)
	var problems schedules.Problems
	if errors.As(err, &problems) {
		for _, p := range problems {
			fmt.Fprintln(w.stdout, p.Error())
		}
		return &fault{err: fmt.Errorf("%s in %s", count(len(problems), "problem"), what)}
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w.stdout, "%s: %s without fault\n", what, entries(set.Entries-before))
	return err
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return thousands(n) + " entries"
}
