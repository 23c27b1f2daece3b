package data

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestBuiltInDataKeepsTheRules(t *testing.T) {
	for _, p := range Verify(Files()) {
		t.Error(p)
	}
}

// object is a JSON object; a missing member is a nil one.
type object = map[string]any

// breach is one fault put into a copy of the built-in data, and the problem
// that must name it.
type breach struct {
	name     string
	file     string
	feature  string            // "" breaks the file itself, an object
	edit     func(f, p object) // of the feature, or file, and the feature's properties
	property string            // that the problem must name
	message  string            // that the problem must contain
	at       string            // feature the problem must name, if another
	in       string            // file the problem must name, if another
}

func set(name string, value any) func(f, p object) {
	return func(_, p object) { p[name] = value }
}

func sourceWith(name string, value any) func(f, p object) {
	return func(_, p object) { p["sources"].([]any)[0].(object)[name] = value }
}

func alternativeWith(name string, value any) func(f, p object) {
	return func(_, p object) { p["alternatives"].([]any)[0].(object)[name] = value }
}

func move(lon, lat float64) func(f, p object) {
	return func(f, _ object) {
		c := f["geometry"].(object)["coordinates"].([]any)
		c[0], c[1] = lon, lat
	}
}

func top(name string, value any) func(f, p object) {
	return func(f, _ object) { f[name] = value }
}

// breaches has one or more entries for each rule of Verify.
var breaches = []breach{
	{name: "id", file: "ports.geojson", feature: "torugart", edit: top("id", "Torugart Pass"), message: "slug", at: "Torugart Pass"},
	{name: "id of a place", file: "places.geojson", feature: "osh", edit: top("id", "osh--city"), message: "slug", at: "osh--city"},
	{name: "no name", file: "passes.geojson", feature: "dolon", edit: set("name", nil), property: "name", message: "no name"},
	{name: "language", file: "ports.geojson", feature: "torugart", edit: set("names", object{"de": "Torugart"}), property: "names", message: `"de"`},
	{name: "empty name", file: "ports.geojson", feature: "torugart", edit: set("names", object{"zh": " "}), property: "names", message: "empty"},
	{name: "name in Latin script", file: "ports.geojson", feature: "torugart", edit: set("names", object{"ug": "Torghat"}), property: "names", message: "script"},
	{name: "names not texts", file: "ports.geojson", feature: "torugart", edit: set("names", object{"zh": 1}), property: "names", message: "number"},
	{name: "outside the region", file: "places.geojson", feature: "osh", edit: move(65, 40), message: "leaves the region"},
	{name: "north of the region", file: "places.geojson", feature: "osh", edit: move(72, 44.1), message: "leaves the region"},
	{name: "ends before it begins", file: "ports.geojson", feature: "khunjerab", edit: set("valid_to", "1982-08-26"), property: "valid_to", message: "before valid_from"},
	{name: "no confidence", file: "zones.geojson", feature: "kashgar-bonded-zone", edit: set("confidence", nil), property: "confidence", message: "high, medium or low"},
	{name: "no accuracy", file: "ports.geojson", feature: "bedel", edit: set("accuracy_m", nil), property: "accuracy_m", message: "more than 0"},
	{name: "accuracy 0", file: "ports.geojson", feature: "bedel", edit: set("accuracy_m", 0), property: "accuracy_m", message: "more than 0"},
	{name: "accuracy of nothing", file: "checkpoints.geojson", feature: "torugart-kara-bulak", edit: set("accuracy_m", 10), property: "accuracy_m", message: "no position"},
	{name: "not placed", file: "passes.geojson", feature: "taldyk", edit: set("placed", nil), property: "placed", message: "how the position was found"},
	{name: "height", file: "passes.geojson", feature: "taldyk", edit: set("elevation_m", 3600), property: "elevation_m", message: "height of the position"},
	{name: "no sources", file: "ports.geojson", feature: "karasu", edit: set("sources", nil), property: "sources", message: "none"},
	{name: "empty sources", file: "statistics.geojson", feature: "torugart-persons-2024", edit: set("sources", []any{}), property: "sources", message: "none"},
	{name: "source is a text", file: "ports.geojson", feature: "karasu", edit: set("sources", []any{"Wikipedia"}), property: "sources", message: "number 1"},
	{name: "source with a strange member", file: "ports.geojson", feature: "karasu", edit: sourceWith("href", "x"), property: "sources", message: "href"},
	{name: "source without title", file: "ports.geojson", feature: "karasu", edit: sourceWith("title", nil), property: "sources", message: "no title"},
	{name: "source of nobody", file: "ports.geojson", feature: "karasu", edit: func(_, p object) {
		s := p["sources"].([]any)[0].(object)
		delete(s, "publisher")
		delete(s, "url")
	}, property: "sources", message: "neither publisher nor url"},
	{name: "source without address", file: "ports.geojson", feature: "karasu", edit: sourceWith("url", "wikipedia.org"), property: "sources", message: "address"},
	{name: "source on 31 June", file: "ports.geojson", feature: "karasu", edit: sourceWith("date", "2023-06-31"), property: "sources", message: "2023-06-31"},
	{name: "source in spring", file: "ports.geojson", feature: "karasu", edit: sourceWith("date", "spring 2023"), property: "sources", message: "spring"},
	{name: "alternative to nothing", file: "ports.geojson", feature: "torugart", edit: alternativeWith("property", "height"), property: "alternatives", message: `"height"`},
	{name: "alternative of nobody", file: "ports.geojson", feature: "torugart", edit: alternativeWith("source", ""), property: "alternatives", message: "no source"},
	{name: "alternative without value", file: "ports.geojson", feature: "torugart", edit: alternativeWith("value", nil), property: "alternatives", message: "no value"},
	{name: "alternative with the same position", file: "ports.geojson", feature: "torugart", edit: alternativeWith("value", []any{75.39391, 40.55167}), property: "alternatives", message: "says the same"},
	{name: "alternative with the same number", file: "ports.geojson", feature: "torugart", edit: set("alternatives", []any{object{"property": "elevation_m", "value": 3752.0, "source": "x"}}), property: "alternatives", message: "says the same"},
	{name: "alternative with a strange member", file: "ports.geojson", feature: "torugart", edit: alternativeWith("why", "x"), property: "alternatives", message: "why"},
	{name: "alternative without address", file: "ports.geojson", feature: "torugart", edit: alternativeWith("url", "x"), property: "alternatives", message: "address"},
	{name: "alternatives not objects", file: "ports.geojson", feature: "torugart", edit: set("alternatives", []any{1}), property: "alternatives", message: "number 1"},
	{name: "port of a checkpoint", file: "checkpoints.geojson", feature: "bor-dobo", edit: set("port", "bor-dobo"), property: "port", message: "no port"},
	{name: "port of a pass", file: "passes.geojson", feature: "kulma", edit: set("port", "kulma"), property: "port", message: "no port"},
	{name: "lake of a place", file: "places.geojson", feature: "chatyr-kul", edit: set("lake", "karasu"), property: "lake", message: "no lake"},
	{name: "order without port", file: "checkpoints.geojson", feature: "bor-dobo", edit: set("seq", 1), property: "seq", message: "only there"},
	{name: "gap in a chain", file: "checkpoints.geojson", feature: "torugart-kara-bulak", edit: set("seq", 6), property: "seq", message: "want 5"},
	{name: "twice in a chain", file: "checkpoints.geojson", feature: "torugart-kg-post", edit: set("seq", 3), property: "seq", message: "want 4"},
	{name: "back in China", file: "checkpoints.geojson", feature: "torugart-kara-bulak", edit: set("side", "CN"), property: "side", message: "follows a foreign one"},
	{name: "chain as listed", file: "ports.geojson", feature: "karasu", edit: set("checkpoints", []any{"karasu-gate", "karasu-site", "karasu-tj-post"}), property: "checkpoints", message: "the chain is"},
	{name: "inspection elsewhere", file: "ports.geojson", feature: "karasu", edit: set("inspection", "torugart-topa"), property: "inspection", message: "no inspection of this port"},
	{name: "inspection at the gate", file: "ports.geojson", feature: "karasu", edit: set("inspection", "karasu-gate"), property: "inspection", message: "no inspection of this port"},
	{name: "no gate", file: "checkpoints.geojson", feature: "bedel-gate", edit: set("function", "border-post"), property: "checkpoints", message: "have 0", at: "bedel", in: "ports.geojson"},
	{name: "port beside its gate", file: "ports.geojson", feature: "bedel", edit: move(78.4, 41.4), message: "elsewhere than its frontier gate"},
	{name: "unknown mode", file: "checkpoints.geojson", feature: "torugart-kara-bulak", edit: set("modes", []any{"lorry"}), property: "modes", message: `no "lorry"`},
	{name: "no modes", file: "checkpoints.geojson", feature: "torugart-kara-bulak", edit: set("modes", []any{}), property: "modes", message: "null stands for all"},
	{name: "direction of another port", file: "checkpoints.geojson", feature: "torugart-kara-bulak", edit: set("directions", []any{"PK-CN"}), property: "directions", message: `no "PK-CN"`},
	{name: "directions not a list", file: "checkpoints.geojson", feature: "torugart-kara-bulak", edit: set("directions", object{}), property: "directions", message: "array"},
	{name: "figure without value", file: "statistics.geojson", feature: "torugart-persons-2024", edit: set("value", nil), property: "value", message: "none"},
	{name: "figure without unit", file: "statistics.geojson", feature: "torugart-persons-2024", edit: set("unit", nil), property: "unit", message: "none"},
	{name: "figure of no time", file: "statistics.geojson", feature: "torugart-persons-2024", edit: set("period_start", nil), property: "period_end", message: "first and a last day"},
	{name: "period backwards", file: "statistics.geojson", feature: "torugart-persons-2024", edit: set("period_end", "2023-12-31"), property: "period_end", message: "before period_start"},
	{name: "period not as valid", file: "statistics.geojson", feature: "torugart-persons-2024", edit: set("valid_from", "2024-01-02"), property: "valid_from", message: "period's days"},
	{name: "change from nothing", file: "statistics.geojson", feature: "torugart-persons-2024", edit: set("change_from", nil), property: "change_from", message: "measured against"},
	{name: "figure of nobody", file: "statistics.geojson", feature: "torugart-persons-2024", edit: set("subject", nil), property: "subject", message: "none"},
	{name: "figure of an unknown port", file: "statistics.geojson", feature: "torugart-persons-2024", edit: set("subject", "horgos"), property: "subject", message: "horgos"},
	{name: "figure elsewhere", file: "statistics.geojson", feature: "torugart-persons-2024", edit: move(75, 40), message: "elsewhere than its subject"},
	{name: "road alone", file: "roads.geojson", feature: "n35-sost-gilgit", edit: func(f, _ object) {
		c := f["geometry"].(object)["coordinates"].([]any)
		c[0].([]any)[0] = 74.8211
	}, message: "touches no other"},
	{name: "roads in two parts", file: "roads.geojson", feature: "issyk-kul-south-balykchy-barskoon", edit: func(f, _ object) {
		c := f["geometry"].(object)["coordinates"].([]any)
		c[0].([]any)[0] = 76.2
	}, message: "not connected", at: "barskoon-bedel"},
	{name: "road without line", file: "roads.geojson", feature: "g314-kashgar-oytak", edit: top("geometry", nil), message: "has a line"},
	{name: "length as drawn", file: "roads.geojson", feature: "karasu-kulma", edit: set("drawn_length_m", 12000), property: "drawn_length_m", message: "measures"},
	{name: "length of a section", file: "sections.geojson", feature: "g315-tuopa-torugart", edit: set("drawn_length_m", nil), property: "drawn_length_m", message: "measures"},
	{name: "length unlike the line", file: "roads.geojson", feature: "karasu-kulma", edit: set("length_m", 145000), property: "length_m", message: "ratio"},
	{name: "length shorter than the line", file: "roads.geojson", feature: "karasu-kulma", edit: set("length_m", 12000), property: "length_m", message: "ratio"},
	{name: "no length and no reason", file: "roads.geojson", feature: "g3012-kashgar-artux", edit: set("note", nil), property: "length_m", message: "no note says why"},
	{name: "no description", file: "ports.json", edit: top("description", ""), message: "no description"},
	{name: "no attribution", file: "roads.json", edit: top("attribution", ""), message: "no attribution"},
	{name: "no licence", file: "places.json", edit: top("license", nil), message: "license"},
	{name: "licence without address", file: "places.json", edit: top("license", object{"title": "free"}), message: "license"},
	{name: "title in an unknown language", file: "ports.json", edit: top("titles", object{"xx": "Ports"}), message: `"xx"`},
	{name: "heights that are no picture", file: "relief.json", edit: top("heights", object{"file": "ports.json"}), message: "no PNG"},
	{name: "relief without heights", file: "relief.json", edit: top("heights", object{"file": "heights.webp"}), message: "no PNG"},
	{name: "relief of nowhere", file: "relief.json", edit: top("bbox", []any{82, 34, 66, 44}), message: "bbox"},
	{name: "relief of nobody", file: "relief.json", edit: top("attribution", ""), message: "attribution"},
	{name: "hash", file: "manifest.json", edit: func(f, _ object) {
		f["files"].(object)["lakes.geojson"].(object)["sha256"] = "00"
	}, message: "SHA-256", in: "lakes.geojson"},
	{name: "size", file: "manifest.json", edit: func(f, _ object) {
		f["files"].(object)["lakes.geojson"].(object)["bytes"] = 1
	}, message: "SHA-256", in: "lakes.geojson"},
	{name: "generated file that is not there", file: "manifest.json", edit: func(f, _ object) {
		f["files"].(object)["seas.geojson"] = object{"sha256": "00", "bytes": 1}
	}, message: "seas.geojson"},
	{name: "generated file without manifest entry", file: "manifest.json", edit: func(f, _ object) {
		delete(f["files"].(object), "places-geonames.geojson")
	}, message: "none", property: "sources", in: "places-geonames.geojson", at: "geonames-10370337"},
	{name: "manifest unlike itself", file: "manifest.json", edit: top("files", []any{}), message: "json"},
	{name: "property of no type", file: "ports.geojson", feature: "torugart", edit: set("elevation_m", "3752"), property: "elevation_m", message: `want a number, have "3752"`},
}

func TestVerifyNamesEachBreach(t *testing.T) {
	for _, b := range breaches {
		t.Run(b.name, func(t *testing.T) {
			fsys := copyOf(t, Files())
			fsys[b.file].Data = b.apply(t, fsys[b.file].Data)
			problems := Verify(fsys)
			want := Problem{File: b.file, Feature: b.feature, Property: b.property}
			if b.at != "" {
				want.Feature = b.at
			}
			if b.in != "" {
				want.File = b.in
			}
			for _, p := range problems {
				message := p.Message
				if p.Message = ""; p == want && strings.Contains(message, b.message) {
					return
				}
			}
			t.Errorf("no problem at %v that says %q among\n%v", want, b.message, Problems(problems))
		})
	}
}

// apply returns the file with the breach in it.
func (b breach) apply(t *testing.T, text []byte) []byte {
	t.Helper()
	if b.feature == "" {
		return editJSON(t, text, func(f object) { b.edit(f, nil) })
	}
	begin := []byte(`{"type":"Feature","id":"` + b.feature + `",`)
	spaced := []byte(`{"type": "Feature", "id": "` + b.feature + `",`)
	lines := bytes.Split(text, []byte("\n"))
	for i, line := range lines {
		if !bytes.HasPrefix(line, begin) && !bytes.HasPrefix(line, spaced) {
			continue
		}
		body, comma := bytes.CutSuffix(line, []byte(","))
		lines[i] = editJSON(t, body, func(f object) { b.edit(f, f["properties"].(object)) })
		if comma {
			lines[i] = append(lines[i], ',')
		}
		return bytes.Join(lines, []byte("\n"))
	}
	t.Fatalf("%s has no line that begins with %s", b.file, begin)
	return nil
}

func editJSON(t *testing.T, text []byte, edit func(object)) []byte {
	t.Helper()
	var o object
	if err := json.Unmarshal(text, &o); err != nil {
		t.Fatal(err)
	}
	edit(o)
	out, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestVerifyWantsTheManifest(t *testing.T) {
	fsys := copyOf(t, Files())
	delete(fsys, manifestFile)
	for _, p := range Verify(fsys) {
		if p.File == manifestFile && strings.Contains(p.Message, "missing") {
			return
		}
	}
	t.Error("nobody misses it")
}

func TestVerifySeesAnEditedFile(t *testing.T) {
	fsys := copyOf(t, Files())
	fsys["lakes.geojson"].Data = append(fsys["lakes.geojson"].Data, '\n')
	for _, p := range Verify(fsys) {
		if p.File == "lakes.geojson" && strings.Contains(p.Message, "not edited by hand") {
			return
		}
	}
	t.Error("an edited file passes")
}
