package notify

import (
	"errors"
	"fmt"
	"io"
	"log"
	"strings"

	"github.com/nicholas-fedor/shoutrrr"
	"github.com/nicholas-fedor/shoutrrr/pkg/router"
	"github.com/nicholas-fedor/shoutrrr/pkg/types"
)

// Herald tells people, by ntfy, Slack, Discord, Telegram, mail and whatever else shoutrrr
// (https://shoutrrr.nickfedor.com) has an address for. It is safe for concurrent use.
type Herald struct{ receivers []listener }

// listener is one of those who are told.
type listener struct {
	name   string // its service and number: the address holds secrets
	sender *router.ServiceRouter
}

// NewHerald returns a Herald that tells all of these addresses. It sends nothing.
func NewHerald(addresses []string) (*Herald, error) {
	h := &Herald{}
	for n, address := range addresses {
		service, _, _ := strings.Cut(address, ":")
		name := fmt.Sprintf("%s (address %d)", service, n+1)
		sender, err := shoutrrr.NewSender(log.New(io.Discard, "", 0), address)
		if err != nil {
			return nil, fmt.Errorf("alert-urls: %s is not one that shoutrrr knows: write it as its documentation says", name) // the library's words may hold it
		}
		h.receivers = append(h.receivers, listener{name, sender})
	}
	return h, nil
}

// Receivers is how many there are.
func (h *Herald) Receivers() int { return len(h.receivers) }

// Names says who they are: their services and numbers.
func (h *Herald) Names() []string {
	names := make([]string, len(h.receivers))
	for n, r := range h.receivers {
		names[n] = r.name
	}
	return names
}

// Tell tells everybody. The error names those who could not be told, without their
// addresses.
func (h *Herald) Tell(title, text string) (err error) {
	for n := range h.receivers {
		err = errors.Join(err, h.TellOne(n, title, text))
	}
	return err
}

// TellOne tells one of the Receivers, from 0; one that is no longer there is told nothing.
func (h *Herald) TellOne(n int, title, text string) error {
	if n >= len(h.receivers) {
		return nil
	}
	r := h.receivers[n]
	for _, err := range r.sender.Send(text, &types.Params{"title": title}) {
		if err != nil {
			return fmt.Errorf("%s was not told", r.name) // the library's words may hold the address
		}
	}
	return nil
}
