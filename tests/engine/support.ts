import { spawnSync } from "node:child_process";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { apps } from "../../apps";
import type { AnyApp } from "../../catalogue/app-spec";
import { Homelab } from "../../components/homelab";
import { readHomelab } from "../../config/read";
import { admissionPolicies } from "../../policies/admission/policies";
import type { RealSources } from "../../rehearsal/real/cluster";
import { Rehearsal } from "../../rehearsal/rehearsal";
import { repository, sampleSecrets, shippedConfig } from "../support/shipped-program";

/** Changes the properties or options of one resource before it is registered. */
export type Edit = (args: pulumi.ResourceTransformationArgs) => void;

/** Edits by the resource's name, and where several share a name by `<last part of type>::<name>`. */
export type Edits = Readonly<Record<string, Edit>>;

export interface ShippedArgs {
    readonly edits?: Edits;
    /** Configuration by full key, in place of the shipped one's. */
    readonly config?: Readonly<Record<string, string>>;
    readonly judged?: boolean;
    /** @default the shipped ones */
    readonly with?: readonly AnyApp[];
    /** Puts a real control plane behind the played cluster. */
    readonly real?: RealSources;
}

/** The shipped stack on the real engine, its program edited on the way. */
export function openShipped(args: ShippedArgs = {}) {
    const { edits = {}, config, judged = false, with: list = apps, real } = args;
    const merged = { ...shippedConfig(), ...config };
    return Rehearsal.open({
        program: shipped(edits, list),
        ...(judged && { policyPack: join(repository, "policies") }),
        config: merged,
        secrets: sampleSecrets(merged, list),
        ...(real && { real }),
    });
}

function shipped(edits: Edits, list: readonly AnyApp[]): PulumiFn {
    return () => {
        const unused = new Set(Object.keys(edits));
        pulumi.runtime.registerStackTransformation(({ type, name, props, opts, ...rest }) => {
            const args = { type, name, props: props as Record<string, unknown>, opts, ...rest };
            // A component may have the name of what it is made of.
            const keys = type.startsWith("homelab:")
                ? []
                : [name, `${type.split(":").at(-1) ?? ""}::${name}`];
            for (const key of keys) {
                if (edits[key] !== undefined) {
                    unused.delete(key);
                    edits[key](args);
                }
            }
            return { props: args.props, opts: args.opts };
        });
        const { config, secrets } = readHomelab(list);
        const { kubeconfig, addresses } = new Homelab(config.cluster.name, {
            config,
            secrets,
            apps: list,
            admissionPolicies: admissionPolicies(list, config.exemptions),
        });
        if (unused.size > 0) {
            throw new Error(`No resource is called ${[...unused].join(", ")}.`);
        }
        return Promise.resolve({ kubeconfig, addresses });
    };
}

/** describe() for what needs the engine; without the built tools, a skip that says so. */
export function describeEngine(title: string, suite: () => void): void {
    const script = join(repository, "tools", "build.sh");
    const built = spawnSync("bash", [script, "--print", "pulumi", "talos-machinery"]).status === 0;
    if (built) {
        describe(title, suite);
    } else {
        test.skip(`${title} (the tools are not built; run make tools)`, () => undefined);
    }
}
