package main

import (
	"errors"
	"fmt"
	"log/slog"

	"pamir/data"
	"pamir/internal/schedules"
)

// timetable says which schedules a command works on.
type timetable struct {
	Schedules string `placeholder:"FILE" help:"Add the rules and notices of a schedule file to the built-in ones; pamir verify schedules FILE checks it."`
}

// keep reads the built-in schedules and the file, which are about the ports of
// the region.
func (t *timetable) keep(r *everything, log *slog.Logger) (*schedules.Keeper, error) {
	builtIn, err := schedules.BuiltIn(data.Files())
	if err != nil {
		return nil, err
	}
	k, err := schedules.NewKeeper(schedules.Options{Chains: data.Chains(r.datasets), BuiltIn: builtIn, Path: t.Schedules, Logger: log})
	if err != nil {
		return nil, scheduleFault(t.Schedules, err)
	}
	return k, nil
}

// scheduleFault advises on an error of loading schedules.
func scheduleFault(file string, err error) error {
	var faults schedules.Problems
	if errors.As(err, &faults) && file != "" {
		return &fault{err: fmt.Errorf("%s in %s\n%w", count(len(faults), "problem"), file, err), hint: "the format is described in doc/schedules.md; pamir verify schedules " + file + " checks the file"}
	}
	return &fault{err: err, hint: "--schedules takes the path of a schedule file"}
}
