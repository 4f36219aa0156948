package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/siderolabs/net"
	machineapi "github.com/siderolabs/talos/pkg/machinery/api/machine"
	"github.com/siderolabs/talos/pkg/machinery/compatibility"
	"github.com/siderolabs/talos/pkg/machinery/config/configloader"
	"github.com/siderolabs/talos/pkg/machinery/config/configpatcher"
	"github.com/siderolabs/talos/pkg/machinery/config/encoder"
	"github.com/siderolabs/talos/pkg/machinery/config/generate"
	"github.com/siderolabs/talos/pkg/machinery/config/machine"
	"github.com/siderolabs/talos/pkg/machinery/config/validation"
	"github.com/siderolabs/talos/pkg/machinery/constants"
	"github.com/siderolabs/talos/pkg/machinery/gendata"
)

type configurationParams struct {
	ClusterName       string         `json:"clusterName"`
	ClusterEndpoint   string         `json:"clusterEndpoint"`
	MachineType       string         `json:"machineType"`
	MachineSecrets    machineSecrets `json:"machineSecrets"`
	TalosVersion      string         `json:"talosVersion"`
	KubernetesVersion string         `json:"kubernetesVersion"`
	ConfigPatches     []string       `json:"configPatches"`
}

type configurationResult struct {
	MachineConfiguration string `json:"machineConfiguration"`
}

type applyParams struct {
	MachineConfiguration string   `json:"machineConfiguration"`
	ConfigPatches        []string `json:"configPatches"`
}

type applyResult struct {
	MachineConfiguration string `json:"machineConfiguration"`
	Hash                 string `json:"hash"`
}

// generateConfiguration makes the configuration of one machine type with the
// defaults of the Talos provider (install disk /dev/sda, the stock installer).
func generateConfiguration(params configurationParams) (configurationResult, error) {
	machineType, err := params.check()
	if err != nil {
		return configurationResult{}, err
	}

	version, contract, err := versionContract(params.TalosVersion)
	if err != nil {
		return configurationResult{}, err
	}

	kubernetesVersion := strings.TrimPrefix(params.KubernetesVersion, "v")
	if kubernetesVersion == "" {
		kubernetesVersion = constants.DefaultKubernetesVersion
	}

	if err = checkCompatible(version, kubernetesVersion); err != nil {
		return configurationResult{}, err
	}

	bundle, err := params.MachineSecrets.bundle()
	if err != nil {
		return configurationResult{}, err
	}

	input, err := generate.NewInput(params.ClusterName, params.ClusterEndpoint, kubernetesVersion,
		generate.WithVersionContract(contract),
		generate.WithSecretsBundle(bundle),
		generate.WithClusterDiscovery(true),
		generate.WithDNSDomain(constants.DefaultDNSDomain),
		generate.WithInstallDisk("/dev/sda"),
		generate.WithInstallImage(fmt.Sprintf("%s/%s/installer:%s",
			gendata.ImagesRegistry, gendata.ImagesUsername, gendata.VersionTag)),
	)
	if err != nil {
		return configurationResult{}, err
	}

	config, err := input.Config(machineType)
	if err != nil {
		return configurationResult{}, err
	}

	generated, err := config.EncodeBytes(encoder.WithComments(encoder.CommentsDisabled))
	if err != nil {
		return configurationResult{}, err
	}

	patched, err := patch(generated, params.ConfigPatches)
	if err != nil {
		return configurationResult{}, err
	}

	return configurationResult{MachineConfiguration: string(patched)}, nil
}

func (params configurationParams) check() (machine.Type, error) {
	if params.ClusterName == "" {
		return machine.TypeUnknown, errors.New("clusterName must not be empty")
	}

	if !strings.HasPrefix(params.ClusterEndpoint, "https://") {
		return machine.TypeUnknown, fmt.Errorf("clusterEndpoint %q must be a URL like https://10.0.0.10:6443", params.ClusterEndpoint)
	}

	if err := net.ValidateEndpointURI(params.ClusterEndpoint); err != nil {
		return machine.TypeUnknown, fmt.Errorf("clusterEndpoint %q: %w", params.ClusterEndpoint, err)
	}

	switch params.MachineType {
	case "controlplane":
		return machine.TypeControlPlane, nil
	case "worker":
		return machine.TypeWorker, nil
	default:
		return machine.TypeUnknown, fmt.Errorf("machineType %q must be controlplane or worker", params.MachineType)
	}
}

func checkCompatible(talosVersion, kubernetesVersion string) error {
	kubernetes, err := compatibility.ParseKubernetesVersion(kubernetesVersion)
	if err != nil {
		return fmt.Errorf("kubernetesVersion: %w", err)
	}

	talos, err := compatibility.ParseTalosVersion(&machineapi.VersionInfo{Tag: talosVersion})
	if err != nil {
		return fmt.Errorf("talosVersion: %w", err)
	}

	return kubernetes.SupportedWith(talos)
}

// applyConfiguration answers what a machine would run, or why it would not:
// Talos' own patcher, then its strict validation for a machine with a disk.
func applyConfiguration(params applyParams) (applyResult, error) {
	patched, err := patch([]byte(params.MachineConfiguration), params.ConfigPatches)
	if err != nil {
		return applyResult{}, err
	}

	config, err := configloader.NewFromBytes(patched)
	if err != nil {
		return applyResult{}, fmt.Errorf("Talos refuses the machine configuration: %w", withoutValues(err))
	}

	warnings, err := config.Validate(metal{}, validation.WithStrict())
	if err != nil {
		return applyResult{}, fmt.Errorf("Talos refuses the machine configuration: %w", err)
	}

	if len(warnings) > 0 {
		return applyResult{}, fmt.Errorf("Talos warns about the machine configuration: %s", strings.Join(warnings, "; "))
	}

	sum := sha256.Sum256(patched)

	return applyResult{string(patched), hex.EncodeToString(sum[:])}, nil
}

// patch loads patches with LoadPatch and not LoadPatches: the latter takes a
// text without a space for the name of a file and reads it.
func patch(configuration []byte, texts []string) ([]byte, error) {
	patches := make([]configpatcher.Patch, 0, len(texts))

	for index, text := range texts {
		if strings.TrimSpace(text) == "" {
			return nil, fmt.Errorf("configPatches[%d] is empty", index)
		}

		loaded, err := configpatcher.LoadPatch([]byte(text))
		if err != nil {
			return nil, fmt.Errorf("configPatches[%d] is no patch Talos can read: %w", index, withoutValues(err))
		}

		patches = append(patches, loaded)
	}

	patched, err := configpatcher.Apply(configpatcher.WithBytes(configuration), patches)
	if err != nil {
		return nil, fmt.Errorf("Talos cannot apply configPatches: %w", withoutValues(err))
	}

	return patched.Bytes()
}

type metal struct{}

func (metal) String() string        { return "metal" }
func (metal) RequiresInstall() bool { return true }
func (metal) InContainer() bool     { return false }
