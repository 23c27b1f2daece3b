// Package pbftest makes OSM PBF files for tests, from text that can be read:
// the OPL format of osmium, a line for each thing
// (https://osmcode.org/opl-file-format/).
//
//	file := pbftest.File(t, `
//		n1 x75.39 y40.55 Tbarrier=border_control,name=Torugart
//		n2 x75.40 y40.56
//		w7 Thighway=trunk,ref=G315 Nn1,n2
//		r9 Ttype=restriction Mw7@from,n2@via,w7@to
//	`, pbftest.Options{})
//
// Options set how the file is written, down to forms that no writer chooses
// and every reader must take.
package pbftest

// Data is things in the order in which they stand in a file: nodes, ways,
// relations.
type Data struct {
	Nodes     []Node
	Ways      []Way
	Relations []Relation
}

// Node has its position in units of 1e-7 degrees. Tags are keys and values in
// turn.
type Node struct {
	ID       int64
	Lon, Lat int32
	Tags     []string
}

// Way is a line through nodes.
type Way struct {
	ID    int64
	Tags  []string
	Nodes []int64
}

// Relation is a list of members.
type Relation struct {
	ID      int64
	Tags    []string
	Members []Member
}

// Member has type 0 for a node, 1 for a way and 2 for a relation.
type Member struct {
	Type uint64
	ID   int64
	Role string
}
