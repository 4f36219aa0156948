import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { dataLabels } from "../../../catalogue/labels";
import type { DataAsset } from "../../../catalogue/data-asset";
import { Sealing } from "./sealing";

export interface SealedSecretArgs {
    readonly namespace: string;
    /** Certificate that seals; its key opens. */
    readonly certificate: pulumi.Input<string>;
    /** The catalogue's entry for these credentials. */
    readonly asset: Pick<DataAsset, "id" | "classification" | "backup">;
    /** Plaintext by key. The keys are known at preview, the values need not be. */
    readonly values: Readonly<Record<string, pulumi.Input<string>>>;
    /** Labels of the Secret besides those of its data. */
    readonly labels?: Readonly<Record<string, string>>;
    /** @default "Opaque" */
    readonly type?: string;
}

/**
 * Credentials in the cluster: a SealedSecret in strict scope, safe to keep in Git, from which the
 * controller makes the Secret of the same name.
 */
export class SealedSecret extends pulumi.ComponentResource {
    /** Name of the Secret. */
    readonly secretName: string;

    constructor(name: string, args: SealedSecretArgs, opts?: pulumi.ComponentResourceOptions) {
        super(
            "homelab:platform:SealedSecret",
            name,
            { namespace: args.namespace, name, keys: Object.keys(args.values) },
            opts,
        );
        this.secretName = name;

        const sealing = new Sealing(
            `${name}-sealing`,
            { certificate: args.certificate, namespace: args.namespace, name, values: args.values },
            { parent: this },
        );
        const labels = dataLabels(args.asset);
        new k8s.apiextensions.CustomResource(
            name,
            {
                apiVersion: "bitnami.com/v1alpha1",
                kind: "SealedSecret",
                metadata: { name, namespace: args.namespace, labels },
                spec: {
                    encryptedData: Object.fromEntries(
                        Object.keys(args.values).map((key) => [
                            key,
                            sealing.sealed.apply((sealed) => sealed[key] ?? ""),
                        ]),
                    ),
                    template: {
                        metadata: {
                            name,
                            namespace: args.namespace,
                            labels: { ...labels, ...args.labels },
                        },
                        type: args.type ?? "Opaque",
                    },
                },
            },
            { parent: this },
        );
        this.registerOutputs({ secretName: name, namespace: args.namespace });
    }
}
