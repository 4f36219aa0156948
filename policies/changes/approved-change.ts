import { isDay } from "../../shared/day";
import { at, isList, textAt } from "../engine/read";
import { plainValue, type Value } from "../engine/value";

export type Destruction = "delete" | "replace";

/** A change that destroys something, and that the owner means. */
export interface ApprovedChange {
    /** Name, `type::name` or URN of one resource; no pattern. */
    readonly resource: string;
    readonly operation: Destruction;
    readonly reason: string;
    /** Last day, `YYYY-MM-DD`. */
    readonly until: string;
}

/**
 * Reads `homelab:approvedChanges` from a stack's configuration, where it is JSON text; entries that
 * are none approve nothing.
 */
export function readApprovedChanges(json: string | undefined): readonly ApprovedChange[] {
    const source = parsed(json);
    return isList(source) ? source.flatMap(approvedChangeOf) : [];
}

function parsed(json: string | undefined): Value {
    try {
        return json === undefined ? undefined : plainValue(JSON.parse(json));
    } catch {
        return undefined;
    }
}

function approvedChangeOf(source: Value): readonly ApprovedChange[] {
    const resource = textAt(source, "resource");
    const operation = at(source, "operation");
    const reason = textAt(source, "reason");
    const until = textAt(source, "until");
    return resource === undefined ||
        resource.includes("*") ||
        (operation !== "delete" && operation !== "replace") ||
        reason === undefined ||
        until === undefined ||
        !isDay(until)
        ? []
        : [{ resource, operation, reason, until }];
}
