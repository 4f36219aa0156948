import { randomBytes } from "node:crypto";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { Datacenter } from "./datacenter/datacenter";
import { enterIsolation } from "./engine/environment";
import { installPolicyHost } from "./engine/policy-host";
import { makeScratch, type Scratch } from "./engine/scratch";
import { RehearsedStack } from "./engine/stack";
import { toolPath } from "./engine/tools";
import { filesBelow, findLeaks, type Leak } from "./leaks/leak-scan";
import { type SecretValue, secretValues } from "./leaks/secret-values";
import { type ProviderServer, serveStandIns } from "./provider/server";
import { RealCluster, type RealSources } from "./real/cluster";
import { standIns } from "./stand-ins";

export interface RehearsalArgs {
    readonly program: PulumiFn;
    /** Folder of the policy pack, without which nothing is judged. */
    readonly policyPack?: string;
    /** The pack's configuration by policy. */
    readonly policyConfig?: Readonly<Record<string, object>>;
    /** Plain configuration by full key, e.g. `homelab:network`. */
    readonly config?: Readonly<Record<string, string>>;
    /** Secret configuration by key without `homelab:`. */
    readonly secrets?: Readonly<Record<string, string>>;
    /** Puts a real control plane behind the played cluster. */
    readonly real?: RealSources;
}

/** Pulumi's project name; the same as in Pulumi.yaml. */
const project = "homelab";

/**
 * A stack on the real engine in front of an embedded datacenter. Nothing of the user's is read,
 * nothing is contacted, and everything is gone after {@link close}.
 */
export class Rehearsal {
    readonly stack: RehearsedStack;
    readonly datacenter: Datacenter;
    /** Where the program's Kubernetes objects really are; absent in a rehearsal that plays them. */
    readonly real: RealCluster | undefined;
    private readonly scratch: Scratch;
    private readonly server: ProviderServer;
    private readonly leaveIsolation: () => void;
    private readonly configured: SecretValue[];

    private constructor(parts: {
        stack: RehearsedStack;
        datacenter: Datacenter;
        real: RealCluster | undefined;
        scratch: Scratch;
        server: ProviderServer;
        leaveIsolation: () => void;
        configured: SecretValue[];
    }) {
        this.stack = parts.stack;
        this.datacenter = parts.datacenter;
        this.real = parts.real;
        this.scratch = parts.scratch;
        this.server = parts.server;
        this.leaveIsolation = parts.leaveIsolation;
        this.configured = parts.configured;
    }

    /** @throws Error saying what to build when a tool is missing. */
    static async open(args: RehearsalArgs): Promise<Rehearsal> {
        const pulumi = toolPath("pulumi");
        const machinery = toolPath("talos-machinery");
        const scratch = makeScratch();
        symlinkSync(pulumi, join(scratch.programs, "pulumi"));
        installPolicyHost(scratch);
        const datacenter = new Datacenter(scratch.world);
        const real = args.real && (await RealCluster.start(args.real));
        real?.enliven(datacenter);
        const server = await serveStandIns(standIns(machinery, real), datacenter);
        const passphrase = randomBytes(24).toString("base64url");
        const leaveIsolation = enterIsolation(scratch, {
            PULUMI_CONFIG_PASSPHRASE: passphrase,
            PULUMI_DEBUG_PROVIDERS: server.debugProviders,
        });
        const stack = await RehearsedStack.create({ scratch, project, name: "homelab", ...args });
        await stack.configure(configMap(args));
        const configured = [
            { source: "passphrase of the state", value: passphrase },
            ...secretsIn(args),
        ];
        return new Rehearsal({
            ...{ stack, datacenter, real, scratch },
            ...{ server, leaveIsolation, configured },
        });
    }

    /** Gives the stack other configuration, in place of all it had. */
    async reconfigure(args: Pick<RehearsalArgs, "config" | "secrets">): Promise<void> {
        this.configured.push(...secretsIn(args));
        await this.stack.reconfigure(configMap(args));
    }

    /** Searches all that was written and printed so far for secrets. */
    async findLeaks(secrets?: readonly SecretValue[]): Promise<Leak[]> {
        this.datacenter.flush();
        return findLeaks(secrets ?? (await this.knownSecrets()), [
            ...filesBelow(this.scratch.root),
            ...this.stack.transcript.map((text, i) => ({ place: `output ${i + 1}`, text })),
        ]);
    }

    /** The secrets of the configuration and those that the stack holds now. */
    async knownSecrets(): Promise<readonly SecretValue[]> {
        return [...this.configured, ...secretValues(await this.stack.exportState())];
    }

    async close(): Promise<void> {
        this.leaveIsolation();
        await this.server.close();
        await this.real?.stop();
        this.scratch.remove();
    }
}

function secretsIn({ secrets = {} }: Pick<RehearsalArgs, "secrets">): readonly SecretValue[] {
    return Object.entries(secrets).map(([key, value]) => ({ source: `homelab:${key}`, value }));
}

function configMap({ config = {}, secrets = {} }: Pick<RehearsalArgs, "config" | "secrets">) {
    const plain = Object.entries(config).map(([key, value]) => [key, { value }]);
    const secret = Object.entries(secrets).map(([key, value]) => [
        `homelab:${key}`,
        { value, secret: true },
    ]);
    return Object.fromEntries([...plain, ...secret]) as Record<string, { value: string }>;
}
