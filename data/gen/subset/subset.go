// Package subset takes out of a font what is needed of it.
//
// The work is done by fontTools, in the version that is handed in as a wheel:
// which letters a script's rules bring in is a long story that it knows.
package subset

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"pamir/data/gen/fetch"
)

// Tool is fontTools.
type Tool struct{ Wheel []byte }

// Wish is what is needed of a font.
type Wish struct {
	Letters  []rune
	Features []string // of OpenType; nil for all that are on by themselves
}

// Subset returns a font with no more than was wished, without hints, which are
// for screens that are gone. It returns an error that wraps
// fetch.ErrUnavailable where there is no Python.
func (t Tool) Subset(ctx context.Context, font []byte, w Wish) ([]byte, error) {
	dir, err := os.MkdirTemp("", "pamir-subset-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	wheel, in, out := filepath.Join(dir, "fonttools.whl"), filepath.Join(dir, "in.ttf"), filepath.Join(dir, "out.ttf")
	letters := slices.Clone(w.Letters)
	slices.Sort(letters)
	list := filepath.Join(dir, "letters.txt")
	for name, data := range map[string][]byte{wheel: t.Wheel, in: font, list: []byte(string(slices.Compact(letters)))} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			return nil, err
		}
	}
	args := []string{
		"-m", "fontTools.subset", in, "--output-file=" + out, "--text-file=" + list,
		"--no-hinting", "--name-IDs=0,1,2,5,7,13,14", "--drop-tables+=STAT,meta,DSIG", "--no-recalc-timestamp",
	}
	if w.Features != nil {
		args = append(args, "--layout-features="+strings.Join(w.Features, ","))
	}
	cmd := exec.CommandContext(ctx, "python3", args...)
	cmd.Env = append(os.Environ(), "PYTHONPATH="+wheel, "PYTHONDONTWRITEBYTECODE=1")
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); errors.Is(err, exec.ErrNotFound) {
		return nil, fmt.Errorf("%w: python3: %w", fetch.ErrUnavailable, err)
	} else if err != nil {
		return nil, fmt.Errorf("fontTools: %w: %s", err, strings.TrimSpace(said.String()))
	}
	return os.ReadFile(out)
}
