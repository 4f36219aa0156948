//go:build tools

// Package tools names the program this module pins, so that `go mod tidy` keeps
// its requirements.
package tools

import _ "helm.sh/helm/v3/cmd/helm"
