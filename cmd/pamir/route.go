package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"pamir/geo/border"
	"pamir/geo/route"
	"pamir/internal/ask"
	"pamir/internal/formats"
	"pamir/internal/gazetteer"
)

type routeCmd struct {
	Stops []string `arg:"" name:"place" help:"Where to begin, pass and end: names, or positions as LON,LAT."`

	ArriveBy instant `placeholder:"TIME" help:"When to be there, with its offset, instead of --depart."`
	Output   string  `short:"o" default:"table" enum:"table,geojson,gpx,json" help:"table, geojson, gpx, or json, which is geojson."`

	trip
}

func (routeCmd) Help() string {
	return `The fastest way over the roads that the vehicle may use, and through border ports by their hours:
what one waits, until when to leave, and whether it can be promised. Nothing is promised of what nobody
publishes; --schedules adds what you know, --assume-hours what you suppose. Without --region the roads
are the built-in corridor roads, which are schematic: lengths are as published, lines are not for
navigation. Times of driving are estimates.

Examples:

  pamir route Kashgar Osh
  pamir route Kashgar Naryn --profile truck --weight-t 25 --depart 2026-11-24T08:00:00+08:00
  pamir route Kashgar Naryn --arrive-by 2026-11-25T18:00:00+06:00 --schedules mine.toml
  pamir route 75.99,39.47 Murghab -o gpx
  pamir route Andorra "Pas de la Casa" --region andorra -o geojson`
}

func (c *routeCmd) Run(w *world) error {
	if len(c.Stops) < 2 {
		return misuse("pamir route Kashgar Osh", "a route has two places at least")
	}
	if !c.ArriveBy.IsZero() && !c.Depart.IsZero() {
		return misuse("give one of them", "--arrive-by and --depart exclude each other")
	}
	r, err := c.ready(w, c.Stops)
	if err != nil {
		return err
	}
	if !c.ArriveBy.IsZero() {
		r.plan.Depart, r.plan.Arrive = time.Time{}, c.ArriveBy.Time
	}
	answer, err := r.border.Route(context.Background(), r.plan)
	if err != nil {
		return routeFault(err)
	}
	found := r.names
	switch c.Output {
	case "table":
		r.say(w.stdout, &answer.Ways[0])
		return c.table(w.stdout, answer.Answer)
	case "gpx":
		name := strings.Join(found, " – ")
		if answer.Ways[0].Assumed {
			name += formats.AssumedName
		}
		tracks := formats.Tracks{Lines: []formats.TrackLine{{Name: name, Line: answer.Routes[0].Line()}}}
		for i, p := range answer.Waypoints {
			tracks.Points = append(tracks.Points, formats.TrackPoint{Name: found[i], At: p.At})
		}
		_, err = w.stdout.Write(formats.AppendGPX(nil, tracks))
		return err
	}
	return c.geojson(w.stdout, r, answer)
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

// table writes what one drives.
func (c *routeCmd) table(w io.Writer, a *route.Answer) error {
	it := &a.Routes[0]
	t := &table{right: []bool{true, true}, most: 72}
	t.add("KM", "AFTER", "WHAT TO DO")
	var centimetres, hundredths int64
	for i := range it.Legs {
		passages := it.Legs[i].Passages(c.Lang)
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
func (c *routeCmd) geojson(w io.Writer, r *ready, a *border.Answer) error {
	way := &a.Ways[0]
	line := way.Itinerary.Line()
	for i, p := range line {
		line[i] = orb.Point{math.Round(p[0]*1e7) / 1e7, math.Round(p[1]*1e7) / 1e7} // as OpenStreetMap has them
	}
	type properties struct {
		Name      string     `json:"name"`
		Profile   string     `json:"profile"`
		Distance  float64    `json:"distance"`
		Duration  float64    `json:"duration"`
		Schematic bool       `json:"schematic"`
		DepartAt  *time.Time `json:"depart_at"`
		formats.WayTimes
		Notices []formats.RouteNotice `json:"notices"`
	}
	type geometry struct {
		Type        string         `json:"type"`
		Coordinates orb.LineString `json:"coordinates"`
	}
	p := properties{Name: strings.Join(r.names, " – "), Profile: c.Profile, Distance: float64(way.Itinerary.Centimetres()) / 100, Duration: float64(way.Itinerary.Hundredths()) / 100,
		Schematic: a.Schematic(), DepartAt: &way.Depart, WayTimes: formats.NewWayTimes(way, r.clocks, nil), Notices: []formats.RouteNotice{}}
	for i := range way.Notices {
		p.Notices = append(p.Notices, formats.NewRouteNotice(&way.Notices[i]))
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(struct {
		Type       string     `json:"type"`
		Properties properties `json:"properties"`
		Geometry   geometry   `json:"geometry"`
	}{"Feature", p, geometry{"LineString", line}})
}
