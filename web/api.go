package web

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"casebook/generator/cases"
	"casebook/generator/play"
)

// The groups of routes in the documentation.
const (
	casesTag    = "Cases"
	picturesTag = "Pictures"
	playTag     = "Playing"
)

// prepareAPI makes the typed API below the base path.
func (s *Server) prepareAPI() {
	config := huma.DefaultConfig("Casebook", s.o.Version)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.CreateHooks = nil // no $schema in bodies, no Link headers
	config.Transformers = []huma.Transformer{noteFailure}
	format := huma.Format{Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: unmarshal}
	config.Formats = map[string]huma.Format{jsonType: format, "json": format}
	schemas := huma.NewMapRegistry("#/components/schemas/", schemaName)
	schemas.RegisterTypeAlias(reflect.TypeFor[cases.Emotional](), reflect.TypeFor[play.Emotional]()) // the same on the wire
	config.Components.Schemas = schemas
	config.Servers = []*huma.Server{{URL: cmp.Or(s.o.PublicURL+s.o.BasePath, "/"), Description: "This server"}}
	config.Tags = []*huma.Tag{
		{Name: casesTag, Description: "Reading cases, and having today's made."},
		{Name: picturesTag, Description: "Whether the pictures of a case are drawn yet, and where they are."},
		{Name: playTag, Description: "A player's game: points, searches, questions, the accusation, and what is kept of them."},
		{Name: operatorTag, Description: "For whoever runs this server."},
	}
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token":   {Type: "http", Scheme: "bearer", Description: "A token that the operator has made"},
		"session": {Type: "apiKey", In: "cookie", Name: sessionCookie, Description: "A browser in which the operator has signed in"},
	}
	s.api = humaecho.NewWithGroup(s.echo, s.root, config)
	s.api.UseMiddleware(s.answer)
}

// schemaName names the schema of a type. Where two areas use one name for two
// things, the document needs another for one of them.
func schemaName(t reflect.Type, hint string) string {
	if t == reflect.TypeFor[cases.ActionPoints]() {
		return "PointRules"
	}
	return huma.DefaultSchemaNamer(t, hint)
}

// register adds an operation whose errors fail writes. One that can be read with
// GET can be asked with HEAD too, streams apart.
func register[I, O any](api huma.API, op huma.Operation, handle func(context.Context, *I) (*O, error)) {
	if op.MaxBodyBytes == 0 {
		op.MaxBodyBytes = maxBody + 1 // huma refuses a body of exactly this size
	}
	guarded := func(ctx context.Context, in *I) (*O, error) {
		if err := shutOut(ctx); err != nil {
			return nil, failure{err}
		}
		out, err := handle(ctx, in)
		if err != nil {
			return nil, failure{err}
		}
		return out, nil
	}
	huma.Register(api, op, guarded)
	if op.Method == http.MethodGet && !isStream(&op) {
		op.Method, op.OperationID, op.Hidden = http.MethodHead, op.OperationID+"-head", true
		huma.Register(api, op, guarded)
	}
}

// registerPublic is register for a route of the game, which pages of any origin
// may use.
func registerPublic[I, O any](s *Server, op huma.Operation, handle func(context.Context, *I) (*O, error)) {
	register(s.api, op, handle)
	s.publish(op.Method, op.Path)
}

// publish lets pages of any origin use a route.
func (s *Server) publish(method, path string) {
	pattern := s.o.BasePath + strings.NewReplacer("{", ":", "}", "").Replace(path)
	s.public[method+" "+pattern] = true
	if method == http.MethodGet {
		s.public[http.MethodHead+" "+pattern] = true
	}
}

// unmarshal reads a JSON body. A key may stand only once, in whatever case: what
// was checked is then what is read. huma reads each body twice, into an any to check it
// and then into its type: that keys are unique is looked at the first time.
func unmarshal(data []byte, v any) error {
	if err := json.Unmarshal(data, v); err != nil {
		if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			return fmt.Errorf("%s cannot be a %s", wrong.Field, wrong.Value)
		}
		return fmt.Errorf("the body is not valid JSON: %w", err)
	}
	if _, unchecked := v.(*any); !unchecked {
		return nil
	}
	return uniqueKeys(json.NewDecoder(bytes.NewReader(data)))
}

// uniqueKeys reads one valid JSON value and refuses objects with a key twice.
func uniqueKeys(d *json.Decoder) error {
	token, err := d.Token()
	opening, isDelim := token.(json.Delim)
	if err != nil || !isDelim {
		return err
	}
	seen := map[string]bool{}
	for d.More() {
		if opening == '{' {
			key, err := d.Token()
			if err != nil {
				return err
			}
			name := strings.ToLower(strings.ToUpper(fmt.Sprint(key)))
			if seen[name] {
				return fmt.Errorf("the key %v stands in the body twice", key)
			}
			seen[name] = true
		}
		if err := uniqueKeys(d); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}
