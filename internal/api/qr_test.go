package api_test

import (
	"bytes"
	"image/png"
	"net/url"
	"strings"
	"testing"
)

// TestQR: a picture of an address here, another for another. That a camera reads
// it is in the page's tests.
func TestQR(t *testing.T) {
	c := newClient(t, configured(t, nil))
	pictures := map[string]string{}
	for _, link := range []string{"/", "/port/torugart", "/plan?w=75.98951,39.47066~Kashgar%20%E5%96%80%E4%BB%80;75.3,40.5", "/" + strings.Repeat("x", 999)} {
		a := c.get("/v1/qr?link=" + url.QueryEscape(link)).ok()
		picture, err := png.Decode(bytes.NewReader(a.body))
		if err != nil {
			t.Fatalf("%s: %v", link, err)
		}
		if size := picture.Bounds(); size.Dx() != size.Dy() || size.Dx() < 100 {
			t.Errorf("%s: %v", link, size)
		}
		if of, known := pictures[string(a.body)]; known {
			t.Errorf("%s has the picture of %s", link, of)
		}
		pictures[string(a.body)] = link
	}
	c.get("/v1/qr").is(400).problem("missing-parameter", "link")
	for _, link := range []string{"", "port/torugart", "//elsewhere.example", "https://elsewhere.example/", "/a b", "/a\nb", "/" + strings.Repeat("x", 1000)} {
		c.get("/v1/qr?link="+url.QueryEscape(link)).is(400).problem("invalid-parameter", "link")
	}
}
