package internal

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// clocks are the functions of package time that ask what time it is, or wait.
var clocks = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}

// TestCode checks what import lists do not show.
func TestCode(t *testing.T) {
	for _, p := range modulePackages(t) {
		for _, name := range p.files {
			file := filepath.Join(p.dir, name)
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			report(t, checkCode(t, p.name, p.name+"/"+name, src))
		}
	}
}

func checkCode(t *testing.T, pkg, name string, src []byte) (faults []string) {
	t.Helper()
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, name, src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	fault := func(n ast.Node, format string, args ...any) {
		faults = append(faults, fmt.Sprintf("%s: %s", set.Position(n.Pos()), fmt.Sprintf(format, args...)))
	}
	imported := map[string]string{} // by the name in this file
	for _, i := range f.Imports {
		path := strings.Trim(i.Path.Value, `"`)
		as := path[strings.LastIndexByte(path, '/')+1:]
		if i.Name != nil {
			as = i.Name.Name
		}
		if as == "." {
			fault(i, "an import into the file's own scope hides where names come from")
		}
		imported[as] = path
	}
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
			fault(fn, "an init function runs whoever imports the package, wanted or not: make it a function that is called")
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			x, ok := n.X.(*ast.Ident)
			if !ok {
				break
			}
			switch path := imported[x.Name]; {
			case matches("geo/...", pkg) && path == "time" && slices.Contains(clocks, n.Sel.Name):
				fault(n, "time.%s: the library has no clock of its own; let the caller say what time it is", n.Sel.Name)
			case path == "os" && n.Sel.Name == "Exit" && name != "cmd/pamir/main.go":
				fault(n, "only main.go ends the program: return an error")
			case path == "log" && (strings.HasPrefix(n.Sel.Name, "Fatal") || strings.HasPrefix(n.Sel.Name, "Panic")):
				fault(n, "log.%s: return an error", n.Sel.Name)
			}
		case *ast.CallExpr:
			if fn, ok := n.Fun.(*ast.Ident); ok && fn.Name == "panic" {
				fault(n, "panic: return an error")
			}
		}
		return true
	})
	return faults
}

// TestGoMod: whoever requires a module says what for, in a comment behind it.
func TestGoMod(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	required := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(f) < 2 || !strings.HasPrefix(f[1], "v") {
			continue
		}
		required[f[0]] = true
		_, reason, _ := strings.Cut(line, "//")
		if strings.TrimSpace(reason) == "" {
			t.Errorf("go.mod: %s needs a comment that says which package needs it and what for", f[0])
		}
	}
	for _, h := range homes {
		if !required[h.module] {
			t.Errorf("the table homes has %s, which go.mod does not require: take the line out", h.module)
		}
	}
}

// TestPolicyIsAlive: a name that is gone forbids nothing.
func TestPolicyIsAlive(t *testing.T) {
	own := map[string]bool{"": true}
	for _, p := range modulePackages(t) {
		own[p.name] = true
	}
	std, err := goList("std")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{"C": true}
	for _, p := range std {
		known[p.ImportPath] = true
	}
	exists := func(pattern string) bool {
		tree := strings.TrimSuffix(strings.TrimSuffix(pattern, "..."), "/")
		for name := range own {
			if within(tree, name) || tree == "" {
				return true
			}
		}
		if known[tree] {
			return true
		}
		for _, h := range homes {
			if within(h.module, tree) {
				_, err := os.Stat(filepath.Join(moduleDir(t, h.module), strings.TrimPrefix(tree, h.module)))
				return err == nil
			}
		}
		return false
	}
	var names []string
	for from, to := range edges {
		names = append(append(names, from), strings.Fields(to)...)
	}
	for _, r := range forbidden {
		names = append(append(names, r.who), r.not...)
	}
	for _, n := range nowhere {
		names = append(names, n.pkg)
	}
	for _, o := range only {
		names = append(append(names, o.pkg), strings.Fields(o.who+" "+o.tests)...)
	}
	for _, h := range homes {
		names = append(append(names, h.module), strings.Fields(h.who+" "+h.tests)...)
	}
	for _, n := range names {
		if !exists(n) {
			t.Errorf("the policy names %s, which does not exist: take it out or correct it", n)
		}
	}
}

// TestPolicyBites runs the checks on packages that break each kind of rule.
func TestPolicyBites(t *testing.T) {
	for _, test := range []struct {
		pkg  pkg
		want string // part of a fault
	}{
		{pkg{name: "geo", imports: []string{"internal/store"}}, "geo imports internal/store; it may import"},
		{pkg{name: "internal/other"}, "internal/other is not in the table edges"},
		{pkg{name: "internal/api", imports: []string{"internal/store/memory"}}, "cmd/pamir chooses which"},
		{pkg{name: "internal/api", testImports: []string{"data"}}, "a test of internal/api imports data"},
		{pkg{name: "geo/index", imports: []string{"os"}}, "values in, values out"},
		{pkg{name: "internal/formats", imports: []string{"time/tzdata"}}, "450 kB"},
		{pkg{name: "internal/store/memory", imports: []string{"internal/store/storetest"}}, "it is for the tests of stores"},
		{pkg{name: "internal/store/memory", imports: []string{"github.com/tidwall/rtree"}}, "who else wants one wants geo/index"},
		{pkg{name: "cmd/pamir", imports: []string{"github.com/labstack/echo/v4/middleware"}}, "the router"},
		{pkg{name: "web", imports: []string{"example.org/new"}}, "example.org/new, which is not in the table homes"},
	} {
		pkgs := []pkg{test.pkg}
		faults := strings.Join(slices.Concat(checkEdges(pkgs), checkForbidden(pkgs), checkHomes(pkgs)), "\n")
		if !strings.Contains(faults, test.want) {
			t.Errorf("%+v: want a fault with %q, got %q", test.pkg, test.want, faults)
		}
	}
	for _, test := range []struct{ pkg, body, want string }{
		{"geo/hours", "import \"time\"\nvar at = time.Now()", "no clock of its own"},
		{"geo", "import clock \"time\"\nfunc f() { clock.Sleep(1) }", "no clock of its own"},
		{"internal/api", "func init() {}", "an init function"},
		{"internal/api", "import \"os\"\nfunc f() { os.Exit(1) }", "only main.go ends"},
		{"data", "func f() { panic(1) }", "panic: return an error"},
		{"data", "import \"log\"\nfunc f() { log.Fatalf(``) }", "log.Fatalf: return an error"},
		{"data", "import . \"log\"", "own scope"},
		{"data", "import \"time\"\nvar at = time.Now()", ""},
	} {
		faults := strings.Join(checkCode(t, test.pkg, test.pkg+"/x.go", []byte("package x\n"+test.body)), "\n")
		if !strings.Contains(faults, test.want) || test.want == "" && faults != "" {
			t.Errorf("%s: want a fault with %q, got %q", test.body, test.want, faults)
		}
	}
}
