package route

// Tag is a key of OpenStreetMap with its value.
type Tag struct{ Key, Value string }

// Tags are few, so a list in any order beats a map.
type Tags []Tag

// Get returns the value of a key, "" where it is not there.
func (t Tags) Get(key string) string {
	for i := range t {
		if t[i].Key == key {
			return t[i].Value
		}
	}
	return ""
}

// Way is a line through nodes: a road, a path or a ferry, if its tags say so.
type Way struct {
	ID    int64
	Nodes []int64
	Tags  Tags

	// LengthM is the length that is known better than it is drawn, in metres;
	// 0 is as drawn. It is spread over the way as the drawn length is.
	LengthM float64

	// Country is the ISO code of the country, where it is known better than
	// by position; "" is as BuildOptions says.
	Country string
}

// Node is a position, in degrees, with what stands there.
type Node struct {
	ID       int64
	Lon, Lat float64
	Tags     Tags
}

// Relation joins members; those of the type restriction say how one may turn.
type Relation struct {
	ID      int64
	Members []Member
	Tags    Tags
}

// Member is a part of a relation.
type Member struct {
	Type byte // 'n', 'w' or 'r'
	Ref  int64
	Role string
}
