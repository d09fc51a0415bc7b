package generator_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestThreatModel holds the table of threats in ARCHITECTURE.md to the tests that it names.
func TestThreatModel(t *testing.T) {
	text, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "\n## Threat model\n")
	section, _, _ = strings.Cut(section, "\n## ")
	rows := regexp.MustCompile(`(?m)^\| [^|-][^|]*\|[^|]+\|([^|]+)\|$`).FindAllStringSubmatch(section, -1)
	if len(rows) < 25 {
		t.Fatalf("got %d rows, want the whole table", len(rows))
	}
	named := regexp.MustCompile("`([a-z/]+)\\.((?:Test|Fuzz)[A-Za-z]+)(?:/([^`]+))?`")
	for _, row := range rows[1:] {
		tests := named.FindAllStringSubmatch(row[1], -1)
		if len(tests) == 0 || len(tests) != strings.Count(row[1], "`")/2 {
			t.Errorf("got the tests %q, want one or more as `package.TestName`", row[1])
		}
		for _, test := range tests {
			if !isTest(t, filepath.Join("..", test[1]), test[2], test[3]) {
				t.Errorf("there is no test %s", test[0])
			}
		}
	}
}

// isTest reports whether a folder has a test of that name, and in the same file a part.
func isTest(t *testing.T, folder, name, part string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "\nfunc "+name+"(") {
			return part == "" || strings.Contains(string(text), `t.Run("`+part+`"`)
		}
	}
	return false
}
