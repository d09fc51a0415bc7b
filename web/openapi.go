package web

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// examplesFile has an answer, and a body where one is sent, for each operation, by the
// operation's id: those of one real game and its operator.
//
//go:embed docs/examples.json
var examplesFile embed.FS

// about introduces the document of the API.
const about = `A daily murder mystery: search the places, question the suspects, name the culprit.

**Begin** with [Write your own client](docs/client), which plays a whole game with curl.

**Players** need no login and get no cookies. A player is whoever knows the ` + "`userId`" + `, which the client chooses at random and keeps to itself;
others see an alias. Pages of any origin may call the routes of the game.

**Errors** have one shape, in JSON: ` + "`error`" + ` (the kind, or a code such as ` + "`AP_INSUFFICIENT`" + `), ` + "`message`" + ` (a sentence for people) and the members of
[RFC 9457](https://www.rfc-editor.org/rfc/rfc9457).

**Answers to GET** carry a strong ETag; send it as If-None-Match to get 304 while nothing has changed.

**Limits**: %s`

// limitsText says what limits there are, for people.
func limitsText() string {
	return fmt.Sprintf("a player may change something %d times at once and %d times a second, everybody behind one address together %d times at once and "+
		"%d times a second, which leaves room for a classroom. Who does more gets 429, with the seconds to wait in Retry-After; nothing was charged, "+
		"so wait and send the same again. "+
		"A body has at most %d KiB.", playerBurst, playerPerSecond, addressBurst, addressPerSecond, maxBody>>10)
}

// finishAPI completes the document of the API once every route is there: errors
// are as fail writes them, lists are never null, and objects may have members
// that are not known yet, so that both sides can grow.
func (s *Server) finishAPI() error {
	document := s.api.OpenAPI()
	document.Info.Description = fmt.Sprintf(about, limitsText())
	failed := document.Components.Schemas.Schema(reflect.TypeFor[problem](), true, "")
	if item := document.Paths[uploadPath]; item != nil { // there may be no operator
		item.Post.RequestBody = uploadBody()
	}
	if err := addExamples(document); err != nil {
		return err
	}
	for path, item := range document.Paths {
		for _, op := range operations(item) {
			addErrors(op, path, failed)
		}
	}
	schemas := document.Components.Schemas.Map()
	delete(schemas, "ErrorModel") // huma's own, which no answer has
	delete(schemas, "ErrorDetail")
	for _, schema := range schemas {
		loosen(schema)
	}
	return describeFields(document)
}

// refusal is an error that an operation answers with.
type refusal struct {
	status  int
	code    string // of the error, if not the status in words
	message string
	more    map[string]any
}

// refusals lists the errors that an operation answers with.
func refusals(op *huma.Operation, path string) (list []refusal) {
	if len(op.Parameters) > 0 || op.RequestBody != nil {
		list = append(list, refusal{
			status: http.StatusBadRequest, message: "The request is not right: userId: expected length >= 1.",
			more: map[string]any{"errors": []any{map[string]any{"location": "body.userId", "message": "expected length >= 1"}}},
		})
	}
	if op.RequestBody != nil {
		list = append(list, refusal{status: http.StatusRequestEntityTooLarge, message: "The body is too large. At most 64 KiB are accepted here."},
			refusal{status: http.StatusUnsupportedMediaType, message: "Send the body as JSON, with the header Content-Type: application/json."})
	}
	if len(op.Security) > 0 {
		list = append(list, refusal{status: http.StatusUnauthorized, message: "Sign in as the operator, or send a token."},
			refusal{status: http.StatusForbidden, message: "This token may not do that."})
	}
	if namesCase(op, path) {
		list = append(list, refusal{status: http.StatusNotFound, code: "Case not found", message: "Case with ID case-2026-11-21 not found"})
	}
	if !slices.Contains(op.Tags, operatorTag) && (op.Method != http.MethodGet || op.Middlewares != nil) {
		list = append(list, refusal{status: http.StatusTooManyRequests, message: fmt.Sprintf(tooMuch, 1)})
	}
	if own, ok := ownRefusals()[op.OperationID]; ok {
		list = append(list, own)
	}
	return list
}

// ownRefusals are errors of single operations.
func ownRefusals() map[string]refusal {
	return map[string]refusal{
		"initialize":   {status: http.StatusConflict, message: "You have accused somebody in this case already, so it cannot be started again."},
		"hint":         {status: http.StatusConflict, message: "There are no more hints in this case."},
		"retry-job":    {status: http.StatusConflict, message: `The job "cases.draw case-2026-11-21" is done: there is nothing to try again.`},
		"cancel-job":   {status: http.StatusConflict, message: `The job "cases.draw case-2026-11-21" has finished: it is done.`},
		"try-webhooks": {status: http.StatusConflict, message: "Nobody would hear it. Set webhook-urls."},
		"note":         {status: http.StatusConflict, message: "The notebook was changed elsewhere meanwhile. Read it again, and make the change to that."},
		"sign-in":      {status: http.StatusUnauthorized, message: "Name or password is not right."},
		"set-up":       {status: http.StatusUnauthorized, message: "The setup code is not right."},
		"today":        {status: http.StatusNotFound, code: "No case found", message: "Today's case has not been generated yet"},
		"solution":     {status: http.StatusForbidden, message: "The solution is told once you have accused somebody."},
		"generate":     {status: http.StatusServiceUnavailable, message: "The case could not be written. Try again in a minute."},
		"search": {
			status: http.StatusBadRequest, code: "AP_INSUFFICIENT", more: map[string]any{"currentAP": 1, "requiredAP": 2},
			message: "A thorough search costs 2 points and you have 1. Ask the suspects about something new to earn more.",
		},
	}
}

// addErrors documents the errors of an operation, each with an example.
func addErrors(op *huma.Operation, path string, schema *huma.Schema) {
	op.Responses["default"] = &huma.Response{Description: "Any other error", Content: map[string]*huma.MediaType{jsonType: {Schema: schema, Example: internalError(path)}}}
	for _, r := range refusals(op, path) {
		title := http.StatusText(r.status)
		example := map[string]any{
			"error": cmp.Or(r.code, title), "message": r.message, "type": "about:blank", "title": title, "status": r.status, "detail": r.message, "instance": path,
		}
		maps.Copy(example, r.more)
		response := &huma.Response{Description: title, Content: map[string]*huma.MediaType{jsonType: {Schema: schema, Example: example}}}
		if r.status == http.StatusTooManyRequests || r.status == http.StatusServiceUnavailable {
			wait := &huma.Param{Description: "Seconds to wait before the same is sent again", Schema: &huma.Schema{Type: huma.TypeInteger}, Example: 1}
			response.Headers = map[string]*huma.Param{"Retry-After": wait}
		}
		op.Responses[strconv.Itoa(r.status)] = response
	}
}

// namesCase reports whether an operation answers 404 for a case, suspect or code that is
// not there. Lists of what is not there are empty instead.
func namesCase(op *huma.Operation, path string) bool {
	switch op.OperationID {
	case "suspects", "location-images", "evidence-images", "image-status":
		return false
	case "points", "initialize", "search", "submit", "hint", "claim", "regenerate-case", "upload-image":
		return true
	default:
		return strings.Contains(path, "{caseId}") || strings.Contains(path, "{suspectId}") || strings.Contains(path, "{id}")
	}
}

// addExamples puts the examples of all operations into the document, and with them those
// of the fields.
func addExamples(document *huma.OpenAPI) error {
	text, err := examplesFile.ReadFile("docs/examples.json")
	if err != nil {
		return err
	}
	var examples struct {
		Answers  map[string]any `json:"answers"`
		Requests map[string]any `json:"requests"`
	}
	if err := json.Unmarshal(text, &examples); err != nil {
		return fmt.Errorf("read the examples: %w", err)
	}
	examples.Answers["today"] = examples.Answers["case"]
	for _, path := range slices.Sorted(maps.Keys(document.Paths)) {
		for _, op := range operations(document.Paths[path]) {
			if answer, ok := examples.Answers[op.OperationID]; ok {
				for _, content := range op.Responses["200"].Content {
					content.Example = answer
					illustrate(document.Components.Schemas, content.Schema, answer)
				}
			}
			if body, ok := examples.Requests[op.OperationID]; ok {
				content := op.RequestBody.Content[jsonType]
				content.Example = body
				illustrate(document.Components.Schemas, content.Schema, body)
			}
		}
	}
	return nil
}

func loosen(schema *huma.Schema) {
	if schema.AdditionalProperties == false {
		schema.AdditionalProperties = nil
	}
	if schema.Type == huma.TypeArray {
		schema.Nullable = false
	}
	for _, property := range schema.Properties {
		loosen(property)
	}
	if schema.Items != nil {
		loosen(schema.Items)
	}
}
