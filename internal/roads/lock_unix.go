//go:build unix

package roads

import (
	"errors"
	"os"
	"syscall"
)

// lock makes sure that no other process writes the file. It ends with the
// process.
func lock(f *os.File) error {
	if syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		return errors.New("another process has it open")
	}
	return nil
}
