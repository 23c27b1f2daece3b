package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/route"
	"pamir/internal/ask"
	"pamir/internal/formats"
	"pamir/internal/gazetteer"
)

type routeCmd struct {
	Stops []string `arg:"" name:"place" help:"Where to begin, pass and end: names, or positions as LON,LAT."`

	Profile string   `default:"car" enum:"car,truck,bus,foot" help:"car, truck, bus or foot."`
	Depart  instant  `placeholder:"TIME" help:"When to set off, with its offset; without it now."`
	Avoid   []string `placeholder:"KIND" help:"Not to use: toll, ferry, unpaved, tunnel, motorway; with commas between."`
	HeightM float64  `name:"height-m" placeholder:"METRES" help:"Height of the vehicle. A truck of which nothing is said is 4 m high, 2.55 m wide and 16.5 m long and weighs 40 t."`
	WidthM  float64  `name:"width-m" placeholder:"METRES" help:"Width of the vehicle."`
	LengthM float64  `name:"length-m" placeholder:"METRES" help:"Length of the vehicle."`
	WeightT float64  `name:"weight-t" placeholder:"TONNES" help:"Weight of the vehicle with its load."`
	Lang    string   `default:"en" enum:"en,zh,ru,ky" help:"Language of the directions: en, zh, ru or ky."`
	Output  string   `short:"o" default:"table" enum:"table,geojson,gpx,json" help:"table, geojson, gpx, or json, which is geojson."`

	source
}

func (routeCmd) Help() string {
	return `The fastest way over the roads that the vehicle may use. Without --region the roads are the built-in
corridor roads, which are schematic: lengths are as published, lines are not for navigation. Times are
estimates of driving alone: waiting at a border is not in them.

Examples:

  pamir route Kashgar Osh
  pamir route Kashgar Naryn --profile truck --weight-t 25
  pamir route 75.99,39.47 Murghab -o gpx
  pamir route Andorra "Pas de la Casa" --region andorra -o geojson`
}

func (c *routeCmd) Run(w *world) error {
	if len(c.Stops) < 2 {
		return misuse("pamir route Kashgar Osh", "a route has two places at least")
	}
	avoid, err := c.avoid()
	if err != nil {
		return err
	}
	all, err := c.open(w)
	if err != nil {
		return err
	}
	plan := &route.Plan{Options: route.Options{Mode: modeOf(c.Profile), Avoid: avoid, Departure: c.Depart.Time, Vehicle: c.vehicle()}}
	if plan.Departure.IsZero() {
		plan.Departure = time.Now().Truncate(time.Minute)
	}
	names := gazetteer.New(all.datasets)
	var found []string
	for _, text := range c.Stops {
		at, name, err := findPlace(names, text, c.Lang)
		if err != nil {
			return err
		}
		plan.Stops, found = append(plan.Stops, route.Stop{At: at}), append(found, name)
	}
	ctx := context.Background()
	n, err := all.network(ctx)
	if err != nil {
		return err
	}
	if box, ok := n.Bounds(); ok {
		for _, s := range plan.Stops {
			if ask.Swapped(s.At, &box) {
				return misuse(fmt.Sprintf("longitude comes first: %v,%v", s.At[1], s.At[0]), "%v,%v is far from all roads, and among them with its numbers changed", s.At[0], s.At[1])
			}
		}
	}
	r, err := route.NewRouter(n)
	if err != nil {
		return err
	}
	answer, err := r.Route(ctx, plan)
	if err != nil {
		return routeFault(err)
	}
	switch c.Output {
	case "table":
		return c.table(w.stdout, answer, found)
	case "gpx":
		tracks := formats.Tracks{Lines: []formats.TrackLine{{Name: strings.Join(found, " – "), Line: answer.Routes[0].Line()}}}
		for i, p := range answer.Waypoints {
			tracks.Points = append(tracks.Points, formats.TrackPoint{Name: found[i], At: p.At})
		}
		_, err = w.stdout.Write(formats.AppendGPX(nil, tracks))
		return err
	}
	return c.geojson(w.stdout, answer, found)
}

func modeOf(profile string) route.Mode {
	return map[string]route.Mode{"car": route.Car, "bus": route.Car, "truck": route.Truck, "foot": route.Foot}[profile]
}

func (c *routeCmd) avoid() (a route.Avoid, err error) {
	for _, word := range c.Avoid {
		bit := route.Avoid(0)
		for i, name := range route.AvoidNames {
			if name == word {
				bit = 1 << i
			}
		}
		if bit == 0 {
			return 0, misuse("there are "+strings.Join(route.AvoidNames, ", "), "--avoid has %q", word)
		}
		a |= bit
	}
	return a, nil
}

func (c *routeCmd) vehicle() route.Vehicle {
	v := route.Vehicle{Height: c.HeightM, Width: c.WidthM, Length: c.LengthM, Weight: c.WeightT}
	if v == (route.Vehicle{}) && c.Profile == "truck" {
		return route.OrdinaryTruck
	}
	return v
}

// findPlace reads a position, or finds the place that a name is of.
func findPlace(x *gazetteer.Index, text, lang string) (at orb.Point, name string, err error) {
	text = strings.ReplaceAll(text, minus, "-")
	if strings.Contains(text, ",") && strings.Trim(text, "0123456789+-.,eE ") == "" {
		list, err := ask.Positions(text)
		if err != nil {
			return at, "", misread("the position "+strconv.Quote(text), err)
		}
		return list[0], text, nil
	}
	for _, r := range x.Search(gazetteer.Query{Text: text, Lang: lang, Limit: 10}) {
		if p, ok := r.Feature.Geometry.(orb.Point); ok {
			return p, r.Name, nil
		}
	}
	return at, "", misuse("pamir query places lists names; a position is LON,LAT", "no place is called %q", text)
}

func routeFault(err error) error {
	var off *route.OffRoadError
	var none *route.NoRouteError
	switch {
	case errors.As(err, &off):
		return &fault{err: err, hint: "--region uses the roads of an imported extract"}
	case errors.As(err, &none) && none.Reason == route.BarredByVehicle:
		return &fault{err: err, hint: "a smaller vehicle may get through"}
	}
	return err
}

// table writes what one drives.
func (c *routeCmd) table(w io.Writer, a *route.Answer, names []string) error {
	it := &a.Routes[0]
	fmt.Fprintf(w, "%s: %s, %s of driving\n", strings.Join(names, " – "), kilometres(float64(it.Centimetres())/100), hoursAndMinutes(it.Hundredths()))
	if a.Schematic() {
		fmt.Fprintln(w, "The roads are schematic: lengths are as published, the line is not for navigation.")
	}
	t := &table{right: []bool{true, true}, most: 72}
	t.add("KM", "AFTER", "WHAT TO DO")
	var centimetres, hundredths int64
	for i := range it.Legs {
		passages := it.Legs[i].Passages()
		for _, s := range it.Legs[i].Steps(c.Lang) {
			start := s.Centimetres
			t.add(fmt.Sprintf("%.1f", float64(centimetres)/100_000), hoursAndMinutes(hundredths), s.Instruction(c.Lang))
			for len(passages) > 0 && legBefore(it, i)+passages[0].Centimetres < centimetres+start {
				p := passages[0]
				passages = passages[1:]
				t.add(fmt.Sprintf("%.1f", float64(legBefore(it, i)+p.Centimetres)/100_000), hoursAndMinutes(timeBefore(it, i)+p.Hundredths), "  "+passageName(&p))
			}
			centimetres += s.Centimetres
			hundredths += s.Hundredths
		}
	}
	return t.write(w)
}

func legBefore(it *route.Itinerary, leg int) (sum int64) {
	for i := range leg {
		sum += it.Legs[i].Centimetres
	}
	return sum
}

func timeBefore(it *route.Itinerary, leg int) (sum int64) {
	for i := range leg {
		sum += it.Legs[i].Hundredths()
	}
	return sum
}

// passageName says what one gets through.
func passageName(p *route.Passage) string {
	what := strings.ReplaceAll(p.Kind.String(), "_", " ")
	if p.Name == "" {
		return what
	}
	return p.Name + " (" + what + ")"
}

// hoursAndMinutes words a duration, to the minute.
func hoursAndMinutes(hundredths int64) string {
	minutes := int64(math.Round(float64(hundredths) / 6000))
	if minutes < 60 {
		return fmt.Sprintf("%d min", minutes)
	}
	return fmt.Sprintf("%d h %02d", minutes/60, minutes%60)
}

// geojson writes the line as a feature.
func (c *routeCmd) geojson(w io.Writer, a *route.Answer, names []string) error {
	it := &a.Routes[0]
	type properties struct {
		Name      string  `json:"name"`
		Profile   string  `json:"profile"`
		Distance  float64 `json:"distance"`
		Duration  float64 `json:"duration"`
		Schematic bool    `json:"schematic"`
	}
	type geometry struct {
		Type        string         `json:"type"`
		Coordinates orb.LineString `json:"coordinates"`
	}
	return json.NewEncoder(w).Encode(struct {
		Type       string     `json:"type"`
		Properties properties `json:"properties"`
		Geometry   geometry   `json:"geometry"`
	}{"Feature", properties{strings.Join(names, " – "), c.Profile, float64(it.Centimetres()) / 100, float64(it.Hundredths()) / 100, a.Schematic()},
		geometry{"LineString", it.Line()}})
}
