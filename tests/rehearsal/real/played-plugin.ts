import { Datacenter } from "../../../rehearsal/datacenter/datacenter";
import { startCluster } from "../../../rehearsal/datacenter/cluster-life";
import { serveStandIns } from "../../../rehearsal/provider/server";
import { kubernetes } from "../../../rehearsal/stand-ins/kubernetes";

/** Serves a played Kubernetes provider as a plugin does, in a process and a cluster of its own. */
export async function servePlugin(): Promise<void> {
    const datacenter = new Datacenter();
    startCluster(datacenter, "10.0.0.21");
    const { debugProviders } = await serveStandIns([kubernetes()], datacenter);
    console.log(debugProviders.split(":").at(-1));
}
