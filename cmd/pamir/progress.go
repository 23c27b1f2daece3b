package main

import (
	"io"
	"os"

	"github.com/mattn/go-isatty"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// bar shows how much of a file has been read. The zero bar shows nothing.
type bar struct {
	progress *mpb.Progress
	bar      *mpb.Bar
}

// smallFile is the size in bytes up to which a file is read before anybody
// could read a bar.
const smallFile = 8 << 20

// newBar returns a bar where somebody is there to see it: stderr is a terminal
// and the file is not small.
func newBar(stderr io.Writer, name string, size int64) *bar {
	f, ok := stderr.(*os.File)
	if !ok || size < smallFile || !isatty.IsTerminal(f.Fd()) {
		return &bar{}
	}
	p := mpb.New(mpb.WithOutput(f), mpb.WithWidth(64))
	return &bar{progress: p, bar: p.AddBar(size,
		mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name(name), decor.CountersKibiByte("  % .1f of % .1f")),
		mpb.AppendDecorators(decor.AverageETA(decor.ET_STYLE_GO)),
	)}
}

func (b *bar) set(read int64) {
	if b.bar != nil {
		b.bar.SetCurrent(read)
	}
}

// done takes the bar away, also where the file was not read to its end.
func (b *bar) done() {
	if b.bar != nil {
		b.bar.Abort(true)
		b.progress.Wait()
	}
}
