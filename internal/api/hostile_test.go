package api_test

import (
	"bytes"
	"fmt"
	"net/url"
	"runtime/metrics"
	"strings"
	"testing"
)

// hostileNames are texts that some server once took for more than a name.
func hostileNames() []string {
	names := []string{
		"", " ", ".", "..", "../../etc/passwd", "/etc/passwd", "\x00", "a\x00b", "\r\nSet-Cookie: a=b", "name\n", "*", "%", "_", "'", `"`, "`", ";", "--", "#", "/*", "\\", "$", "${jndi:ldap://x}", "{{7*7}}", "<%= 7 %>",
		"name; DROP TABLE ports", "name' OR '1'='1", "name) UNION SELECT 1--", "name/**/AND/**/1=1", "exec(java.lang.Runtime.getRuntime(),'id')", "valueOf(//text())", "name/text()", "//*", "count(//*)", "system-property('x')",
		"<script>alert(1)</script>", "\"><svg onload=alert(1)>", "javascript:alert(1)", "ＮＡＭＥ", "nаme", "na\u0301me", "\u202ename", "\ufeffname", "name\u200b", "__proto__", "constructor", "toString", "names.en", "names[en]", "sources.0.title", "sources[0]",
		"NAME", "Name", " name", "name ", "name,", ",", ",,,,", "-", "+", "--name", "+-name", "name:desc", "name desc", "id", "geometry", "type", "properties", "NaN", "Infinity", "1e309", "-1", "0x10", "null", "undefined", "true", "[]", "{}", "[object Object]",
		strings.Repeat("a", 1000), strings.Repeat("name,", 500), strings.Repeat("(", 1000), strings.Repeat("%25", 300), "\xff\xfe", "\xc0\xaf", "😀", "吐尔尕特",
	}
	for i := range 120 {
		names = append(names, fmt.Sprintf("%c%c%s", 33+i%90, 1+i, strings.Repeat("x", i%7)))
	}
	return names
}

// Wherever a parameter takes a name, what is not one is refused, and nothing
// of it is evaluated, stored or shown as markup.
func TestHostileNames(t *testing.T) {
	c := newClient(t, configured(t, nil))
	before := c.get("/collections/ports/schema").ok().body
	known := map[string]bool{"name": true, "Name": false}
	for _, name := range hostileNames() {
		q := url.QueryEscape(name)
		if strings.TrimSpace(name) == "name" {
			known[name] = true // a space around a name in a list is no matter
		}
		for _, address := range []string{
			"/collections/ports/items?properties=" + q,
			"/collections/ports/items?sortby=" + q,
			"/collections/ports/items?" + q + "=x",
			"/v1/nearest?lon=75&lat=40&collection=" + q,
			"/v1/nearest?lon=75&lat=40&kind=" + q,
			"/collections/ports/items?f=" + q,
			"/collections/ports/items?cursor=" + q,
		} {
			a := c.get(address)
			empty := strings.HasSuffix(address, "=")
			if a.status == 200 && !known[name] && !empty && name != "+-name" && name != "--name" && !strings.HasSuffix(address, "kind="+q) {
				t.Errorf("%s is answered", address)
			}
			if a.status != 200 && a.status != 400 && a.status != 406 {
				t.Errorf("%s: status %d", address, a.status)
			}
			if a.header.Get("Set-Cookie") != "" {
				t.Errorf("%s sets a cookie", address)
			}
		}
		for _, path := range []string{"/collections/" + url.PathEscape(name), "/collections/ports/items/" + url.PathEscape(name), "/assets/" + url.PathEscape(name), "/port/" + url.PathEscape(name), "/problems/" + url.PathEscape(name)} {
			if a := c.get(path); a.status == 200 && strings.Trim(name, "./") != "" {
				t.Errorf("%s is answered", path)
			} else if bytes.Contains(a.body, []byte("<script>alert")) && strings.Contains(a.header.Get("Content-Type"), "html") {
				t.Errorf("%s shows markup", path)
			}
		}
	}
	if !bytes.Equal(before, c.get("/collections/ports/schema").ok().body) {
		t.Error("the schema has changed")
	}
}

// TestHostileRequestsAllocateLittle: no request makes the heap grow by more
// than 16 MiB.
func TestHostileRequestsAllocateLittle(t *testing.T) {
	c := newClient(t, configured(t, nil))
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	read := func() uint64 {
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	for _, address := range []string{
		"/collections/many/items?limit=10000", "/collections/many/items?limit=10000&f=csv", "/collections/many/items?limit=10000&f=kml", "/collections/many/items?limit=10000&sortby=-n",
		"/collections/many/items?q=" + strings.Repeat("a+", 99), "/collections/many/items?bbox=-180,-90,180,90&limit=10000", "/v1/nearest?lon=0&lat=0&collection=many&number=1000",
		"/collections/ports/items?" + strings.Repeat("a=1&", 2000), "/collections/ports/items?sortby=" + strings.Repeat("name,", 1500), "/collections/ports/items?properties=" + strings.Repeat("name,", 1500),
		"/v1/search?q=" + strings.Repeat("x", 200), "/collections/ports/items?bbox=" + strings.Repeat("1,", 3900),
	} {
		w := &counter{}
		before := read()
		c.ask(address, w)
		if grown := read() - before; grown > 16<<20 {
			t.Errorf("%.80s allocates %d MiB for %d kB", address, grown>>20, w.n>>10)
		}
	}
}
