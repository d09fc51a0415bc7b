package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"casebook/generator/audit"
	"casebook/generator/fault"
	"casebook/generator/people"
	"casebook/generator/settings"
	"casebook/store"
	"casebook/web"
)

type userCommand struct {
	List  userListCommand  `cmd:"" help:"List who may run Casebook."`
	Add   userAddCommand   `cmd:"" help:"Make an account, and print a link with which its owner chooses a password."`
	Reset userResetCommand `cmd:"" help:"Print a link with which a user chooses a new password, and unlock signing in. Once it is used, the user's sessions, passkeys, tokens and invitations are gone."`
}

type tokenCommand struct {
	List   tokenListCommand   `cmd:"" help:"List the API tokens."`
	Create tokenCreateCommand `cmd:"" help:"Make an API token, which is printed only then."`
	Delete tokenDeleteCommand `cmd:"" help:"Delete an API token."`
}

// register is what these commands need of the accounts: those of the database, or those
// of the server that holds it.
type register interface {
	Users(context.Context) ([]people.User, error)
	AddUser(ctx context.Context, by *people.Actor, name string, role people.Role) (people.User, string, error)
	Reset(ctx context.Context, by *people.Actor, id string) (string, error)
}

// keyring is what they need of the tokens.
type keyring interface {
	Tokens(context.Context) ([]people.Token, error)
	MakeToken(ctx context.Context, by *people.Actor, t people.NewToken) (string, people.Token, error)
	DropToken(ctx context.Context, by *people.Actor, id string) error
}

// desk is where the accounts of a data directory are seen to.
type desk struct {
	users  register
	tokens keyring
	url    string                               // where the operator's pages are
	note   func(what, text, about string) error // writes into the audit log what the server would
}

// withPeople calls fn with the accounts: of the database, or, when a server holds it, through
// that.
func withPeople(ctx context.Context, cli *CLI, fn func(desk) error) (err error) {
	h, err := open(ctx, cli, quietLog(), cli.desk)
	if inUse, ok := errors.AsType[*store.InUseError](err); ok {
		server, err := web.Find(cli.Data)
		if err != nil {
			return errors.Join(inUse, err)
		}
		address, err := server.Address(ctx)
		if err != nil {
			return err
		}
		return fn(desk{server, server, address, func(string, string, string) error { return nil }})
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	accounts, err := people.New(h.db, people.Options{Now: h.now})
	if err != nil {
		return err
	}
	log := audit.New(h.db, h.now)
	note := func(what, text, about string) error {
		return log.Add(audit.Entry{Who: audit.ThisMachine, What: what, Text: text, About: about, Outcome: audit.Done})
	}
	return fn(desk{accounts, accounts, publicURL(h.desk.Settings(), web.LocalURL(cli.Addr, cli.BasePath)), note})
}

// publicURL is where people reach the server, with the base path: as it was set, or else local.
func publicURL(s *settings.Settings, local string) string {
	if s.PublicURL != "" {
		return s.PublicURL + s.BasePath
	}
	return local
}

type userListCommand struct {
	JSON bool `env:"-" name:"json" help:"Print JSON."`
}

// Run lists the users.
func (c userListCommand) Run(ctx context.Context, cli *CLI, out io.Writer) error {
	return withPeople(ctx, cli, func(d desk) error {
		list, err := d.users.Users(ctx)
		if err != nil || c.JSON {
			return errors.Join(err, json.NewEncoder(out).Encode(list))
		}
		rows := [][]string{{"NAME", "ROLE", "SESSIONS", "PASSKEYS", "SIGNED IN"}}
		for _, u := range list {
			last := day(u.SignedInAt)
			if u.Pending {
				last = "has no password yet"
			}
			rows = append(rows, []string{u.Name, string(u.Role), strconv.Itoa(u.Sessions), strconv.Itoa(u.Passkeys), last})
		}
		return printRows(out, rows)
	})
}

type userAddCommand struct {
	Name string      `arg:"" help:"How the user signs in."`
	Role people.Role `env:"-" help:"What the user may do: operator or viewer." enum:"operator,viewer" default:"operator"`
	JSON bool        `env:"-" name:"json" help:"Print JSON."`
}

// Run makes an account.
func (c userAddCommand) Run(ctx context.Context, cli *CLI, out io.Writer) error {
	return withPeople(ctx, cli, func(d desk) error {
		user, code, err := d.users.AddUser(ctx, &people.Actor{}, c.Name, c.Role)
		if err != nil {
			return err
		}
		return errors.Join(d.note("add-user", "Make an account without a password", user.Name+" "+string(user.Role)), printLink(out, d, c.JSON, &user, code, "7 days", ""))
	})
}

type userResetCommand struct {
	Name string `arg:"" help:"The user."`
	JSON bool   `env:"-" name:"json" help:"Print JSON."`
}

// Run makes a link for a new password.
func (c userResetCommand) Run(ctx context.Context, cli *CLI, out io.Writer) error {
	return withPeople(ctx, cli, func(d desk) error {
		list, err := d.users.Users(ctx)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(list, func(u people.User) bool { return people.SameName(u.Name, c.Name) })
		if at < 0 {
			return fault.New(fault.NotFound, "There is no user %s. casebook user list shows who there is.", c.Name)
		}
		code, err := d.users.Reset(ctx, &people.Actor{}, list[at].ID)
		if err != nil {
			return err
		}
		return errors.Join(d.note("reset-user", "Make a one-time code for a new password", list[at].Name), printLink(out, d, c.JSON, &list[at], code, "24 hours", atReset))
	})
}

// atReset is what a reset does beside the password.
const atReset = "  Once it is used, all sessions of that user end, and the passkeys are deleted, and so are the tokens and invitations that the user has made.\n"

func printLink(out io.Writer, d desk, asJSON bool, u *people.User, code, lasts, besides string) error {
	link := d.url + "/operator#reset=" + code
	if asJSON {
		return json.NewEncoder(out).Encode(map[string]any{"user": u, "link": link})
	}
	_, err := fmt.Fprintf(out, "%s\n  With this link %s chooses a password. It works once, and for %s.\n%s", link, u.Name, lasts, besides)
	return err
}

type tokenListCommand struct {
	JSON bool `env:"-" name:"json" help:"Print JSON."`
}

// Run lists the tokens.
func (c tokenListCommand) Run(ctx context.Context, cli *CLI, out io.Writer) error {
	return withPeople(ctx, cli, func(d desk) error {
		list, err := d.tokens.Tokens(ctx)
		if err != nil || c.JSON {
			return errors.Join(err, json.NewEncoder(out).Encode(list))
		}
		rows := [][]string{{"ID", "NAME", "SCOPES", "MADE", "LAST USED", "EXPIRES"}}
		for _, t := range list {
			scopes := make([]string, len(t.Scopes))
			for i, scope := range t.Scopes {
				scopes[i] = string(scope)
			}
			rows = append(rows, []string{t.ID, t.Name, strings.Join(scopes, ","), day(t.CreatedAt), day(t.LastUsedAt), day(t.ExpiresAt)})
		}
		return printRows(out, rows)
	})
}

type tokenCreateCommand struct {
	Name  string         `arg:"" help:"What the token is for."`
	Scope []people.Scope `env:"-" help:"What it allows: read, cases:write, images:write, admin; several with commas." default:"read"`
	Days  int            `env:"-" help:"After how many days it expires; 0 for never." default:"0"`
	JSON  bool           `env:"-" name:"json" help:"Print JSON."`
}

// Run makes a token.
func (c tokenCreateCommand) Run(ctx context.Context, cli *CLI, out io.Writer) error {
	wanted := people.NewToken{Name: c.Name, Scopes: c.Scope}
	if c.Days > 0 {
		wanted.ExpiresAt = cli.clock().UTC().AddDate(0, 0, c.Days)
	}
	return withPeople(ctx, cli, func(d desk) error {
		secret, made, err := d.tokens.MakeToken(ctx, &people.Actor{}, wanted)
		if err != nil {
			return err
		}
		if err := d.note("make-token", "Make an API token", made.Name); err != nil {
			return err
		}
		if c.JSON {
			return json.NewEncoder(out).Encode(map[string]any{"token": made, "secret": secret})
		}
		_, err = fmt.Fprintln(out, secret)
		return err
	})
}

type tokenDeleteCommand struct {
	ID string `arg:"" help:"As casebook token list has it."`
}

// Run deletes a token.
func (c tokenDeleteCommand) Run(ctx context.Context, cli *CLI) error {
	return withPeople(ctx, cli, func(d desk) error {
		if err := d.tokens.DropToken(ctx, &people.Actor{}, c.ID); err != nil {
			return err
		}
		return d.note("drop-token", "Delete an API token", c.ID)
	})
}

// day returns a date, a dash for none.
func day(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.UTC().Format(time.DateOnly)
}

// printRows prints a table.
func printRows(out io.Writer, rows [][]string) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintln(table, strings.Join(row, "\t"))
	}
	return table.Flush()
}
