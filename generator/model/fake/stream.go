package fake

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// dripWait is how long a dripping stream takes for each event.
const dripWait = 3 * time.Second

// events answers with server-sent events whose lines end as told. A drip says the
// first half of them again and again.
func events(w http.ResponseWriter, r *http.Request, list []string, lineEnd string, fault Fault) {
	w.Header().Set("Content-Type", "text/event-stream")
	half := (len(list) + 1) / 2
	for n := 0; n < len(list) || fault == Drip; n++ {
		switch {
		case n == half && fault == CutStream:
			return
		case n == half && fault == Cut:
			panic(http.ErrAbortHandler)
		case fault == Drip:
			select {
			case <-time.After(dripWait):
			case <-r.Context().Done():
				return
			}
			n %= half
		}
		fmt.Fprint(w, "data: ", list[n], lineEnd, lineEnd) // the client may have gone
		if http.NewResponseController(w).Flush() != nil {
			return
		}
	}
}

// asJSON is a value as the data of an event.
func asJSON(value object) string {
	data, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// pieces cuts a text as models do that hand it over as it comes: two words at a time,
// or more of a long one.
func pieces(text string) (list []string) {
	words := strings.SplitAfter(text, " ")
	for some := range slices.Chunk(words, max(2, len(words)/50)) {
		list = append(list, strings.Join(some, ""))
	}
	return list
}

// geminiStream answers piece by piece. What it is billed by stands in every event,
// how it ended in the last.
func (p *Provider) geminiStream(w http.ResponseWriter, r *http.Request, q geminiRequest, name string, fault Fault) {
	whole := p.geminiAnswer(q, ForTalk, name, fault)
	candidates, _ := whole["candidates"].([]object)
	if len(candidates) == 0 {
		events(w, r, []string{asJSON(whole)}, "\r\n", fault)
		return
	}
	var list []string
	add := func(part object) {
		event := maps.Clone(whole)
		event["candidates"] = []object{{"index": 0, "content": object{"role": "model", "parts": []object{part}}}}
		list = append(list, asJSON(event))
	}
	content, _ := candidates[0]["content"].(object)
	parts, _ := content["parts"].([]object)
	for _, part := range parts {
		text, _ := part["text"].(string)
		if part["thought"] != nil {
			add(part)
			continue
		}
		for _, piece := range pieces(text) {
			add(object{"text": piece})
		}
		candidates[0]["content"] = object{"role": "model", "parts": []object{{"text": "", "thoughtSignature": part["thoughtSignature"]}}}
	}
	events(w, r, append(list, asJSON(whole)), "\r\n", fault)
}

// stream answers piece by piece, then says how it ended, and what it is billed by if
// that was asked.
func (o openAI) stream(w http.ResponseWriter, r *http.Request, q openAIRequest, fault Fault) {
	whole := o.completion(q, ForTalk, fault)
	choices, _ := whole["choices"].([]object)
	var list []string
	add := func(choices []object, usage any) {
		event := maps.Clone(whole)
		event["object"], event["choices"], event["usage"] = "chat.completion.chunk", choices, usage
		list = append(list, asJSON(event))
	}
	part := func(delta object, finish any) {
		add([]object{{"index": 0, "delta": delta, "logprobs": nil, "finish_reason": finish}}, nil)
	}
	for _, choice := range choices {
		message, _ := choice["message"].(object)
		part(object{"role": "assistant", "content": "", "refusal": nil}, nil)
		for _, field := range []string{"content", "refusal"} {
			if text, _ := message[field].(string); text != "" {
				for _, piece := range pieces(text) {
					part(object{field: piece}, nil)
				}
			}
		}
		part(object{}, choice["finish_reason"])
	}
	if q.StreamOptions.IncludeUsage {
		add([]object{}, whole["usage"])
	}
	events(w, r, append(list, "[DONE]"), "\n", fault)
}
