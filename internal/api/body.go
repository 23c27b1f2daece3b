package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"pamir/internal/ask"
)

// maxJSON bounds the JSON that a request may bring: there is room for the
// corners of areas, and not for much else.
const maxJSON = 256 << 10

// bodyValues reads a JSON object whose members are the parameters of the route,
// and returns them as they would stand in an address: a list with commas
// between, a list of lists with semicolons.
func (c *call) bodyValues() (query, error) {
	body, err := c.jsonBody()
	if err != nil {
		return nil, err
	}
	var members map[string]json.RawMessage
	if err := unmarshalAll(body, &members); err != nil {
		return nil, err
	}
	var values query
	for name, text := range members {
		v, err := inAddressForm(text, c.route.between(name))
		if err != nil {
			return nil, &failure{kind: invalidParameter, detail: fmt.Sprintf("%s %v.", ask.Clip(name), err), errors: []ParameterError{{ask.Clip(name), err.Error()}}}
		}
		if v != nil {
			values = append(values, pair{name, *v})
		}
	}
	return values, nil
}

// jsonBody reads the body of a request that says it is JSON.
func (c *call) jsonBody() ([]byte, error) {
	if media, _, err := mime.ParseMediaType(c.r.Header.Get("Content-Type")); err != nil || media != "application/json" {
		return nil, fail(unsupportedMedia, "The body is %q; send application/json.", ask.Clip(c.r.Header.Get("Content-Type")))
	}
	body, err := io.ReadAll(http.MaxBytesReader(c.w, c.r.Body, maxJSON))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, fail(payloadTooLarge, "The body has more than %d bytes.", maxJSON)
	}
	if err != nil {
		return nil, fail(malformedRequest, "The body cannot be read: %v.", err)
	}
	return body, nil
}

// unmarshalAll reads one JSON value, and nothing behind it.
func unmarshalAll(body []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	err := d.Decode(v)
	if err == nil && d.More() {
		err = errors.New("there is something behind the JSON")
	}
	if err != nil {
		return fail(malformedRequest, "The body is not the JSON that is wanted, at byte %d: %v.", d.InputOffset(), err)
	}
	return nil
}

// between returns what stands between the values of a parameter.
func (r *route) between(name string) string {
	for _, p := range r.params {
		if p.name == name && p.between != "" {
			return p.between
		}
	}
	return ","
}

// inAddressForm writes a JSON value as a parameter; nil is none.
func inAddressForm(text json.RawMessage, between string) (*string, error) {
	text = bytes.TrimSpace(text)
	switch text[0] {
	case 'n':
		return nil, nil
	case '{':
		s := string(text)
		return &s, nil
	case '"':
		var s string
		err := json.Unmarshal(text, &s)
		return &s, err
	case '[':
		s, err := listForm(text, between)
		return &s, err
	}
	s := string(text) // a number or a truth
	return &s, nil
}

func listForm(text json.RawMessage, between string) (string, error) {
	var list []json.RawMessage
	if err := json.Unmarshal(text, &list); err != nil {
		return "", err
	}
	parts := make([]string, len(list))
	for i, item := range list {
		item = bytes.TrimSpace(item)
		switch item[0] {
		case '{':
			return "", fmt.Errorf("has an object at place %d", i+1)
		case '[':
			if between == "" {
				return "", fmt.Errorf("has lists within lists at place %d", i+1)
			}
			inner, err := listForm(item, "")
			if err != nil {
				return "", err
			}
			parts[i] = inner
			between = ";"
			continue
		}
		v, err := inAddressForm(item, "")
		if err != nil {
			return "", err
		}
		if v != nil {
			parts[i] = *v
		}
	}
	if between == "" {
		between = ","
	}
	return strings.Join(parts, between), nil
}

// unmarshalStrict reads one JSON object that has no members but those of v.
func unmarshalStrict(body []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	if err == nil && d.More() {
		err = errors.New("there is something behind the JSON")
	}
	var at *time.ParseError
	switch {
	case errors.As(err, &at):
		return fail(timeWithoutOffset, "A time of the body is none with an offset, such as 2026-03-04T08:00:00+08:00: %q.", ask.Clip(at.Value))
	case err != nil:
		return fail(malformedRequest, "The body is not the JSON that is wanted, at byte %d: %v.", d.InputOffset(), err)
	}
	return nil
}
