package api

import (
	"fmt"
	"strings"

	"rsc.io/qr"

	"pamir/internal/ask"
	"pamir/internal/tiles"
)

// longestLink bounds what a code has to hold: a camera cannot tell more modules
// apart on paper.
const longestLink = 1000

var linkParam = &param{
	name: "link", in: "query", required: true,
	description: "What to open: an address of this server from its path on, with its query.",
	schema:      fmt.Sprintf(`{"type":"string","pattern":"^/","maxLength":%d}`, longestLink), example: `"/port/torugart"`,
	set: func(c *call, v string) error {
		switch {
		case !strings.HasPrefix(v, "/") || strings.HasPrefix(v, "//"):
			return &ask.Error{Detail: fmt.Sprintf("has %q", ask.Clip(v)), Hint: "it is the path of an address here, and begins with one /"}
		case len(v) > longestLink:
			return fmt.Errorf("has %d bytes; the limit is %d", len(v), longestLink)
		case strings.ContainsFunc(v, func(r rune) bool { return r <= ' ' || r == 0x7f }):
			return fmt.Errorf("has spaces or control characters; they are escaped in an address")
		}
		c.text = v
		return nil
	},
}

// qr answers /v1/qr.
func (c *call) qr() error {
	code, err := qr.Encode(c.base+c.text, qr.M)
	if err != nil {
		return fmt.Errorf("a QR code of %d bytes: %w", len(c.base)+len(c.text), err)
	}
	return c.send(tiles.New(asPNG.media, code.PNG()))
}
