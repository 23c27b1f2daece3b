package region

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/gzip"

	"pamir/internal/formats"
	"pamir/internal/store"
)

// partSize is the size in bytes from which a part is closed: small enough that
// several cores have something to do, large enough to pack well.
const partSize = 4 << 20

// writer writes the features of one collection.
type writer struct {
	collection *store.Collection
	out        CollectionFile
	file       *os.File
	sum        hash.Hash
	text       []byte
	features   int // in text
	packer     *gzip.Writer
	packed     bytes.Buffer
}

func newWriter(dir string, c *store.Collection) (*writer, error) {
	w := &writer{collection: c, out: CollectionFile{ID: c.ID, File: c.ID + ".geojsonl.gz", Parts: []Part{}}, sum: sha256.New()}
	var err error
	if w.packer, err = gzip.NewWriterLevel(&w.packed, gzip.BestSpeed); err != nil {
		return nil, err
	}
	w.file, err = os.OpenFile(filepath.Join(dir, w.out.File), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	return w, err
}

func (w *writer) add(f *store.Feature) error {
	w.text = append(formats.AppendFeature(w.text, w.collection, f, formats.FeatureOptions{}), '\n')
	w.features++
	if len(w.text) < partSize {
		return nil
	}
	return w.flush()
}

// flush writes a part. A file without features is one empty part, since a file
// without bytes is no gzip.
func (w *writer) flush() error {
	if w.features == 0 && len(w.out.Parts) > 0 {
		return nil
	}
	w.packed.Reset()
	w.packer.Reset(&w.packed)
	if _, err := w.packer.Write(w.text); err != nil {
		return err
	}
	if err := w.packer.Close(); err != nil {
		return err
	}
	if _, err := io.MultiWriter(w.file, w.sum).Write(w.packed.Bytes()); err != nil {
		return err
	}
	w.out.Parts = append(w.out.Parts, Part{Bytes: int64(w.packed.Len()), Features: w.features})
	w.out.Bytes += int64(w.packed.Len())
	w.out.Features += w.features
	w.text, w.features = w.text[:0], 0
	return nil
}

// close puts the file on the disk.
func (w *writer) close() (CollectionFile, error) {
	err := errors.Join(w.flush(), w.file.Sync(), w.file.Close())
	w.out.SHA256 = hex.EncodeToString(w.sum.Sum(nil))
	return w.out, err
}
