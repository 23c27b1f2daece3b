package region

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/paulmach/orb"

	"pamir/geo/route"
	"pamir/internal/osmpbf"
)

// Extract is an OSM PBF file to import. It must stay as it is meanwhile.
type Extract struct {
	Name string // of the file, for the manifest
	File io.ReaderAt
	Size int64
}

// Options says how to import.
type Options struct {
	Dir      string // of the region; it is made, or the region in it replaced
	Workers  int    // 0: as many as there are processors
	Progress func(Progress)

	// Countries are rough areas of countries (ISO 3166-1 alpha-2), for places
	// that no boundary in the extract encloses; Country is the one of places
	// that these do not hold either, "" for not known.
	Countries map[string]orb.MultiPolygon
	Country   string
}

// Progress says how far an import is.
type Progress struct {
	Stage string // what is being done
	Done  int64  // of all stages, in bytes read or their worth
	Total int64
}

// Import makes a region of an extract. It is all or nothing: where it returns
// an error, for whatever reason, the region that was in the folder is in it
// still, and nothing else is left behind. The error of a broken extract is an
// *osmpbf.Error with the block and byte.
//
// The file is gone through once for relations, which say which ways they need,
// once for ways, which say which nodes they need, and once for nodes; of a
// file that is sorted each time only the part that holds them. Features wait on
// disk, in the folder, for the positions of their nodes. Memory goes to those
// positions, and then to the road network, which is made whole before it is
// written: in all about 100 bytes for each node of a usual extract
// (BenchmarkImport).
func Import(ctx context.Context, x Extract, o Options) (m *Manifest, err error) {
	file, err := osmpbf.Open(x.File, x.Size)
	if err != nil {
		return nil, err
	}
	f, err := begin(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.Dir, reason(err))
	}
	defer func() { err = errors.Join(err, f.end()) }()
	i := newImporter(file, f.temp, x.Name, o)
	if err := i.make(ctx, x); err != nil {
		return nil, err
	}
	if err := f.commit(&i.result); err != nil {
		return nil, fmt.Errorf("%s: %w", o.Dir, err)
	}
	return &i.result, nil
}

// make makes the files and the manifest. The checksum is taken meanwhile.
func (i *importer) make(ctx context.Context, x Extract) (err error) {
	defer func() { err = errors.Join(err, i.spool.close()) }()
	summing, cancel := context.WithCancel(ctx)
	type result struct {
		sum string
		err error
	}
	sum := make(chan result, 1)
	go func() {
		s, err := checksum(summing, x)
		sum <- result{s, err}
	}()
	if err := i.run(ctx); err != nil {
		cancel()
		<-sum
		return err
	}
	r := <-sum
	cancel()
	i.describe(x, r.sum)
	return r.err
}

// checksum is that of the whole file.
func checksum(ctx context.Context, x Extract) (string, error) {
	sum := sha256.New()
	in := io.NewSectionReader(x.File, 0, x.Size)
	for left := x.Size; left > 0; {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := io.CopyN(sum, in, min(left, 8<<20))
		if err != nil {
			return "", fmt.Errorf("the extract cannot be read at byte %d: %w", x.Size-left+n, err)
		}
		left -= n
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// importer is an import under way.
type importer struct {
	file    *osmpbf.File
	dir     string // of the new files
	name    string // of the extract
	options Options
	defs    []*definition
	spool   *spool

	relations []relation         // that are features
	members   map[int64]bool     // ways that relations need
	parts     map[int64][]byte   // the nodes of those ways, as appendNodes writes them
	routes    map[int64][]string // numbers of the international routes of a road
	nodes     nodes
	placed    []placed           // of a file that has positions on ways
	through   map[int64]bool     // nodes whose roads are wanted
	roads     map[int64][]string // and the roads

	builder *route.Builder
	wanted  *route.NodeSet
	in      *countries

	read   [3]int64 // nodes, ways and relations in the file
	stage  string
	done   int64 // bytes of the stages before
	total  int64
	result Manifest
}

func newImporter(file *osmpbf.File, dir, name string, o Options) *importer {
	return &importer{
		file: file, dir: dir, name: name, options: o, builder: route.NewBuilder(), defs: definitions(), spool: newSpool(dir),
		members: map[int64]bool{}, parts: map[int64][]byte{}, routes: map[int64][]string{},
		through: map[int64]bool{}, roads: map[int64][]string{},
		result: Manifest{Format: format, Collections: []CollectionFile{}, Faults: map[string]Fault{}},
	}
}

// run makes the files.
func (i *importer) run(ctx context.Context) error {
	// Roads come last: they take the most memory, and features are done with
	// theirs then.
	for _, step := range []func(context.Context) error{i.readRelations, i.readWays, i.readNodes, i.findCountries, i.makeFeatures, i.makeRoads} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// scan goes through the blocks that hold things of a kind.
func scan[T any](ctx context.Context, i *importer, kind osmpbf.Kind, convert func(*osmpbf.Block) (T, error), take func(T) error) error {
	i.stage = map[osmpbf.Kind]string{osmpbf.Relations: "relations", osmpbf.Ways: "ways", osmpbf.Nodes: "nodes"}[kind]
	// What is left to do gets known better from kind to kind.
	ahead := map[osmpbf.Kind][]osmpbf.Kind{
		osmpbf.Relations: {osmpbf.Relations, osmpbf.Ways, osmpbf.Nodes}, osmpbf.Ways: {osmpbf.Ways, osmpbf.Nodes}, osmpbf.Nodes: {osmpbf.Nodes},
	}[kind]
	i.total = i.done + i.file.Size()*(featuresWorth+roadsWorth)
	for _, k := range ahead {
		i.total += i.file.Bytes(k)
	}
	before := i.done
	return osmpbf.Each(ctx, osmpbf.Scan{File: i.file, Kinds: kind, Workers: i.options.Workers, Progress: func(read int64) {
		i.done = before + read
		i.report()
	}}, convert, take)
}

// How long it takes to make features and roads, in readings of the file.
const (
	featuresWorth = 1
	roadsWorth    = 4
)

func (i *importer) report() {
	if i.options.Progress != nil {
		i.options.Progress(Progress{Stage: i.stage, Done: i.done, Total: i.total})
	}
}

// fault notes that a thing is no feature, or not a whole one.
func (i *importer) fault(why, what string) {
	l := i.result.Faults[why]
	if l.Count++; len(l.First) < 20 {
		l.First = append(l.First, what)
	}
	i.result.Faults[why] = l
}

// describe says in the manifest what the region is made of.
func (i *importer) describe(x Extract, sum string) {
	h := i.file.Header
	s := &i.result.Source
	*s = Source{
		Name: filepath.Base(x.Name), Bytes: x.Size, SHA256: sum, Sequence: h.Sequence, Program: h.Program,
		Nodes: i.read[0], Ways: i.read[1], Relations: i.read[2],
	}
	if !h.Timestamp.IsZero() {
		s.Timestamp = &h.Timestamp
	}
}
