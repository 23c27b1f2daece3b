package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"pamir/geo"
	"pamir/geo/cql2"
	"pamir/internal/ask"
	"pamir/internal/formats"
	"pamir/internal/store"
)

type nearestCmd struct {
	Lon degrees `arg:"" help:"Longitude, in degrees."`
	Lat degrees `arg:"" help:"Latitude, in degrees."`

	Collection   string   `default:"ports" help:"The collection to look in."`
	Number       int      `short:"n" default:"3" help:"How many features to list."`
	Kind         string   `help:"Only features of this kind; any for all. Ports are road ports, unless told otherwise."`
	MaxDistanceM float64  `name:"max-distance-m" placeholder:"METRES" help:"Nothing farther away than this."`
	Where        []string `placeholder:"PROPERTY=VALUE" sep:"none" help:"Only features whose property has the value. Can be given more than once."`
	Output       string   `short:"o" default:"table" enum:"table,geojson,json" help:"table, geojson or json, which is geojson."`

	source
}

func (nearestCmd) Help() string {
	return `Distances are geodesic, on the WGS 84 ellipsoid, to the nearest part of a line or area.

Examples:

  pamir nearest 75.99 39.47
  pamir nearest 75.99 39.47 --kind any -n 10
  pamir nearest 75.99 39.47 --collection passes --max-distance-m 200000
  pamir nearest 75.99 39.47 --load depots.geojson --collection depots -o geojson`
}

func (c *nearestCmd) Run(w *world) error {
	if c.Number < 1 {
		return misuse("-n 3", "--number is at least 1, not %d", c.Number)
	}
	if c.MaxDistanceM < 0 || math.IsNaN(c.MaxDistanceM) {
		return misuse("--max-distance-m 200000 is 200 km", "--max-distance-m is not negative")
	}
	p := orb.Point{float64(c.Lon), float64(c.Lat)}
	if err := c.checkPosition(p, nil); err != nil {
		return err
	}
	region, err := c.open(w)
	if err != nil {
		return err
	}
	s, col, err := region.collection(c.Collection)
	if err != nil {
		return err
	}
	if err := c.checkPosition(p, col.BBox); err != nil {
		return err
	}
	where, err := filter(col, c.Where)
	if err != nil {
		return err
	}
	kind, err := ask.Kind(col, c.Kind)
	if err != nil {
		return misread("--kind", err)
	}
	found, err := s.Nearest(context.Background(), col.ID, store.NearestQuery{
		Point: p, Number: c.Number, MaxDistance: c.MaxDistanceM, Filter: cql2.And(kind, where),
	})
	if err != nil {
		return err
	}
	if c.Output != "table" {
		return writeNearest(w.stdout, col, found)
	}
	if len(found) == 0 {
		_, err := fmt.Fprintf(w.stdout, "Nothing in %s matches.\n", col.ID)
		return err
	}
	return nearestTable(col, found).write(w.stdout)
}

// checkPosition refuses a position that is none, and one that looks like
// latitude and longitude; extent is the collection's, nil where not known.
func (c *nearestCmd) checkPosition(p orb.Point, extent *geo.Box) error {
	lon, lat := p[0], p[1]
	if ask.Swapped(p, extent) {
		where := ""
		if extent != nil {
			where = fmt.Sprintf(": that is %s from all of %s", kilometres(ask.Outside(p, *extent)), c.Collection)
		}
		return misuse(fmt.Sprintf("longitude comes first: pamir nearest %v %v", lat, lon), "longitude %v and latitude %v look swapped%s", lon, lat, where)
	}
	if math.Abs(lat) > 90 {
		return misuse("", "latitude %v is not between -90 and 90", lat)
	}
	if math.Abs(lon) > 180 {
		return misuse("", "longitude %v is not between -180 and 180", lon)
	}
	return nil
}

// writeNearest writes the features as /v1/nearest answers them, without links.
func writeNearest(w io.Writer, col *store.Collection, found []store.Neighbour) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, `{"type":"FeatureCollection","numberReturned":%d,"collection":%s,"features":[`, len(found), formats.AppendValue(nil, col.ID))
	var feature []byte
	for i, n := range found {
		if i > 0 {
			b.WriteByte(',')
		}
		feature = formats.AppendNeighbour(append(feature[:0], '\n'), col, n, nil, nil)
		b.Write(feature)
	}
	b.WriteString("\n]}\n")
	return b.Flush()
}

func nearestTable(col *store.Collection, found []store.Neighbour) *table {
	t := &table{right: []bool{false, true}}
	t.add("NAME", "DISTANCE", "BEARING", "KIND", "ID")
	if col.Index(store.Kind) < 0 {
		t.rows[0] = []string{"NAME", "DISTANCE", "BEARING", "ID"}
	}
	for _, n := range found {
		row := []string{name(col, n.Feature), kilometres(n.Distance), compass(n), n.Feature.ID}
		if col.Index(store.Kind) >= 0 {
			kind, _ := col.Value(n.Feature, store.Kind).(string)
			row = slices.Insert(row, 3, kind)
		}
		t.add(row...)
	}
	return t
}

// name is what to call the feature.
func name(col *store.Collection, f *store.Feature) string {
	if s, _ := col.Value(f, store.Name).(string); s != "" {
		return s
	}
	return f.ID
}

// kilometres words a distance: metres below one kilometre, one decimal below
// a hundred.
func kilometres(metres float64) string {
	switch {
	case metres < 999.5:
		return fmt.Sprintf("%.0f m", metres)
	case metres < 99_950:
		return fmt.Sprintf("%.1f km", metres/1000)
	}
	return thousands(int(math.Round(metres/1000))) + " km"
}

// compass words a bearing: "north-west 318°".
func compass(n store.Neighbour) string {
	if n.Distance == 0 {
		return "here"
	}
	words := [...]string{"north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"}
	word := words[int(math.Round(n.Bearing/45))%len(words)]
	return word + strings.Repeat(" ", len("north-west")-len(word)) + fmt.Sprintf(" %3d°", int(math.Round(n.Bearing))%360)
}
