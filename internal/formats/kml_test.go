package formats

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"pamir/internal/store"
)

func TestWriteKML(t *testing.T) {
	c, fs := table()
	fs = append(fs, &store.Feature{
		ID:       "ground",
		Geometry: orb.LineString{{1, 2}, {3, 4}},
		Z:        []float64{5, math.NaN()},
	}, &store.Feature{
		ID:       "x",
		Geometry: orb.MultiPolygon{{{{0, 0}, {1, 0}, {0, 1}, {0, 0}}, {{0, 0}, {1, 0}, {0, 1}, {0, 0}}}},
	})
	var b strings.Builder
	if err := WriteKML(&b, c, slices.Values(fs), []int{1, 3}); err != nil {
		t.Fatal(err)
	}
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
 <Document>
  <name>A &amp; B</name>
  <Placemark>
   <name>say &#34;hi&#34;, &lt;you&gt;</name>
   <ExtendedData>
    <Data name="id">
     <value>a</value>
    </Data>
    <Data name="property_id">
     <value>7</value>
    </Data>
    <Data name="parts">
     <value>{&#34;k&#34;:[1]}</value>
    </Data>
   </ExtendedData>
   <Point>
    <altitudeMode>absolute</altitudeMode>
    <coordinates>75.5,40.25,3752</coordinates>
   </Point>
  </Placemark>
  <Placemark>
   <name>=1+1</name>
   <ExtendedData>
    <Data name="id">
     <value>=1+1</value>
    </Data>
   </ExtendedData>
   <Point>
    <coordinates>-1,2</coordinates>
   </Point>
  </Placemark>
  <Placemark>
   <name>two
lines</name>
   <ExtendedData>
    <Data name="id">
     <value>c</value>
    </Data>
   </ExtendedData>
  </Placemark>
  <Placemark>
   <name>ground</name>
   <ExtendedData>
    <Data name="id">
     <value>ground</value>
    </Data>
   </ExtendedData>
   <LineString>
    <coordinates>1,2 3,4</coordinates>
   </LineString>
  </Placemark>
  <Placemark>
   <name>x</name>
   <ExtendedData>
    <Data name="id">
     <value>x</value>
    </Data>
   </ExtendedData>
   <MultiGeometry>
    <Polygon>
     <outerBoundaryIs>
      <LinearRing>
       <coordinates>0,0 1,0 0,1 0,0</coordinates>
      </LinearRing>
     </outerBoundaryIs>
     <innerBoundaryIs>
      <LinearRing>
       <coordinates>0,0 1,0 0,1 0,0</coordinates>
      </LinearRing>
     </innerBoundaryIs>
    </Polygon>
   </MultiGeometry>
  </Placemark>
 </Document>
</kml>
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestWriteKMLIsXMLWhateverTheText(t *testing.T) {
	c := &store.Collection{ID: "a\x00b", Properties: []store.Property{{Name: "\"'<&>\x01"}}}
	fs := []*store.Feature{{ID: "\xff]]>", Values: []store.Value{"\x0b<![CDATA["}}}
	var b strings.Builder
	if err := WriteKML(&b, c, slices.Values(fs), nil); err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(strings.NewReader(b.String()))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v in %s", err, b.String())
		}
	}
}
