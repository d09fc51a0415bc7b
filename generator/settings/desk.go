package settings

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"

	"casebook/generator/fault"
	"casebook/store"
)

// record is what was set on the dashboard, as it is kept.
type record struct {
	Values map[string]any `json:"values"` // by name, as casebook.toml has them
}

// recordKey is where records has it.
const recordKey = "dashboard"

func records() store.Collection[record] {
	return store.Collection[record]{Name: "settings", Version: 1}
}

// Kept returns what was set on the dashboard, by name. A record of a newer version is an
// error.
func Kept(db *store.DB) (map[string]any, error) {
	var kept record
	err := db.View(func(tx *store.Tx) (err error) {
		kept, err = records().Get(tx, recordKey)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		err = nil
	}
	if err != nil {
		return nil, fmt.Errorf("settings of the dashboard: %w", err)
	}
	return kept.Values, nil
}

// LeftOut is a value of the dashboard that is left out, and why.
type LeftOut struct {
	Name string `json:"name" doc:"Of the setting" example:"colour"`
	Why  string `json:"why" doc:"Why it is left out" example:"colour: there is no such setting"`
}

// ReadGood is Read without those values that cannot be: of an unknown setting, as after a
// downgrade, or at odds with the others. It fails only where Read(nil) does.
func (r *Reader) ReadGood(kept map[string]any) (*Reading, []LeftOut, error) {
	if reading, err := r.Read(kept); err == nil && r.allKnown(reading, kept) {
		return reading, []LeftOut{}, nil
	}
	reading, err := r.Read(nil)
	if err != nil {
		return nil, nil, err
	}
	good, why := map[string]any{}, map[string]string{}
	for again := true; again; { // what one needs may come after it
		again = false
		for _, name := range slices.Sorted(maps.Keys(kept)) {
			if _, in := good[name]; in {
				continue
			}
			good[name] = kept[name]
			better, err := r.Read(good)
			if err == nil {
				err = wellFormed(better, name, kept[name])
			}
			if err != nil {
				why[name] = err.Error()
				delete(good, name)
				continue
			}
			reading, again = better, true
			delete(why, name)
		}
	}
	left := []LeftOut{}
	for _, name := range slices.Sorted(maps.Keys(why)) {
		left = append(left, LeftOut{name, why[name]})
	}
	return reading, left, nil
}

func (r *Reader) allKnown(reading *Reading, kept map[string]any) bool {
	for name, value := range kept {
		if wellFormed(reading, name, value) != nil {
			return false
		}
	}
	return true
}

// wellFormed returns why a value is none that the setting of this name can have.
func wellFormed(reading *Reading, name string, value any) error {
	i := slices.IndexFunc(reading.Items, func(item Setting) bool { return item.Name == name })
	if i < 0 {
		return fmt.Errorf("%s: there is no such setting", name)
	}
	item := reading.Items[i]
	var ok bool
	switch value := value.(type) {
	case bool:
		ok = item.Kind == Switch
	case float64:
		_, whole := item.Default.(int)
		ok = item.Kind == Number && (!whole || value == math.Trunc(value))
	case []any:
		ok = item.Kind == List && !slices.ContainsFunc(value, func(one any) bool { _, isText := one.(string); return !isText })
	case string:
		ok = item.Kind == Text || item.Kind == Choice || item.Kind == Time
	}
	if !ok {
		return fmt.Errorf("%s: this is a %s, such as %v", name, item.Kind, item.Default)
	}
	return nil
}

// Desk is where the settings of a running program are seen and changed. Its methods are
// safe for concurrent use.
type Desk struct {
	db      *store.DB
	reader  *Reader
	reading *Reading       // in force
	opened  *Reading       // as the desk was opened
	first   map[string]any // what was kept then
	left    []LeftOut
	o       DeskOptions

	mu   sync.Mutex     // one change at a time
	kept map[string]any // on the dashboard
}

// DeskOptions are what a Desk needs.
type DeskOptions struct {
	Restart func(why string)  // has the program start anew with what is set then
	AtOnce  func(s *Settings) // has it follow the settings that need no restart
}

// OpenDesk reads the settings that are in force: those of the reader, and below them what
// was kept on the dashboard. What of that cannot be is left out.
func OpenDesk(db *store.DB, reader *Reader, kept map[string]any, o DeskOptions) (d *Desk, err error) {
	d = &Desk{db: db, reader: reader, o: o, kept: kept, first: kept}
	d.reading, d.left, err = reader.ReadGood(kept)
	d.opened = d.reading
	return d, err
}

// Settings are those in force.
func (d *Desk) Settings() *Settings { return d.reading.Settings }

// Left are the values of the dashboard that were left out.
func (d *Desk) Left() []LeftOut {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.left
}

// Items are the settings in force, one by one.
func (d *Desk) Items() []Setting {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.reading.Items)
}

// Changed says what a change will do.
type Changed struct {
	Names   []string // that differ now
	Restart bool     // the program starts anew for it
}

// Change sets some settings, or gives those up that are nil, all or none. They are held
// to the same rules as at the start; the error is a fault with a line for each that is
// wrong.
func (d *Desk) Change(values map[string]any) (Changed, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	after := map[string]any{}
	maps.Copy(after, d.kept)
	for _, left := range d.left { // is given up with the next change
		delete(after, left.Name)
	}
	var problems []error
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if err := d.set(after, name, values[name]); err != nil {
			problems = append(problems, err)
		}
	}
	if len(problems) > 0 {
		return Changed{}, d.refusal(errors.Join(problems...), values)
	}
	next, err := d.reader.Read(after)
	if err != nil {
		return Changed{}, d.refusal(err, values)
	}
	if err := d.keep(after); err != nil {
		return Changed{}, err
	}
	return d.follow(next), nil
}

// keep keeps values in place of those that were.
func (d *Desk) keep(values map[string]any) error {
	if err := d.db.Update(func(tx *store.Tx) error { return records().Put(tx, recordKey, record{values}) }); err != nil {
		return fmt.Errorf("keep the settings: %w", err)
	}
	d.kept = values
	return nil
}

// Reopen returns a desk with the settings that this one had when it was opened, over db,
// and keeps those in place of what was set since.
func (d *Desk) Reopen(db *store.DB, o DeskOptions) (*Desk, error) {
	again := &Desk{db: db, reader: d.reader, reading: d.opened, opened: d.opened, left: []LeftOut{}, o: o}
	if db.ReadOnly() {
		return again, nil
	}
	return again, again.keep(d.first)
}

// set puts one value into the map that is to be kept.
func (d *Desk) set(kept map[string]any, name string, value any) error {
	if value == nil {
		delete(kept, name)
		return nil
	}
	if err := wellFormed(d.reading, name, value); err != nil {
		return err
	}
	i := slices.IndexFunc(d.reading.Items, func(item Setting) bool { return item.Name == name })
	if why := d.reading.Items[i].Fixed; why != "" {
		return fmt.Errorf("%s cannot be changed here: %s", name, why)
	}
	kept[name] = unveiled(value, d.reading.flag(name).Target.Interface())
	return nil
}

// unveiled puts addresses whose queries were hidden back to what they are.
func unveiled(value, inForce any) any {
	list, isList := value.([]any)
	addresses, known := inForce.([]string)
	if !isList || !known {
		return value
	}
	list = slices.Clone(list)
	for i, one := range list {
		for _, address := range addresses {
			if one == veiled(address) {
				list[i] = address
			}
		}
	}
	return list
}

// follow has the program take on what was set.
func (d *Desk) follow(next *Reading) (c Changed) {
	for i, item := range next.Items {
		if !same(item.Value, d.reading.Items[i].Value) || next.flagText(item.Name) != d.reading.flagText(item.Name) {
			c.Names = append(c.Names, item.Name)
			c.Restart = c.Restart || !item.AtOnce
		}
	}
	d.reading, d.left = next, []LeftOut{}
	if c.Restart {
		d.o.Restart(strings.Join(c.Names, " "))
	} else {
		d.o.AtOnce(next.Settings)
	}
	return c
}

func same(a, b any) bool { return fmt.Sprint(a) == fmt.Sprint(b) }

// flagText is the whole value of a setting, hidden parts too.
func (r *Reading) flagText(name string) string { return fmt.Sprint(r.flag(name).Target.Interface()) }

// Restart has the program start anew: the file, and files of secrets, are read again. It
// is refused where what they hold could not be started with.
func (d *Desk) Restart() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, err := d.reader.Read(nil); err != nil {
		return d.refusal(err, nil)
	}
	d.o.Restart("")
	return nil
}

// Mistake is one thing that is wrong with what was to be set.
type Mistake struct {
	Location string `json:"location"` // body and the setting's name, or body alone
	Message  string `json:"message"`
}

// refusal sorts the lines of errors by the settings that they are about.
func (d *Desk) refusal(problems error, values map[string]any) error {
	var list []Mistake
	var lines []string
	for line := range strings.SplitSeq(problems.Error(), "\n") {
		lines = append(lines, line)
		list = append(list, Mistake{d.locate(line, values), line})
	}
	return fault.New(fault.Invalid, "Nothing was changed. %s", strings.Join(lines, "; ")).With("errors", list)
}

// locate says which setting a line is about: the one that it begins with, or else one of
// those asked for: that it names, or the only one.
func (d *Desk) locate(line string, values map[string]any) string {
	words := strings.FieldsFunc(line, func(c rune) bool { return strings.ContainsRune(` :,"()=`, c) })
	for i := range words {
		words[i] = strings.TrimPrefix(words[i], "--")
	}
	if len(words) > 0 && slices.ContainsFunc(d.reading.Items, func(item Setting) bool { return item.Name == words[0] }) {
		return "body." + words[0]
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if len(values) == 1 || slices.Contains(words, name) {
			return "body." + name
		}
	}
	return "body"
}
