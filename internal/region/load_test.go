package region

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pamir/internal/osmpbf/pbftest"
)

// A region that is not as it was imported is refused, with the file's name.
func TestBrokenRegions(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "region")
	m, err := Import(context.Background(), extract(t, town(3), pbftest.Options{}), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for _, c := range m.Collections {
		path := filepath.Join(dir, m.Folder, c.File)
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		broken := func(what string, content []byte) {
			t.Helper()
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := Open(context.Background(), dir); err == nil || !strings.Contains(err.Error(), c.File) {
				t.Errorf("%s %s: %v", c.File, what, err)
			}
		}
		for range 40 {
			flipped := append([]byte(nil), whole...)
			flipped[r.IntN(len(flipped))] ^= 1 << r.IntN(8)
			broken("with a bit flipped", flipped)
		}
		broken("cut", whole[:len(whole)-1])
		broken("longer", append(append([]byte(nil), whole...), 0))
		broken("empty", nil)
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(context.Background(), dir); err == nil || !strings.Contains(err.Error(), c.File+": no such file") {
			t.Errorf("%s missing: %v", c.File, err)
		}
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(context.Background(), dir); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), t.TempDir()); !errors.Is(err, ErrNoRegion) {
		t.Error(err)
	}
	if _, err := Open(context.Background(), dir+"none"); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Open(ctx, dir); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// A manifest with other contents, whose checksums are right, is held against
// the schema.
func TestManifestsThatLie(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "region")
	if _, err := Import(context.Background(), extract(t, town(1), pbftest.Options{}), Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, manifestName)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, new, want string }{
		{`"format": 1`, `"format": 2`, "format 2 and this program reads format 1"},
		{`"folder": "`, `"folder": "../`, "is not one that an import makes"},
		{`"file": "roads.geojsonl.gz"`, `"file": "../../x"`, "are not an id and a file"},
		{`"file": "roads.geojsonl.gz"`, `"file": "peaks.geojsonl.gz"`, "peaks.geojsonl.gz"},
		{`"id": "roads"`, `"id": "rods"`, `there is no collection "rods"`},
		{`"id": "roads"`, `"id": "peaks"`, `peaks`},
		{`"features": 1,`, `"features": 2,`, "its parts have"},
		{`"sha256": "`, `"sha256": "x`, "is none"},
		{`"format": 1,`, `"format": 1, "colour": 3,`, "unknown field"},
		{string(whole), "[]", "cannot unmarshal"},
		{`"folder"`, `"folder`, "line 3"},
	} {
		text := strings.Replace(string(whole), c.old, c.new, 1)
		if c.new == `"sha256": "x` {
			at := strings.Index(text, `"sha256": "x`) // the source's; the files' come after
			text = strings.Replace(text, `"sha256": "x`, `"sha256": "`, 1)
			text = text[:at+10] + strings.Replace(text[at+10:], c.old, c.new, 1)
		}
		if text == string(whole) {
			t.Fatalf("%s is not in the manifest", c.old)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(context.Background(), dir); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.new, err, c.want)
		}
	}
}

// FuzzManifest: what is read as a manifest, when written and read again, is the
// same, and points to nothing outside its folder.
func FuzzManifest(f *testing.F) {
	dir := filepath.Join(f.TempDir(), "region")
	if _, err := Import(context.Background(), extract(f, town(1), pbftest.Options{}), Options{Dir: dir}); err != nil {
		f.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte(`{"format":1,"folder":"0123456789ab-2","collections":[{"id":"a","file":"a.b","features":0,"bytes":0,"sha256":"` + strings.Repeat("0", 64) + `","parts":[]}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := parseManifest(raw)
		if err != nil {
			return
		}
		for _, c := range m.Collections {
			if !filepath.IsLocal(filepath.Join(m.Folder, c.File)) || strings.ContainsAny(m.Folder+c.File, `/\`) {
				t.Fatalf("%q %q", m.Folder, c.File)
			}
		}
		out, err := m.encode()
		if err != nil {
			t.Fatal(err)
		}
		again, err := parseManifest(out)
		if err != nil {
			t.Fatal(err)
		}
		a, _ := json.Marshal(m)
		b, _ := json.Marshal(again)
		if string(a) != string(b) {
			t.Fatalf("%s\n%s", a, b)
		}
	})
}
