import type { StandIn } from "../provider/stand-in";
import type { RealCluster } from "../real/cluster";
import { cloudflare } from "./cloudflare";
import { command } from "./command";
import { dynamic } from "./dynamic";
import { grafana } from "./grafana";
import { gatewayApiManifest } from "./gateway-api-manifest";
import { kubernetes } from "./kubernetes";
import { proxmox } from "./proxmox";
import { random } from "./random";
import { strict } from "./sdk-inputs";
import { talos } from "./talos";
import { tls } from "./tls";

/**
 * Every provider that the program uses, played for one rehearsal.
 *
 * @param machinery path of `talos-machinery`.
 * @param real takes the Kubernetes objects, and notes what Talos took.
 */
export function standIns(machinery: string, real?: RealCluster): readonly StandIn[] {
    return [
        strict("@muhlba91/pulumi-proxmoxve", proxmox),
        strict("@pulumiverse/talos", talos(machinery, real?.ledger)),
        strict("@pulumi/cloudflare", cloudflare),
        strict("@pulumiverse/grafana", grafana),
        strict("@pulumi/random", random),
        strict("@pulumi/tls", tls),
        strict("@pulumi/command", command()),
        kubernetes(real),
        dynamic({
            "pulumi-nodejs:dynamic/homelab:PinnedManifest": gatewayApiManifest(real?.definitions),
        }),
    ];
}
