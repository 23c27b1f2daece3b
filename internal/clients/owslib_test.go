package clients

import (
	"encoding/json"
	"os/exec"
	"testing"
)

// python is Debian's, which has Debian's packages.
const python = "/usr/bin/python3"

const read = `
import json, sys
from owslib.ogcapi.features import Features
w = Features(sys.argv[1])
out = {"title": w.links and w.response["title"], "conformance": w.conformance()["conformsTo"],
       "collections": w.feature_collections(), "paths": sorted(w.api()["paths"])}
out["described"] = w.collection("ports")["title"]
out["queryables"] = sorted(w.collection_queryables("ports")["properties"])
page = w.collection_items("ports", limit=2)
out["matched"], out["returned"] = page["numberMatched"], page["numberReturned"]
out["box"] = [f["id"] for f in w.collection_items("ports", bbox=[75, 36, 76, 37])["features"]]
out["one"] = w.collection_item("ports", "torugart")["properties"]["name"]
print(json.dumps(out))
`

// TestOWSLib reads a collection as Python's OWSLib does.
func TestOWSLib(t *testing.T) {
	need(t, python)
	if exec.Command(python, "-c", "import owslib.ogcapi.features").Run() != nil {
		t.Skip("python3-owslib is not installed: make setup installs it")
	}
	address, sets := builtIn(t)
	var got struct {
		Title, Described, One    string
		Conformance, Collections []string
		Paths, Queryables, Box   []string
		Matched, Returned        int
	}
	out := run(t, python, "-c", read, address)
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if got.Described != "Border ports" || got.One != "Torugart" || got.Matched != 6 || got.Returned != 2 {
		t.Errorf("OWSLib reads %+v", got)
	}
	if len(got.Collections) != len(sets) || len(got.Conformance) == 0 || len(got.Paths) == 0 || len(got.Queryables) == 0 {
		t.Errorf("OWSLib reads %+v", got)
	}
	if len(got.Box) != 1 || got.Box[0] != "khunjerab" {
		t.Errorf("the box around Khunjerab has %v", got.Box)
	}
}
