package route

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// restrict reads a relation of these tags and members; a member is written
// from:w1.
func restrict(tags, members string) ([]restriction, string) {
	r := Relation{ID: 1, Tags: parseTags(tags)}
	for m := range strings.FieldsSeq(members) {
		role, what, _ := strings.Cut(m, ":")
		if len(what) < 2 {
			continue
		}
		id, err := strconv.ParseUint(what[1:], 10, 32)
		if err != nil {
			id = uint64(len(what)) // of a fuzzed text
		}
		r.Members = append(r.Members, Member{what[0], int64(id) + 1, role})
	}
	return readRestriction(r)
}

func TestReadRestriction(t *testing.T) {
	const turn = "from:w1 via:n2 to:w3"
	for _, c := range []struct{ tags, members, want string }{
		{"type=restriction, restriction=no_left_turn", turn, "no_left_turn car truck"},
		{"type=restriction, restriction=only_straight_on", turn, "only_straight_on car truck"},
		{"type=restriction, restriction=no_left_turn", "from:w1 via:w2 to:w3", "no_left_turn car truck"},
		{"type=restriction, restriction=no_left_turn", "from:w1 via:w2 via:w4 to:w3", "no_left_turn car truck"},
		{"type=restriction, restriction=no_left_turn;no_u_turn", turn, "no_left_turn car truck, no_u_turn car truck"},
		{"type=restriction, restriction=no_left_turn, except=psv;hgv", turn, "no_left_turn car"},
		{"type=restriction, restriction=no_left_turn, except=motor_vehicle", turn, "not for cars or trucks, or of no known kind"},
		{"type=restriction, restriction:hgv=no_left_turn", turn, "no_left_turn truck"},
		{"type=restriction:hgv, restriction:hgv=no_left_turn", turn, "no_left_turn truck"},
		{"type=restriction:hgv, restriction=no_left_turn", turn, "no_left_turn truck"},
		{"type=restriction:bus, restriction=no_left_turn", turn, "not for cars or trucks, or of no known kind"},
		{"type=restriction, restriction:bus=no_left_turn", turn, "not for cars or trucks, or of no known kind"},
		{"type=restriction, restriction=no_left_turn, restriction:hgv=no_u_turn", turn, "no_left_turn car, no_u_turn truck"},
		{"type=restriction, restriction=no_right_turn_on_red", turn, "not for cars or trucks, or of no known kind"},
		{"type=restriction, restriction:conditional=no_left_turn @ (Mo-Fr 07:00-09:00)", turn, "no_left_turn car truck @ (Mo-Fr 07:00-09:00)"},
		{"type=restriction:conditional, restriction:conditional=no_left_turn @ (Sa)", turn, "no_left_turn car truck @ (Sa)"},
		{"type=restriction, restriction:hgv:conditional=no_left_turn @ (weight>7.5)", turn, "no_left_turn truck @ (weight>7.5)"},
		{"type=restriction, restriction=no_left_turn, hour_on=07:00, hour_off=09:00", turn, "no_left_turn car truck @ (07:00-09:00)"},
		{"type=restriction, restriction=no_entry", "from:w1 from:w4 via:n2 to:w3", "no_entry car truck"},
		{"type=restriction, restriction=no_left_turn", "from:w1 from:w4 via:n2 to:w3", "several ways from or to"},
		{"type=restriction, restriction=no_left_turn", "from:w1 to:w3", "no via"},
		{"type=restriction, restriction=no_left_turn", "from:w1 via:n2 via:n4 to:w3", "more than one via node, or nodes and ways"},
		{"type=restriction, restriction=no_left_turn", "via:n2 to:w3", "no way from or to"},
		{"type=multipolygon, restriction=no_left_turn", turn, ""},
	} {
		read, got := restrict(c.tags, c.members)
		var list []string
		for _, r := range read {
			one := r.kind
			for m := range modes {
				if r.modes.Has(m) {
					one += " " + m.String()
				}
			}
			if _, when, found := strings.Cut(r.rule, "@"); found {
				one += " @" + when
			}
			list = append(list, one)
		}
		if len(read) > 0 {
			got = strings.Join(list, ", ")
		}
		if got != c.want {
			t.Errorf("%s of %s: %q, want %q", c.tags, c.members, got, c.want)
		}
	}
}

// FuzzReadRestriction: what is taken holds for somebody, is of a kind that is
// known, and has ways from and to and something between.
func FuzzReadRestriction(f *testing.F) {
	f.Add("type=restriction, restriction=no_left_turn, except=hgv;psv", "from:w1 via:n2 to:w3")
	f.Add("type=restriction:hgv, restriction:conditional=only_u_turn @ (Mo-Fr 07:00-09:00); no_entry @ (;)", "from:w1 from:w1 via:w2 via:w4 to:w3")
	f.Add("type=restriction, restriction=no_exit;only_left_turn, day_on=Monday, day_off=F", "from:w1 via:n2 to:w3 to:w4 location_hint:n5")
	f.Fuzz(func(t *testing.T, tags, members string) {
		read, refused := restrict(tags, members)
		if strings.HasPrefix(parseTags(tags).Get("type"), "restriction:") && len(read) == 0 && refused == "" {
			t.Error("it is passed over without a word")
		}
		for _, r := range read {
			if r.modes == 0 || r.modes&^motor != 0 || !slices.Contains(turnKinds, r.kind) || r.only != strings.HasPrefix(r.kind, "only_") {
				t.Errorf("%+v", r)
			}
			if len(r.from) == 0 || len(r.to) == 0 || len(r.ways) == 0 && r.node == 0 {
				t.Errorf("%+v", r)
			}
			if len(r.from) > 1 && r.kind != "no_entry" || len(r.to) > 1 && r.kind != "no_exit" {
				t.Errorf("%+v", r)
			}
		}
	})
}

// FuzzTags: whatever the tags of a way, a node and a turn say, one can drive by
// them; and no hour makes a way better than it is where what depends on the
// hour is taken as open.
func FuzzTags(f *testing.F) {
	f.Add("maxspeed:conditional=5 @ (07:00-09:00), oneway:conditional=-1 @ (06:00-12:00)", "barrier=gate, opening_hours=Mo-Fr 09:00-17:00", "restriction:conditional=no_straight_on @ (weight>7.5)", uint32(0))
	f.Add("highway=track, access=no, hgv:conditional=yes @ (Apr-Oct AND length<12), tracktype=grade5, maxweight=7.5", "barrier=bollard, access:conditional=yes @ (sunset-sunrise)", "restriction=only_straight_on, except=hgv", uint32(100000))
	f.Add("route=ferry, duration=PT1H, maxheight:conditional=2.1 @ (Su), smoothness=impassable", "highway=traffic_signals, ele=-1e3", "restriction=no_u_turn", uint32(1<<31))
	f.Fuzz(func(t *testing.T, way, node, turn string, hour uint32) {
		tw := drawTown(t, "\nx   a m b\n\n    c   d\nways\n  amb\n  ac\n  cd\n  db\n  xa\nturns\n  no_straight_on xa a amb\n")
		tw.ways[0].Tags = parseTags(way)
		tw.nodes[slices.IndexFunc(tw.nodes, func(n Node) bool { return n.ID == 'm' })].Tags = parseTags(node)
		tw.relations[0].Tags = append(Tags{{"type", "restriction"}}, parseTags(turn)...)
		r := routerOf(t, tw)
		for m := range modes {
			p := Plan{Options: Options{Mode: m, Vehicle: Vehicle{Weight: 20, Height: 4}}, Stops: []Stop{{At: tw.at('x')}, {At: tw.at('b')}}}
			anytime := takes(t, r, &p)
			p.Departure = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(hour) * time.Second)
			if then := takes(t, r, &p); anytime > then+2 {
				t.Errorf("%v: %d at any hour, %d at this one", m, anytime, then)
			}
		}
	})
}

// takes returns how long a plan takes, in hundredths of a second.
func takes(t *testing.T, r *Router, p *Plan) int64 {
	a, err := r.Route(context.Background(), p)
	var none *NoRouteError
	if errors.As(err, &none) {
		return math.MaxInt64 - 2
	}
	if err != nil {
		t.Fatal(err)
	}
	return a.Routes[0].Hundredths()
}
