package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"pamir/internal/ask"
	"pamir/internal/pmtiles"
	"pamir/internal/store"
)

// Problem is an answer that says what went wrong (RFC 9457).
type Problem struct {
	Type       string           `json:"type"`
	Title      string           `json:"title"`
	Status     int              `json:"status"`
	Detail     string           `json:"detail,omitempty"`
	Instance   string           `json:"instance"`
	Code       string           `json:"code"`
	Errors     []ParameterError `json:"errors,omitempty"`
	Suggestion string           `json:"suggestion,omitempty"`
}

// ParameterError names one parameter and what to do about it.
type ParameterError struct {
	Parameter string `json:"parameter"`
	Detail    string `json:"detail"`
}

// kind is a row of the table of problems: the code never changes.
type kind struct {
	code, title string
	status      int
	cause, fix  string
}

// The table: everything that can go wrong, with the status that says so.
var (
	invalidParameter = &kind{"invalid-parameter", "A parameter is not valid", 400,
		"A parameter's value cannot be read, or is outside its range.", "errors[] names each such parameter and what it takes."}
	unknownParameter = &kind{"unknown-parameter", "There is no such parameter", 400,
		"The address has a parameter that this resource does not know.", "errors[] names each and the nearest right name; /api lists them all."}
	missingParameter = &kind{"missing-parameter", "A parameter is missing", 400,
		"A required parameter is not there.", "Add the parameters that errors[] names."}
	coordinatesSwapped = &kind{"coordinates-swapped", "Longitude and latitude look swapped", 400,
		"The position is outside of what the collection covers, and inside if longitude and latitude change places.", "Follow the suggestion: longitude comes first."}
	timeWithoutOffset = &kind{"time-without-offset", "A time does not say in which zone it is", 400,
		"A time has no offset: nine o'clock is another instant in Beijing than in Bishkek.", "Add the offset, as in 2025-10-04T09:00:00+08:00, or Z for UTC."}
	malformedRequest = &kind{"malformed-request", "The request cannot be read", 400,
		"The address or a header is not well formed.", "Percent-encode what is not plain ASCII."}
	notFound = &kind{"not-found", "There is nothing here", 404,
		"No collection, feature or page has this address.", "Start at / or /collections."}
	methodNotAllowed = &kind{"method-not-allowed", "This resource is read only", 405,
		"Only GET, HEAD and OPTIONS are answered.", "Use GET."}
	notAcceptable = &kind{"not-acceptable", "This resource has no such form", 406,
		"The Accept header or f= asks for a format that this resource does not have.", "The detail lists the formats that it has."}
	payloadTooLarge = &kind{"payload-too-large", "The request's body is too large", 413,
		"The request has a body over the limit.", "Ask with parameters; no resource here takes a body."}
	uriTooLong = &kind{"uri-too-long", "The address is too long", 414,
		"The address is longer than 8 KiB.", "Ask for less at once."}
	timedOut = &kind{"timeout", "The answer took too long", 503,
		"The work was stopped at its limit.", "Ask for less: a smaller box or limit, fewer filters."}
	busy = &kind{"busy", "Too much is being asked for at once", 503,
		"As much costly work is being done as this server has room for, and more waits for it.", "Ask again after as many seconds as Retry-After says."}
	archiveAway = &kind{"archive-away", "An archive of tiles cannot be read now", 503,
		"The disk or server that has the archive does not answer as it should.", "Ask again later; the operator's log says what is wrong."}
	archiveBroken = &kind{"archive-broken", "An archive of tiles is broken", 503,
		"The archive holds what no archive may hold, or ends too early.", "The operator has to replace it; the log names the file and the byte."}
	offRoad = &kind{"off-road", "A position is too far from a road", 422,
		"No road that the profile may use is near enough to a position.", "errors[] names the position, how far it is and which road is nearest; radiuses= allows more."}
	noRoute = &kind{"no-route", "No way leads there", 422,
		"The roads do not join two positions for this profile, or what would join them is excluded, closed or not allowed.", "The detail says what is in the way: exclude less, or another vehicle."}
	roadsLoading = &kind{"roads-loading", "The roads are being loaded", 503,
		"The server has started and is still checking its roads.", "Ask again in a moment."}
	roadsBroken = &kind{"roads-broken", "There are no routes", 503,
		"The roads file is damaged or of another version.", "The operator imports the region again."}
	unsupportedMedia = &kind{"unsupported-media-type", "The body is of a type that is not read", 415,
		"The request's body is not JSON.", "Send Content-Type: application/json."}
	unauthorized = &kind{"unauthorized", "This needs the operator's token", 401,
		"The Authorization header has no token, or a wrong one.", "Send Authorization: Bearer and the token."}
	writesOff = &kind{"writes-off", "This server takes no closures", 403,
		"The server was started without a token for those who may close roads.", "The operator sets PAMIR_TOKEN."}
	notKept = &kind{"not-kept", "What was sent could not be kept", 507,
		"The disk does not take the closure; it is not in force.", "The operator makes room in the state folder."}
	internalError = &kind{"internal", "Something broke here", 500,
		"An error of the server, which its operator can find by the request's id.", "Report the id in instance."}
)

var kinds = []*kind{offRoad, noRoute, roadsLoading, roadsBroken, unsupportedMedia, unauthorized, writesOff, notKept, invalidParameter, unknownParameter, missingParameter, coordinatesSwapped, timeWithoutOffset, malformedRequest,
	notFound, methodNotAllowed, notAcceptable, payloadTooLarge, uriTooLong, timedOut, busy, archiveAway, archiveBroken, internalError}

// failure is an error with its row of the table.
type failure struct {
	kind       *kind
	detail     string
	errors     []ParameterError
	suggestion string
	cause      error
}

func (f *failure) Error() string {
	if f.detail == "" {
		return f.kind.title
	}
	return f.detail
}

func (f *failure) Unwrap() error { return f.cause }

func fail(k *kind, format string, args ...any) *failure {
	return &failure{kind: k, detail: fmt.Sprintf(format, args...)}
}

// failureOf is the table from errors to problems. What it does not know is
// ours, and only the operator sees it.
func failureOf(err error) *failure {
	var f *failure
	var missing *store.NotFoundError
	var archive *pmtiles.Error
	var httpErr *echo.HTTPError
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &missing):
		return &failure{kind: notFound, detail: missing.Error() + ".", cause: err}
	case errors.As(err, &archive):
		if !errors.Is(err, pmtiles.ErrBroken) {
			return &failure{kind: archiveAway, cause: err}
		}
		// Where it lies is for the operator alone.
		return &failure{kind: archiveBroken, detail: fmt.Sprintf("%s, at byte %d: %v.", path.Base(archive.File), archive.Offset, archive.Err), cause: err}
	case errors.Is(err, store.ErrCursor):
		return &failure{kind: invalidParameter, cause: err,
			errors: []ParameterError{{"cursor", "the page that it continues is gone; start again without it"}}}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return &failure{kind: timedOut, cause: err}
	case errors.As(err, &httpErr):
		switch httpErr.Code {
		case http.StatusNotFound:
			return &failure{kind: notFound, cause: err}
		case http.StatusMethodNotAllowed:
			return &failure{kind: methodNotAllowed, cause: err}
		}
	}
	return &failure{kind: internalError, cause: err}
}

// fail is echo's error handler: it writes the problem and, where it is ours,
// logs it.
func (s *Server) fail(err error, c echo.Context) {
	f := failureOf(err)
	r, w := c.Request(), c.Response()
	id := w.Header().Get("X-Request-Id")
	if f.kind.status >= 500 {
		s.log.Error("request failed", "id", id, "path", r.URL.Path, "query", r.URL.RawQuery, "error", cmp.Or(f.cause, err))
	}
	if w.Committed {
		return
	}
	p := Problem{
		Type:       s.base(r) + "/problems/" + f.kind.code,
		Title:      f.kind.title,
		Status:     f.kind.status,
		Detail:     f.detail,
		Instance:   "urn:request:" + id,
		Code:       f.kind.code,
		Errors:     f.errors,
		Suggestion: f.suggestion,
	}
	if f.kind == notFound && p.Detail == "" {
		p.Detail = "There is nothing at " + r.URL.Path + "." + s.didYouMean(r.URL.Path)
	}
	if f.kind == notFound && s.cfg.Roads != nil && strings.HasPrefix(r.URL.Path, "/osrm/") {
		if err := noOSRM(w, r); err != nil {
			s.log.Debug("problem not sent", "id", id, "error", err)
		}
		return
	}
	h := w.Header()
	for _, name := range []string{"Etag", "Last-Modified", "Link", "Content-Encoding", "Content-Disposition", "Content-Language", "Vary"} {
		h.Del(name)
	}
	h.Set("Cache-Control", "no-store")
	switch f.kind {
	case methodNotAllowed:
		h["Allow"] = s.methods(c.Path())
	case timedOut, roadsLoading:
		h.Set("Retry-After", "5")
	case busy:
		h.Set("Retry-After", "1")
	case archiveAway, archiveBroken:
		h.Set("Retry-After", "10")
	}
	if err := s.sendProblem(c, p, f.kind); err != nil {
		s.log.Debug("problem not sent", "id", id, "error", err)
	}
}

var asProblem = form{"json", "application/problem+json"}

// sendProblem answers with the problem: as a page to who would rather have
// one, as a browser would, else as RFC 9457 has it.
func (s *Server) sendProblem(ec echo.Context, p Problem, k *kind) error {
	r, w := ec.Request(), ec.Response()
	if x, wrong := choose([]form{asProblem, asHTML}, "", r.Header.Get("Accept")); wrong == nil && x == asHTML {
		c := &call{s: s, route: &route{page: true}, r: r, w: w, echo: ec, form: asHTML, base: s.base(r),
			lang: chooseLanguage(r.Header.Get("Accept-Language"), languages)}
		return c.show("problem", p.Title+" · Pamir", p.Status, problemPage{p, k.cause, k.fix})
	}
	body, err := marshal(p)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", asProblem.media)
	w.WriteHeader(p.Status)
	if r.Method == http.MethodHead {
		return nil
	}
	_, err = w.Write(append(body, '\n'))
	return err
}

// problemPage is what a person reads of a problem, or of a kind of problem.
type problemPage struct {
	Problem
	Cause, Fix string
}

// didYouMean suggests a path near the one asked for, or nothing.
func (s *Server) didYouMean(path string) string {
	var paths []string
	for _, r := range s.routes {
		if !strings.Contains(r.path, "{") {
			paths = append(paths, r.path)
		}
	}
	for _, c := range s.collections {
		paths = append(paths, "/collections/"+c.ID, "/collections/"+c.ID+"/items")
	}
	if near := ask.NearestName(path, paths); near != "" {
		return " Did you mean " + near + "?"
	}
	return ""
}
