package data

import (
	"errors"
	"image/png"
	"io/fs"
	"testing"
	"testing/fstest"

	"pamir/geo"
)

func TestReadRelief(t *testing.T) {
	r, err := ReadRelief(Files())
	if err != nil {
		t.Fatal(err)
	}
	if r.BBox != (geo.Box{West: 66, South: 34, East: 82, North: 44}) || r.License.Href == "" || r.Attribution == "" {
		t.Errorf("have %+v", r)
	}
	f, err := Files().Open(r.File)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := png.DecodeConfig(f); err != nil {
		t.Error(err)
	}
}

func TestReadReliefSaysWhatIsWrong(t *testing.T) {
	if _, err := ReadRelief(fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a file: %v", err)
	}
	for _, text := range []string{`{`, `{"bbox":[1,1,1,1]}`, `{"bbox":"all"}`} {
		if r, err := ReadRelief(fstest.MapFS{reliefFile: {Data: []byte(text)}}); err == nil {
			t.Errorf("%s gives %+v", text, r)
		}
	}
}
