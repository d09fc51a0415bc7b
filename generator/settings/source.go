package settings

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/alecthomas/kong"
)

// Source says what kind of place a value comes from.
type Source string

// The sources, in order of precedence.
const (
	FromFlag        Source = "flag"
	FromEnvironment Source = "environment"
	FromFile        Source = "file"
	FromDashboard   Source = "dashboard"
	FromDefault     Source = "default"
)

// Origin is where a value comes from.
type Origin struct {
	Source Source
	Name   string // of the flag, the variable or the file
}

// String says it in words.
func (o Origin) String() string {
	switch o.Source {
	case FromDefault:
		return string(FromDefault)
	case FromDashboard:
		return "from the dashboard"
	default:
		return "from " + o.Name
	}
}

// originOf says where the value of a setting comes from.
func originOf(parsed *kong.Context, flag *kong.Flag, inFile, kept map[string]any) Origin {
	for _, path := range parsed.Path {
		if path.Flag == flag && !path.Resolved {
			return Origin{FromFlag, "--" + flag.Name}
		}
	}
	if name := variable(flag); name != "" {
		return Origin{FromEnvironment, name}
	}
	if _, set := inFile[flag.Name]; set {
		return Origin{FromFile, fileName}
	}
	if _, set := kept[flag.Name]; set {
		return Origin{Source: FromDashboard}
	}
	return Origin{Source: FromDefault}
}

// Kind says how a setting is written.
type Kind string

// The kinds of settings.
const (
	Text   Kind = "text"
	Choice Kind = "choice"
	Number Kind = "number"
	Time   Kind = "duration" // such as 1m30s
	List   Kind = "list"
	Switch Kind = "switch"
)

// Setting is one setting as it is in force.
type Setting struct {
	Name    string   `json:"name" doc:"As in casebook.toml and, with -- before it, on the command line" example:"ahead"`
	Group   string   `json:"group" doc:"What it is about" example:"Cases"`
	Help    string   `json:"help" doc:"What it does" example:"Days after today that have their case ready, 1 to 30."`
	Kind    Kind     `json:"kind" enum:"text,choice,number,duration,list,switch" doc:"How it is written" example:"number"`
	Choices []string `json:"choices" doc:"Of a choice: what can be chosen" example:"debug"`
	Value   any      `json:"value" doc:"The value in force: a string, a number, true or false, or a list of strings; a secret is only shown to be set"`
	Default any      `json:"default" doc:"The value if nobody sets it"`
	Source  Source   `json:"source" enum:"flag,environment,file,dashboard,default" doc:"Where the value comes from" example:"dashboard"`
	From    string   `json:"from" doc:"The name of that flag, variable or file" example:"CASEBOOK_AHEAD"`
	Fixed   string   `json:"fixed" doc:"Why it cannot be changed here; empty: it can" example:"it is set by CASEBOOK_AHEAD, which goes first"`
	AtOnce  bool     `json:"atOnce" doc:"It takes effect without a restart" example:"false"`
}

// Reading is what one reading of all sources gave.
type Reading struct {
	Settings *Settings
	Items    []Setting // in the order of the README

	parsed *kong.Context
}

// Reader reads the settings of a command line, anew each time.
type Reader struct {
	line      reflect.Type
	languages []string
	args      []string
}

// NewReader returns the Reader of what Parse has parsed.
func NewReader(cli CommandLine, languages, args []string) *Reader {
	return &Reader{reflect.TypeOf(cli).Elem(), languages, args}
}

// Read reads flags, environment and file, and kept below them: values by name as
// casebook.toml has them. The error has a line for each thing that is wrong.
func (r *Reader) Read(kept map[string]any) (*Reading, error) {
	cli, ok := reflect.TypeAssert[CommandLine](reflect.New(r.line))
	if !ok {
		return nil, fmt.Errorf("%s is no command line", r.line)
	}
	parsed, inFile, err := readLine(cli, r.languages, r.args, kept, io.Discard)
	if err != nil {
		return nil, err
	}
	reading := &Reading{Settings: cli.base(), parsed: parsed}
	for _, flag := range parsed.Model.Flags {
		if isSetting(flag) && !flag.Hidden {
			reading.Items = append(reading.Items, itemOf(flag, originOf(parsed, flag, inFile, kept)))
		}
	}
	for i := range reading.Items {
		if item := &reading.Items[i]; item.Fixed == "" && (reading.Settings.keyGoesTo(item.Name) || reading.Settings.signsIn(item.Name)) {
			item.Fixed = "a key is sent there, which whoever changes this could read: set it where the key is set"
		}
	}
	return reading, nil
}

// Print writes settings, those of r or of another process, as a casebook.toml, each with its
// source.
func (r *Reading) Print(out io.Writer, items []Setting) error {
	for _, item := range items {
		value, err := toml.Marshal(map[string]any{item.Name: item.Value})
		if err != nil {
			return fmt.Errorf("print %s: %w", item.Name, err)
		}
		comment := ""
		flag := r.flag(item.Name)
		if item.Name == "data" || flag != nil && isSecret(flag) || bytes.Contains(value, []byte(hidden)) {
			comment = "# " // cannot stand in the file
		}
		if _, err := fmt.Fprintf(out, "# %s (%s)\n%s%s\n", item.Help, Origin{item.Source, item.From}, comment, value); err != nil {
			return err
		}
	}
	return nil
}

func (r *Reading) flag(name string) *kong.Flag {
	i := slices.IndexFunc(r.parsed.Model.Flags, func(f *kong.Flag) bool { return f.Name == name && isSetting(f) })
	if i < 0 {
		return nil
	}
	return r.parsed.Model.Flags[i]
}

func itemOf(flag *kong.Flag, from Origin) Setting {
	item := Setting{
		Name: flag.Name, Group: groupOf(flag.Name), Help: flag.Help, Kind: kindOf(flag), Choices: []string{}, Value: shown(flag),
		Default: defaultOf(flag), Source: from.Source, From: from.Name, Fixed: fixed(flag, from), AtOnce: flag.Tag.Has("atonce"),
	}
	if item.Kind == Choice {
		item.Choices = flag.EnumSlice()
	}
	if isSecret(flag) && from.Source == FromDefault && !flag.Target.IsZero() {
		item.Source, item.From = FromFile, "the file that "+flag.Name+"-file names"
	}
	return item
}

func kindOf(flag *kong.Flag) Kind {
	switch flag.Target.Interface().(type) {
	case bool:
		return Switch
	case time.Duration:
		return Time
	case int, float64:
		return Number
	case []string:
		return List
	default:
		if flag.Enum != "" {
			return Choice
		}
		return Text
	}
}

// defaultOf is the default as Value would have it.
func defaultOf(flag *kong.Flag) any {
	value := reflect.New(flag.Target.Type()).Elem()
	if flag.HasDefault {
		scanner := kong.ScanAsType(kong.FlagValueToken, flag.Default)
		if err := flag.Parse(scanner, value); err != nil {
			return flag.Default // as it is written
		}
	}
	return plain(value.Interface())
}

// plain is a value as JSON and TOML have it.
func plain(value any) any {
	switch value := value.(type) {
	case time.Duration:
		return value.String()
	case []string:
		return append([]string{}, value...) // never nil
	default:
		return value
	}
}

// fixed says why a setting cannot be changed on the dashboard, "" if it can.
func fixed(flag *kong.Flag, from Origin) string {
	switch {
	case flag.Tag.Has("fixed"):
		return flag.Tag.Get("fixed")
	case isSecret(flag) || strings.HasSuffix(flag.Name, "-file"):
		return "secrets come from the environment or a file of their own, so that they are in no backup"
	case from.Source != FromDefault && from.Source != FromDashboard:
		return "it is set by " + from.Name + ", which goes first"
	default:
		return ""
	}
}

// groupOf says what a setting is about.
func groupOf(name string) string {
	first, _, _ := strings.Cut(name, "-")
	switch {
	case slices.Contains([]string{"schedule-at", "timezone", "ahead", "language"}, name):
		return "Cases"
	case first == "gemini":
		return "Gemini"
	case first == "openai":
		return "OpenAI"
	case first == "webhook" || first == "alert":
		return "Webhooks and alerts"
	case first == "backup":
		return "Backups"
	case slices.Contains([]string{"writer", "embedder", "artist", "judge", "witness", "model", "picture", "text", "fetch", "budget", "prices"}, first):
		return "Models"
	default:
		return "Serving"
	}
}
