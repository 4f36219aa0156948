package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/siderolabs/crypto/x509"
	"github.com/siderolabs/talos/pkg/machinery/config"
	"github.com/siderolabs/talos/pkg/machinery/config/generate/secrets"
	"github.com/siderolabs/talos/pkg/machinery/gendata"
	"github.com/siderolabs/talos/pkg/machinery/role"
)

// certificate is a PEM pair; encoding/json writes []byte as base64, which is
// the form the Pulumi package uses too.
type certificate struct {
	Cert []byte `json:"cert"`
	Key  []byte `json:"key"`
}

type privateKey struct {
	Key []byte `json:"key"`
}

type machineSecrets struct {
	Certs struct {
		Etcd              certificate `json:"etcd"`
		K8s               certificate `json:"k8s"`
		K8sAggregator     certificate `json:"k8sAggregator"`
		K8sServiceaccount privateKey  `json:"k8sServiceaccount"`
		OS                certificate `json:"os"`
	} `json:"certs"`
	Cluster struct {
		ID     string `json:"id"`
		Secret string `json:"secret"`
	} `json:"cluster"`
	Secrets struct {
		BootstrapToken            string `json:"bootstrapToken"`
		SecretboxEncryptionSecret string `json:"secretboxEncryptionSecret"`
		AescbcEncryptionSecret    string `json:"aescbcEncryptionSecret,omitempty"`
	} `json:"secrets"`
	Trustdinfo struct {
		Token string `json:"token"`
	} `json:"trustdinfo"`
}

type clientConfiguration struct {
	CACertificate     []byte `json:"caCertificate"`
	ClientCertificate []byte `json:"clientCertificate"`
	ClientKey         []byte `json:"clientKey"`
}

type secretsParams struct {
	TalosVersion string `json:"talosVersion"`
}

type secretsResult struct {
	MachineSecrets      machineSecrets      `json:"machineSecrets"`
	ClientConfiguration clientConfiguration `json:"clientConfiguration"`
	TalosVersion        string              `json:"talosVersion"`
}

// generateSecrets makes the secrets of a new cluster and an os:admin client
// certificate, as `talosctl gen secrets` and `gen config` do.
func generateSecrets(params secretsParams) (secretsResult, error) {
	version, contract, err := versionContract(params.TalosVersion)
	if err != nil {
		return secretsResult{}, err
	}

	bundle, err := secrets.NewBundle(secrets.NewFixedClock(time.Now()), contract)
	if err != nil {
		return secretsResult{}, err
	}

	admin, err := bundle.GenerateTalosAPIClientCertificate(role.MakeSet(role.Admin))
	if err != nil {
		return secretsResult{}, err
	}

	return secretsResult{
		MachineSecrets: fromBundle(bundle),
		ClientConfiguration: clientConfiguration{
			CACertificate:     bundle.Certs.OS.Crt,
			ClientCertificate: admin.Crt,
			ClientKey:         admin.Key,
		},
		TalosVersion: version,
	}, nil
}

// versionContract reads "v1.13", "1.13" or "v1.13.2"; nothing stands for the
// version of the machinery itself.
func versionContract(version string) (string, *config.VersionContract, error) {
	if version == "" {
		tag := strings.SplitN(gendata.VersionTag, ".", 3)
		version = strings.Join(tag[:2], ".")
	}

	contract, err := config.ParseContractFromVersion(version)
	if err != nil {
		return "", nil, fmt.Errorf("talosVersion: %w", err)
	}

	return version, contract, nil
}

func fromBundle(bundle *secrets.Bundle) machineSecrets {
	var out machineSecrets

	out.Certs.Etcd = certificate{bundle.Certs.Etcd.Crt, bundle.Certs.Etcd.Key}
	out.Certs.K8s = certificate{bundle.Certs.K8s.Crt, bundle.Certs.K8s.Key}
	out.Certs.K8sAggregator = certificate{bundle.Certs.K8sAggregator.Crt, bundle.Certs.K8sAggregator.Key}
	out.Certs.K8sServiceaccount = privateKey{bundle.Certs.K8sServiceAccount.Key}
	out.Certs.OS = certificate{bundle.Certs.OS.Crt, bundle.Certs.OS.Key}
	out.Cluster.ID = bundle.Cluster.ID
	out.Cluster.Secret = bundle.Cluster.Secret
	out.Secrets.BootstrapToken = bundle.Secrets.BootstrapToken
	out.Secrets.SecretboxEncryptionSecret = bundle.Secrets.SecretboxEncryptionSecret
	out.Secrets.AescbcEncryptionSecret = bundle.Secrets.AESCBCEncryptionSecret
	out.Trustdinfo.Token = bundle.TrustdInfo.Token

	return out
}

func (in machineSecrets) bundle() (*secrets.Bundle, error) {
	pair := func(c certificate) *x509.PEMEncodedCertificateAndKey {
		return &x509.PEMEncodedCertificateAndKey{Crt: c.Cert, Key: c.Key}
	}

	bundle := &secrets.Bundle{
		Clock:   secrets.NewFixedClock(time.Now()),
		Cluster: &secrets.Cluster{ID: in.Cluster.ID, Secret: in.Cluster.Secret},
		Secrets: &secrets.Secrets{
			BootstrapToken:            in.Secrets.BootstrapToken,
			SecretboxEncryptionSecret: in.Secrets.SecretboxEncryptionSecret,
			AESCBCEncryptionSecret:    in.Secrets.AescbcEncryptionSecret,
		},
		TrustdInfo: &secrets.TrustdInfo{Token: in.Trustdinfo.Token},
		Certs: &secrets.Certs{
			Etcd:              pair(in.Certs.Etcd),
			K8s:               pair(in.Certs.K8s),
			K8sAggregator:     pair(in.Certs.K8sAggregator),
			K8sServiceAccount: &x509.PEMEncodedKey{Key: in.Certs.K8sServiceaccount.Key},
			OS:                pair(in.Certs.OS),
		},
	}

	if err := bundle.Validate(); err != nil {
		return nil, errors.Join(errors.New("machineSecrets are incomplete"), err)
	}

	return bundle, nil
}
