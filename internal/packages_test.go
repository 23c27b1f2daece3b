package internal

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const module = "pamir"

// pkg is a package of this module. Imports are as in the source, but those of
// this module without its name.
type pkg struct {
	name        string // without the module's; "geo/index"
	clause      string // the name in its package clause
	dir         string
	files       []string // without tests
	imports     []string
	testImports []string
}

// root is the folder of the module.
const root = ".."

// modulePackages lists the packages of this module, scratch folders that are
// not under version control left out.
func modulePackages(t *testing.T) []pkg {
	t.Helper()
	pkgs, err := listPackages()
	if err != nil {
		t.Fatal(err)
	}
	return pkgs
}

var listPackages = sync.OnceValues(func() ([]pkg, error) {
	listed, err := goList("./...")
	if err != nil {
		return nil, err
	}
	var pkgs []pkg
	for _, l := range listed {
		name, _ := ownName(l.ImportPath)
		if name == "internal" || strings.HasPrefix(name, "tmp/") {
			continue
		}
		pkgs = append(pkgs, pkg{
			name: name, clause: l.Name, dir: l.Dir, files: l.GoFiles,
			imports:     shorten(l.Imports),
			testImports: shorten(slices.Concat(l.TestImports, l.XTestImports)),
		})
	}
	if len(pkgs) < 10 {
		return nil, errors.New("go list finds hardly any packages: is this the whole module?")
	}
	return pkgs, nil
})

// everythingBuilt maps each package that the module's programs and tests are
// built from to one that imports it.
func everythingBuilt(t *testing.T) map[string]string {
	t.Helper()
	listed, err := goList("-deps", "-test", "./...")
	if err != nil {
		t.Fatal(err)
	}
	built := map[string]string{}
	for _, l := range listed {
		for _, i := range l.Imports {
			built[i] = l.ImportPath
		}
	}
	return built
}

type listedPackage struct {
	ImportPath, Name, Dir              string
	GoFiles                            []string
	Imports, TestImports, XTestImports []string
}

func goList(args ...string) ([]listedPackage, error) {
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Name,Dir,GoFiles,Imports,TestImports,XTestImports"}, args...)...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, errors.New("go list: " + err.Error() + "\n" + stderr.String())
	}
	var pkgs []listedPackage
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listedPackage
		if err := d.Decode(&l); err == io.EOF {
			return pkgs, nil
		} else if err != nil {
			return nil, err
		}
		pkgs = append(pkgs, l)
	}
}

func shorten(paths []string) []string {
	short := make([]string, len(paths))
	for i, p := range paths {
		short[i] = p
		if own, ok := ownName(p); ok {
			short[i] = own
		}
	}
	return short
}

// ownName returns the name of a package of this module without the module's,
// given with it or without.
func ownName(path string) (string, bool) {
	if own, ok := strings.CutPrefix(path, module+"/"); ok {
		return own, true
	}
	_, ok := edges[path]
	return path, ok
}

// matches reports whether a pattern such as "geo/..." holds for a package.
func matches(pattern, path string) bool {
	if pattern == "..." {
		return true
	}
	if tree, ok := strings.CutSuffix(pattern, "/..."); ok {
		return within(tree, path)
	}
	return pattern == path
}

func matchesAny(patterns []string, path string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matches(p, path) })
}

// within reports whether path is that of a package or of one below it.
func within(tree, path string) bool { return path == tree || strings.HasPrefix(path, tree+"/") }

// moduleDir returns the folder with the source of a module that go.mod requires.
func moduleDir(t *testing.T, path string) string {
	t.Helper()
	cmd := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", path)
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list -m %s: %v", path, err)
	}
	return filepath.FromSlash(strings.TrimSpace(string(out)))
}
