package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

const unknownKeysMarker = "unknown keys found during decoding:\n"

var quotedValue = regexp.MustCompile("`[^`]*`")

// withoutValues rewrites an error of Talos' decoder so that it names keys only.
// The decoder prints what it does not know with everything below it, and quotes
// values of a wrong type: a passphrase under a misspelt key would be printed.
func withoutValues(err error) error {
	head, unknown, found := strings.Cut(err.Error(), unknownKeysMarker)
	head = quotedValue.ReplaceAllString(head, "a value")

	if !found {
		return errors.New(head)
	}

	var tree any
	if yaml.Unmarshal([]byte(unknown), &tree) != nil {
		return errors.New(head + "unknown keys")
	}

	paths := leafPaths("", tree)
	slices.Sort(paths)

	return fmt.Errorf("%sunknown keys: %s", head, strings.Join(paths, ", "))
}

func leafPaths(path string, node any) []string {
	var paths []string

	switch value := node.(type) {
	case map[string]any:
		for key, child := range value {
			paths = append(paths, leafPaths(strings.TrimPrefix(path+"."+key, "."), child)...)
		}
	case []any:
		for index, child := range value {
			paths = append(paths, leafPaths(fmt.Sprintf("%s[%d]", path, index), child)...)
		}
	default:
		return []string{path}
	}

	if len(paths) == 0 {
		return []string{path}
	}

	return paths
}
