package main

import (
	"io"
	"os"
	"sync/atomic"

	"github.com/mattn/go-isatty"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// bar shows how much of a file has been read. The zero bar shows nothing.
type bar struct {
	progress *mpb.Progress
	bar      *mpb.Bar
	stage    atomic.Pointer[string] // what is being done
}

// Sizes in bytes up to which a file is read, or an extract imported, before
// anybody could read a bar.
const (
	smallFile    = 8 << 20
	smallExtract = 1 << 20
)

// newBar returns a bar where somebody is there to see it: stderr is a terminal
// and the size is not small.
func newBar(stderr io.Writer, name string, size, small int64) *bar {
	b := &bar{}
	f, ok := stderr.(*os.File)
	if !ok || size < small || !isatty.IsTerminal(f.Fd()) {
		return b
	}
	b.stage.Store(&name)
	b.progress = mpb.New(mpb.WithOutput(f), mpb.WithWidth(64))
	b.bar = b.progress.AddBar(0, // the total of others cannot be changed
		mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Any(func(decor.Statistics) string { return *b.stage.Load() }), decor.CountersKibiByte("  % .1f of % .1f")),
		mpb.AppendDecorators(decor.AverageSpeed(decor.SizeB1024(0), "% .1f  "), decor.AverageETA(decor.ET_STYLE_GO)),
	)
	b.bar.SetTotal(size, false)
	return b
}

// countBar shows how many things have been seen to, how many in a second, and
// how long the rest will take. The zero countBar shows nothing.
type countBar struct{ bar }

// newCountBar returns a bar where stderr is a terminal.
func newCountBar(stderr io.Writer, name, things string) *countBar {
	f, ok := stderr.(*os.File)
	if !ok || !isatty.IsTerminal(f.Fd()) {
		return &countBar{}
	}
	p := mpb.New(mpb.WithOutput(f), mpb.WithWidth(64))
	return &countBar{bar{progress: p, bar: p.AddBar(0,
		mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name(name), decor.CountersNoUnit("  %d of %d "+things)),
		mpb.AppendDecorators(decor.AverageSpeed(0, "%.0f/s  "), decor.AverageETA(decor.ET_STYLE_GO)),
	)}}
}

func (b *countBar) set(done, all int) {
	if b.bar.bar != nil {
		b.bar.bar.SetTotal(int64(all), false)
		b.bar.bar.SetCurrent(int64(done))
	}
}

func (b *bar) set(read int64) {
	if b.bar != nil {
		b.bar.SetCurrent(read)
	}
}

// setStage tells what is being done, and how much of all of it is; what there
// is to do may turn out to be less on the way.
func (b *bar) setStage(stage string, done, total int64) {
	if b.bar != nil {
		b.stage.Store(&stage)
		b.bar.SetTotal(total, false)
		b.bar.SetCurrent(done)
	}
}

// done takes the bar away, also where the file was not read to its end.
func (b *bar) done() {
	if b.bar != nil {
		b.bar.Abort(true)
		b.progress.Wait()
	}
}
