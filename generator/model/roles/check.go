package roles

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"casebook/generator/model"
	"casebook/generator/settings"
)

// The settings that name models, behind the name of the provider.
const (
	imageModel     = "-image-model"
	textModel      = "-text-model"
	chatModel      = "-chat-model"
	embeddingModel = "-embedding-model"
)

// choice is a model that a setting names, and the roles that it plays.
type choice struct {
	setting, model string
	roles          []string
}

// use notes that a role asks the model of a setting.
func (p *provider) use(role, setting, name string) {
	if p.name == settings.OpenAI && setting == chatModel { // which has none for it
		setting = textModel
	}
	setting = p.name + setting
	at := slices.IndexFunc(p.used, func(c choice) bool { return c.setting == setting })
	if at < 0 {
		at, p.used = len(p.used), append(p.used, choice{setting: setting, model: name})
	}
	p.used[at].roles = append(p.used[at].roles, role)
}

// checkTime bounds how long a provider may take for its list.
const checkTime = 20 * time.Second

// Check compares the models of the settings with those that the providers offer, and
// with the list of prices, and logs what it finds. A model that is gone does not stop
// the house: its role falls back.
func (r *Roles) Check(ctx context.Context) error {
	for _, p := range r.providers {
		for _, c := range p.used {
			if _, known := r.prices[c.model]; !known {
				r.log.Warn("the model " + c.model + " has no price, so that it counts as free: if it is not, say in the setting prices what it costs")
			}
		}
		lacks, offered, err := p.lacks(ctx)
		if err != nil {
			p.unlisted(r.log, err)
		}
		for _, c := range lacks {
			r.log.Error(fmt.Sprintf("%s does not offer the model %s (any more): set %s to another; until then the built-in role stands in", p.name, c.model, c.setting),
				"roles", strings.Join(c.roles, ", "), "like it", strings.Join(like(c.model, offered), ", "))
		}
	}
	return nil
}

// lacks returns those of the models in use that the provider does not offer, and what it
// offers.
func (p *provider) lacks(ctx context.Context) (lacks []choice, offered []string, err error) {
	limited, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	if offered, err = p.list(limited); err != nil {
		return nil, nil, err
	}
	for _, c := range p.used {
		if !slices.Contains(offered, c.model) && !slices.Contains(offered, c.model+":latest") { // as Ollama calls them
			lacks = append(lacks, c)
		}
	}
	return lacks, offered, nil
}

// unlisted says why nobody knows whether the models are there.
func (p *provider) unlisted(log *slog.Logger, err error) {
	failed, _ := errors.AsType[*model.Error](err)
	switch {
	case errors.Is(err, model.ErrNoList):
		log.Info("models not checked: the server has no list of them", "provider", p.name)
	case failed != nil && failed.Kind == model.Misconfigured:
		log.Error(fmt.Sprintf("models not checked: %[1]s does not take the request: look at the key and at %[1]s-base-url; until then the built-in roles stand in", p.name), "err", err)
	default:
		log.Warn("models not checked", "provider", p.name, "err", err)
	}
}

// few is how many models may be named that are not like the one that was meant.
const few = 10

// like lists the models that may be meant: those whose names share a word with name,
// or all if they are few.
func like(name string, offered []string) []string {
	words := strings.Split(name, "-")
	alike := slices.DeleteFunc(slices.Clone(offered), func(other string) bool {
		return !slices.ContainsFunc(words[1:], func(w string) bool { return len(w) > 2 && strings.Contains(other, w) })
	})
	if len(alike) == 0 && len(offered) <= few {
		return offered
	}
	return alike
}
