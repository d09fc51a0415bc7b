package settings

import (
	"encoding/base64"
	"fmt"
	"net/netip"
	"strings"
)

// Webhooks are the settings of word to the outside.
type Webhooks struct {
	WebhookURLs       []string `name:"webhook-urls" env:"CASEBOOK_WEBHOOK_URLS" queries:"secret" help:"Addresses that are told of each picture and of the end, signed as Standard Webhooks has it." placeholder:"URL"`
	WebhookSecret     string   `secret:"" help:"Secret that webhooks are signed with: whsec_ and 24 to 64 bytes in base64." placeholder:"SECRET"`
	WebhookSecretFile string   `help:"File that holds the secret of webhooks." placeholder:"FILE"`
	AlertURLs         string   `name:"alert-urls" env:"CASEBOOK_ALERT_URLS" secret:"" help:"Addresses that are told when something is wrong, with spaces between them, as shoutrrr has them, such as ntfy://ntfy.sh/topic." placeholder:"URLS"`
	AlertURLsFile     string   `name:"alert-urls-file" env:"CASEBOOK_ALERT_URLS_FILE" help:"File that holds these addresses." placeholder:"FILE"`
	WebhookTo         []string `help:"Addresses in your own network that webhooks may be sent to." placeholder:"CIDR"`
}

// WebhookNetworks are the networks of WebhookTo.
func (w *Webhooks) WebhookNetworks() []netip.Prefix { return networks(w.WebhookTo) }

// webhookProblems returns what is wrong, one error each.
func (w *Webhooks) webhookProblems() (list []error) {
	if err := readSecret("webhook-secret", &w.WebhookSecret, w.WebhookSecretFile); err != nil {
		list = append(list, err)
	}
	if err := readSecret("alert-urls", &w.AlertURLs, w.AlertURLsFile); err != nil {
		list = append(list, err)
	}
	for _, address := range w.WebhookURLs {
		if before, _, _ := strings.Cut(address, "?"); !isAddress(before) {
			list = append(list, fmt.Errorf("webhook-urls %q: write an address such as https://bot.example.org/casebook", before))
		}
	}
	for _, network := range w.WebhookTo {
		if _, err := parseNetwork(network); err != nil {
			list = append(list, fmt.Errorf("webhook-to %q: write addresses such as 192.168.1.5 or 10.0.0.0/8", network))
		}
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(w.WebhookSecret, "whsec_"))
	if len(w.WebhookURLs)+len(w.WebhookSecret) > 0 && (err != nil || len(key) < 24 || len(key) > 64) {
		list = append(list, fmt.Errorf("webhooks need a secret of whsec_ and 24 to 64 bytes in base64, such as openssl rand -base64 32 makes: set CASEBOOK_WEBHOOK_SECRET or webhook-secret-file"))
	}
	return list
}
