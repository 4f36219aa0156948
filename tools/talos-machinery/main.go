// Command talos-machinery answers the questions a Talos provider would put to
// Talos itself, with Talos' own code (github.com/siderolabs/talos/pkg/machinery):
// it makes secrets, machine configurations and client credentials, and refuses
// what Talos would refuse. It opens no connection and reads no file.
//
// It lives as long as its standard input. Each line read is one request, each
// line written is its response, in the order of the requests:
//
//	{"id": 1, "method": "schematic", "params": {"schematic": "customization: {}"}}
//	{"id": 1, "result": {"id": "3765…"}}
//	{"id": 2, "error": "unknown method \"shematic\"; known methods: …"}
//
// A line that is no request is answered with "id": null. An error is one text
// for a person; it never holds a value from a machine configuration key that
// Talos does not know.
//
// Methods, with their parameters (? marks the optional ones) and results:
//
//	secrets              {talosVersion?}
//	                     -> {machineSecrets, clientConfiguration, talosVersion}
//	configuration        {clusterName, clusterEndpoint, machineType, machineSecrets,
//	                      talosVersion?, kubernetesVersion?, configPatches?}
//	                     -> {machineConfiguration}
//	apply                {machineConfiguration, configPatches?}
//	                     -> {machineConfiguration, hash}
//	clientConfiguration  {clusterName, clientConfiguration, endpoints?, nodes?}
//	                     -> {talosConfig}
//	kubeconfig           {machineSecrets, clusterName, endpoint}
//	                     -> {kubeconfigRaw, kubernetesClientConfiguration}
//	schematic            {schematic?}
//	                     -> {id}
//
// machineSecrets and clientConfiguration have the shape of the Pulumi package
// "talos": every certificate and key is base64 of its PEM text.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

type request struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
}

type response struct {
	ID     json.RawMessage `json:"id"`
	Result any             `json:"result,omitempty"`
	Error  string          `json:"error,omitempty"`
}

type handler func(params json.RawMessage) (any, error)

var methods = map[string]handler{
	"secrets":             handle(generateSecrets),
	"configuration":       handle(generateConfiguration),
	"apply":               handle(applyConfiguration),
	"clientConfiguration": handle(clientConfigurationFile),
	"kubeconfig":          handle(generateKubeconfig),
	"schematic":           handle(identifySchematic),
}

func main() {
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "talos-machinery:", err)
		os.Exit(1)
	}
}

// serve answers requests until the input ends. Lines have no upper length: a
// machine configuration with its certificates is beyond bufio.Scanner's limit.
func serve(in io.Reader, out io.Writer) error {
	reader := bufio.NewReader(in)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)

	for {
		line, err := reader.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if writeErr := encoder.Encode(answer(line)); writeErr != nil {
				return writeErr
			}
		}

		if errors.Is(err, io.EOF) {
			return nil
		}

		if err != nil {
			return err
		}
	}
}

func answer(line []byte) (reply response) {
	var req request

	if err := json.Unmarshal(line, &req); err != nil {
		return response{Error: "a request must be one JSON object on one line"}
	}

	reply.ID = req.ID

	call, ok := methods[req.Method]
	if !ok {
		reply.Error = fmt.Sprintf("unknown method %q; known methods: %s", req.Method, methodNames())

		return reply
	}

	// A panic in a library must cost one request, not the process and every
	// request after it.
	defer func() {
		if cause := recover(); cause != nil {
			reply = response{ID: req.ID, Error: fmt.Sprintf("%s: panic: %v", req.Method, cause)}
		}
	}()

	result, err := call(req.Params)
	if err != nil {
		reply.Error = fmt.Sprintf("%s: %s", req.Method, strings.TrimSpace(err.Error()))

		return reply
	}

	reply.Result = result

	return reply
}

// handle gives a typed function the shape of a handler; a parameter the
// function does not know is an error, so that a typo is not taken for a default.
func handle[P, R any](call func(P) (R, error)) handler {
	return func(raw json.RawMessage) (any, error) {
		var params P

		if len(raw) > 0 {
			decoder := json.NewDecoder(bytes.NewReader(raw))
			decoder.DisallowUnknownFields()

			if err := decoder.Decode(&params); err != nil {
				return nil, fmt.Errorf("params: %w", err)
			}
		}

		return call(params)
	}
}

func methodNames() string {
	names := make([]string, 0, len(methods))
	for name := range methods {
		names = append(names, name)
	}

	slices.Sort(names)

	return strings.Join(names, ", ")
}
