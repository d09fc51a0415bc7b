package roles

import (
	"context"
	"slices"
)

// Asked is what a provider said when it was asked which models it offers.
type Asked struct {
	Provider string
	Lacks    []string // models of the settings that it does not offer
	Err      error    // why it did not say; a *model.Error of kind Misconfigured where it refuses the key
}

// Ask asks the providers that play a role which models they offer. That costs nothing.
func (r *Roles) Ask(ctx context.Context) (list []Asked) {
	for _, p := range r.providers {
		limited, cancel := context.WithTimeout(ctx, checkTime)
		offered, err := p.list(limited)
		cancel()
		asked := Asked{Provider: p.name, Err: err}
		for _, name := range p.used {
			if err == nil && !slices.Contains(offered, name) && !slices.Contains(offered, name+":latest") {
				asked.Lacks = append(asked.Lacks, name)
			}
		}
		list = append(list, asked)
	}
	return list
}
