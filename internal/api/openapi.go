package api

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// baseMark stands for the base URL in the document until it is asked for.
const baseMark = "{base}"

// document writes the OpenAPI 3.0 document of the table of routes.
func (s *Server) document() ([]byte, error) {
	schemas, err := components()
	if err != nil {
		return nil, err
	}
	paths := members{}
	for _, r := range s.routes {
		if r.id == "" {
			continue
		}
		if r.schema != "" && schemas[r.schema] == nil {
			return nil, fmt.Errorf("schemas has no %q, which %s names", r.schema, r.path)
		}
		paths = paths.put(r.path, strings.ToLower(cmp.Or(r.method, "GET")), s.operation(r))
		if r.body == postable {
			paths = paths.put(r.path, "post", s.posted(r))
		}
	}
	doc := members{}.
		add("openapi", "3.0.3").
		add("info", members{}.
			add("title", title).
			add("description", description).
			add("version", s.version()).
			add("license", map[string]string{"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"})).
		add("servers", []any{map[string]string{"url": baseMark}}).
		add("tags", tagDocs()).
		add("paths", paths).
		add("components", map[string]any{"schemas": schemas})
	b, err := json.MarshalIndent(doc, "", " ")
	return append(b, '\n'), err
}

func (s *Server) version() string {
	if s.cfg.Version == "" {
		return "unknown"
	}
	return s.cfg.Version
}

func tagDocs() (docs []map[string]string) {
	for _, t := range tags {
		docs = append(docs, map[string]string{"name": t.name, "description": t.description})
	}
	return docs
}

func (s *Server) operation(r *route) members {
	var params []any
	for _, p := range r.params {
		params = append(params, s.parameter(r, p))
	}
	if r.filterable {
		params = append(params, members{}.
			add("name", "queryables").add("in", "query").add("required", false).
			add("description", "Each queryable of the collection, by its own name: only features with this value.").
			add("style", "form").add("explode", true).
			add("schema", map[string]any{"type": "object", "additionalProperties": map[string]string{"type": "string"}}))
	}
	op := members{}.add("operationId", r.id).add("tags", []string{r.tag}).add("summary", r.summary).add("description", r.description)
	if params != nil {
		op = op.add("parameters", params)
	}
	if r.body != "" && r.body != postable {
		op = op.add("requestBody", jsonOf(map[string]string{"$ref": "#/components/schemas/" + r.body}))
	}
	return op.add("responses", s.responses(r))
}

func jsonOf(schema any) members {
	return members{}.add("required", true).add("content", map[string]any{asJSON.media: map[string]any{"schema": schema}})
}

// posted describes a route whose parameters come as JSON.
func (s *Server) posted(r *route) members {
	properties := members{}
	var required []string
	for _, p := range r.params {
		if p == formParam || p == langParam {
			continue
		}
		schema := cmp.Or(p.body, p.schema)
		properties = properties.add(p.name, json.RawMessage(schema))
		if p.required {
			required = append(required, p.name)
		}
	}
	schema := members{}.add("type", "object").add("additionalProperties", false)
	if required != nil {
		schema = schema.add("required", required)
	}
	var params []any
	for _, p := range []*param{formParam, langParam} {
		if slices.Contains(r.params, p) {
			params = append(params, s.parameter(r, p))
		}
	}
	op := members{}.add("operationId", "post"+strings.TrimPrefix(r.id, "get")).add("tags", []string{r.tag}).add("summary", r.summary+", asked in JSON").add("description", r.description)
	if params != nil {
		op = op.add("parameters", params)
	}
	return op.add("requestBody", jsonOf(schema.add("properties", properties))).add("responses", s.responses(r))
}

func (s *Server) parameter(r *route, p *param) members {
	m := members{}.add("name", p.name).add("in", p.in).add("required", p.required)
	if p.description != "" {
		m = m.add("description", p.description)
	}
	if p.in == "path" {
		m = m.add("style", "simple").add("explode", false)
	} else {
		m = m.add("style", "form").add("explode", false)
	}
	switch p {
	case formParam:
		var names []string
		for _, x := range r.forms {
			names = append(names, x.name)
		}
		m = m.add("schema", map[string]any{"type": "string", "enum": names})
	case collectionIDParam, collectionParam:
		ids := []string{}
		for _, c := range s.collections {
			ids = append(ids, c.ID)
		}
		schema := members{}.add("type", "string").add("enum", ids)
		if p == collectionParam && slices.Contains(ids, "ports") {
			schema = schema.add("default", "ports")
		}
		m = m.add("schema", schema)
	default:
		m = m.add("schema", json.RawMessage(p.schema))
	}
	if p.example != "" && p != collectionIDParam {
		m = m.add("example", json.RawMessage(p.example))
	}
	return m
}

func (s *Server) responses(r *route) members {
	content := members{}
	for _, x := range r.forms {
		schema := any(map[string]string{"type": "string"})
		switch x.name {
		case asMVT.name, asPNG.name, asGlyphs.name:
			schema = map[string]string{"type": "string", "format": "binary"}
		case "json":
			schema = map[string]string{"$ref": "#/components/schemas/" + r.schema}
		}
		content = content.add(x.plain(), map[string]any{"schema": schema})
	}
	out := members{}
	switch r.method {
	case http.MethodPost:
		out = out.add("201", members{}.add("description", r.summary+".").add("content", content))
	case http.MethodDelete:
		out = out.add("204", map[string]string{"description": r.summary + "."})
	default:
		out = out.add("200", members{}.add("description", r.summary+".").add("content", content))
	}
	if r.tag != tagOperator && r.method == "" {
		out = out.add("304", map[string]string{"description": "What the client has is still right."})
	}
	if r.mayBeEmpty {
		out = out.add("204", map[string]string{"description": "There is nothing to show."})
	}
	if r.path == "/readyz" {
		out = out.add("503", members{}.add("description", "The server is being stopped.").add("content", content))
	}
	if r.failSchema != "" {
		failed := map[string]any{asJSON.media: map[string]any{"schema": map[string]string{"$ref": "#/components/schemas/" + r.failSchema}}}
		out = out.add("400", members{}.add("description", "What is wrong, by a code.").add("content", failed))
		out = out.add("503", members{}.add("description", "Not now.").add("content", failed))
	}
	byStatus := map[int][]*kind{}
	for _, k := range append([]*kind{uriTooLong, internalError}, r.problems...) {
		byStatus[k.status] = append(byStatus[k.status], k)
	}
	for _, status := range sortedKeys(byStatus) {
		text := ""
		for _, k := range byStatus[status] {
			if text != "" {
				text += " Or: "
			}
			text += k.cause
		}
		out = out.add(strconv.Itoa(status), members{}.add("description", text).
			add("content", map[string]any{
				asProblem.media: map[string]any{"schema": map[string]string{"$ref": "#/components/schemas/problem"}},
				asHTML.plain():  map[string]any{"schema": map[string]string{"type": "string"}},
			}))
	}
	return out
}

func sortedKeys(m map[int][]*kind) []int {
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// api answers /api (/req/core/api-definition-op) and /api.html.
func (c *call) api() error {
	if c.fresh() {
		return nil
	}
	if c.form == asHTML {
		return c.page("api", c.s.operations())
	}
	return c.write(bytes.ReplaceAll(c.s.openapi, []byte(`"`+baseMark+`"`), appendJSON(nil, c.base)))
}

// inAddress writes an example as it stands in an address, before escaping.
func inAddress(example string) string {
	var v any
	if json.Unmarshal([]byte(example), &v) != nil {
		return ""
	}
	if list, ok := v.([]any); ok {
		parts := make([]string, len(list))
		for i, e := range list {
			parts[i] = fmt.Sprint(e)
		}
		return strings.Join(parts, ",")
	}
	if s, ok := v.(string); ok {
		return s
	}
	return example
}

// operationGroup is a tag's operations, for the page.
type operationGroup struct {
	Name       string
	Operations []operationDoc
}

type operationDoc struct {
	ID, Path, Description string
	Params                []paramDoc
}

type paramDoc struct {
	Name, Description, Example string
	Required                   bool
}

func (s *Server) operations() []operationGroup {
	var groups []operationGroup
	for _, tag := range tags {
		g := operationGroup{Name: tag.name}
		for _, r := range s.routes {
			if r.tag != tag.name {
				continue
			}
			o := operationDoc{ID: r.id, Path: r.path, Description: r.description}
			for _, p := range r.params {
				o.Params = append(o.Params, paramDoc{p.name, p.description, inAddress(p.example), p.required})
			}
			g.Operations = append(g.Operations, o)
		}
		groups = append(groups, g)
	}
	return groups
}
