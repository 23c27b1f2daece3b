package data

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pamir/geo/hours"
)

func TestChains(t *testing.T) {
	sets, err := Load(Files())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, c := range Chains(sets) {
		var parts []string
		for _, p := range c.Checkpoints {
			parts = append(parts, strings.TrimSuffix(fmt.Sprint(p.ID, " ", p.Side, " ", p.Modes, p.Directions), " [] []"))
		}
		for _, d := range c.Directions {
			parts = append(parts, string(d))
		}
		if want := hours.Modes(); c.Port == "kashgar-airport" && len(c.Modes) != 1 || c.Port != "kashgar-airport" && len(c.Modes) != len(want) {
			t.Errorf("%s admits %v", c.Port, c.Modes)
		}
		got[c.Port] = parts
	}
	want := map[string][]string{
		"torugart":        {"torugart-topa CN", "torugart-cn-post CN", "torugart-gate CN", "torugart-kg-post KG", "torugart-kara-bulak KG [truck] [KG-CN]", "CN-KG", "KG-CN"},
		"irkeshtam":       {"irkeshtam-wuqia CN", "irkeshtam-simuhana CN", "irkeshtam-gate CN", "irkeshtam-kg-post KG", "CN-KG", "KG-CN"},
		"karasu":          {"karasu-site CN", "karasu-gate CN", "karasu-tj-post TJ", "CN-TJ", "TJ-CN"},
		"khunjerab":       {"khunjerab-taxkorgan CN", "khunjerab-cn-front CN", "khunjerab-gate CN", "khunjerab-dih PK", "khunjerab-sost PK", "CN-PK", "PK-CN"},
		"bedel":           {"bedel-gate CN", "bedel-kg-post KG", "CN-KG", "KG-CN"},
		"kashgar-airport": {"kashgar-airport CN"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\ngot\n%v\nwant\n%v", got, want)
	}
}

// TestVerifySchedules: Verify looks into the schedules too.
func TestVerifySchedules(t *testing.T) {
	for _, test := range []struct{ file, old, new, want string }{
		{"schedules/karasu.toml", "12:00-19:00; PH off \"Chinese", "12:00-1900; PH off \"Chinese", `data/schedules/karasu.toml: property hours: line LINE: rule "karasu-cn": at offset `},
		{"schedules/karasu.toml", "valid_from = 2023-01-09", "valid_from = 2023-01-09T00:00:00", `data/schedules/karasu.toml: property valid_from: line LINE: rule "karasu-cn": 2023-01-09T00:00:00 has no offset`},
		{"schedules/bedel.toml", `ports = ["bedel"]`, `ports = ["karasu"]`, `data/ports.geojson: feature "bedel": no rule in schedules is about it`},
		{"checkpoints.geojson", `"id":"khunjerab-sost"`, `"id":"khunjerab-sust"`, `property periods[1].checkpoint: line `},
	} {
		fsys := copyOf(t, Files())
		text := string(fsys[test.file].Data)
		before, _, found := strings.Cut(text, test.old)
		if !found {
			t.Fatalf("%s has no %s", test.file, test.old)
		}
		want := strings.Replace(test.want, "LINE", fmt.Sprint(1+strings.Count(before, "\n")), 1)
		fsys[test.file].Data = []byte(strings.ReplaceAll(text, test.old, test.new))
		if got := Problems(Verify(fsys)).Error(); !strings.Contains(got, want) {
			t.Errorf("no problem says %q in\n%s", want, got)
		}
	}
}
