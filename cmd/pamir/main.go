// Command pamir serves a region's features to maps, GIS tools and programs,
// and answers questions about them on the command line. The Kashgar border
// gateway is built in.
//
//	pamir serve
//	pamir nearest 75.99 39.47
package main

import (
	"io"
	"os"
	"strings"

	"github.com/alecthomas/kong"
)

func main() {
	os.Exit(run(os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}

// Exit codes.
const (
	succeeded = 0
	failed    = 1
	misused   = 2 // the command line is at fault
)

// world is what a command sees of the machine.
type world struct {
	getenv         func(string) string
	stdin          io.Reader
	stdout, stderr io.Writer
}

// commands is the command line: one field a subcommand, each in a file of its
// own.
type commands struct {
	Serve   serveCmd   `cmd:"" help:"Serve the region over HTTP: a map for browsers, OGC API for GIS tools, JSON for programs."`
	Nearest nearestCmd `cmd:"" help:"List the features nearest to a position: border ports, unless told otherwise."`
	Status  statusCmd  `cmd:"" help:"Say whether a border port is open, until when, and who says so."`
	Route   routeCmd   `cmd:"" help:"Find the way from one place to another."`
	Compare compareCmd `cmd:"" help:"Compare the border ports between two places by when one is through."`
	Query   queryCmd   `cmd:"" help:"List or export the features of a collection."`
	Import  importCmd  `cmd:"" help:"Make a region of an OpenStreetMap extract, for --region of the other commands."`
	Tiles   tilesCmd   `cmd:"" help:"Make, show and check archives of map tiles."`
	Verify  verifyCmd  `cmd:"" help:"Check the built-in data, schedules, or shortest paths against references."`
	Version versionCmd `cmd:"" help:"Say which program and which data this is."`
}

// run does what the arguments say and returns the exit code. Flags can also be
// set in the environment: PAMIR_ADDR stands for --addr.
func run(args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	exited := -1
	grammar := commands{}
	parser, err := kong.New(&grammar,
		kong.Name("pamir"),
		kong.Description("Pamir serves a region's features. The Kashgar border gateway is built in: ports, passes, roads and the map under them."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { exited = code }), // -h asks for it
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 90}),
		kong.Resolvers(environment(getenv)),
	)
	if err != nil {
		return report(stderr, err)
	}
	ctx, err := parser.Parse(signed(args))
	if exited >= 0 {
		return exited
	}
	if err != nil {
		return report(stderr, usage(err))
	}
	return report(stderr, ctx.Run(&world{getenv, stdin, stdout, stderr}))
}

// signed writes the hyphen of a negative number as the minus sign U+2212,
// which our numbers accept: to the parser of flags, -75.99 is a row of them.
func signed(args []string) []string {
	out := make([]string, len(args))
	for i, a := range args {
		out[i] = a
		if len(a) > 1 && a[0] == '-' && (a[1] == '.' || '0' <= a[1] && a[1] <= '9') {
			out[i] = minus + a[1:]
		}
	}
	return out
}

const minus = "\u2212"

// environment looks a flag up as PAMIR_ and its name.
func environment(getenv func(string) string) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		name := "PAMIR_" + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_"))
		if v := getenv(name); v != "" {
			return v, nil
		}
		return nil, nil
	})
}
