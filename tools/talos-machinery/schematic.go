package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// schematic mirrors the fields of Image Factory's schematic, and their order:
// the id is a hash of the text written from it.
type schematic struct {
	Owner         string        `yaml:"owner,omitempty"`
	Overlay       overlay       `yaml:"overlay,omitempty"`
	Customization customization `yaml:"customization"`
}

type overlay struct {
	Image   string         `yaml:"image"`
	Name    string         `yaml:"name"`
	Options map[string]any `yaml:"options,omitempty"`
}

type customization struct {
	EmbeddedMachineConfiguration string    `yaml:"embeddedMachineConfiguration,omitempty"`
	ExtraKernelArgs              []string  `yaml:"extraKernelArgs,omitempty"`
	Meta                         []metaKey `yaml:"meta,omitempty"`
	SystemExtensions             struct {
		OfficialExtensions []string `yaml:"officialExtensions,omitempty"`
	} `yaml:"systemExtensions,omitempty"`
	Bootloader bootloader `yaml:"bootloader,omitempty"`
	SecureBoot struct {
		EnrollKeys                   string `yaml:"enrollKeys,omitempty"`
		IncludeWellKnownCertificates bool   `yaml:"includeWellKnownCertificates,omitempty"`
	} `yaml:"secureboot,omitempty"`
	DiskImage struct {
		SectorSize uint `yaml:"sectorSize,omitempty"`
	} `yaml:"diskImage,omitempty"`
}

type metaKey struct {
	Key   uint8  `yaml:"key"`
	Value string `yaml:"value"`
}

// bootloader is an enumeration upstream: any case is read, lower case is
// written, and "none" is its zero value and so left out of the text.
type bootloader string

func (b *bootloader) UnmarshalYAML(node *yaml.Node) error {
	switch name := strings.ToLower(node.Value); name {
	case "none":
		*b = ""
	case "dual-boot", "sd-boot", "grub":
		*b = bootloader(name)
	default:
		return fmt.Errorf("bootloader %q must be one of none, dual-boot, sd-boot, grub", node.Value)
	}

	return nil
}

type schematicParams struct {
	Schematic string `json:"schematic"`
}

type schematicResult struct {
	ID string `json:"id"`
}

// identifySchematic computes the id Image Factory answers with: the SHA-256 of
// the schematic written in its canonical form. No text stands for no change.
func identifySchematic(params schematicParams) (schematicResult, error) {
	var parsed schematic

	decoder := yaml.NewDecoder(bytes.NewReader([]byte(params.Schematic)))
	decoder.KnownFields(true)

	if err := decoder.Decode(&parsed); err != nil && !errors.Is(err, io.EOF) {
		return schematicResult{}, fmt.Errorf("Image Factory refuses the schematic: %w", err)
	}

	canonical, err := yaml.Marshal(parsed)
	if err != nil {
		return schematicResult{}, err
	}

	sum := sha256.Sum256(canonical)

	return schematicResult{hex.EncodeToString(sum[:])}, nil
}
