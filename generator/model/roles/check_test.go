package roles

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"casebook/generator/cases"
	"casebook/generator/model"
	"casebook/generator/model/fake"
	"casebook/generator/model/modeltest"
	"casebook/generator/mystery"
	"casebook/web/webtest"
)

// TestRetired: of every role, at every provider, the log names the model that is gone,
// the setting that names it, and the roles that it played.
func TestRetired(t *testing.T) {
	for _, at := range providers() {
		at.house(t, &trouble{}, func(t *testing.T, h *house) {
			p := h.providers[0]
			var all []string
			for _, c := range p.used {
				all = append(all, c.roles...)
			}
			slices.Sort(all)
			if got := strings.Join(all, " "); got != "artist embedder judge viewer witness writer" {
				t.Errorf("%s: models are checked for %s", at.name, got)
			}
			for i, c := range slices.Clone(p.used) {
				p.used[i].model = "retired-1.5"
				log := h.log.Len()
				if err := h.Check(t.Context()); err != nil {
					t.Fatal(err)
				}
				said := h.log.String()[log:]
				want := fmt.Sprintf("%s does not offer the model retired-1.5 (any more): set %s to another; until then the built-in role stands in", p.name, c.setting)
				if strings.Count(said, "ERROR") != 1 || !strings.Contains(said, want) || !strings.Contains(said, fmt.Sprintf(`"roles":%q`, strings.Join(c.roles, ", "))) {
					t.Errorf("%s: got\n%s\nwant %q once", at.name, said, want)
				}
				p.used[i].model = c.model
			}
		})
	}
}

// TestUnlisted: a server that has no list of its models is not complained of; one that
// takes no request is, with what to look at.
func TestUnlisted(t *testing.T) {
	for _, at := range providers() {
		for status, want := range map[int]string{http.StatusNotFound: `"level":"INFO","msg":"models not checked: the server has no list of them"`, http.StatusUnauthorized: "look at the key and at " + strings.ReplaceAll(at.name, "at home", "openai") + "-base-url"} {
			speaks := at.handler
			at.handler = func(p *fake.Provider) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if r.Method == http.MethodGet {
						http.Error(w, modeltest.Key, status)
						return
					}
					speaks(p).ServeHTTP(w, r)
				})
			}
			at.house(t, &trouble{}, func(t *testing.T, h *house) {
				if err := h.Check(t.Context()); err != nil || !strings.Contains(h.log.String(), want) || strings.Contains(h.log.String(), "does not offer") {
					t.Errorf("%s, %d: got %v and\n%s\nwant %s", at.name, status, err, h.log, want)
				}
				h.keyless(t)
				if came := drawsOnce(t, h); came != "drawn" {
					t.Errorf("%s, %d: got %s, want a picture all the same", at.name, status, came)
				}
			})
			at.handler = speaks
		}
	}
}

// TestRetiredBinary: with every model retired the binary starts, says which settings to
// change, and everything is made by the built-in roles.
func TestRetiredBinary(t *testing.T) {
	for _, at := range providers() {
		if at.name == "openai" {
			continue // is nowhere but at its address, and is as at home
		}
		t.Run(at.name, func(t *testing.T) {
			server := httptest.NewServer(at.handler(fake.New(fake.Options{Key: modeltest.Key, Models: []string{"another"}})))
			t.Cleanup(server.Close)
			t.Setenv(at.key, modeltest.Key)
			args := append(slices.Clone(at.args), "--ahead", "1", "--gemini-spacing", "1ms", "--openai-spacing", "1ms")
			for i := range args {
				args[i] = strings.ReplaceAll(args[i], modeltest.Address, server.URL+"/")
			}
			s := webtest.Start(t, t.TempDir(), args...)
			settings := []string{"gemini-image-model", "gemini-text-model", "gemini-chat-model", "gemini-embedding-model"}
			if at.name != "gemini" {
				settings = []string{"openai-image-model", "openai-text-model", "openai-embedding-model"}
			}
			webtest.Eventually(t, "the log names the settings", func() error {
				for _, name := range settings {
					if !strings.Contains(s.Output.String(), "set "+name+" to another") {
						return fmt.Errorf("not %s", name)
					}
				}
				return nil
			})
			var c view
			webtest.Eventually(t, "the built-in painter's pictures stand in", func() error {
				if status, _, err := s.Do(http.MethodGet, "/api/case/today", nil, nil); err != nil || status != http.StatusOK {
					return fmt.Errorf("got %d: %w", status, err)
				}
				s.JSON(t, http.MethodGet, "/api/case/today", nil, http.StatusOK, &c)
				for _, picture := range c.Images {
					if picture.State == "placeholder" && picture.URL != "" {
						return nil
					}
				}
				return errors.New("not yet")
			})
			if written := `"author":"builtin"`; !strings.Contains(s.Output.String(), written) {
				t.Errorf("the log has no %s", written)
			}
			var said struct{ AIResponse string }
			s.JSON(t, http.MethodPost, "/api/chat/"+c.ID+"-suspect-1", map[string]string{"userId": "p", "caseId": c.ID, "message": alibi}, http.StatusOK, &said)
			answers := map[string]string{"who": "x", "what": "x", "where": "x", "when": "x", "why": "For the money that was never paid", "how": "With a heavy thing from the desk"}
			s.JSON(t, http.MethodPost, "/api/submit", map[string]any{"userId": "p", "caseId": c.ID, "answers": answers}, http.StatusOK, nil)
			if said.AIResponse == "" {
				t.Error("the suspect says nothing")
			}
		})
	}
}

// TestFirstStart: with the prices and the budget of the start, four cases do not fit into
// a day. Today's and the next are whole, players have the models' voice to the end of the
// day, and what is missing is drawn before anybody can see it.
func TestFirstStart(t *testing.T) {
	const days = 4
	delivered(t, 0, days-1, 2, func(t *testing.T, h *house, s *cases.Service, _ *clock) {
		if err := s.Ensure(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(6 * time.Hour)
		list, err := s.List(t.Context(), "", "", 100)
		if err != nil || len(list.Cases) != days {
			t.Fatalf("got %+v, %v", list, err)
		}
		slices.Reverse(list.Cases)
		for n, c := range list.Cases {
			if whole := c.Stored == mystery.PictureCount; whole != (n < days-1) {
				t.Errorf("%s: %d pictures are stored on the first day", c.CaseID, c.Stored)
			}
		}
		report, err := h.Ledger.Report(1)
		if err != nil || report.Today < 2*makersPart || report.Today > 2*makersPart+0.5 {
			t.Errorf("got $%g, %v, want what cases may cost, and the pictures under way", report.Today, err)
		}
		if said, err := h.Witness.Answer(t.Context(), ask(aCase(t), 0, alibi)); err != nil || !strings.HasPrefix(said.Text, fakeSays) {
			t.Errorf("the witness: got %q, %v, want the model's voice", said.Text, err)
		}
		if came := judgesOnce(t, h); came != "model's marks" {
			t.Errorf("the judge: got %s", came)
		}
		if n := strings.Count(h.log.String(), "what may be spent of the day's budget is spent by writer, embedder, artist, viewer"); n != 1 {
			t.Errorf("it was said %d times, want once", n)
		}
		time.Sleep(24 * time.Hour)
		if list, err = s.List(t.Context(), "", "", 100); err != nil || list.Cases[0].Stored != mystery.PictureCount {
			t.Errorf("the last: got %+v, %v, want it whole a day later", list.Cases[0], err)
		}
	})
}

// TestBudgetEdge: a call is made while the day's sum is below the budget, and none after,
// whatever the role.
func TestBudgetEdge(t *testing.T) {
	at := providers()[0]
	at.house(t, &trouble{}, func(t *testing.T, h *house) {
		almost := model.Usage{Model: "gemini-nano-banana-2.1", Pictures: 29761900} // of the budget of a million, all but twenty cents
		h.Ledger.Add(model.Entry{Role: "room", Used: almost})
		if came := speaksOnce(t, h) + ", " + judgesOnce(t, h) + ", " + drawsOnce(t, h); came != "voice, model's marks, drawn" {
			t.Errorf("below the budget: got %s", came)
		}
		for h.Ledger.Room() == nil {
			h.Ledger.Add(model.Entry{Role: "room", Used: model.Usage{Model: "gemini-nano-banana-2.1", Pictures: 1}})
		}
		before := len(h.provider.Bodies())
		came := speaksOnce(t, h) + ", " + judgesOnce(t, h) + ", " + drawsOnce(t, h) + ", " + writesOnce(t, h) + ", " + comparesOnce(t, h)
		if want := "built-in, code's marks, placeholder (spent), the built-in case, by words"; came != want {
			t.Errorf("at the budget: got %s, want %s", came, want)
		}
		if after := len(h.provider.Bodies()); after != before || strings.Count(h.log.String(), "the day's budget for models is spent; the built-in roles take over until tomorrow") != 1 {
			t.Errorf("%d requests at the budget, want none, and that it was said once", after-before)
		}
	})
}
