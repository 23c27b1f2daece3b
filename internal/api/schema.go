package api

import (
	"strings"

	"pamir/internal/ask"
	"pamir/internal/store"
)

// schema answers /collections/{collectionId}/schema: a JSON Schema of the
// features (OGC API Features Part 5), in which id and geometry stand beside the
// properties and x-ogc-role tells which they are.
func (c *call) schema() error {
	return c.writeSchema("schema", func(p store.Property) bool { return true })
}

// queryables answers /collections/{collectionId}/queryables.
func (c *call) queryables() error {
	return c.writeSchema("queryables", func(p store.Property) bool { return ask.Scalar(p.Type) })
}

// sortables answers /collections/{collectionId}/sortables.
func (c *call) sortables() error {
	return c.writeSchema("sortables", func(p store.Property) bool { return ask.Scalar(p.Type) })
}

func (c *call) writeSchema(name string, keep func(store.Property) bool) error {
	if c.fresh() {
		return nil
	}
	properties := members{}
	if name == "schema" {
		properties = properties.add("id", map[string]any{"type": "string", "title": "Id", "x-ogc-role": "id"})
	}
	if g := c.collection.Geometry; g != store.NoGeometry && name != "sortables" {
		properties = properties.add("geometry", map[string]any{"title": "Place", "format": geometryFormat(g), "x-ogc-role": "primary-geometry"})
	}
	for i, p := range c.collection.Properties {
		if keep(p) {
			properties = properties.add(p.Name, propertySchema(p, i))
		}
	}
	return c.writeJSON(members{}.
		add("$schema", "https://json-schema.org/draft/2020-12/schema").
		add("$id", c.base+"/collections/"+c.collection.ID+"/"+name).
		add("type", "object").
		add("title", c.collection.Title).
		add("description", c.collection.Description).
		add("properties", properties).
		add("additionalProperties", false))
}

func geometryFormat(g store.GeometryType) string {
	return "geometry-" + strings.ToLower(string(g))
}

func propertySchema(p store.Property, order int) map[string]any {
	m := map[string]any{"type": string(p.Type), "x-ogc-propertySeq": order + 1}
	if p.Title != "" {
		m["title"] = p.Title
	}
	if p.Description != "" {
		m["description"] = p.Description
	}
	if p.Format != "" {
		m["format"] = p.Format
	}
	if p.Unit != "" {
		m["x-ogc-unit"] = p.Unit
	}
	if len(p.Enum) > 0 {
		m["enum"] = p.Enum
	}
	switch p.Name {
	case store.ValidFrom:
		m["x-ogc-role"] = "primary-interval-start"
	case store.ValidTo:
		m["x-ogc-role"] = "primary-interval-end"
	}
	return m
}

// members is a JSON object that keeps its order.
type members []member

type member struct {
	name  string
	value any
}

// add appends a member and returns the object, as append does.
func (m members) add(name string, v any) members { return append(m, member{name, v}) }

// put adds a member to the object that is the value of another.
func (m members) put(name, inner string, v any) members {
	for i := range m {
		if of, ok := m[i].value.(members); ok && m[i].name == name {
			m[i].value = of.add(inner, v)
			return m
		}
	}
	return m.add(name, members{}.add(inner, v))
}

// MarshalJSON implements json.Marshaler.
func (m members) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, x := range m {
		if i > 0 {
			b = append(b, ',')
		}
		name, err := marshal(x.name)
		if err != nil {
			return nil, err
		}
		value, err := marshal(x.value)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, name...), ':'), value...)
	}
	return append(b, '}'), nil
}
