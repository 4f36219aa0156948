import { rolesOf } from "../../catalogue/backup/targets";
import type { PlatformPart } from "../../catalogue/requests/demand";
import type { Draft } from "../salvage";
import { targetsOf } from "./backup-targets";

/**
 * The parts of the platform that the configuration switches on; `undefined` while its backup targets
 * are wrong by themselves.
 */
export function partsOf(draft: Draft): readonly PlatformPart[] | undefined {
    const targets = targetsOf(draft);
    if (targets === undefined) {
        return undefined;
    }
    const { first, second, drive } = rolesOf(targets);
    const switched: Partial<Record<PlatformPart, boolean>> = {
        mesh: draft.network?.encryption === "ztunnel",
        tunnel: draft.cloudflare !== undefined,
        imageCache: draft.storage?.imageCache !== undefined,
        exporters: draft.observability?.grafanaCloud !== undefined,
        collector: draft.observability?.grafanaCloud !== undefined,
        gitops: draft.gitops !== undefined,
        firstBucket: first !== undefined,
        volumeCopies: (second ?? drive) !== undefined,
    };
    const always = [
        "network",
        "secrets",
        "certificates",
        "storage",
        "databaseOperator",
        "edge",
    ] as const;
    const chosen = Object.entries(switched).filter(([, on]) => on);
    return [...always, ...chosen.map(([part]) => part as PlatformPart)];
}
