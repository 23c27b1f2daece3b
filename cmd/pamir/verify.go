package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"pamir/data"
	"pamir/internal/schedules"
)

type verifyCmd struct {
	What string `arg:"" enum:"data,schedules" help:"What to check: data or schedules."`
	File string `arg:"" optional:"" help:"The schedule file to check; without it the built-in ones are."`
	Dir  string `placeholder:"DIR" help:"Check the data in a folder in place of that built in."`
}

func (verifyCmd) Help() string {
	return `Every breach of a rule is listed with its file, feature and property, or line and key, and the
exit code is 1: an id that is there twice, a fact without a source, a position without its
accuracy, a chain of checkpoints with a gap, a generated file that was edited by hand, hours that
cannot be read, a time without its offset, a port that does not exist.

A schedule file is checked as pamir serve --schedules would read it, after the built-in ones.
doc/schedules.md describes the format.

Examples:

  pamir verify data
  pamir verify data --dir ./data
  pamir verify schedules mine.toml`
}

func (c *verifyCmd) Run(w *world) error {
	if c.What == "schedules" {
		return c.schedules(w)
	}
	if c.File != "" {
		return misuse("pamir verify data --dir "+c.File, "data is checked as a folder")
	}
	files, what := data.Files(), "the built-in data "+data.Version()
	if c.Dir != "" {
		if info, err := os.Stat(c.Dir); err != nil || !info.IsDir() {
			return misuse("--dir takes the folder that has ports.json beside ports.geojson", "%s is not a folder", c.Dir)
		}
		files, what = os.DirFS(c.Dir), c.Dir
	}
	problems := data.Verify(files)
	for _, p := range problems {
		fmt.Fprintln(w.stdout, p.Error())
	}
	if len(problems) > 0 {
		return &fault{err: fmt.Errorf("%s in %s", count(len(problems), "problem"), what)}
	}
	return c.praise(w, files, what)
}

// schedules checks the built-in schedules, or a file that is added to them.
func (c *verifyCmd) schedules(w *world) error {
	if c.Dir != "" {
		return misuse("pamir verify schedules FILE, or pamir verify data --dir "+c.Dir, "--dir is for data")
	}
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

// praise says how much was found to be in order.
func (c *verifyCmd) praise(w *world, files fs.FS, what string) error {
	sets, err := data.Load(files)
	if err != nil {
		return err
	}
	features := 0
	for _, d := range sets {
		features += len(d.Features)
	}
	_, err = fmt.Fprintf(w.stdout, "%s: %s in %s keep every rule\n", what, count(features, "feature"), count(len(sets), "collection"))
	return err
}
