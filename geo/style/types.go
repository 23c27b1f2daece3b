package style

import "fmt"

// kind is a kind of value, or what is known of one before it is there.
type kind uint8

const (
	kNull kind = iota
	kNumber
	kString
	kBoolean // those to here can be compared

	kColor
	kArray
	kObject

	// Known of a value beforehand only.
	kValue     // it may be any
	kFormatted // a text to be set; at run time a kString
	kImage     // the name of a picture; at run time a kString
	kNumbers   // a number or a list of them, as padding is
	kNone      // nothing is known or wanted
)

var kindNames = [...]string{"null", "number", "string", "boolean", "color", "array", "object", "value", "formatted", "resolvedImage", "numberArray", "nothing"}

func (k kind) String() string { return kindNames[k] }

// typ is the type of an expression.
type typ struct {
	kind   kind
	item   kind // of an array
	length int  // of an array that is fixed
	fixed  bool
}

var (
	anything   = typ{kind: kNone}
	valueType  = typ{kind: kValue}
	numberType = typ{kind: kNumber}
	stringType = typ{kind: kString}
	boolType   = typ{kind: kBoolean}
	colorType  = typ{kind: kColor}
	objectType = typ{kind: kObject}
)

func arrayOf(item kind) typ { return typ{kind: kArray, item: item} }
func listOf(item kind, length int) typ {
	return typ{kind: kArray, item: item, length: length, fixed: true}
}

func (t typ) String() string {
	switch {
	case t.kind != kArray:
		return t.kind.String()
	case t.fixed:
		return fmt.Sprintf("array<%v, %d>", t.item, t.length)
	case t.item == kValue:
		return "array"
	}
	return fmt.Sprintf("array<%v>", t.item)
}

// takes reports whether a value of type u is one of type t.
func (t typ) takes(u typ) bool {
	switch {
	case t.kind == kNone || u.kind == kNone:
		return true
	case t.kind == kArray:
		return u.kind == kArray &&
			(u.fixed && u.length == 0 && u.item == kValue || t.item == kValue || t.item == u.item) &&
			(!t.fixed || u.fixed && t.length == u.length)
	case t.kind == u.kind, t.kind == kValue:
		return true
	}
	return false
}
