import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { startCluster } from "../../../rehearsal/datacenter/cluster-life";
import { RealCluster } from "../../../rehearsal/real/cluster";
import { kubernetes } from "../../../rehearsal/stand-ins/kubernetes";
import { Stage } from "../unit/stage";

const tools = ["kubernetes", "etcd", "helm", "sealed-secrets", "river"];
const script = join(__dirname, "..", "..", "..", "tools", "build.sh");
const built = spawnSync("bash", [script, "--print", ...tools], { encoding: "utf8" }).status === 0;

/** describe() for what needs real servers; where they are not built, a skip that says so. */
export function describeReal(title: string, suite: () => void): void {
    if (built) {
        describe(title, suite);
    } else {
        test.skip(`${title} (the real servers are not built; run make real-tools)`, () =>
            undefined);
    }
}

/** A real control plane, and a stand-in in front of it whose played cluster runs too. */
export async function realStage(): Promise<{ cluster: RealCluster; stage: Stage }> {
    const cluster = await RealCluster.start({});
    const stage = new Stage(kubernetes(cluster));
    startCluster(stage.datacenter, "10.0.0.21");
    return { cluster, stage };
}
