package main

import (
	stdx509 "crypto/x509"
	"errors"
	"fmt"
	"time"

	"github.com/siderolabs/crypto/x509"
	clientconfig "github.com/siderolabs/talos/pkg/machinery/client/config"
	"github.com/siderolabs/talos/pkg/machinery/constants"
	"go.yaml.in/yaml/v4"
)

// clockSkew is how far back Talos dates the client certificate it signs.
const clockSkew = 10 * time.Second

type clientConfigurationParams struct {
	ClusterName         string              `json:"clusterName"`
	ClientConfiguration clientConfiguration `json:"clientConfiguration"`
	Endpoints           []string            `json:"endpoints"`
	Nodes               []string            `json:"nodes"`
}

type clientConfigurationResult struct {
	TalosConfig string `json:"talosConfig"`
}

type kubeconfigParams struct {
	MachineSecrets machineSecrets `json:"machineSecrets"`
	ClusterName    string         `json:"clusterName"`
	Endpoint       string         `json:"endpoint"`
}

type kubernetesClientConfiguration struct {
	Host              string `json:"host"`
	CACertificate     []byte `json:"caCertificate"`
	ClientCertificate []byte `json:"clientCertificate"`
	ClientKey         []byte `json:"clientKey"`
}

type kubeconfigResult struct {
	KubeconfigRaw                 string                        `json:"kubeconfigRaw"`
	KubernetesClientConfiguration kubernetesClientConfiguration `json:"kubernetesClientConfiguration"`
}

// clientConfigurationFile writes a talosconfig with one context.
func clientConfigurationFile(params clientConfigurationParams) (clientConfigurationResult, error) {
	if params.ClusterName == "" {
		return clientConfigurationResult{}, errors.New("clusterName must not be empty")
	}

	config := clientconfig.NewConfig(params.ClusterName, params.Endpoints,
		params.ClientConfiguration.CACertificate,
		&x509.PEMEncodedCertificateAndKey{
			Crt: params.ClientConfiguration.ClientCertificate,
			Key: params.ClientConfiguration.ClientKey,
		})
	config.Contexts[params.ClusterName].Nodes = params.Nodes

	text, err := config.Bytes()

	return clientConfigurationResult{string(text)}, err
}

// generateKubeconfig signs an administrator's client certificate with the
// cluster's Kubernetes CA, with the names, usages and life time Talos gives it.
func generateKubeconfig(params kubeconfigParams) (kubeconfigResult, error) {
	if params.ClusterName == "" || params.Endpoint == "" {
		return kubeconfigResult{}, errors.New("clusterName and endpoint must not be empty")
	}

	bundle, err := params.MachineSecrets.bundle()
	if err != nil {
		return kubeconfigResult{}, err
	}

	ca, err := x509.NewCertificateAuthorityFromCertificateAndKey(bundle.Certs.K8s)
	if err != nil {
		return kubeconfigResult{}, fmt.Errorf("machineSecrets.certs.k8s: %w", err)
	}

	now := time.Now()

	keyPair, err := x509.NewKeyPair(ca,
		x509.CommonName(constants.KubernetesAdminCertCommonName),
		x509.Organization(constants.KubernetesAdminCertOrganization),
		x509.NotBefore(now.Add(-clockSkew)),
		x509.NotAfter(now.Add(constants.KubernetesAdminCertDefaultLifetime)),
		x509.KeyUsage(stdx509.KeyUsageDigitalSignature|stdx509.KeyUsageKeyEncipherment),
		x509.ExtKeyUsage([]stdx509.ExtKeyUsage{stdx509.ExtKeyUsageClientAuth}),
	)
	if err != nil {
		return kubeconfigResult{}, err
	}

	admin := x509.NewCertificateAndKeyFromKeyPair(keyPair)
	client := kubernetesClientConfiguration{params.Endpoint, bundle.Certs.K8s.Crt, admin.Crt, admin.Key}

	text, err := yaml.Marshal(newKubeconfig(params.ClusterName, client))

	return kubeconfigResult{string(text), client}, err
}
