import * as pulumi from "@pulumi/pulumi";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { chartRelease } from "../chart";
import { IsolatedNamespace } from "../namespace";
import { networkPolicy, type Peer } from "../network-policy";
import { SealingKey } from "./sealing-key";

const chart = {
    chart: "sealed-secrets",
    repository: "https://bitnami.github.io/sealed-secrets",
    version: "2.19.1",
} as const;

/** The keys of the chart that are set; see its values.yaml. */
interface SealedSecretsValues {
    readonly fullnameOverride: string;
    readonly keyrenewperiod: string;
    readonly resources: {
        readonly requests: { readonly cpu: string; readonly memory: string };
        readonly limits: { readonly memory: string };
    };
}

export interface SealedSecretsArgs {
    readonly apiServer: Peer;
    readonly protected: boolean;
}

/** The controller that opens SealedSecrets, started with our own key and told never to make another. */
export class SealedSecrets extends pulumi.ComponentResource {
    readonly certificate: pulumi.Output<string>;
    /** Opens everything that was sealed, PEM; secret. */
    readonly sealingKey: pulumi.Output<string>;

    constructor(name: string, args: SealedSecretsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:SealedSecrets", name, { protected: args.protected }, opts);

        const home = new IsolatedNamespace(
            name,
            { classification: "credentials", podSecurity: "restricted", protected: args.protected },
            { parent: this },
        );
        const inside = { parent: this, dependsOn: home.ready };
        const allowed = networkPolicy(
            "controller",
            {
                namespace: name,
                pods: { "app.kubernetes.io/name": "sealed-secrets" },
                egress: [{ peers: [args.apiServer], ports: [6443] }],
            },
            inside,
        );
        const key = new SealingKey(
            "sealing-key",
            { namespace: name, protected: args.protected },
            inside,
        );
        chartRelease<SealedSecretsValues>(
            name,
            {
                chart,
                namespace: name,
                values: {
                    fullnameOverride: "sealed-secrets-controller",
                    keyrenewperiod: "0",
                    resources: platformPods.secrets.controller.containers.controller,
                },
            },
            // A controller that starts before the key makes one of its own, which nobody backs up.
            { parent: this, dependsOn: [...home.ready, allowed, key.secret] },
        );
        this.certificate = key.certificate;
        this.sealingKey = key.privateKey;
        this.registerOutputs({ certificate: this.certificate });
    }
}
