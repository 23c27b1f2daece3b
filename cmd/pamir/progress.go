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

// smallFile is the size in bytes up to which a file is read before anybody
// could read a bar.
const smallFile = 8 << 20

// newBar returns a bar where somebody is there to see it: stderr is a terminal
// and the file is not small.
func newBar(stderr io.Writer, name string, size int64) *bar {
	b := &bar{}
	f, ok := stderr.(*os.File)
	if !ok || size < smallFile || !isatty.IsTerminal(f.Fd()) {
		return b
	}
	b.stage.Store(&name)
	b.progress = mpb.New(mpb.WithOutput(f), mpb.WithWidth(64))
	b.bar = b.progress.AddBar(size,
		mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Any(func(decor.Statistics) string { return *b.stage.Load() }), decor.CountersKibiByte("  % .1f of % .1f")),
		mpb.AppendDecorators(decor.AverageSpeed(decor.SizeB1024(0), "% .1f  "), decor.AverageETA(decor.ET_STYLE_GO)),
	)
	return b
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
