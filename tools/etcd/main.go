// The etcd server, as upstream's own main package starts it; upstream's main lies
// in a module that cannot be built from outside its repository.
package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() {
	etcdmain.Main(os.Args)
}
