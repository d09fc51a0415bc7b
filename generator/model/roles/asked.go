package roles

import "context"

// Asked is what a provider said when it was asked which models it offers.
type Asked struct {
	Provider string
	Lacks    []string // models of the settings that it does not offer
	Err      error    // why it did not say; a *model.Error of kind Misconfigured where it refuses the key
}

// Ask asks the providers that play a role which models they offer. That costs nothing.
func (r *Roles) Ask(ctx context.Context) (list []Asked) {
	for _, p := range r.providers {
		lacks, _, err := p.lacks(ctx)
		asked := Asked{Provider: p.name, Err: err}
		for _, c := range lacks {
			asked.Lacks = append(asked.Lacks, c.model)
		}
		list = append(list, asked)
	}
	return list
}
