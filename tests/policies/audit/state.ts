import type { StateCheck } from "../../../policies/audit/check";
import { readState } from "../../../policies/state/exported-state";
import { context } from "../support";

/** A resource as a state holds it. */
export interface Stored {
    readonly type: string;
    readonly name: string;
    readonly id?: string;
    readonly inputs?: object;
    readonly outputs?: object;
    readonly protect?: boolean;
    /** RFC 3339 */
    readonly created?: string;
}

export function secret(value: unknown): object {
    return {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        plaintext: JSON.stringify(value),
    };
}

export function stateOf(...resources: readonly Stored[]) {
    return readState({
        deployment: {
            resources: resources.map(({ name, ...rest }) => ({
                urn: `urn:pulumi:homelab::homelab::${rest.type}::${name}`,
                ...rest,
            })),
        },
    });
}

/** What a check says of a state: names of what it judged, and its sentences. */
export function checked(
    check: StateCheck,
    resources: readonly Stored[],
    now = new Date("2026-06-15T12:00:00Z"),
) {
    const { judged, findings } = check.judge(stateOf(...resources), context, now);
    return {
        judged: judged.map((urn) => urn.split("::").at(-1)),
        says: findings.map(({ message }) => message),
    };
}
