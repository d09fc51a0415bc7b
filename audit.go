package main

import (
	"strings"

	"casebook/generator/audit"
	"casebook/generator/jobs"
	"casebook/store"
)

// noted are the kinds of jobs whose end stands in the audit log, in words.
func noted() map[string]string {
	return map[string]string{
		"cases.write":       "A case was written",
		"cases.draw":        "The pictures of a case were drawn",
		"cases.heal":        "Missing pictures of a case were drawn",
		"cases.purge":       "The files of a deleted case were removed",
		"cases.scrub":       "All pictures were checked",
		"keeping.backup":    "A backup was made",
		"keeping.rehearsal": "The newest backup was rehearsed",
	}
}

// jobEnded leaves in the audit log what the program has done by itself. That a job was
// cancelled stands there already, in the name of who did it.
func (h *house) jobEnded(tx *store.Tx, j jobs.Job) error {
	text := noted()[j.Kind]
	if text == "" || j.State == jobs.Cancelled {
		return nil
	}
	_, name, _ := strings.Cut(j.ID, " ")
	e := audit.Entry{Who: audit.Itself, What: j.Kind, Text: text, About: name, Outcome: audit.Done}
	if j.State != jobs.Done {
		e.Outcome, e.Detail = audit.Outcome(j.State), j.Error
	}
	return h.audit.AddIn(tx, e)
}

// note leaves in the audit log what the program has done by itself.
func (h *house) note(what, text, about, detail string) {
	err := h.audit.Add(audit.Entry{Who: audit.Itself, What: what, Text: text, About: about, Outcome: audit.Done, Detail: detail})
	if err != nil {
		h.log.Error("not in the audit log", "what", what, "err", err)
	}
}

// noteStart leaves there that the program has started, and by which version it was before
// if that was another one.
func (h *house) noteStart() {
	const started = "started"
	before, err := h.audit.Last(started)
	if err != nil {
		h.log.Error("the audit log cannot be read", "err", err)
	}
	if before.About == versionText() || before.About == "" {
		h.note(started, "Casebook started", versionText(), "")
		return
	}
	h.note(started, "Casebook started with another version", versionText(), "before: "+before.About)
}

// noteRecovery leaves there that the database was recovered.
func (h *house) noteRecovery(r *store.Recovery) {
	if !r.Needed() {
		return
	}
	from := "case files and pictures"
	if r.Snapshot != "" {
		from = "the snapshot of " + r.Made
	}
	h.note("recovered", "The database was recovered", from, r.Why)
}
