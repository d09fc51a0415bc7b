package static_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"casebook/web/webtest"
)

// The days of TestOperatorCases: its today, with a case of tomorrow ready.
const (
	editedCase = "case-2026-11-21"
	hiddenCase = "case-2026-11-22"
)

// wholeCase is what the test reads of a case as the operator has it.
type wholeCase struct {
	Revision string `json:"revision"`
	Title    string `json:"title"`
	Texts    []struct {
		Name string `json:"name"`
		Text string `json:"text"`
	} `json:"texts"`
}

// text returns a text of the case.
func (w wholeCase) text(name string) string {
	for _, one := range w.Texts {
		if one.Name == name {
			return one.Text
		}
	}
	return ""
}

// whole reads a case.
func (k *keeperOf) whole(id string) (w wholeCase) {
	k.t.Helper()
	status, body, err := k.s.Do(http.MethodGet, "/api/admin/cases/"+id, operatorOf(k.s), nil)
	if err != nil || status != http.StatusOK || json.Unmarshal(body, &w) != nil {
		k.t.Fatalf("read %s: got %d %.300s, %v", id, status, body, err)
	}
	return w
}

// elsewhere changes a text of a case as another editor does.
func (k *keeperOf) elsewhere(id, name, text string) {
	k.t.Helper()
	edit := map[string]any{"revision": k.whole(id).Revision, "texts": map[string]string{name: text}}
	if status, body, err := k.s.Do(http.MethodPut, "/api/admin/cases/"+id+"/texts", operatorOf(k.s), edit); err != nil || status != http.StatusOK {
		k.t.Fatalf("edit elsewhere: got %d %s, %v", status, body, err)
	}
}

// row is the script of a case's row on the page of cases.
func row(id string) string {
	return fmt.Sprintf(`[...document.querySelectorAll("cb-cases tbody tr")].find((row) => row.querySelector("a")?.textContent === %q)`, id)
}

// TestOperatorCases looks at today, finds cases by keyboard and by words, edits one under the
// referee's eye and beside another editor, redraws and replaces pictures, looks at those of
// tomorrow and publishes them, and deletes a case, which comes back in the place of another after the server was killed.
func TestOperatorCases(t *testing.T) {
	address := freeAddress(t)
	s, p := open(t, 1280, 900, "--addr", address, "--clock", "2026-11-21T12:00:00Z")
	setUp(t, s, p)
	k := keeper(t, s, p)
	webtest.Eval[any](p, `window.confirm = () => true;
		window.type = (text) => { const area = document.querySelector("cb-texts textarea"); area.value = text; area.dispatchEvent(new Event("input")); };`)
	p.Until("today", `document.querySelector("cb-today .facts dd")`)
	turnTo(p, "Cases", "cb-cases td a")
	k.staysInPlace()
	k.search()
	k.look("cases")
	k.follow(`cb-cases td a[href$="` + editedCase + `"]`)
	p.Until("its pictures are drawn", `[...document.querySelectorAll("cb-case .slots .label")].filter((one) => one.textContent.includes(": stored")).length === 14`)
	k.look("case")
	k.goesOn()
	k.twoEditors()
	k.redraws()
	k.twoPrompts()
	k.uploads()
	k.publishes()
	turnTo(p, "Today", `cb-today .slots img`)
	p.Until("all of today", `document.querySelectorAll("cb-today .slots img").length === 14 && document.querySelector("cb-today .facts dd").textContent === "14 of 14"`)
	k.look("today")
	k.follow(`cb-today h2 a[href$="` + editedCase + `"]`)
	k.press("Delete")
	p.Until("it is deleted", `document.querySelector("cb-cases [aria-label^='Restore `+editedCase+`, ']") && !`+row(editedCase))
	problems := slices.DeleteFunc(p.Problems(), func(one string) bool { return strings.Contains(one, "409") }) // of edits that came too late
	if len(problems) > 0 {
		t.Errorf("problems in the browser:\n%s", strings.Join(problems, "\n"))
	}
	if status, body, err := s.Do(http.MethodPost, "/api/admin/cases", operatorOf(s), map[string]string{}); err != nil || status != http.StatusOK {
		t.Fatalf("make another in its place: got %d %s, %v", status, body, err)
	}
	p.Until("it is said what restoring does", `document.querySelector("cb-cases td .soft")?.textContent.startsWith("For that day there is “")`)
	k.look("deleted")
	s.Kill(t)
	k.s = webtest.Start(t, s.Data, "--addr", address, "--clock", "2026-11-22T12:00:00Z")
	k.elsewhere(hiddenCase, "title", "After the Kill")
	p.Until("the page hears of the new server", row(hiddenCase)+`?.cells[1].textContent === "After the Kill"`)
	k.press("Restore " + editedCase)
	p.Until("it is back in the place of the other", row(editedCase)+`?.cells[1].textContent === "Their Last Title" && document.querySelectorAll("cb-cases [aria-label^='Restore `+editedCase+`, ']").length === 1`)
	if status, body, err := k.s.Do(http.MethodGet, "/api/case/"+editedCase, nil, nil); err != nil || status != http.StatusOK || !strings.Contains(string(body), "Their Last Title") {
		t.Errorf("the restored case: got %d %.200s, %v", status, body, err)
	}
}

// staysInPlace: the focus stays where it is while the page is drawn anew, and goes on from there.
func (k *keeperOf) staysInPlace() {
	keys := keyboard{k.t, k.p}
	keys.reach("the table", "cb-cases .wide")
	k.elsewhere(editedCase, "title", "The First Title")
	k.p.Until("it is drawn anew", row(editedCase)+`?.cells[1].textContent === "The First Title"`)
	if got := webtest.Eval[string](k.p, `document.activeElement.className`); got != "wide" {
		k.t.Errorf("the table was drawn anew: the focus is on %q, want it on the table", got)
	}
	keys.reach("a case", `cb-cases a[href$="`+editedCase+`"]`)
	k.elsewhere(editedCase, "title", "The Second Title")
	k.p.Until("it is drawn anew", row(editedCase)+`?.cells[1].textContent === "The Second Title"`)
	if got := webtest.Eval[string](k.p, `document.activeElement.textContent`); got != editedCase {
		k.t.Errorf("the table was drawn anew: the focus is on %q, want it on the case", got)
	}
	keys.reach("another page", `nav a[href$="/operator/tokens"]`)
}

// search finds a case by words of its title, and none.
func (k *keeperOf) search() {
	const words = `cb-cases input[type="search"]`
	k.p.Do("search", chromedp.SendKeys(chromedp.CSS(words), "title SECOND\r"))
	k.p.Until("one case is like that", `document.querySelectorAll("cb-cases tbody tr").length === 1 && `+row(editedCase))
	k.p.Do("search for another", chromedp.SendKeys(chromedp.CSS(words), " nowhere\r"))
	k.p.Until("none is", `document.querySelector("cb-cases .content").textContent.includes("No case is like that.")`)
	webtest.Eval[any](k.p, "((field) => { field.value = ''; field.form.requestSubmit(); })(document.querySelector(`"+words+"`))")
	k.p.Until("all are there", row(editedCase)+" && "+row(hiddenCase))
}

// twoEditors writes what another editor writes too.
func (k *keeperOf) twoEditors() {
	const shown, said = `document.querySelector("cb-texts .clash blockquote")?.textContent`, `document.querySelector("cb-texts .verdict").textContent`
	webtest.Eval[any](k.p, `type("A {broken} title")`)
	k.p.Until("the referee refuses", said+`.includes("marks: title holds")`)
	webtest.Eval[any](k.p, `type("My Title")`)
	k.p.Until("the referee is content", said+`.includes("nothing against it")`)
	k.elsewhere(editedCase, "title", "Their Title")
	k.press("Save")
	k.p.Until("what the other wrote is shown", shown+` === "Their Title" && `+said+`.startsWith("Nothing is saved yet")`)
	if got := k.whole(editedCase).Title; got != "Their Title" {
		k.t.Errorf("before it was chosen: got the title %q, want the other's", got)
	}
	k.press("Keep mine")
	k.p.Until("it is chosen", `!document.querySelector("cb-texts .clash") && document.querySelector("cb-texts textarea").value === "My Title"`)
	k.press("Save")
	k.p.Until("it is saved", said+`.startsWith("Saved")`)
	if got := k.whole(editedCase).Title; got != "My Title" {
		k.t.Errorf("after it was chosen: got the title %q, want the own", got)
	}
	webtest.Eval[any](k.p, `type("My Second Title")`)
	before := k.whole(editedCase)
	alt := before.text("loc-1 alternative text")
	k.elsewhere(editedCase, "loc-1 alternative text", alt+" It is late.")
	k.press("Save")
	k.p.Until("it is saved beside another text", said+`.startsWith("Saved")`)
	if got := k.whole(editedCase); got.Title != "My Second Title" || got.text("loc-1 alternative text") != alt+" It is late." {
		k.t.Errorf("two edits of two texts: got %q and %q", got.Title, got.text("loc-1 alternative text"))
	}
	webtest.Eval[any](k.p, `type("My Last Title")`)
	k.elsewhere(editedCase, "title", "Their Last Title")
	k.p.Until("what the other wrote is shown at once", shown+` === "Their Last Title"`)
	k.press("Take theirs")
	k.p.Until("it is taken", `document.querySelector("cb-texts textarea").value === "Their Last Title" && document.querySelector("cb-texts .edit .soft").textContent === "Nothing is changed."`)
}

// goesOn: what was typed as the session ended is still there for the same user, and for nobody else.
func (k *keeperOf) goesOn() {
	out, err := webtest.Run(k.t, "--data", k.s.Data, "user", "add", "Vi")
	_, link, found := strings.Cut(out, "#reset=")
	if err != nil || !found {
		k.t.Fatalf("add a user: got %q, %v", out, err)
	}
	password := map[string]string{"code": strings.Fields(link)[0], "password": "a long password"}
	if status, body, err := k.s.Do(http.MethodPost, "/api/admin/reset", nil, password); err != nil || status != http.StatusOK {
		k.t.Fatalf("choose a password: got %d %s, %v", status, body, err)
	}
	const typed = `document.querySelector("cb-texts textarea")?.value`
	typeAndEnter := func(text, name string) {
		webtest.Eval[any](k.p, fmt.Sprintf(`type(%q); void fetch("/api/admin/session", { method: "DELETE" })`, text))
		k.p.Until("the door", `document.querySelector("cb-door [role=alert]")?.textContent.startsWith("Your session has ended")`)
		k.p.Do("sign in", fill("name", name), fill("password", "a long password"), click(`cb-door button[type="submit"]`))
	}
	typeAndEnter("Typed in Vain", "Ada")
	k.p.Until("it is still there", typed+` === "Typed in Vain" && document.querySelector("cb-texts .edit .soft").textContent === "Changed: title."`)
	k.press("Save")
	k.p.Until("it is saved", `document.querySelector("cb-texts .verdict").textContent.startsWith("Saved")`)
	if got := k.whole(editedCase).Title; got != "Typed in Vain" {
		k.t.Errorf("after signing in again: got the title %q, want what was typed", got)
	}
	typeAndEnter("Ada's Secret", "Vi")
	k.p.Until("it is gone", typed+` === "Typed in Vain"`)
}

// slot is the script of a picture on the page of a case, followed by more.
func slot(name, more string) string {
	return fmt.Sprintf(`document.querySelector('cb-case [data-slot="%s"]').querySelector(%s`, name, more)
}

// redraws has a picture drawn again with another prompt.
func (k *keeperOf) redraws() {
	before := webtest.Eval[string](k.p, slot("ev-1", `"img").src`))
	webtest.Eval[any](k.p, slot("ev-1", `"summary").click(); `)+slot("ev-1", `"textarea").value += " Soft light."; `)+slot("ev-1", `"button").click(); void 0`))
	k.says("ev-1 is being redrawn.", "what is shown stays.")
	k.p.Until("the new one is there", slot("ev-1", `".label").textContent.startsWith("ev-1: stored")`)+" && "+slot("ev-1", `"img").src`)+fmt.Sprintf(" !== %q", before))
	if got := k.whole(editedCase).text("ev-1 prompt"); !strings.HasSuffix(got, " Soft light.") {
		k.t.Errorf("got the prompt %q, want what was typed", got)
	}
}

// twoPrompts changes a prompt that another editor changes too.
func (k *keeperOf) twoPrompts() {
	webtest.Eval[any](k.p, slot("ev-1", `"textarea").value += " Mine."`))
	theirs := k.whole(editedCase).text("ev-1 prompt") + " Theirs."
	k.elsewhere(editedCase, "ev-1 prompt", theirs)
	k.p.Until("what the other wrote is shown", slot("ev-1", `".clash blockquote")?.textContent.endsWith(" Theirs.")`))
	webtest.Eval[any](k.p, slot("ev-1", `"details > button").click(); void 0`))
	k.says("Nothing is redrawn yet", "keep yours first.")
	k.press("Take theirs")
	k.p.Until("it is taken", slot("ev-1", `"textarea").value.endsWith(" Theirs.")`)+" && !"+slot("ev-1", `".clash")`))
}

// uploads puts a file in the place of a picture.
func (k *keeperOf) uploads() {
	picture := image.NewRGBA(image.Rect(0, 0, 640, 480))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(color.RGBA{40, 90, 160, 255}), image.Point{}, draw.Src)
	var data bytes.Buffer
	name := filepath.Join(k.t.TempDir(), "blue.png")
	if err := png.Encode(&data, picture); err != nil {
		k.t.Fatal(err)
	}
	if err := os.WriteFile(name, data.Bytes(), 0o600); err != nil {
		k.t.Fatal(err)
	}
	k.p.Do("choose a file", chromedp.SetUploadFiles(chromedp.CSS(`[data-slot="ev-2"] input[type="file"]`), []string{name}))
	k.says("ev-2", "is replaced.")
	k.p.Until("it is there", slot("ev-2", `".label").textContent === "ev-2: stored, by upload"`))
	webtest.Eval[any](k.p, slot("ev-2", `"img").scrollIntoView()`))
	k.p.Until("it is seen", slot("ev-2", `"img").naturalWidth > 0`))
}

// publishes looks at the pictures of tomorrow's case, and publishes it.
func (k *keeperOf) publishes() {
	k.follow(`cb-case a[href$="/operator/cases"]`)
	k.follow(`cb-cases td a[href$="` + hiddenCase + `"]`)
	k.p.Until("its pictures", `document.querySelector("cb-case .slots img")?.scrollIntoView() || document.querySelectorAll("cb-case .slots img").length === 14`)
	k.p.Until("one is seen", `[...document.querySelectorAll("cb-case .slots img")].some((one) => one.naturalWidth > 0 && new URL(one.src).pathname.startsWith("/api/admin/images/`+hiddenCase+`/"))`)
	if status, _, err := k.s.Do(http.MethodGet, "/api/case/"+hiddenCase, nil, nil); err != nil || status != http.StatusNotFound {
		k.t.Errorf("players ask for the case of tomorrow: got %d, %v", status, err)
	}
	k.press("Publish now")
	k.p.Until("it is published", `document.querySelector("cb-case").textContent.includes("Published before its day") && [...document.querySelectorAll("cb-case .slots img")].every((one) => new URL(one.src).pathname.startsWith("/images/"))`)
	if status, body, err := k.s.Do(http.MethodGet, "/api/case/"+hiddenCase, nil, nil); err != nil || status != http.StatusOK {
		k.t.Errorf("players ask for the published case: got %d %.200s, %v", status, body, err)
	}
}
