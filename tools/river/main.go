// Parses an Alloy pipeline on standard input with Alloy's own syntax package and
// writes what stands in it, as JSON, to standard output. A pipeline that does not
// parse is answered with Alloy's complaints on standard error and exit code 1.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/grafana/alloy/syntax/ast"
	"github.com/grafana/alloy/syntax/parser"
)

// block is a component or a block within one.
type block struct {
	// Name joined by dots, such as "prometheus.scrape".
	Name       string   `json:"name"`
	Label      string   `json:"label"`
	Line       int      `json:"line"`
	Attributes []string `json:"attributes"`
	Blocks     []block  `json:"blocks"`
}

func read(statement *ast.BlockStmt) block {
	attributes, blocks := readBody(statement.Body)
	return block{
		Name:       statement.GetBlockName(),
		Label:      statement.Label,
		Line:       statement.NamePos.Position().Line,
		Attributes: attributes,
		Blocks:     blocks,
	}
}

func readBody(body ast.Body) (attributes []string, blocks []block) {
	attributes, blocks = []string{}, []block{}
	for _, statement := range body {
		switch s := statement.(type) {
		case *ast.AttributeStmt:
			attributes = append(attributes, s.Name.Name)
		case *ast.BlockStmt:
			blocks = append(blocks, read(s))
		}
	}
	return attributes, blocks
}

func main() {
	source, err := io.ReadAll(os.Stdin)
	if err == nil {
		var file *ast.File
		if file, err = parser.ParseFile("pipeline", source); err == nil {
			_, blocks := readBody(file.Body)
			err = json.NewEncoder(os.Stdout).Encode(blocks)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
