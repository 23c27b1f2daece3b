package main

import (
	"cmp"
	"fmt"
	"runtime/debug"

	"pamir/data"
)

type versionCmd struct{}

func (versionCmd) Help() string {
	return `The version, revision and time are those of the source that the program was built from; modified
says that it had changes of its own. The data's version is its newest date and a hash of its bytes.`
}

func (versionCmd) Run(w *world) error {
	b := buildInfo()
	_, err := fmt.Fprintf(w.stdout, "pamir     %s\nrevision  %s\ntime      %s\nmodified  %s\ngo        %s\ndata      %s\n",
		b.version, b.revision, b.time, b.modified, b.goVersion, data.Version())
	return err
}

// build says what the program was made of; what is not known is "unknown".
type build struct {
	version, revision, time, modified, goVersion string
}

func buildInfo() build {
	const unknown = "unknown"
	b := build{unknown, unknown, unknown, unknown, unknown}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.version = cmp.Or(info.Main.Version, unknown)
	b.goVersion = cmp.Or(info.GoVersion, unknown)
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.revision = s.Value
		case "vcs.time":
			b.time = s.Value
		case "vcs.modified":
			b.modified = map[string]string{"true": "yes", "false": "no"}[s.Value]
		}
	}
	return b
}
