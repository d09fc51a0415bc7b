package roles

import (
	"time"

	"casebook/generator/model"
	"casebook/generator/model/ledger"
	"casebook/generator/model/prompts"
	"casebook/generator/settings"
)

// witnessRole is the role, as costs name it.
const witnessRole = "witness"

// A player waits: the model has this long for what it says, and for that and its turn
// together.
const (
	witnessTime  = 7 * time.Second
	witnessWaits = 9 * time.Second
)

// witnessPart is the part of the day's budget that may be spent on talk, which players
// can have as much of as they like.
const witnessPart = 0.5

// openWitness gives the suspects the voice of a provider's model.
func (r *Roles) openWitness(s *settings.Models, o Options, p *provider) {
	p.use(witnessRole, chatModel, p.chatModel)
	r.Witness = prompts.NewWitness(prompts.WitnessOptions{
		Talk: p.talk, Model: p.chatModel, Code: o.Witness, Time: witnessWaits, Now: o.Now, Log: o.Log,
		Guards: model.Guards{Role: witnessRole, Ledger: ledger.Share{Ledger: r.Ledger, Roles: []string{witnessRole}, Part: witnessPart}, Lane: model.NewLane(s.ModelCalls, 0), Timeout: witnessTime, Attempts: 1},
	})
}
