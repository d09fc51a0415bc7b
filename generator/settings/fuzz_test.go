package settings

import "testing"

// FuzzFile reads any casebook.toml beside any flag. What is accepted can be used.
func FuzzFile(f *testing.F) {
	f.Add("ahead = 4\ntimezone = \"Asia/Tokyo\"\nschedule-at = \"22:00\"", "--log-level=debug")
	f.Add("fetch-from = \"192.168.1.0/24 ::1\"\ntrusted-proxies = [\"10.0.0.0/8\"]", "--trusted-proxies=127.0.0.1")
	f.Add("public-url = \"https://play.example.org\"\nbase-path = \"/mystery\"", "--webhook-urls=http://x/ https://y/")
	f.Add("[ahead]\nx = 1\n[[y]]", "--clock=2026-11-21T22:59:00Z")
	f.Add("budget = inf", "--prices=m=NaN/1")
	f.Add("prices = [\"m=0/0/1e20\"]", "--budget=1e6")
	f.Add("budget = nan", "--prices=m=1/inf")
	f.Fuzz(func(t *testing.T, file, arg string) {
		cli, err := parse(t, file, arg)
		if err != nil {
			return
		}
		if _, err := cli.Zone(); err != nil {
			t.Errorf("%q, %q: accepted with the zone %q: %v", file, arg, cli.Timezone, err)
		}
		for _, network := range append(append(cli.Proxies(), cli.FetchNetworks()...), cli.WebhookNetworks()...) {
			if !network.IsValid() {
				t.Errorf("%q, %q: got the network %v", file, arg, network)
			}
		}
		prices, err := cli.PriceList()
		if err != nil {
			t.Errorf("%q, %q: accepted with prices that are none: %v", file, arg, err)
		}
		prices["the budget"] = Price{In: cli.Budget}
		for name, p := range prices {
			for _, dollars := range []float64{p.In, p.Out, p.Picture} {
				if !(dollars >= 0 && dollars <= 1e6) { // so is NaN
					t.Errorf("%q, %q: accepted with %g dollars for %s", file, arg, dollars, name)
				}
			}
		}
		_ = cli.Now()()
	})
}
