package route

import (
	"fmt"
	"strings"
	"testing"
)

// rights writes an access as four letters a direction would need: y, d, p or -
// for car, truck and foot.
func rights(a Access) (s string) {
	for m := range modes {
		s += string("-pdy"[a.Of(m)])
	}
	return s
}

func parseTags(s string) (t Tags) {
	for f := range strings.SplitSeq(s, ", ") {
		k, v, _ := strings.Cut(f, "=")
		t = append(t, Tag{k, v})
	}
	return t
}

func TestReadRoad(t *testing.T) {
	for _, c := range []struct{ tags, want string }{
		{"highway=primary", "primary yyy/yyy"},
		{"highway=primary_link, oneway=yes", "primary yyy/--y link"},
		{"highway=motorway", "motorway yy-/---"},
		{"highway=motorway, oneway=no", "motorway yy-/yy-"},
		{"highway=trunk, motorroad=yes", "trunk yy-/yy-"},
		{"highway=tertiary, junction=roundabout", "tertiary yyy/--y roundabout"},
		{"highway=residential, access=private", "residential ppp/ppp"},
		{"highway=residential, access=private, foot=yes", "residential ppy/ppy"},
		{"highway=residential, motor_vehicle=destination", "residential ddy/ddy"},
		{"highway=residential, access=customers", "residential ddd/ddd"},
		{"highway=track, motor_vehicle=agricultural;forestry", "track --y/--y"},
		{"highway=track, motor_vehicle=agricultural;destination", "track ddy/ddy"},
		{"highway=unclassified, hgv=no", "unclassified y-y/y-y"},
		{"highway=unclassified, hgv=delivery", "unclassified ydy/ydy"},
		{"highway=unclassified, goods=no", "unclassified yyy/yyy"},
		{"highway=unclassified, access=no, psv=yes", ""},
		{"highway=unclassified, access=no, motorcar=yes", "unclassified y--/y--"},
		{"highway=unclassified, motorcar=no", "unclassified --y/--y"},
		{"highway=unclassified, motorcar=destination, motorcar:backward=no", "unclassified ddy/--y"},
		{"highway=unclassified, motorcar=no, hgv=yes", "unclassified -yy/-yy"},
		{"highway=unclassified, motorcar=private, hgv:forward=destination", "unclassified pdy/ppy"},
		{"highway=unclassified, vehicle:backward=no", "unclassified yyy/--y"},
		{"highway=unclassified, oneway=reversible", "unclassified --y/--y"},
		{"highway=unclassified, oneway=yes, oneway:hgv=no", "unclassified yyy/-yy"},
		{"highway=footway", "footway --y/--y"},
		{"highway=steps, conveying=forward", "steps --y/---"},
		{"highway=pedestrian, motor_vehicle=delivery", "pedestrian ddy/ddy"},
		{"highway=residential, sidewalk=separate", "residential yy-/yy-"},
		{"highway=service, service=emergency_access", "service --y/--y"},
		{"highway=track, smoothness=impassable", "track --y/--y"},
		{"highway=primary, ice_road=yes", "primary --y/--y"},
		{"highway=construction", ""},
		{"highway=proposed", ""},
		{"highway=motorway_junction", ""},
		{"building=yes", ""},
		{"highway=service, area=yes", ""},
		{"route=ferry", "ferry yyy/yyy"},
		{"route=ferry, foot=yes", "ferry --y/--y"},
		{"route=ferry, foot=yes, motor_vehicle=yes", "ferry yyy/yyy"},
		{"route=ferry, hgv=no", "ferry y-y/y-y"},
		{"route=shuttle_train", "ferry yy-/yy- train"},
		{"highway=primary, access=no, access:conditional=yes @ (Apr-Oct)", "primary ---/--- open yyy/yyy"},
		{"highway=primary, hgv:conditional=no @ (22:00-06:00)", "primary yyy/yyy ruled"},
		{"highway=primary, oneway=yes, oneway:conditional=no @ (22:00-06:00)", "primary yyy/--y open yyy/yyy"},
		{"highway=primary, oneway=yes, motor_vehicle=no, motor_vehicle:conditional=destination @ (Su)", "primary --y/--y open ddy/--y"},
		{"highway=primary, motor_vehicle:backward=no, motor_vehicle:backward:conditional=yes @ (Su)", "primary yyy/--y open yyy/yyy"},
	} {
		got := ""
		if r, ok := readRoad(parseTags(c.tags)); ok {
			got = fmt.Sprintf("%v %s/%s", r.Class, rights(r.Access[0]), rights(r.Access[1]))
			for flag, word := range map[Flags]string{Link: " link", Roundabout: " roundabout", Train: " train"} {
				if r.Flags.Has(flag) {
					got += word
				}
			}
			if r.Open != r.Access {
				got += fmt.Sprintf(" open %s/%s", rights(r.Open[0]), rights(r.Open[1]))
			} else if r.Flags.Has(Ruled) {
				got += " ruled"
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.tags, got, c.want)
		}
	}
}

func TestReadLimitsAndSpeeds(t *testing.T) {
	for _, c := range []struct{ tags, want string }{
		{"maxspeed=60", "60/60 60/60"},
		{"maxspeed=40 mph", "64/64 64/64"},
		{"maxspeed=none", "255/255 255/255"},
		{"maxspeed=walk", "7/7 7/7"},
		{"maxspeed=signals", "0/0 0/0"},
		{"maxspeed=KG:rural", "90/90 70/70"},
		{"maxspeed=UZ:rural", "100/100 80/80"},
		{"maxspeed=RU:urban", "60/60 60/60"},
		{"maxspeed=DE:urban", "50/50 50/50"},
		{"maxspeed=RU:zone30", "30/30 30/30"},
		{"source:maxspeed=CN:motorway", "120/120 100/100"},
		{"maxspeed=80, maxspeed:hgv=60", "80/80 60/60"},
		{"maxspeed:forward=80, maxspeed:backward=50", "80/50 80/50"},
		{"maxspeed=80, maxspeed:hgv:backward=50", "80/80 80/50"},
	} {
		r, _ := readRoad(append(Tags{{"highway", "primary"}}, parseTags(c.tags)...))
		got := fmt.Sprintf("%d/%d %d/%d", r.MaxSpeed[0], r.MaxSpeed[1], r.MaxSpeedTruck[0], r.MaxSpeedTruck[1])
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.tags, got, c.want)
		}
	}
	if l := readLimits(parseTags("hazmat:B=yes, hazmat:E=no")); l != (Limits{Hazmat: noHazmat}) {
		t.Errorf("limits %+v of a tunnel of category E", l)
	}
	l := readLimits(parseTags("maxheight=4.2, maxheight:physical=4.1, maxweight=7.5, maxweightrating=12 t, maxaxleload=8, maxlength=12, maxwidth=2.5, hazmat=no"))
	if want := (Limits{Height: 410, Width: 250, Length: 1200, Weight: 750, WeightRated: 1200, AxleLoad: 800, Hazmat: noHazmat}); l != want {
		t.Errorf("limits %+v, want %+v", l, want)
	}
}

func TestVehicleFits(t *testing.T) {
	low := Limits{Height: 400, Weight: 750, Hazmat: noHazmatWater}
	for _, c := range []struct {
		v    Vehicle
		want string
	}{
		{Vehicle{}, ""}, {Vehicle{Height: 4, Weight: 7.5}, ""}, {Vehicle{Height: 4.01}, "height"},
		{Vehicle{Weight: 7.51}, "weight"}, {Vehicle{Hazmat: true}, ""}, {Vehicle{HazmatWater: true}, "dangerous goods"}, {Vehicle{Width: 99, Length: 99, AxleLoad: 99}, ""},
	} {
		if got, _ := c.v.fits(&low); got != c.want {
			t.Errorf("%+v breaks %q, want %q", c.v, got, c.want)
		}
	}
}

// FuzzReadPassage: what is taken is of a kind, and its rules only ever add to
// what it allows.
func FuzzReadPassage(f *testing.F) {
	f.Add("barrier=lift_gate, opening_hours=Mo-Fr 09:00-17:00, locked=yes")
	f.Add("barrier=bollard, access=no, hgv:conditional=yes @ (weight<7.5), maxheight=13'6\"")
	f.Add("barrier=toll_booth, hazmat=no, oneway=yes, foot=private")
	f.Fuzz(func(t *testing.T, s string) {
		p, ok := readPassage(parseTags(s))
		if ok && (p.Kind >= passageKinds || p.Open.most(p.Access) != p.Open) {
			t.Errorf("%+v", p)
		}
	})
}

// FuzzReadRoad: whatever the tags say, a road that is taken has a class, and
// rules only ever add to what is allowed.
func FuzzReadRoad(f *testing.F) {
	f.Add("highway=primary, oneway=yes, oneway:conditional=no @ (22:00-06:00; Su)")
	f.Add("highway=track, access:conditional=yes @ (Apr-Oct); no @ snow, motor_vehicle:backward:conditional=destination @ (;)")
	f.Add("route=ferry, duration=99:99:99, maxspeed:hgv=CN:zone:30")
	f.Fuzz(func(t *testing.T, s string) {
		tags := parseTags(s)
		r, ok := readRoad(tags)
		if !ok {
			return
		}
		if r.Class >= classes {
			t.Errorf("class %d", r.Class)
		}
		for d := range r.Open {
			if r.Open[d].most(r.Access[d]) != r.Open[d] {
				t.Errorf("direction %d: open %s, access %s", d, rights(r.Open[d]), rights(r.Access[d]))
			}
		}
	})
}
