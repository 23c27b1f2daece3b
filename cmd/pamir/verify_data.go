package main

import (
	"fmt"
	"io/fs"
	"os"

	"pamir/data"
)

type verifyDataCmd struct {
	Dir string `placeholder:"DIR" help:"Check the files of a folder in place of those built in."`
}

func (verifyDataCmd) Help() string {
	return `Every breach of a rule is listed with its file, feature and property, and the exit code is 1:
an id that is there twice, a fact without a source, a position without its accuracy, a chain of
checkpoints with a gap, a generated file that was edited by hand.

Examples:

  pamir verify data
  pamir verify data --dir ./data`
}

func (c *verifyDataCmd) Run(w *world) error {
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

// praise says how much was found to be in order.
func (c *verifyDataCmd) praise(w *world, files fs.FS, what string) error {
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
