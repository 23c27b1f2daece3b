package api

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	roadnet "pamir/geo/route"
	"pamir/internal/ask"
	"pamir/internal/roads"
)

// roadClosureDoc is a closure as it is sent and told.
type roadClosureDoc struct {
	ID        string          `json:"id,omitempty"`
	Ways      []int64         `json:"ways,omitempty"`
	Line      *orb.LineString `json:"line,omitempty"`
	Direction string          `json:"direction,omitempty"` // both, forward
	Profiles  []string        `json:"profiles,omitempty"`
	SpeedKmh  float64         `json:"speed_kmh"`
	From      *time.Time      `json:"from,omitempty"`
	To        *time.Time      `json:"to,omitempty"`
	Reason    string          `json:"reason"`
	InForce   *bool           `json:"in_force,omitempty"`
}

const mostReason = 500 // bytes

// closure reads the document.
func (d *roadClosureDoc) closure() (c roadnet.Closure, wrong *wrongs) {
	wrong = &wrongs{}
	c = roadnet.Closure{Ways: d.Ways, SpeedKmh: d.SpeedKmh, Reason: d.Reason}
	if d.ID != "" || d.InForce != nil {
		wrong.add(invalidParameter, "id", "and in_force are told, not asked for")
	}
	if len(d.Ways) > mostWays {
		wrong.add(invalidParameter, "ways", fmt.Sprintf("has %d ids; the limit is %d", len(d.Ways), mostWays))
	}
	if len(d.Reason) > mostReason {
		wrong.add(invalidParameter, "reason", fmt.Sprintf("has %d bytes; the limit is %d", len(d.Reason), mostReason))
	}
	if d.Line != nil {
		c.Line = *d.Line
		for _, p := range c.Line {
			if !(p[0] >= -180 && p[0] <= 180 && p[1] >= -90 && p[1] <= 90) {
				wrong.add(invalidParameter, "line", fmt.Sprintf("has %v,%v, which is no position; longitude comes first", p[0], p[1]))
				break
			}
		}
	}
	switch d.Direction {
	case "", "both":
	case "forward":
		c.OneWay = true
	default:
		wrong.add(invalidParameter, "direction", fmt.Sprintf("is both or forward (along the way, or the line), has %q", ask.Clip(d.Direction)))
	}
	for _, name := range d.Profiles {
		m, ok := profiles[name]
		if !ok {
			wrong.add(invalidParameter, "profiles", fmt.Sprintf("has %q; %s", ask.Clip(name), oneOf(name, slices.Clone(profileNames))))
		}
		c.Modes |= 1 << m
	}
	if d.From != nil {
		c.From = *d.From
	}
	if d.To != nil {
		c.To = *d.To
	}
	return c, wrong
}

func newRoadClosureDoc(c *roadnet.Closure, inForce bool) roadClosureDoc {
	d := roadClosureDoc{ID: c.ID, Ways: c.Ways, Direction: "both", SpeedKmh: c.SpeedKmh, Reason: c.Reason, InForce: &inForce}
	if len(c.Line) > 0 {
		d.Line = &c.Line
	}
	if c.OneWay {
		d.Direction = "forward"
	}
	for _, name := range []string{"car", "truck", "foot"} {
		if c.Modes == 0 || c.Modes.Has(profiles[name]) {
			d.Profiles = append(d.Profiles, name)
		}
	}
	if !c.From.IsZero() {
		d.From = &c.From
	}
	if !c.To.IsZero() {
		d.To = &c.To
	}
	return d
}

type closuresDoc struct {
	Version  uint64           `json:"version"`
	Closures []roadClosureDoc `json:"closures"`
}

// listClosures answers GET /v1/closures.
func (c *call) listClosures() error {
	r, err := c.router()
	if err != nil {
		return err
	}
	list, force := c.s.cfg.Roads.Closures()
	doc := closuresDoc{r.Version(), []roadClosureDoc{}}
	for i := range list {
		doc.Closures = append(doc.Closures, newRoadClosureDoc(&list[i], force[list[i].ID]))
	}
	c.w.Header().Set("Cache-Control", cacheNever)
	return c.writeJSON(doc)
}

// authorize compares the token of the request with the operator's, in a time
// that does not tell how far they agree.
func (c *call) authorize() error {
	if c.s.cfg.Token == "" {
		return fail(writesOff, "This server takes no closures: it was started without a token.")
	}
	given, ok := strings.CutPrefix(c.r.Header.Get("Authorization"), "Bearer ")
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(c.s.cfg.Token))
	if subtle.ConstantTimeCompare(a[:], b[:]) != 1 || !ok {
		c.w.Header().Set("WWW-Authenticate", `Bearer realm="closures"`)
		return fail(unauthorized, "The token is missing or wrong.")
	}
	return nil
}

// postClosure answers POST /v1/closures.
func (c *call) postClosure() error {
	if err := c.authorize(); err != nil {
		return err
	}
	body, err := c.jsonBody()
	if err != nil {
		return err
	}
	var doc roadClosureDoc
	if err := unmarshalStrict(body, &doc); err != nil {
		return err
	}
	closure, wrong := doc.closure()
	if wrong.first != nil {
		return wrong.failure()
	}
	if _, err := c.router(); err != nil {
		return err
	}
	ctx, cancel := c.context()
	defer cancel()
	kept, err := c.s.cfg.Roads.Add(ctx, closure)
	if err != nil {
		return closureFailure(err)
	}
	b, err := marshal(newRoadClosureDoc(&kept, true))
	if err != nil {
		return err
	}
	h := c.w.Header()
	h.Set("Cache-Control", cacheNever)
	h.Set("Location", c.base+"/v1/closures/"+kept.ID)
	h.Set("Content-Type", asJSON.media)
	c.w.WriteHeader(http.StatusCreated)
	_, err = c.w.Write(append(b, '\n'))
	return err
}

// liftClosure answers DELETE /v1/closures/{closureId}.
func (c *call) liftClosure() error {
	if err := c.authorize(); err != nil {
		return err
	}
	ctx, cancel := c.context()
	defer cancel()
	if err := c.s.cfg.Roads.Remove(ctx, c.feature); err != nil {
		return closureFailure(err)
	}
	c.w.Header().Set("Cache-Control", cacheNever)
	c.w.WriteHeader(http.StatusNoContent)
	return nil
}

func closureFailure(err error) error {
	var bad *roadnet.ClosureError
	var lost *roads.WriteError
	switch {
	case errors.As(err, &bad):
		return &failure{kind: invalidParameter, detail: upperFirst(bad.Field + " " + bad.What + "."), errors: []ParameterError{{bad.Field, bad.What}}}
	case errors.As(err, &lost):
		return &failure{kind: notKept, cause: err}
	case errors.Is(err, roads.ErrTooMany):
		return fail(invalidParameter, "%s.", upperFirst(err.Error()))
	case errors.Is(err, roads.ErrUnknown):
		return &failure{kind: notFound, detail: "There is no such closure; /v1/closures lists them.", cause: err}
	}
	return err
}
