package api

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"pamir/geo/cql2"
	"pamir/internal/ask"
	"pamir/internal/store"
)

// request is what the parameters of a call say, each checked.
type request struct {
	collection *store.Collection
	feature    string
	store.Query
	fields      []int // ordinals of the properties to show; nil: all
	cursor      string
	lon, lat    *float64
	number      int
	maxDistance float64
	kind        string
	text        string
	tiling
	hoursRequest
	mapping
	roadRequest
	gateRequest
}

// read parses the parameters of a call into it. Everything that is wrong is
// found before any of it is reported.
func (c *call) read() error {
	var err error
	if c.query, err = query(c.room[:0]).read(c.r.URL.RawQuery); err != nil {
		return fail(malformedRequest, "The query cannot be read: %v.", err)
	}
	if c.form, c.lang, err = c.negotiate(); err != nil {
		return err
	}
	if c.r.Method == http.MethodPost && c.route.body == postable {
		body, err := c.bodyValues()
		if err != nil {
			return err
		}
		c.query = append(c.query, body...)
	}
	if c.s.cfg.Schedules != nil {
		c.book = c.s.cfg.Schedules.Book()
	}
	c.Limit = defaultLimit
	c.number = defaultNumber
	if c.route.defaults != nil {
		c.route.defaults(c)
	}
	wrong := &c.wrong
	for _, p := range c.route.params {
		if p.in == "path" {
			v, err := url.PathUnescape(c.echo.Param(p.name))
			if err != nil {
				return fail(malformedRequest, "The address cannot be read: %v.", err)
			}
			if err := p.set(c, v); err != nil {
				var elsewhere *failure
				if errors.As(err, &elsewhere) {
					return elsewhere
				}
				wrong.add(invalidParameter, p.name, err.Error())
			}
		}
	}
	// A collection named in the query comes first too: others depend on it.
	for _, first := range []bool{true, false} {
		for _, p := range c.route.params {
			if p.in != "query" || (p == collectionParam || p == collectionsParam) != first {
				continue
			}
			c.set(p, wrong)
		}
	}
	c.filters(wrong)
	if c.route.check != nil {
		c.route.check(c, wrong)
	}
	if wrong.first != nil {
		return wrong.failure()
	}
	if wrong.gone != nil {
		return wrong.gone
	}
	return nil
}

// set applies one query parameter.
func (c *call) set(p *param, wrong *wrongs) {
	switch v, n := c.query.find(p.name); {
	case n == 0:
		if p.required {
			wrong.add(missingParameter, p.name, "is required: "+lowerFirst(p.description))
		}
	case n > 1:
		wrong.add(invalidParameter, p.name, "is there "+times(n)+"; give it once")
	default:
		if err := p.set(c, v); err != nil {
			wrong.say(p, err)
		}
	}
}

// filters reads what no parameter of the route claims: property filters where
// the route has them, else mistakes.
func (c *call) filters(wrong *wrongs) {
	if c.route.page && c.form == asHTML {
		return
	}
	var parts []cql2.Expr
	rest := c.query.without(c.route.has)
	for i, p := range rest {
		property := c.queryable(p.name)
		if property == nil {
			if i == 0 || rest[i-1].name != p.name {
				wrong.add(unknownParameter, p.name, c.suggest(p.name))
			}
			continue
		}
		value, err := ask.Literal(property, p.value)
		if err != nil {
			wrong.add(invalidParameter, p.name, err.Error())
			continue
		}
		parts = append(parts, cql2.Equal(p.name, value))
	}
	c.Filter = cql2.And(parts...)
}

// queryable returns the property that may be filtered by under this name.
func (c *call) queryable(name string) *store.Property {
	if !c.route.filterable || c.collection == nil {
		return nil
	}
	i := c.collection.Index(name)
	if i < 0 || !ask.Scalar(c.collection.Properties[i].Type) {
		return nil
	}
	return &c.collection.Properties[i]
}

// suggest words the message for a name that nothing has.
func (c *call) suggest(name string) string {
	var names []string
	for _, p := range c.route.params {
		if p.in == "query" {
			names = append(names, p.name)
		}
	}
	if c.route.filterable && c.collection != nil {
		for _, p := range c.collection.Properties {
			if ask.Scalar(p.Type) {
				names = append(names, p.Name)
			}
		}
	}
	if near := ask.NearestName(name, names); near != "" {
		return "is not known here; did you mean " + near + "?"
	}
	if len(names) == 0 {
		return "is not known here; this resource takes no parameters"
	}
	return "is not known here; there are " + strings.Join(names, ", ")
}

// wrongs collects what is wrong with the parameters.
type wrongs struct {
	first      *kind
	errors     []ParameterError
	detail     string   // instead of the one made from errors
	suggestion string   // an address that works
	gone       *failure // names what is not there, while all else is right
}

// most is how many mistakes are listed; a client that makes more has another
// problem.
const mostWrongs = 50

func (w *wrongs) add(k *kind, parameter, detail string) {
	if w.first == nil {
		w.first = k
	}
	if len(w.errors) < mostWrongs {
		w.errors = append(w.errors, ParameterError{Parameter: ask.Clip(parameter), Detail: detail})
	}
}

// say adds what the reading of a query parameter has found.
func (w *wrongs) say(p *param, err error) {
	var elsewhere *failure
	switch {
	case errors.Is(err, ask.ErrNoOffset):
		w.add(timeWithoutOffset, p.name, err.Error())
	case errors.As(err, &elsewhere):
		w.gone = elsewhere
	case errors.Is(err, ask.ErrSwapped):
		w.add(coordinatesSwapped, p.name, err.Error())
	default:
		w.add(invalidParameter, p.name, err.Error())
	}
}

func (w *wrongs) failure() *failure {
	first := w.errors[0]
	detail := first.Parameter + " " + strings.TrimRight(first.Detail, ".")
	if !strings.HasSuffix(detail, "?") {
		detail += "."
	}
	if len(w.errors) > 1 {
		detail = "Of the parameters " + count(len(w.errors)) + " are wrong; the first: " + detail
	}
	if w.detail != "" {
		detail = w.detail
	}
	return &failure{kind: w.first, detail: detail, errors: w.errors, suggestion: w.suggestion}
}
