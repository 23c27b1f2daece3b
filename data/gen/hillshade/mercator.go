package hillshade

import "math"

// Rows maps the rows of a picture in Web Mercator (EPSG:3857) to latitudes.
type Rows struct {
	top, perRow float64 // in radians of the projection
}

// NewRows returns the mapping between two latitudes, in degrees, of a picture
// of that many rows.
func NewRows(south, north float64, rows int) Rows {
	top := mercator(north)
	return Rows{top, (top - mercator(south)) / float64(rows)}
}

// Latitude returns the latitude, in degrees, of a row; a whole number is the
// upper edge of that row.
func (r Rows) Latitude(row float64) float64 {
	y := r.top - float64(row*r.perRow)
	return math.Atan(math.Sinh(y)) * 180 / math.Pi
}

// Height is how many rows keep the proportions of a picture of that many
// columns of a box: west, south, east, north in degrees.
func Height(box [4]float64, columns int) int {
	wide := (box[2] - box[0]) * math.Pi / 180
	return int(math.Round(float64(columns) * (mercator(box[3]) - mercator(box[1])) / wide))
}

func mercator(lat float64) float64 {
	return math.Asinh(math.Tan(lat * math.Pi / 180))
}
