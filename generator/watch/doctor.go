package watch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"casebook/generator/keeping"
	"casebook/generator/notify"
	"casebook/store"
)

// State is what a check came to.
type State string

// What a check can come to.
const (
	Well    State = "ok"
	Warning State = "warning"
	Wrong   State = "wrong"
	Skipped State = "skipped" // it could not be looked at
)

// Check is one thing about an installation that was looked at.
type Check struct {
	Name   string `json:"name" doc:"What was looked at" example:"time zone"`
	State  State  `json:"state" enum:"ok,warning,wrong,skipped" doc:"What it came to" example:"ok"`
	Says   string `json:"says" doc:"What was found, in words" example:"days begin at midnight in Europe/Berlin"`
	Change string `json:"change,omitempty" doc:"What to change, such as a line of casebook.toml or of the proxy's configuration; missing when nothing is to be changed" example:"timezone = \"Europe/Berlin\""`
}

// Place is what the settings say of an installation.
type Place struct {
	Data         string
	BackupFolder string
	Zone         *time.Location
	Webhooks     int // receivers
}

// Examine looks at what can be seen without a server: disk, clock, time zone, backups,
// database. The last says what is wrong with the database.
func Examine(p Place, now time.Time, database func() error) []Check {
	backups, err := keeping.ListBackups(p.BackupFolder)
	backups = keeping.Made(backups, now)
	return []Check{
		checkDisk(p.Data), checkClock(p.Data, now), checkZone(p.Zone, now), checkBackups(p, backups, err, now), checkDatabase(database()),
	}
}

// Unseen are the checks that need a server that runs.
func Unseen() (list []Check) {
	for _, name := range []string{"key", "webhooks", "traces", "public address", "TLS", "proxy headers"} {
		list = append(list, Check{Name: name, State: Skipped, Says: "seen only while Casebook runs", Change: "start Casebook and ask again"})
	}
	return list
}

// Doctor looks at the running installation, except at how it is reached from outside.
func (w *Watch) Doctor(ctx context.Context) []Check {
	list := Examine(w.o.Place, w.o.Now(), w.o.Keeper.CheckDatabase)
	return append(list, w.checkKey(ctx), w.checkWebhooks(), checkTraces(w.o.Traces()))
}

// Little room: below a tenth of the disk it is told, below a hundredth it is wrong.
const (
	lowDisk  = 10
	fullDisk = 1
)

func checkDisk(data string) Check {
	space, err := keeping.MeasureSpace(data)
	if err == nil {
		err = canWrite(data)
	}
	switch {
	case keeping.IsFull(err):
		c := judgeDisk(space)
		c.State, c.Says, c.Change = Wrong, err.Error()+"; "+c.Says, makeRoom
		return c
	case err != nil:
		return Check{Name: "disk", State: Wrong, Says: err.Error(), Change: "let the user that runs Casebook write to " + data}
	}
	return judgeDisk(space)
}

// makeRoom is what to change where the disk is full.
const makeRoom = "make room, or move the directory to a larger disk and name it with --data"

func judgeDisk(space keeping.Space) Check {
	c := Check{Name: "disk"}
	percent := space.FreePercent()
	c.Says = fmt.Sprintf("%.1f GB of %.1f GB are free (%.0f%%)", float64(space.Free)/1e9, float64(space.Total)/1e9, percent)
	switch {
	case percent < fullDisk:
		c.State, c.Change = Wrong, makeRoom
	case percent < lowDisk:
		c.State, c.Change = Warning, "make room soon; a case takes about 10 MB"
	default:
		c.State = Well
	}
	return c
}

// canWrite makes a file in the data directory, and removes it. It makes no folder, which
// would be that of whoever asks.
func canWrite(data string) error {
	file, err := os.CreateTemp(data, ".writable-*")
	if err != nil {
		return err
	}
	_, err = file.WriteString("can be written")
	return errors.Join(err, file.Close(), os.Remove(file.Name()))
}

// clockLeeway is how far in the future a file may have been written.
const clockLeeway = 5 * time.Minute

// checkClock holds the clock against the time at which the directory was last written,
// and asks the system whether it is kept right.
func checkClock(data string, now time.Time) Check {
	c := Check{Name: "clock", State: Well, Says: "it is " + now.UTC().Format("2006-01-02 15:04:05 UTC")}
	written, err := newest(data)
	switch {
	case err != nil:
		c.State, c.Says = Skipped, err.Error()
	case written.After(now.Add(clockLeeway)):
		c.State = Wrong
		c.Says += fmt.Sprintf(", but something here was written at %s: the clock was put back, or is wrong", written.UTC().Format("2006-01-02 15:04 UTC"))
		c.Change = "timedatectl set-ntp true"
	case !clockKept():
		c.State = Warning
		c.Says += "; the system does not keep its clock by the network"
		c.Change = "timedatectl set-ntp true"
	}
	return c
}

// newest is when the newest of the files of the directory was written.
func newest(data string) (at time.Time, err error) {
	entries, err := os.ReadDir(data)
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && info.ModTime().After(at) {
			at = info.ModTime()
		}
	}
	return at, err
}

func checkZone(zone *time.Location, now time.Time) Check {
	c := Check{Name: "time zone", State: Well, Says: "days begin at midnight in " + zone.String()}
	if _, here := now.Local().Zone(); zone == time.UTC && here != 0 {
		c.State = Warning
		c.Says += fmt.Sprintf(", which is %s where this machine is", now.UTC().Truncate(24*time.Hour).Local().Format("15:04"))
		c.Change = fmt.Sprintf("timezone = %q", localZone())
	}
	return c
}

// localZone names the zone of this machine, as far as it says.
func localZone() string {
	if target, err := os.Readlink("/etc/localtime"); err == nil {
		if _, name, ok := strings.Cut(target, "zoneinfo/"); ok {
			return name
		}
	}
	return "Europe/Berlin"
}

// oldBackup is how old the newest backup of a daily schedule may be.
const oldBackup = 26 * time.Hour

func checkBackups(p Place, list []keeping.Backup, err error, now time.Time) Check {
	c := Check{Name: "backups", State: Well}
	switch {
	case p.BackupFolder == "":
		c.State, c.Says, c.Change = Warning, "none is made by the schedule", `backup-folder = "/mnt/backup/casebook"   # best on another disk`
	case err != nil:
		c.State, c.Says, c.Change = Wrong, err.Error(), "let the user that runs Casebook write to "+p.BackupFolder
	case len(list) == 0:
		c.State, c.Says, c.Change = Warning, "there is none yet in "+p.BackupFolder, "casebook backup "+p.BackupFolder
	case now.Sub(list[0].MadeAt) > oldBackup:
		c.State, c.Change = Wrong, "look for keeping.backup among the jobs, which say why; or casebook backup "+p.BackupFolder
		c.Says = "the newest is of " + list[0].MadeAt.Format("2006-01-02 15:04 UTC")
	default:
		c.Says = fmt.Sprintf("%d, the newest of %s", len(list), list[0].MadeAt.Format("2006-01-02 15:04 UTC"))
		if keeping.SameDisk(p.Data, p.BackupFolder) {
			c.State, c.Says = Warning, c.Says+", on the same disk as the data"
			c.Change = `backup-folder = "/mnt/backup/casebook"   # on another disk`
		}
	}
	return c
}

func checkDatabase(fault error) Check {
	c := Check{Name: "database", State: Well, Says: "it is whole"}
	if fault == nil {
		return c
	}
	c.State, c.Says, c.Change = Wrong, fault.Error(), "restart Casebook, which puts the newest good snapshot in its place"
	if errors.Is(fault, store.ErrUnchecked) {
		c.State, c.Change = Skipped, ""
	}
	return c
}

// checkKey asks the providers of models whether they take the key and have the models.
func (w *Watch) checkKey(ctx context.Context) Check {
	c := Check{Name: "key", State: Well, Says: "no model plays a role, so none is needed"}
	var says []string
	for _, p := range w.o.Providers(ctx) {
		switch {
		case p.KeyRefused:
			c.State, c.Change = Wrong, fmt.Sprintf("CASEBOOK_%s_API_KEY=…   # in the environment", strings.ToUpper(p.Name))
			says = append(says, p.Name+" refuses: "+p.Problem)
		case p.Problem != "":
			c.State, c.Change = worse(c.State, Warning), "look whether this machine reaches the provider"
			says = append(says, p.Name+": "+p.Problem)
		case len(p.Lacks) > 0:
			c.State, c.Change = worse(c.State, Warning), "choose another model in the settings; casebook config lists them"
			says = append(says, p.Name+" does not offer "+strings.Join(p.Lacks, ", "))
		case p.NoList:
			says = append(says, p.Name+" has no list of models")
		default:
			says = append(says, p.Name+" takes the key and has the models")
		}
	}
	if len(says) > 0 {
		c.Says = strings.Join(says, "; ")
	}
	return c
}

// worse is a, unless that is Well.
func worse(a, b State) State {
	if a == Well {
		return b
	}
	return a
}

// checkWebhooks looks at what came of the newest delivery to each receiver.
func (w *Watch) checkWebhooks() Check {
	c := Check{Name: "webhooks", State: Well, Says: fmt.Sprintf("receivers: %d", w.o.Place.Webhooks)}
	if w.o.Place.Webhooks == 0 {
		c.Says = "none are set"
		return c
	}
	list, err := w.o.Webhooks.Deliveries(allDeliveries)
	if err != nil {
		c.State, c.Says = Skipped, err.Error()
		return c
	}
	newest := map[string]notify.Delivery{}
	for _, d := range list {
		if _, ok := newest[d.Receiver]; !ok {
			newest[d.Receiver] = d
		}
	}
	for receiver, d := range newest {
		if d.Error != "" {
			c.State, c.Says = Warning, fmt.Sprintf("%s: %s", receiver, d.Error)
			c.Change = "webhook-urls = [\"…\"]   # and webhook-to, for a receiver in your own network"
		}
	}
	return c
}

// checkTraces says whether the receiver of traces took the last that it was sent.
func checkTraces(receiver, problem string) Check {
	switch {
	case receiver == "":
		return Check{Name: "traces", State: Well, Says: "none are sent"}
	case problem != "":
		return Check{Name: "traces", State: Warning, Says: receiver + ": " + problem, Change: `otlp-endpoint = "http://localhost:4318"   # where the receiver takes OTLP over HTTP`}
	default:
		return Check{Name: "traces", State: Well, Says: "they are sent to " + receiver}
	}
}

// Print writes the checks, one line each.
func Print(out io.Writer, list []Check) error {
	for _, c := range list {
		line := fmt.Sprintf("%-8s %-15s %s", c.State, c.Name, c.Says)
		if c.Change != "" {
			line += " → " + c.Change
		}
		if _, err := fmt.Fprintln(out, line); err != nil {
			return err
		}
	}
	return nil
}
