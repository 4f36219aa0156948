// The Sealed Secrets controller's own loop against any API server. Upstream's main
// starts only inside a pod, because it reads its access from a fixed path; what is
// started here is the same controller, given its access by a file.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/bitnami/sealed-secrets/pkg/client/clientset/versioned"
	sealed "github.com/bitnami/sealed-secrets/pkg/client/informers/externalversions"
	"github.com/bitnami/sealed-secrets/pkg/controller"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

// As upstream's defaults are.
const (
	keyBits    = 4096
	keyOrder   = "CertNotBefore"
	maxRetries = 5
)

func main() {
	kubeconfig := flag.String("kubeconfig", "", "file with the access to the API server")
	namespace := flag.String("namespace", "sealed-secrets", "namespace of the sealing keys")
	flag.Parse()
	if err := run(*kubeconfig, *namespace); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run unseals until it is told to end. It makes no key: one that nobody backs up
// would seal what nobody can open again.
func run(kubeconfig, namespace string) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	// A whole homelab arrives at once.
	config.QPS, config.Burst = 100, 200
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	sealedClient, err := versioned.NewForConfig(config)
	if err != nil {
		return err
	}
	keys := informers.NewSharedInformerFactoryWithOptions(client, 0,
		informers.WithNamespace(namespace),
		informers.WithTweakListOptions(func(options *metav1.ListOptions) {
			options.LabelSelector = controller.SealedSecretsKeyLabel + "=active"
		}))
	loop, err := controller.NewController(
		client, sealedClient,
		sealed.NewSharedInformerFactory(sealedClient, 0),
		informers.NewSharedInformerFactory(client, 0),
		keys,
		controller.NewKeyRegistry(client, namespace, "sealed-secrets-key", controller.SealedSecretsKeyLabel, keyBits),
		maxRetries, keyOrder)
	if err != nil {
		return err
	}
	stop := make(chan struct{})
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		<-signals
		close(stop)
	}()
	loop.Run(stop)
	return nil
}
