import { join } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { Rehearsal } from "../../rehearsal/rehearsal";
import { shippedStack } from "../../rehearsal/shipped-stack";
import { type BaseTree, checkOutBase } from "./base-tree";
import type { Preview } from "./preview-stack";

type ShippedStack = ReturnType<typeof shippedStack>;

/**
 * Previews the shipped stack in front of the embedded datacenter: no cluster, no account and no
 * secret is needed.
 *
 * @param base commit whose program and configuration are brought up there first, so that the preview
 * is of what this tree changes; without it nothing exists yet, and nothing can be lost.
 * @throws Error when the base is not there or cannot be brought up.
 */
export async function previewOffline(
    repository: string,
    base: string | undefined,
): Promise<Preview> {
    const tree = base === undefined ? undefined : checkOutBase(repository, base);
    try {
        return await (tree === undefined
            ? previewOfNothing(repository)
            : previewOver(tree, repository));
    } finally {
        tree?.remove();
    }
}

async function previewOfNothing(repository: string): Promise<Preview> {
    const shipped = shippedStack(repository);
    const rehearsal = await Rehearsal.open({
        ...shipped,
        policyPack: join(repository, "policies"),
    });
    try {
        const outcome = await rehearsal.stack.preview();
        return {
            ...{ outcome, state: { deployment: null }, config: shipped.config },
            notes: ["Nothing was there to be lost: BASE names a commit to compare with."],
        };
    } finally {
        await rehearsal.close();
    }
}

async function previewOver(tree: BaseTree, repository: string): Promise<Preview> {
    const before = stackOfBase(tree);
    const after = shippedStack(repository);
    let program: PulumiFn = before.program;
    const rehearsal = await Rehearsal.open({
        ...before,
        program: () => program(),
        policyPack: join(repository, "policies"),
    });
    const { stack } = rehearsal;
    try {
        const brought = await stack.up({ unjudged: true });
        if (!brought.succeeded) {
            throw new Error(`${tree.title} cannot be brought up: ${brought.error}`);
        }
        const state = JSON.parse(await stack.cli(["stack", "export"])) as unknown;
        // The engine ends at the first thing that is protected; the gate is to tell all of them.
        await stack.cli(["state", "unprotect", "--all", "--yes"]);
        program = after.program;
        await rehearsal.reconfigure({
            config: after.config,
            secrets: { ...after.secrets, ...known(before.secrets, after.secrets) },
        });
        const outcome = await stack.preview();
        return {
            ...{ outcome, state, config: after.config },
            notes: [`Compared with ${tree.title}, brought up for it.`, ...tree.notes],
        };
    } finally {
        await rehearsal.close();
    }
}

/** What the commit itself says it ships: its configuration may have another shape than this tree's. */
function stackOfBase({ folder, title }: BaseTree): ShippedStack {
    try {
        // eslint-disable-next-line @typescript-eslint/no-require-imports
        const shipped = require(join(folder, "rehearsal/shipped-stack.ts")) as {
            shippedStack: (repository: string) => ShippedStack;
        };
        return shipped.shippedStack(folder);
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`${title} cannot be brought up: ${reason}`, { cause: error });
    }
}

/** Secrets are made up anew each time; what both need must not look changed. */
function known(
    before: Readonly<Record<string, string>>,
    after: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(before).filter(([key]) => key in after));
}
