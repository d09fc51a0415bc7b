package builtin

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestWordsAreInCatalogues reads the package's source and fails for every text in it
// of two or more words, or of one that is to be joined to another, so that another
// language is data and grammar rules. Those rules are in the files that say at
// their head that they are English grammar. What else may hold words: tags and
// imports, errors and panics, names that something is looked up by.
func TestWordsAreInCatalogues(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	grammar := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if len(file.Comments) > 0 && strings.HasPrefix(file.Comments[0].Text(), "English grammar") {
			grammar++
			continue
		}
		for at, text := range prose(file) {
			t.Errorf("%s: %q belongs into a catalogue under data/", set.Position(at), text)
		}
	}
	if grammar != 4 {
		t.Errorf("got %d files of English grammar, want 4", grammar)
	}
}

// TestProseIsRecognised shows what the test above takes for words.
func TestProseIsRecognised(t *testing.T) {
	source := `package p
import "one two"
type s struct { f int ` + "`toml:\"a b\"`" + ` }
func aKey() string { return "a key" }
func f(m map[string]int) {
	_ = errors.New("no such thing")
	panic(fmt.Sprintf("no such thing: %d", 1))
	_ = m["the key"] + m["key "+x]
	_ = x + " / " + "word" + "{one two}" + "data/en"
	_, _ = "It was he.", x+" was "
	d.text("{a} is {b}")
}`
	file, err := parser.ParseFile(token.NewFileSet(), "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, text := range prose(file) {
		got = append(got, text)
	}
	slices.Sort(got)
	if want := []string{" was ", "It was he.", "{a} is {b}"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// prose returns the texts of a file that hold words for a reader.
func prose(file *ast.File) map[token.Pos]string {
	holder := regexp.MustCompile(`\{[^}]*\}`)
	words := regexp.MustCompile(`\pL[\pL'’]*[.,;:!?]?\s|\s\pL`)
	found := map[token.Pos]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec, *ast.Field:
			return false
		case *ast.FuncDecl:
			return !strings.HasSuffix(n.Name.Name, "Key") // makes names to look up by
		case *ast.IndexExpr:
			return false
		case *ast.CallExpr:
			return !slices.Contains([]string{"Errorf", "New", "panic"}, called(n))
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); n.Kind == token.STRING && (err != nil || words.MatchString(holder.ReplaceAllString(text, ""))) {
				found[n.Pos()] = n.Value[1 : len(n.Value)-1]
			}
		}
		return true
	})
	return found
}

// called returns the name of the function that is called.
func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	default:
		return ""
	}
}
