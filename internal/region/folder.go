package region

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// folder is the folder of a region while a new one is written into it. The new
// files go to a folder of their own inside; when they are complete it gets its
// name, and then the manifest is exchanged in one step. Until then the region
// is the old one, and afterwards the new one, whenever the power fails.
type folder struct {
	dir   string
	temp  string // the folder of the new files
	made  bool   // dir was made for it
	lock  *os.File
	fresh bool // the region is the new one
}

// scratch begins the names of what an import that was killed may leave.
const scratch = ".import-"

// ErrBusy says that another import into the folder is under way.
var ErrBusy = errors.New("another import into it is under way")

// ErrOccupied says that a folder holds something that no import made.
var ErrOccupied = errors.New("it holds files that are no region")

// begin makes the folder ready for new files.
func begin(dir string) (f *folder, err error) {
	f = &folder{dir: dir}
	switch err := os.Mkdir(dir, 0o777); {
	case err == nil:
		f.made = true
	case !errors.Is(err, fs.ErrExist):
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.end())
		}
	}()
	if f.lock, err = lock(dir); err != nil {
		return f, err
	}
	if err := f.clear(); err != nil {
		return f, err
	}
	temp := filepath.Join(dir, scratch+"new")
	if err := os.Mkdir(temp, 0o777); err != nil {
		return f, err
	}
	f.temp = temp
	return f, nil
}

// clear removes what imports that were killed have left, and refuses a folder
// that is for something else.
func (f *folder) clear() error {
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return err
	}
	m, _, err := readManifest(os.DirFS(f.dir)) // a broken one is replaced
	region, foreign := !errors.Is(err, ErrNoRegion), ""
	var left []string
	for _, e := range entries {
		switch name := e.Name(); {
		case strings.HasPrefix(name, scratch), folders.MatchString(name) && m != nil && name != m.Folder:
			left = append(left, name)
		case name != manifestName:
			foreign = name
		}
	}
	if !region && foreign != "" {
		return fmt.Errorf("%w, such as %s", ErrOccupied, foreign)
	}
	for _, name := range left {
		if err := os.RemoveAll(filepath.Join(f.dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// ErrUnsure says that the new region is in place, but that the disk would not
// say so: after a power failure it may be the old one again.
var ErrUnsure = errors.New("the new region is in place, but the disk does not confirm it")

// commit makes the new files the region.
func (f *folder) commit(m *Manifest) error {
	m.Folder = f.free(m.Source.SHA256[:12])
	raw, err := m.encode()
	if err != nil {
		return err
	}
	if err := syncDir(f.temp); err != nil {
		return err
	}
	final := filepath.Join(f.dir, m.Folder)
	if err := os.Rename(f.temp, final); err != nil {
		return err
	}
	f.temp = final
	if err := f.exchange(raw); err != nil {
		return err
	}
	f.fresh = true
	// From here on either manifest may be what a power failure leaves, so both
	// folders stay until the disk has confirmed the new one.
	if err := syncDir(f.dir); err != nil {
		return fmt.Errorf("%w: %w", ErrUnsure, err)
	}
	_ = f.clear() // the next import does what fails here
	return nil
}

// free returns a name that no folder has.
func (f *folder) free(name string) string {
	out := name
	for n := 2; exists(filepath.Join(f.dir, out)); n++ {
		out = fmt.Sprintf("%s-%d", name, n)
	}
	return out
}

// exchange puts a manifest in the place of the old one, in one step.
func (f *folder) exchange(raw []byte) error {
	waiting := filepath.Join(f.dir, scratch+manifestName)
	err := cmp.Or(writeFile(waiting, raw), syncDir(f.dir))
	if err == nil {
		err = os.Rename(waiting, filepath.Join(f.dir, manifestName))
	}
	if err != nil {
		_ = os.Remove(waiting) // it may not be there
	}
	return err
}

// end removes what is not the region, and lets others import.
func (f *folder) end() error {
	var errs []error
	if !f.fresh && f.temp != "" {
		errs = append(errs, os.RemoveAll(f.temp))
	}
	if !f.fresh && f.made {
		errs = append(errs, os.Remove(f.dir))
	}
	if f.lock != nil {
		errs = append(errs, f.lock.Close())
	}
	return errors.Join(errs...)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// writeFile writes a file that is on the disk when it returns.
func writeFile(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

// syncDir puts the names in a folder on the disk.
func syncDir(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
