package crs

import (
	"fmt"
	"strings"
)

// Lookup finds a system by name: its URI (http or https, any version), its URN,
// its CURIE with brackets or without ("[EPSG:3857]", "EPSG:3857", "OGC:CRS84"),
// or the plain words "CRS84" and "EPSG:…" in either case. The error is an
// *UnknownError.
func Lookup(name string) (*CRS, error) {
	authority, code, ok := split(strings.TrimSpace(name))
	if ok {
		for _, c := range All() {
			a, k, _ := split(c.URI)
			if strings.EqualFold(authority, a) && strings.EqualFold(code, k) {
				return c, nil
			}
		}
	}
	return nil, &UnknownError{Name: name}
}

// EPSG returns the system with a number in the EPSG register, or nil.
func EPSG(code int) *CRS {
	c, err := Lookup(fmt.Sprintf("EPSG:%d", code))
	if err != nil {
		return nil
	}
	return c
}

// UnknownError says that a name is not that of a known system.
type UnknownError struct {
	Name string
}

func (e *UnknownError) Error() string {
	var known []string
	for _, c := range All() {
		known = append(known, c.URI)
	}
	return fmt.Sprintf("there is no coordinate reference system %q here: use one of %s", e.Name, strings.Join(known, ", "))
}

// CURIE returns the short form of the name, such as EPSG:3857.
func (c *CRS) CURIE() string {
	authority, code, _ := split(c.URI)
	return authority + ":" + code
}

// split takes a name apart into its authority and code. The version between
// them says nothing: no code here ever changed its meaning.
func split(name string) (authority, code string, ok bool) {
	var rest string
	switch low := strings.ToLower(name); {
	case strings.HasPrefix(low, "http://www.opengis.net/def/crs/"):
		rest = strings.ReplaceAll(name[len("http://www.opengis.net/def/crs/"):], "/", ":")
	case strings.HasPrefix(low, "https://www.opengis.net/def/crs/"):
		rest = strings.ReplaceAll(name[len("https://www.opengis.net/def/crs/"):], "/", ":")
	case strings.HasPrefix(low, "urn:ogc:def:crs:"):
		rest = name[len("urn:ogc:def:crs:"):]
	default:
		rest = strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
		if len(rest)+2 != len(name) && len(rest) != len(name) {
			return "", "", false // one bracket alone
		}
		if strings.EqualFold(rest, "CRS84") {
			rest = "OGC:" + rest
		}
		authority, code, ok = strings.Cut(rest, ":")
		return authority, code, ok && !strings.Contains(code, ":")
	}
	parts := strings.Split(rest, ":")
	if len(parts) != 3 {
		return "", "", false
	}
	return parts[0], parts[2], true
}
