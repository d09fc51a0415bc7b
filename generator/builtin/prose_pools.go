package builtin

import (
	"fmt"
	"maps"
)

// talkPools holds lines by section and name.
type talkPools map[string]map[string][]string

// put puts pools in the place of those of the same name.
func (t talkPools) put(more talkPools) {
	for section, pools := range more {
		if t[section] == nil {
			t[section] = map[string][]string{}
		}
		maps.Copy(t[section], pools)
	}
}

// add adds lines to the pools of the same name.
func (t talkPools) add(more talkPools) {
	for section, pools := range more {
		if t[section] == nil {
			t[section] = map[string][]string{}
		}
		for pool, lines := range pools {
			t[section][pool] = append(t[section][pool], lines...)
		}
	}
}

// loadTalk reads one file of lines and adds them to those of the others.
func (r *repertoire) loadTalk(name string) error {
	var more talkPools
	if err := decode(name, &more); err != nil {
		return err
	}
	if r.talk == nil {
		r.talk = talkPools{}
	}
	r.talk.add(more)
	return nil
}

// fixed fills the phrase that has one wording.
func (d *draft) fixed(section, name string, v vars) string {
	text, err := layers{v}.put(d.phrases[section][name])
	if text == "" {
		err = fmt.Errorf("no phrase for %s.%s", section, name)
	}
	if err != nil && d.err == nil {
		d.err = err
	}
	return text
}

// loadVoices reads one file of manners of speaking and adds them to those of the
// others.
func (r *repertoire) loadVoices(name string) error {
	var more map[string]talkPools
	if err := decode(name, &more); err != nil {
		return err
	}
	if r.voices == nil {
		r.voices = map[string]talkPools{}
	}
	for voice, pools := range more {
		if r.voices[voice] == nil {
			r.voices[voice] = talkPools{}
		}
		r.voices[voice].add(pools)
	}
	return nil
}
