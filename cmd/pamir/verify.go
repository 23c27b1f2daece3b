package main

// verifyCmd has a subcommand for each kind of thing that can be checked. Their
// exit code is 1 where something is wrong with it.
type verifyCmd struct {
	Data      verifyDataCmd      `cmd:"" help:"Check the built-in data against its rules."`
	Schedules verifySchedulesCmd `cmd:"" help:"Check the built-in schedules, or a file of your own."`
	Roads     verifyRoadsCmd     `cmd:"" help:"Check a roads file, every byte of it."`
	Gates     verifyGatesCmd     `cmd:"" help:"Check that border ports are on their roads, and that no way leads past them."`
	CCH       verifyCCHCmd       `cmd:"" name:"cch" help:"Check shortest paths in a road graph against reference answers."`
}
