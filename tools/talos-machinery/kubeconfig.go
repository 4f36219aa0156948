package main

import "encoding/base64"

// kubeconfig is the part of a Kubernetes client configuration file that Talos
// writes, in Talos' order of keys.
type kubeconfig struct {
	APIVersion     string              `yaml:"apiVersion"`
	Kind           string              `yaml:"kind"`
	Clusters       []kubeconfigCluster `yaml:"clusters"`
	Users          []kubeconfigUser    `yaml:"users"`
	Contexts       []kubeconfigContext `yaml:"contexts"`
	CurrentContext string              `yaml:"current-context"`
}

type kubeconfigCluster struct {
	Name    string `yaml:"name"`
	Cluster struct {
		Server                   string `yaml:"server"`
		CertificateAuthorityData string `yaml:"certificate-authority-data"`
	} `yaml:"cluster"`
}

type kubeconfigUser struct {
	Name string `yaml:"name"`
	User struct {
		ClientCertificateData string `yaml:"client-certificate-data"`
		ClientKeyData         string `yaml:"client-key-data"`
	} `yaml:"user"`
}

type kubeconfigContext struct {
	Context struct {
		Cluster   string `yaml:"cluster"`
		Namespace string `yaml:"namespace"`
		User      string `yaml:"user"`
	} `yaml:"context"`
	Name string `yaml:"name"`
}

func newKubeconfig(clusterName string, client kubernetesClientConfiguration) kubeconfig {
	admin := "admin@" + clusterName
	encode := base64.StdEncoding.EncodeToString

	cluster := kubeconfigCluster{Name: clusterName}
	cluster.Cluster.Server = client.Host
	cluster.Cluster.CertificateAuthorityData = encode(client.CACertificate)

	user := kubeconfigUser{Name: admin}
	user.User.ClientCertificateData = encode(client.ClientCertificate)
	user.User.ClientKeyData = encode(client.ClientKey)

	context := kubeconfigContext{Name: admin}
	context.Context.Cluster = clusterName
	context.Context.Namespace = "default"
	context.Context.User = admin

	return kubeconfig{
		APIVersion:     "v1",
		Kind:           "Config",
		Clusters:       []kubeconfigCluster{cluster},
		Users:          []kubeconfigUser{user},
		Contexts:       []kubeconfigContext{context},
		CurrentContext: admin,
	}
}
