package hours

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestConditional(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"no @ (week 48-15)", "no @ (week 48-15)"},
		{"no @ Nov-Mar", "no @ (Nov-Mar)"},
		{"30 @ (22:00-06:00); 80 @ wet", "30 @ (22:00-06:00); 80 @ (wet)"},
		{"no @ (weight>7.5 AND Mo-Fr 07:00-19:00)", "no @ (weight>7.5 AND Mo-Fr 07:00-19:00)"},
		{"no @ ((Mo-Fr 07:00-19:00; PH off) AND weight >= 3500 kg)", "no @ (Mo-Fr 07:00-19:00; PH closed AND weight>=3.5)"},
		{"no @ (Mo-Fr) and (height<4 m);", "no @ (Mo-Fr AND height<4)"},
		{"destination @ ((sunset+01:00)-(sunrise-01:00))", "destination @ ((sunset+01:00)-(sunrise-01:00))"},
		{"yes @ (stay < 2 h)", "yes @ (stay<120)"},
		{"no @ (length>12 ft)", "no @ (length>3.6576000000000004)"},
		{`no @ (Mo-Fr "AND; (so on" AND snow)`, `no @ (Mo-Fr unknown "AND; (so on" AND snow)`},
	} {
		c, err := ParseConditional(test.in)
		if err != nil {
			t.Errorf("%s: %v", test.in, err)
			continue
		}
		if got := c.String(); got != test.want {
			t.Errorf("%s: got %s, want %s", test.in, got, test.want)
		}
	}
	for _, test := range []struct {
		in     string
		offset int
		want   string
	}{
		{"", 0, `"@" and a condition`},
		{"no", 2, `"@" and a condition`},
		{"@ (Mo)", 0, `a value before "@"`},
		{"no @ ", 5, "a day, a time"},
		{"no @ ()", 6, "a day, a time"},
		{"no @ (Mo-Fr 25:00-26:00)", 12, "a time before 24:00"},
		{"no @ (Mo-Fr AND 07:00-19:60)", 25, "minutes from 00 to 59"},
		{"no @ (weight>heavy)", 12, "a comparison"},
		{"no @ (weight>3 stone)", 12, "a comparison"},
		{"no @ (>3)", 6, "a comparison"},
		{"no @ (Mo", 5, "a day"},
		{"no @ Mo; yes", 12, `"@"`},
	} {
		_, err := ParseConditional(test.in)
		var e *SyntaxError
		if !errors.As(err, &e) || e.Offset != test.offset || !strings.Contains(e.Want, test.want) || e.Input != test.in {
			t.Errorf("%s: got %v, want %q at %d", test.in, err, test.want, test.offset)
		}
	}
}

// TestConditionalValue is the winter closure of a road, and a weight limit by
// day.
func TestConditionalValue(t *testing.T) {
	winter, err := ParseConditional("no @ (week 48-15)")
	if err != nil {
		t.Fatal(err)
	}
	at := func(c Conditional, t time.Time, facts map[string]float64) (string, State) {
		return c.Value(func(condition Condition) State {
			switch {
			case condition.Hours != nil:
				return condition.Hours.Timeline(Place{}, t, t.Add(time.Second)).At(t).State
			case condition.Limit != nil:
				v, ok := facts[condition.Limit.Name]
				switch {
				case !ok:
					return Unknown
				case condition.Limit.Holds(v):
					return Open
				}
				return Closed
			}
			return Unknown
		})
	}
	for _, test := range []struct {
		day  Date
		want string
	}{
		{DateOf(2026, 6, 17), ""}, {DateOf(2026, 1, 1), "no"}, {DateOf(2026, 12, 30), "no"}, // week 53
		{DateOf(2021, 1, 1), "no"}, // week 53 of the year before
		{DateOf(2026, 4, 12), "no"}, {DateOf(2026, 4, 13), ""}, {DateOf(2026, 11, 22), ""}, {DateOf(2026, 11, 23), "no"},
	} {
		if got, _ := at(winter, test.day.Start(time.UTC), nil); got != test.want {
			t.Errorf("%v: got %q, want %q", test.day, got, test.want)
		}
	}
	trucks, err := ParseConditional("destination @ (weight>3.5); no @ (weight>7.5 AND 07:00-19:00); yes @ (wet AND weight<1)")
	if err != nil {
		t.Fatal(err)
	}
	noon := time.Date(2026, 6, 17, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		at     time.Time
		weight float64
		want   string
		state  State
	}{
		{noon, 20, "no", Open}, {noon.Add(8 * time.Hour), 20, "destination", Open}, {noon, 5, "destination", Open},
		{noon, 2, "", Closed}, {noon, 0.5, "yes", Unknown},
	} {
		if got, state := at(trucks, test.at, map[string]float64{"weight": test.weight}); got != test.want || state != test.state {
			t.Errorf("%v t at %v: got %q %v, want %q %v", test.weight, test.at, got, state, test.want, test.state)
		}
	}
	if got, state := at(trucks, noon, nil); got != "yes" || state != Unknown {
		t.Errorf("of unknown weight: got %q %v", got, state)
	}
}

// FuzzConditional: printed and parsed again, a value prints the same.
func FuzzConditional(f *testing.F) {
	for _, s := range []string{"no @ (week 48-15)", "30 @ (22:00-06:00); 80 @ wet", "no @ ((Mo-Fr; PH off) AND weight >= 3500 kg)",
		"x @ ((sunset+01:00)-(sunrise-01:00) AND stay<2 h)", "a @ (b AND (c)) AND (d)", "a @ ((((Mo))))", `a @ Mo "x;y"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseConditional(s)
		if err != nil {
			var e *SyntaxError
			if !errors.As(err, &e) || e.Offset < 0 || e.Offset > len(s) {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		text := c.String()
		again, err := ParseConditional(text)
		if len(text) > MaxLength {
			return
		}
		if err != nil || again.String() != text {
			t.Fatalf("%q prints as %q, and that as %q (%v)", s, text, again, err)
		}
	})
}
