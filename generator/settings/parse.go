package settings

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/alecthomas/kong"
)

// Names that settings go by outside the command line.
const (
	fileName  = "casebook.toml" // in the data directory
	envPrefix = "CASEBOOK"
	testEnv   = "CASEBOOK_TEST_" // begins variables that are for tests, not settings
)

// CommandLine is a pointer to a struct that embeds Settings and has commands.
type CommandLine interface{ base() *Settings }

// Parse reads flags, environment and file into cli, in this order of precedence,
// and checks them as a whole. The languages are those that cases can be written in
// without a model; help goes to out. The error has a line for each thing that is wrong.
func Parse(cli CommandLine, languages, args []string, out io.Writer) (*kong.Context, error) {
	parsed, _, err := readLine(cli, languages, args, nil, out)
	return parsed, err
}

// readLine is Parse with values that rank below the file, and returns what the file holds.
func readLine(cli CommandLine, languages, args []string, kept map[string]any, out io.Writer) (*kong.Context, map[string]any, error) {
	file := &file{}
	parser, err := kong.New(cli, kong.Name("casebook"), kong.DefaultEnvars(envPrefix), kong.Writers(out, os.Stderr),
		kong.Description("A daily murder mystery, served from one binary."), kong.Resolvers(beneath(kept), file), // the last that knows a value wins
		kong.Vars{"languages": strings.Join(languages, ", ")})
	if err != nil {
		return nil, nil, fmt.Errorf("describe the command line: %w", err)
	}
	if err := checkEnvironment(parser.Model, os.Environ()); err != nil {
		return nil, nil, err
	}
	parsed, err := parser.Parse(args)
	if err := errors.Join(file.err, err); err != nil {
		return nil, nil, err
	}
	if err := secretsInOpen(parsed, file.values); err != nil {
		return nil, nil, err
	}
	return parsed, file.values, cli.base().validate(languages)
}

// isSecret reports whether the value of a setting is for nobody's eyes.
func isSecret(flag *kong.Flag) bool { return flag.Tag.Has("secret") }

// secretsInOpen refuses secrets where others can read them: among a program's
// arguments, or in a file that people send to each other when they ask for help.
func secretsInOpen(parsed *kong.Context, inFile map[string]any) error {
	for _, flag := range parsed.Model.Flags {
		if !isSecret(flag) {
			continue
		}
		if from := originOf(parsed, flag, inFile, nil); from.Source == FromFlag || from.Source == FromFile {
			return fmt.Errorf("%s: a secret cannot be given here (%s); set %s, or %s-file to the name of a file that holds it", flag.Name, from, flag.Envs[0], flag.Name)
		}
	}
	return nil
}

// isSetting reports whether a flag is a setting; the others belong to commands.
func isSetting(flag *kong.Flag) bool { return len(flag.Envs) > 0 }

// checkEnvironment refuses CASEBOOK_* variables that set nothing.
func checkEnvironment(model *kong.Application, environ []string) error {
	var problems []error
	for _, variable := range environ {
		name, _, _ := strings.Cut(variable, "=")
		if !strings.HasPrefix(name, envPrefix+"_") || strings.HasPrefix(name, testEnv) {
			continue
		}
		if !slices.ContainsFunc(model.Flags, func(f *kong.Flag) bool { return slices.Contains(f.Envs, name) }) {
			problems = append(problems, fmt.Errorf("unknown setting %s in the environment; casebook config lists the known ones", name))
		}
	}
	return errors.Join(problems...)
}

// file resolves settings from casebook.toml. It is read when kong first asks,
// since only then it is known which data directory it is in.
type file struct {
	read   bool
	err    error // why it cannot be used
	values map[string]any
}

// Validate implements kong.Resolver. The names in the file are checked when it
// is read.
func (f *file) Validate(*kong.Application) error { return nil }

// Resolve implements kong.Resolver: nil where the file says nothing, or where
// the environment goes first.
func (f *file) Resolve(parsed *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	if !f.read {
		f.read = true
		f.err = f.load(parsed)
	}
	if variable(flag) != "" {
		return nil, nil //nolint:nilnil // kong's way to say that the file has no say in it
	}
	return f.values[flag.Name], nil
}

// variable is the variable of the environment that sets a flag, "" if none does.
func variable(flag *kong.Flag) string {
	for _, name := range flag.Envs {
		if _, set := os.LookupEnv(name); set {
			return name
		}
	}
	return ""
}

// beneath resolves settings from what was set on the dashboard, where the environment
// does not speak.
func beneath(kept map[string]any) kong.ResolverFunc {
	return func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		if variable(flag) != "" || !isSetting(flag) {
			return nil, nil
		}
		return kept[flag.Name], nil
	}
}

// load reads the file, if there is one, and refuses settings that it does not
// know.
func (f *file) load(parsed *kong.Context) error {
	var problems []error
	known := map[string]bool{}
	for _, flag := range parsed.Model.Flags {
		known[flag.Name] = isSetting(flag) && flag.Name != "data"
	}
	name := filepath.Join(dataFolder(parsed), fileName)
	if _, err := toml.DecodeFile(name, &f.values); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s: %w", name, err)
	}
	for key := range f.values {
		if key == "data" {
			problems = append(problems, fmt.Errorf("%s: data says where this file is, so it can only be a flag or %s_DATA", name, envPrefix))
		} else if !known[key] {
			problems = append(problems, fmt.Errorf("%s: unknown setting %q; casebook config lists the known ones", name, key))
		}
	}
	return errors.Join(problems...)
}

// dataFolder is the data directory as flags and environment have it.
func dataFolder(parsed *kong.Context) string {
	for _, flag := range parsed.Model.Flags {
		if flag.Name == "data" {
			return fmt.Sprint(parsed.FlagValue(flag))
		}
	}
	return ""
}

// hidden stands for what is for nobody's eyes.
const hidden = "********"

// veiled is an address without its query, which may hold a secret.
func veiled(address string) string {
	if before, _, found := strings.Cut(address, "?"); found {
		return before + "?" + hidden
	}
	return address
}

// shown is the value of a setting as it can be shown, and stand in the file.
func shown(flag *kong.Flag) any {
	value := flag.Target.Interface()
	if isSecret(flag) && !flag.Target.IsZero() {
		return hidden
	}
	if list, ok := value.([]string); ok && flag.Tag.Has("queries") {
		list = append([]string{}, list...)
		for i, address := range list {
			list[i] = veiled(address)
		}
		return list
	}
	return plain(value)
}
