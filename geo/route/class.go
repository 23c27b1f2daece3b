package route

// Class is the rank of a road: the value of OpenStreetMap's highway, without
// _link, or a ferry.
type Class uint8

// Classes, from the largest road down.
const (
	Motorway Class = iota
	Trunk
	Primary
	Secondary
	Tertiary
	Unclassified
	Residential
	LivingStreet
	Service
	Track
	UnknownRoad // highway=road
	Busway
	Pedestrian
	Footway
	Cycleway
	Bridleway
	Path
	Steps
	Ferry
	classes
)

var classNames = [classes]string{
	"motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "living_street",
	"service", "track", "road", "busway", "pedestrian", "footway", "cycleway", "bridleway", "path", "steps", "ferry",
}

func (c Class) String() string { return nameAt(classNames[:], int(c)) }

// Surface is what a road is made of, in groups that differ in how one drives.
type Surface uint8

// Surfaces; the zero value is not known.
const (
	NoSurface Surface = iota
	Asphalt           // asphalt, concrete
	Paved             // paved, without saying with what
	Stones            // sett, paving stones, cobblestone, metal, wood
	Compacted         // compacted, fine gravel
	Gravel
	Unpaved // unpaved, without saying more
	Ground  // ground, dirt, earth, grass
	Soft    // sand, mud, snow, ice
	surfaces
)

var surfaceNames = [surfaces]string{"", "asphalt", "paved", "stones", "compacted", "gravel", "unpaved", "ground", "soft"}

func (s Surface) String() string { return nameAt(surfaceNames[:], int(s)) }

// IsUnpaved reports whether a source says that the road has no firm surface.
func (s Surface) IsUnpaved() bool { return s >= Compacted }

// surfaceGroups has the values of the key surface that are used 10,000 times
// or more (taginfo), by group.
var surfaceGroups = map[string]Surface{
	"asphalt": Asphalt, "concrete": Asphalt, "chipseal": Asphalt,
	"concrete:plates": Paved, "concrete:lanes": Stones, "paved": Paved,
	"paving_stones": Stones, "sett": Stones, "cobblestone": Stones, "unhewn_cobblestone": Stones,
	"cobblestone:flattened": Stones, "bricks": Stones, "brick": Stones, "metal": Stones, "metal_grid": Stones, "wood": Stones, "grass_paver": Stones,
	"compacted": Compacted, "fine_gravel": Compacted, "gravel": Gravel, "pebblestone": Gravel, "shells": Gravel, "rock": Gravel,
	"unpaved": Unpaved, "ground": Ground, "dirt": Ground, "earth": Ground, "soil": Ground, "grass": Ground, "clay": Ground, "woodchips": Ground, "stone": Ground,
	"sand": Soft, "mud": Soft, "snow": Soft, "ice": Soft,
}

// Smoothness is OpenStreetMap's, best first; the zero value is not known.
type Smoothness uint8

var smoothnessNames = [...]string{"", "excellent", "good", "intermediate", "bad", "very_bad", "horrible", "very_horrible", "impassable"}

func (s Smoothness) String() string { return nameAt(smoothnessNames[:], int(s)) }

// grades are the values of tracktype, best first; 0 is not known.
var grades = [...]string{"", "grade1", "grade2", "grade3", "grade4", "grade5"}

func nameAt(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return ""
}

// indexOf returns the place of a name, 0 where it is not one.
func indexOf(names []string, name string) uint8 {
	for i := 1; i < len(names); i++ {
		if names[i] == name {
			return uint8(i)
		}
	}
	return 0
}
