//go:build tools

// Package tools names the program this module pins, so that `go mod tidy` keeps
// its requirements.
package tools

import _ "github.com/google/go-containerregistry/cmd/crane"
