package web

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"
)

// fieldsFile describes fields that do not describe themselves: by the name of their schema
// and their own, or by their own alone.
//
//go:embed docs/fields.json
var fieldsFile embed.FS

// describeFields gives every field of the document a description.
func describeFields(document *huma.OpenAPI) error {
	text, err := fieldsFile.ReadFile("docs/fields.json")
	if err != nil {
		return err
	}
	var words map[string]string
	if err := json.Unmarshal(text, &words); err != nil {
		return fmt.Errorf("read the descriptions of fields: %w", err)
	}
	for name, schema := range document.Components.Schemas.Map() {
		for field, property := range schema.Properties {
			if property.Description != "" {
				continue
			}
			if property.Description = words[name+"."+field]; property.Description == "" {
				property.Description = words[field]
			}
		}
	}
	return nil
}

// illustrate gives the fields of a schema examples from a value of its shape. Fields that
// have one keep it.
func illustrate(schemas huma.Registry, schema *huma.Schema, value any) {
	if schema.Ref != "" {
		schema = schemas.SchemaFromRef(schema.Ref)
	}
	switch value := value.(type) {
	case []any:
		for _, one := range value {
			if schema.Items != nil {
				illustrate(schemas, schema.Items, one)
			}
		}
	case map[string]any:
		inner, _ := schema.AdditionalProperties.(*huma.Schema)
		for _, name := range slices.Sorted(maps.Keys(value)) {
			property := schema.Properties[name]
			switch {
			case property != nil:
				if isPlain(property) && len(property.Examples) == 0 && value[name] != "" {
					property.Examples = []any{value[name]}
				}
				illustrate(schemas, property, value[name])
			case inner != nil:
				illustrate(schemas, inner, value[name])
			}
		}
	}
}

// isPlain reports whether the examples of a property are its own, and not those of the
// fields within it.
func isPlain(property *huma.Schema) bool {
	return property.Ref == "" && property.Properties == nil && (property.Items == nil || property.Items.Ref == "")
}

// uploadBody documents the two forms in which a picture is sent.
func uploadBody() *huma.RequestBody {
	text := func(description, example string) *huma.Schema {
		return &huma.Schema{Type: huma.TypeString, Description: description, Examples: []any{example}}
	}
	fields := func() map[string]*huma.Schema {
		return map[string]*huma.Schema{
			"imageUrl": text("Where the picture is now", "https://pictures.example/clock.jpg"),
			"filename": text("<caseId>/<type>/<name>.<ext>: what the picture is of", "case-2026-11-21/evidence/ev-1.jpg"),
			"caseId":   text("May be left out: filename says it", "case-2026-11-21"),
			"type":     text("May be left out: filename says it", "evidence"),
		}
	}
	form := fields()
	form["file"] = &huma.Schema{Type: huma.TypeString, Format: "binary", Description: "The picture itself, in place of imageUrl"}
	return &huma.RequestBody{
		Description: "JSON with imageUrl, or a form with file", Required: true,
		Content: map[string]*huma.MediaType{
			jsonType: {Schema: &huma.Schema{Type: huma.TypeObject, Properties: fields(), Required: []string{"imageUrl", "filename"}}},
			"multipart/form-data": {
				Schema:  &huma.Schema{Type: huma.TypeObject, Properties: form, Required: []string{"filename"}},
				Example: map[string]any{"filename": "case-2026-11-21/evidence/ev-1.jpg", "file": "(the bytes of the picture)"},
			},
		},
	}
}

// operations lists an item's operations, without those it does not have.
func operations(item *huma.PathItem) []*huma.Operation {
	return slices.DeleteFunc([]*huma.Operation{item.Get, item.Put, item.Post, item.Delete}, func(op *huma.Operation) bool { return op == nil })
}

// internalError is the example of errors that no operation lists.
func internalError(path string) map[string]any {
	const message = "Something went wrong on our side. If it happens again, tell the operator this number: DZVRLL5YNUZBBX5PQLBQ64J27O"
	title := http.StatusText(http.StatusInternalServerError)
	return map[string]any{
		"error": title, "message": message, "type": "about:blank", "title": title, "status": http.StatusInternalServerError, "detail": message,
		"instance": path, "requestId": "DZVRLL5YNUZBBX5PQLBQ64J27O",
	}
}
