package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/paulmach/orb"

	"pamir/data"
	"pamir/internal/osmpbf"
	"pamir/internal/region"
)

type importCmd struct {
	File string `arg:"" name:"region.osm.pbf" help:"An OpenStreetMap extract."`
	Dir  string `short:"o" placeholder:"DIR" help:"The folder to write the region to; without it, one beside you that is named after the file. A region that is there already is replaced."`

	Country string `placeholder:"CODE" help:"The country (ISO 3166-1: KG) of roads that no boundary in the extract encloses; its law says how fast one may drive where no sign stands."`
}

func (importCmd) Help() string {
	return `Makes a region of an extract: its road network, and as features its roads, passes, border posts, ferries,
fuel stations, places, peaks, water and boundaries. It is all or nothing: where it fails or is interrupted, a region that was there before
stays as it was. It takes about 100 bytes of memory for each node of the extract.

Examples:

  pamir import kyrgyzstan.osm.pbf
  pamir serve --region kyrgyzstan`
}

// collectImportAt is how much garbage, in per cent of what is in use, an import
// lets gather: it takes a third less memory than by default, and hardly longer.
const collectImportAt = 25

func (c *importCmd) Run(w *world) error {
	if w.getenv("GOGC") == "" {
		debug.SetGCPercent(collectImportAt)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)

	file, info, err := openFile(c.File, "pamir import takes the path of an OSM PBF file, such as kyrgyzstan.osm.pbf")
	if err != nil {
		return err
	}
	defer file.Close()
	if c.Dir == "" {
		c.Dir = regionName(c.File)
	}
	if c.Country = strings.ToUpper(c.Country); c.Country != "" && !countryCode.MatchString(c.Country) {
		return misuse("--country KG", "--country takes a code of two letters, not %s", c.Country)
	}
	countries, err := roughCountries()
	if err != nil {
		return err
	}
	bar := newBar(w.stderr, filepath.Base(c.File), info.Size(), smallExtract)
	started := time.Now()
	m, err := region.Import(ctx, region.Extract{Name: c.File, File: file, Size: info.Size()}, region.Options{
		Dir:       c.Dir,
		Country:   c.Country,
		Countries: countries,
		Progress:  func(p region.Progress) { bar.setStage(p.Stage, p.Done, p.Total) },
	})
	bar.done()
	if err != nil {
		return c.fault(err)
	}
	tellFaults(w.stderr, m)
	return c.tell(w.stdout, m, time.Since(started))
}

var countryCode = regexp.MustCompile(`^[A-Z]{2}$`)

// roughCountries are those of the built-in map, whose ids are their codes.
func roughCountries() (map[string]orb.MultiPolygon, error) {
	sets, err := data.Load(data.Files())
	if err != nil {
		return nil, err
	}
	out := map[string]orb.MultiPolygon{}
	for _, d := range sets {
		if d.Collection.ID != "countries" {
			continue
		}
		for _, f := range d.Features {
			if area, ok := f.Geometry.(orb.MultiPolygon); ok {
				out[strings.ToUpper(f.ID)] = area
			}
		}
	}
	return out, nil
}

// regionName is the folder for a file where none is said.
func regionName(file string) string {
	name := filepath.Base(file)
	for _, ext := range []string{".pbf", ".osm"} {
		name = strings.TrimSuffix(name, ext)
	}
	if name == filepath.Base(file) {
		name += "-region"
	}
	return name
}

// fault says what to do about an import that failed.
func (c *importCmd) fault(err error) error {
	var broken *osmpbf.Error
	switch {
	case errors.Is(err, context.Canceled):
		return &fault{err: fmt.Errorf("interrupted; %s is as it was", c.Dir)}
	case errors.Is(err, osmpbf.ErrNotPBF):
		return &fault{err: fmt.Errorf("%s: %w", c.File, err), hint: "pamir import takes extracts in the PBF format; osmium cat FILE -o REGION.osm.pbf makes one of other formats"}
	case errors.Is(err, osmpbf.ErrUnsupported):
		return fmt.Errorf("%s: %w", c.File, err)
	case errors.As(err, &broken):
		return &fault{err: fmt.Errorf("%s: %w", c.File, err), hint: fmt.Sprintf("fetch the extract again; %s is as it was", c.Dir)}
	case errors.Is(err, region.ErrOccupied):
		return &fault{err: err, hint: "choose another folder with -o", misuse: true}
	case errors.Is(err, fs.ErrNotExist):
		return &fault{err: err, hint: "-o takes a folder in one that exists", misuse: true}
	}
	return err
}

// tell says what the region has.
func (c *importCmd) tell(stdout io.Writer, m *region.Manifest, took time.Duration) error {
	t := &table{right: []bool{false, true}}
	t.add("COLLECTION", "FEATURES")
	for _, f := range m.Collections {
		t.add(f.ID, thousands(f.Features))
	}
	if err := t.write(stdout); err != nil {
		return err
	}
	if r := m.Roads; r != nil {
		if _, err := fmt.Fprintf(stdout, "\nRoad network: %s, %s, %.1f MB\n", count(r.Ways, "way"), count(r.Restrictions, "turn restriction"), float64(r.Bytes)/1e6); err != nil {
			return err
		}
	}
	as := ""
	if m.Source.Timestamp != nil {
		as = " as of " + m.Source.Timestamp.Format(time.DateOnly)
	}
	_, err := fmt.Fprintf(stdout, "\n%s: OpenStreetMap%s, imported in %.1f s. Serve it with: pamir serve --region %s\n", m.Source.Name, as, took.Seconds(), c.Dir)
	return err
}

// tellFaults says what is not, or not whole, in the region.
func tellFaults(stderr io.Writer, m *region.Manifest) {
	for _, what := range slices.Sorted(maps.Keys(m.Faults)) {
		f := m.Faults[what]
		named := strings.Join(f.First[:min(len(f.First), 3)], ", ")
		if f.Count > 3 && named != "" {
			named += ", …"
		}
		if named != "" {
			named = " (" + named + ")"
		}
		fmt.Fprintf(stderr, "%s: %s%s\n", what, thousands(f.Count), named)
	}
}

// openFile opens a file to read; hint is for whoever named one that is none.
func openFile(name, hint string) (*os.File, fs.FileInfo, error) {
	f, err := os.Open(name)
	if err != nil {
		var pe *fs.PathError
		if errors.As(err, &pe) {
			err = fmt.Errorf("%s: %w", name, pe.Err)
		}
		return nil, nil, &fault{err: err, hint: hint}
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = &fault{err: fmt.Errorf("%s is a folder", name), hint: hint}
	}
	if err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	return f, info, nil
}
