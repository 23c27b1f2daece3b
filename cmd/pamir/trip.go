package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"time"

	"pamir/data"
	"pamir/geo/border"
	"pamir/geo/hours"
	"pamir/geo/route"
	"pamir/internal/ask"
	"pamir/internal/formats"
	"pamir/internal/gazetteer"
)

// trip says how and when one drives through borders.
type trip struct {
	Profile   string   `default:"car" enum:"car,truck,bus,foot" help:"car, truck, bus or foot."`
	Depart    instant  `placeholder:"TIME" help:"When to set off, with its offset; without it now."`
	Avoid     []string `placeholder:"KIND" help:"Not to use: toll, ferry, unpaved, tunnel, motorway; with commas between."`
	HeightM   float64  `name:"height-m" placeholder:"METRES" help:"Height of the vehicle. A truck of which nothing is said is 4 m high, 2.55 m wide and 16.5 m long and weighs 40 t."`
	WidthM    float64  `name:"width-m" placeholder:"METRES" help:"Width of the vehicle."`
	LengthM   float64  `name:"length-m" placeholder:"METRES" help:"Length of the vehicle."`
	WeightT   float64  `name:"weight-t" placeholder:"TONNES" help:"Weight of the vehicle with its load."`
	AxleLoadT float64  `name:"axle-load-t" placeholder:"TONNES" help:"The most weight on an axle."`
	Hazmat    string   `default:"none" enum:"none,any,water" help:"Dangerous goods that are carried: none, any, or such as endanger water."`
	Lang      string   `default:"en" enum:"en,zh,ru,ky" help:"Language of names and directions: en, zh, ru or ky."`

	ExcludePort   []string          `placeholder:"PORT" help:"Ports not to cross, with commas between."`
	Nationality   string            `placeholder:"CC" help:"Whose passport the traveller has, as an ISO code such as KZ: ports that do not admit him are left out."`
	AssumeHours   map[string]string `mapsep:"none" placeholder:"PLACE=HOURS" help:"Hours that you suppose of a port or a checkpoint, where no source gives any, such as torugart='Mo-Su 10:00-19:30'."`
	AssumeService map[string]string `mapsep:"none" placeholder:"PLACE=LENGTH" help:"How long you suppose it takes there, such as torugart-topa=40m."`
	AssumeQueue   map[string]string `mapsep:"none" placeholder:"PLACE=LENGTH" help:"How long you suppose one waits for one's turn there."`

	source
	timetable
}

// ready is a trip that is understood: its places, on roads with ports.
type ready struct {
	all    *everything
	border *border.Border
	book   *hours.Book
	plan   *border.Plan
	names  []string
}

// borders puts the ports of a region on its roads.
func (r *everything) borders(ctx context.Context) (*border.Border, error) {
	n, err := r.network(ctx)
	if err != nil {
		return nil, err
	}
	router, err := route.NewRouter(n)
	if err != nil {
		return nil, err
	}
	b, err := border.New(ctx, router, data.Ports(r.datasets))
	return b, gatesFault(err)
}

func (t *trip) ready(w *world, places []string) (*ready, error) {
	avoid, err := t.avoid()
	if err != nil {
		return nil, err
	}
	if n := t.Nationality; n != "" && (len(n) != 2 || strings.Trim(strings.ToUpper(n), "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "") {
		return nil, misuse("such as KZ", "--nationality has %q, which is no ISO code of a country", n)
	}
	r := &ready{}
	if r.all, err = t.open(w); err != nil {
		return nil, err
	}
	keeper, err := t.keep(r.all, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	r.book = keeper.Book()
	r.plan = &border.Plan{
		Plan:  route.Plan{Options: route.Options{Mode: modeOf(t.Profile), Avoid: avoid, Vehicle: t.vehicle()}},
		Rider: hours.Mode(t.Profile), Book: r.book, Depart: t.Depart.Time, Filter: border.Filter{ExcludePorts: t.ExcludePort, Nationality: strings.ToUpper(t.Nationality)},
	}
	if r.plan.Depart.IsZero() {
		r.plan.Depart = time.Now().Truncate(time.Minute)
	}
	if r.plan.Assume, err = t.assume(); err != nil {
		return nil, err
	}
	index := gazetteer.New(r.all.datasets)
	for _, text := range places {
		at, name, err := findPlace(index, text, t.Lang)
		if err != nil {
			return nil, err
		}
		r.plan.Stops, r.names = append(r.plan.Stops, route.Stop{At: at}), append(r.names, name)
	}
	if r.border, err = r.all.borders(context.Background()); err != nil {
		return nil, err
	}
	if box, ok := r.border.Router().Network().Bounds(); ok {
		for _, s := range r.plan.Stops {
			if ask.Swapped(s.At, &box) {
				return nil, misuse(fmt.Sprintf("longitude comes first: %v,%v", s.At[1], s.At[0]), "%v,%v is far from all roads, and among them with its numbers changed", s.At[0], s.At[1])
			}
		}
	}
	return r, nil
}

func modeOf(profile string) route.Mode {
	return map[string]route.Mode{"car": route.Car, "bus": route.Car, "truck": route.Truck, "foot": route.Foot}[profile]
}

func (t *trip) avoid() (a route.Avoid, err error) {
	for _, word := range t.Avoid {
		i := slices.Index(route.AvoidNames, word)
		if i < 0 {
			return 0, misuse("there are "+strings.Join(route.AvoidNames, ", "), "--avoid has %q", word)
		}
		a |= 1 << i
	}
	return a, nil
}

func (t *trip) vehicle() route.Vehicle {
	v := route.Vehicle{Height: t.HeightM, Width: t.WidthM, Length: t.LengthM, Weight: t.WeightT, AxleLoad: t.AxleLoadT}
	if v == (route.Vehicle{}) && t.Profile == "truck" {
		v = route.OrdinaryTruck
	}
	v.Hazmat, v.HazmatWater = t.Hazmat == "any" || t.Hazmat == "water", t.Hazmat == "water"
	return v
}

// assume reads what the planner supposes.
func (t *trip) assume() (list []border.Assumption, err error) {
	of := map[string]*border.Assumption{}
	at := func(id string) *border.Assumption {
		if of[id] == nil {
			of[id] = &border.Assumption{At: id}
		}
		return of[id]
	}
	for id, text := range t.AssumeHours {
		if at(id).Hours, err = hours.Parse(text); err != nil {
			return nil, misuse("--assume-hours torugart='Mo-Su 10:00-19:30'", "--assume-hours %s: %w", id, err)
		}
	}
	for flag, given := range map[string]map[string]string{"service": t.AssumeService, "queue": t.AssumeQueue} {
		for id, text := range given {
			d, err := time.ParseDuration(text)
			if err != nil || d < 0 {
				return nil, misuse("--assume-"+flag+" torugart-topa=40m", "--assume-%s %s: %q is no length of time", flag, id, text)
			}
			if flag == "queue" {
				at(id).Queue = &d
			} else {
				at(id).Service = &d
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(of)) {
		list = append(list, *of[id])
	}
	return list, nil
}

func routeFault(err error) error {
	var off *route.OffRoadError
	var none *route.NoRouteError
	var bad *border.PlanError
	switch {
	case errors.As(err, &off):
		return &fault{err: err, hint: "--region uses the roads of an imported extract"}
	case errors.As(err, &none) && none.Reason == route.BarredByVehicle:
		return &fault{err: err, hint: "a smaller vehicle may get through"}
	case errors.As(err, &bad):
		what := bad.What
		if bad.Known != nil {
			what += "; there are " + strings.Join(bad.Known, ", ")
			if near := ask.NearestName(bad.Name, bad.Known); near != "" {
				what = bad.What + "; did you mean " + near + "?"
			}
		}
		flag := map[string]string{"exclude_ports": "exclude-port", "assume": "assume-hours", "arrive": "arrive-by"}[bad.Field]
		return misuse("pamir verify gates lists ports and checkpoints", "--%s %s", cmp.Or(flag, bad.Field), what)
	}
	return err
}

// clocks are those that people at a port go by.
func (r *ready) clocks(p *border.Port) []hours.Clock { return formats.PortClocks(r.book, p) }

// say writes how a way fares at its borders.
func (r *ready) say(w io.Writer, way *border.Way) {
	fmt.Fprintf(w, "%s: %s, %s of driving\n", strings.Join(r.names, " – "), kilometres(float64(way.Itinerary.Centimetres())/100), hoursAndMinutes(way.Itinerary.Hundredths()))
	if r.border.Router().Network().Schematic() {
		fmt.Fprintln(w, "The roads are schematic: lengths are as published, the line is not for navigation.")
	}
	if len(way.Crossings) == 0 {
		return
	}
	clocks := r.wayClocks(way)
	fmt.Fprintf(w, "\nLeaving %s\n", onClocks(way.Depart, time.Time{}, clocks))
	fmt.Fprintln(w, formats.NewVerdict(way).Text)
	for _, line := range []struct {
		words string
		at    time.Time
	}{
		{"Closed until ", way.Verdict.Until}, {"There ", way.ArriveAt}, {"Leave by ", way.LatestDeparture}, {"Better leave ", way.LeaveInstead},
	} {
		if !line.at.IsZero() {
			fmt.Fprintln(w, line.words+onClocks(line.at, way.Depart, clocks))
		}
	}
	if way.ArriveAt.IsZero() {
		fmt.Fprintln(w, "There at the earliest "+onClocks(way.ArriveEarliest, way.Depart, clocks))
	}
	t := &table{most: 60}
	t.add("CHECKPOINT", "ARRIVE", "STATE", "TAKES", "DONE", "WHY")
	for i := range way.Crossings {
		c := &way.Crossings[i]
		for k := range c.Stops {
			s := &c.Stops[k]
			clock := clockOf(s.Checkpoint.Side, c.Port, r.clocks(c.Port))
			why := s.Status.Reason
			if s.Assumed.Any() {
				why = "assumed: " + s.Assumed.String()
			}
			t.add(s.Checkpoint.Name, onClocks(s.Arrive, way.Depart, clock), s.State.String(), formats.Lasts(s.Clear.Sub(s.Arrive)), onClocks(s.Clear, way.Depart, clock), why)
		}
	}
	fmt.Fprintln(w)
	_ = t.write(w)
	for i := range way.Notices {
		if n := &way.Notices[i]; n.Code != border.Schematic && n.Impact == border.High {
			fmt.Fprintln(w, "! "+n.Text())
		}
	}
	for i := range way.Crossings {
		for _, s := range way.Crossings[i].Dwell {
			fmt.Fprintln(w, "  "+quoted(s))
		}
	}
	fmt.Fprintln(w)
}

// quoted is a published length with its basis.
func quoted(s *hours.Stay) string {
	length := s.Says
	switch {
	case s.P50 >= 0:
		length = "half of them " + formats.Lasts(s.P50)
	case s.Mean >= 0:
		length = formats.Lasts(s.Mean) + " on average"
	}
	return fmt.Sprintf("Published: %s (%s)", length, s.Basis)
}

// wayClocks are the clocks of the ports on a way, each once.
func (r *ready) wayClocks(way *border.Way) (list []hours.Clock) {
	for i := range way.Crossings {
		list = addClocks(list, r.clocks(way.Crossings[i].Port))
	}
	return list
}

// addClocks adds those that are not there yet.
func addClocks(list, more []hours.Clock) []hours.Clock {
	for _, c := range more {
		if !slices.ContainsFunc(list, func(k hours.Clock) bool { return k.Name == c.Name }) {
			list = append(list, c)
		}
	}
	return list
}

// clockOf is the clock of a side of a port, or all where that is not clear.
func clockOf(side string, p *border.Port, clocks []hours.Clock) []hours.Clock {
	for i, d := range []string{p.Directions[0].From(), p.Directions[0].To()} {
		if d == side && len(clocks) == 2 {
			return clocks[i : i+1]
		}
	}
	return clocks
}
