package api

import (
	"encoding/base64"
	"errors"
	"hash/fnv"
)

// A cursor says from which feature a page goes on, and which way. It carries a
// checksum of the query, since with another one it would mean something else.
// It is opaque to clients: base64url of a direction, four bytes of checksum and
// the feature's id.

const (
	forward  = 'n'
	backward = 'p'
)

func cursor(direction byte, sum [4]byte, id string) string {
	b := append([]byte{direction}, sum[:]...)
	return base64.RawURLEncoding.EncodeToString(append(b, id...))
}

// readCursor sets After or Before of the call's query.
func (c *call) readCursor() error {
	if c.cursor == "" {
		return nil
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(c.cursor)
	if err != nil || len(b) < 6 || b[0] != forward && b[0] != backward {
		return errors.New("is not a cursor; take it from a link next or prev")
	}
	if [4]byte(b[1:5]) != c.querySum() {
		return errors.New("belongs to another query; start again without it")
	}
	if id := string(b[5:]); b[0] == forward {
		c.After = id
	} else {
		c.Before = id
	}
	return nil
}

// querySum is the checksum of everything that decides which features the pages
// of a query have, and in which order.
func (c *call) querySum() (sum [4]byte) {
	deciding := c.query.without(func(name string) bool {
		switch name {
		case "cursor", "limit", "f", "lang", "properties":
			return true
		}
		return false
	})
	h := fnv.New32a()
	h.Write([]byte(c.collection.ID))
	h.Write([]byte(deciding.encode()))
	h.Sum(sum[:0])
	return sum
}
