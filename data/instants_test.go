package data

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pamir/geo/hours"
	"pamir/internal/schedules"
)

// instants is what the built-in schedules must say, by the announcements that
// were found. A line is
//
//	ports | modes | directions | when | answer
//
// All may stand for the modes and directions. When is days, which are asked at
// noon of the clocks of both sides, because an announcement that names days
// alone does not say whose midnight it means; or "flip" and a moment, which is
// asked at each minute of the hour before and the hour after. The answers are
//
//	open     a source gives the hour
//	day      unknown, on a day with passage
//	unknown  unknown, and the day too
//	closed, conflict
//
// A flip has two: one until the moment, one from it on. "CN:" and the like ask
// for one side.
const instants = `
# One way: goods from China to Kyrgyzstan alone, in the winter of 2022 to 2023.
torugart irkeshtam | truck | CN-KG | 2022-12-15 2022-12-17 | day
torugart irkeshtam | truck | KG-CN | 2022-12-15 2022-12-17 | closed
torugart irkeshtam | car bus foot | all | 2022-12-15 2022-12-17 | closed
torugart | foot | all | 2023-02-17 | closed
torugart | all | all | 2023-02-21 | unknown

# Spring Festival 2023, from Saturday to Tuesday.
torugart irkeshtam | all | all | 2023-01-21..2023-01-24 | closed
torugart irkeshtam | truck | CN-KG | 2023-01-25 | day
torugart | truck | KG-CN | 2023-01-25 | closed

# Labour Day 2023, Saturday to Monday.
torugart irkeshtam | all | all | 2023-04-29..2023-05-01 | closed
torugart irkeshtam | all | all | 2023-05-02 | day

# Mid-Autumn Festival and National Day 2023: open on the Saturday between.
torugart irkeshtam | all | all | 2023-09-29 2023-10-01..2023-10-03 | closed
torugart irkeshtam | all | all | 2023-09-30 2023-10-04 | day

# The Border Service, 29 December 2023: Monday to Friday, not on Chinese holidays.
torugart irkeshtam | all | all | 2023-12-29 2024-01-02 2024-01-15..2024-01-19 | day
torugart irkeshtam | all | all | 2023-12-30 2023-12-31 2024-01-01 2024-01-20 2024-02-10..2024-02-12 | closed
irkeshtam | truck | KG-CN | 2024-02-13 | day

# Labour Day 2024, Qingming and Dragon Boat Festival 2025.
torugart irkeshtam | all | all | 2024-05-01 2025-04-04 2025-05-31 | closed
torugart irkeshtam | all | all | 2024-05-02 2025-04-05 2025-06-01 | day

# National Day 2025: freight alone on the weekend, normal again on the 7th. One may
# tell it shorter, "open" on these days; but the notices give no hours, so that the
# answer is the day, and trucks are promised nothing.
torugart irkeshtam | all | all | 2025-10-01..2025-10-03 2025-10-06 | closed
torugart irkeshtam | truck | all | 2025-10-04 2025-10-05 | day
torugart irkeshtam | car bus foot | all | 2025-10-04 2025-10-05 | closed
torugart irkeshtam | all | all | 2025-10-07 2025-10-08 | day
karasu khunjerab | all | all | 2025-10-01..2025-10-06 | closed
karasu | all | all | 2025-10-07 2025-10-08 | open
khunjerab | all | all | 2025-10-07 2025-10-08 | day

# Ordinary weeks since March 2024: freight on seven days; persons at weekends are
# not settled; Chinese holidays without a notice are neither open nor closed.
torugart irkeshtam | truck | all | 2025-03-10..2025-03-16 2026-11-16..2026-11-22 | day
torugart irkeshtam | car bus foot | all | 2025-03-10..2025-03-14 2026-11-16..2026-11-20 | day
torugart irkeshtam | car bus foot | all | 2025-03-15 2025-03-16 2026-11-21 2026-11-22 | unknown
torugart irkeshtam | all | all | 2024-09-17 2026-10-01..2026-10-03 | unknown
torugart irkeshtam | truck | all | 2024-09-16 2026-10-05 | day

# China clears freight at Irkeshtam day and night from 1 June 2025, 10:00 in
# Beijing. The Kyrgyz hours are not published; buses and walkers are not in it.
irkeshtam | truck | all | flip 2025-06-01T10:00:00+08:00 | CN:day CN:open
irkeshtam | truck | all | flip 2025-06-01T10:00:00+08:00 | day day
irkeshtam | car bus foot | all | flip 2025-06-01T10:00:00+08:00 | CN:day CN:day
irkeshtam | truck | all | 2025-06-02..2025-06-08 | CN:open
irkeshtam | truck | all | 2025-06-03..2025-06-05 2025-06-07 2025-06-08 | KG:day
irkeshtam | truck | all | 2025-06-06 | KG:unknown

# New Year 2026: Irkeshtam reopens at 22:00 Kyrgyz time, which is midnight in
# Beijing, Torugart in the morning.
torugart irkeshtam | all | all | 2026-01-01 | closed
irkeshtam | all | all | flip 2026-01-01T22:00:00+06:00 | closed day
irkeshtam | all | all | flip 2026-01-02T00:00:00+08:00 | closed day
torugart | all | all | flip 2026-01-02T08:00:00+06:00 | closed day
torugart | all | all | flip 2026-01-02T10:00:00+08:00 | closed day

# Spring Festival 2026, as amended: the first notice had shut Irkeshtam on the
# evening of 15 February. The eve itself is a holiday by law, and they worked.
torugart irkeshtam | truck | all | 2026-02-15 | day
irkeshtam | truck | all | flip 2026-02-15T20:00:00+06:00 | day day
torugart irkeshtam | all | all | 2026-02-16 | day
torugart irkeshtam | all | all | flip 2026-02-16T22:00:00+06:00 | day closed
torugart irkeshtam | all | all | flip 2026-02-17T00:00:00+08:00 | day closed
torugart irkeshtam | all | all | 2026-02-17..2026-02-19 | closed
torugart irkeshtam | all | all | flip 2026-02-20T08:00:00+06:00 | closed day
torugart irkeshtam | all | all | flip 2026-02-20T10:00:00+08:00 | closed day

# Khunjerab: closed for the epidemic, with freight now and then.
khunjerab | all | all | 2022-06-15 2023-01-18 2023-03-31 | closed
khunjerab | truck | all | 2023-01-19 2023-01-20 2023-01-30..2023-02-03 | day
khunjerab | car bus foot | all | 2023-01-19 2023-02-01 2023-04-03..2023-04-06 | closed
khunjerab | truck | all | 2023-04-03 | day
khunjerab | all | all | 2023-04-07 2023-06-15 | day
khunjerab | all | all | 2023-07-24 2023-06-17 2023-06-18 | closed
khunjerab | all | all | 2023-07-25 | day

# Its winters. The joint statement of October 2023 did not open the first one: the
# port's own notice shut it, and it was shut.
khunjerab | all | all | 2023-11-30 | day
khunjerab | all | all | 2023-12-01 2023-12-15 2024-01-01 2024-01-17 2024-02-15 2024-03-29 | closed
khunjerab | truck | all | 2024-01-02..2024-01-05 2024-01-15 | day
khunjerab | truck | all | 2024-01-06 | unknown
khunjerab | car bus foot | all | 2024-01-05 | closed
khunjerab | all | all | 2024-04-01 2024-11-29 | day
khunjerab | all | all | 2024-10-01..2024-10-03 | closed

# Open all year from 1 December 2024, whatever the papers of 29 November say, and
# shut at weekends, of which 1 December is one.
khunjerab | all | all | 2024-12-02 2024-12-03 2025-01-15 2025-03-17 | day
khunjerab | all | all | 2024-11-30 2024-12-01 2024-12-07 2025-03-22 | closed
khunjerab | all | all | 2025-01-28..2025-02-02 | closed
khunjerab | all | all | 2025-02-03 | day

# The sit-in at Sost.
khunjerab | all | all | 2025-07-25 | day
khunjerab | truck | all | 2025-07-28 2025-08-20 2025-09-26 | closed
khunjerab | car bus foot | all | 2025-07-28 2025-09-08..2025-09-12 2025-09-26 | closed
khunjerab | car bus foot | all | 2025-08-20 2025-09-05 | unknown
khunjerab | all | all | 2025-09-29 | day

# Avalanches near the pass.
khunjerab | all | all | 2026-03-11 | day
khunjerab | all | all | 2026-03-12 | closed
khunjerab | all | all | 2026-03-13 | unknown
khunjerab | all | all | 2026-03-16 | day

# Karasu: the printed hours of both sides, of which the Chinese ones are narrower.
karasu | all | all | flip 2026-11-18T12:00:00+08:00 | closed open
karasu | all | all | flip 2026-11-18T19:00:00+08:00 | open closed
karasu | all | all | flip 2026-11-18T12:00:00+05:00 | open open
karasu | all | all | flip 2026-11-18T09:00:00+05:00 | TJ:closed TJ:open
karasu | all | all | flip 2026-11-18T17:00:00+05:00 | TJ:open TJ:closed
karasu | all | all | 2026-11-21 2026-11-22 | closed

# Holidays of either country shut it; days off that are moved, or only estimated,
# leave it unknown, and so does a year without a calendar.
karasu | all | all | 2026-11-06 2026-09-09 2026-09-25 2026-06-19 2027-10-01 2027-09-09 | closed
karasu | all | all | 2026-05-26..2026-05-28 2026-05-11 2027-02-08 2028-03-15 | unknown
karasu | all | all | 2026-10-05..2026-10-07 | open

# What is only inferred promises nothing, and denies nothing.
torugart irkeshtam | truck | all | flip 2026-11-18T08:00:00+06:00 | KG:day KG:day
torugart irkeshtam | truck | all | flip 2026-11-18T22:00:00+06:00 | KG:day KG:day

# Where nobody publishes anything.
bedel | all | all | 2024-09-02 | closed
bedel | all | all | 2024-09-03 2026-11-18 | unknown
kashgar-airport | all | all | 2025-10-01 2026-11-18 | unknown
`

func TestInstants(t *testing.T) {
	set := builtInSchedules(t)
	asked := 0
	for i, line := range strings.Split(instants, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, " | ")
		if len(cells) != 5 {
			t.Fatalf("line %d: %s", i+1, line)
		}
		ports := strings.Fields(cells[0])
		for _, chain := range set.Book.Chains() {
			if slices.Contains(ports, chain.Port) {
				asked += ask(t, set.Book, chain, cells[1:])
			}
		}
	}
	if asked < 2000 {
		t.Errorf("asked %d times: the table is not read", asked)
	}
}

func builtInSchedules(t testing.TB) *schedules.Set {
	t.Helper()
	sets, err := Load(Files())
	if err != nil {
		t.Fatal(err)
	}
	files, err := schedules.BuiltIn(Files())
	if err != nil {
		t.Fatal(err)
	}
	set, err := schedules.Load(Chains(sets), files...)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// ask asks what a line says of a port, and returns how often it did.
func ask(t *testing.T, book *hours.Book, chain hours.Chain, cells []string) (asked int) {
	t.Helper()
	ways := chain.Directions
	if len(ways) == 0 {
		ways = []hours.Direction{""}
	}
	for _, mode := range chain.Modes {
		if cells[0] != "all" && !slices.Contains(strings.Fields(cells[0]), string(mode)) {
			continue
		}
		for _, way := range ways {
			if cells[1] != "all" && cells[1] != string(way) {
				continue
			}
			for _, q := range questions(t, chain, cells[2], strings.Fields(cells[3])) {
				asked++
				got, err := answer(book, chain.Port, mode, way, q)
				if err != nil {
					t.Fatal(err)
				}
				if got != q.want {
					t.Errorf("%s for a %s, %s, at %s: %s, want %s", chain.Port, mode, way, q.at.Format("Mon 2006-01-02 15:04 -0700"), got, q.want)
				}
			}
		}
	}
	return asked
}

type question struct {
	at   time.Time
	want string
}

// questions spells out the moments of a line.
func questions(t *testing.T, chain hours.Chain, when string, want []string) (out []question) {
	t.Helper()
	if moment, ok := strings.CutPrefix(when, "flip "); ok {
		at, err := time.Parse(time.RFC3339, moment)
		if err != nil {
			t.Fatal(err)
		}
		for m := -60; m < 60; m++ {
			q := question{at.Add(time.Duration(m) * time.Minute), want[0]}
			if m >= 0 {
				q.want = want[1]
			}
			out = append(out, q)
		}
		return append(out, question{at.Add(-time.Second), want[0]}) // the last second of the old
	}
	for _, span := range strings.Fields(when) {
		first, last, ranged := strings.Cut(span, "..")
		if !ranged {
			last = first
		}
		for _, clock := range chain.Clocks {
			day, err := time.ParseInLocation("2006-01-02 15:04", first+" 12:00", clock.Zone)
			if err != nil {
				t.Fatal(err)
			}
			for ; day.Format(time.DateOnly) <= last; day = day.AddDate(0, 0, 1) {
				out = append(out, question{day, want[0]})
			}
		}
	}
	return out
}

// answer words a status; where the wanted one begins with a country, of that
// side.
func answer(book *hours.Book, port string, mode hours.Mode, way hours.Direction, q question) (string, error) {
	s, err := book.Status(port, mode, way, q.at)
	if err != nil {
		return "", err
	}
	side, _, one := strings.Cut(q.want, ":")
	if !one {
		return word(s.State, s.Day), nil
	}
	for _, part := range s.Sides {
		if part.Country == side {
			return side + ":" + word(part.State, part.Day), nil
		}
	}
	return "", fmt.Errorf("%s has no side %s", port, side)
}

func word(state, day hours.State) string {
	if state == hours.Unknown && day == hours.Open {
		return "day"
	}
	return state.String()
}

// TestInstantsHaveNoZone: an answer depends on the instant alone, wherever the
// one who asks may be.
func TestInstantsHaveNoZone(t *testing.T) {
	book := builtInSchedules(t).Book
	at := time.Date(2026, 1, 1, 16, 0, 0, 0, time.UTC)
	for _, zone := range []string{"Asia/Shanghai", "Asia/Bishkek", "Asia/Karachi", "America/New_York"} {
		here, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		for offset, want := range map[time.Duration]string{-time.Second: "closed", 0: "day"} {
			got, err := answer(book, "irkeshtam", hours.Truck, "CN-KG", question{at: at.Add(offset).In(here)})
			if err != nil || got != want {
				t.Errorf("%s: %s %v, want %s", zone, got, err, want)
			}
		}
	}
}
