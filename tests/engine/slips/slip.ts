import type { ResourceTransformationArgs } from "@pulumi/pulumi";
import { parsePath, setAt } from "../../../rehearsal/provider/path";
import type { Value } from "../../../rehearsal/provider/value";
import type { Edit } from "../support";

/** Sets one property; `undefined` takes it away. */
export const set =
    (path: string, value: Value | undefined): Edit =>
    ({ props }: ResourceTransformationArgs) => {
        setAt(props, parsePath(path), value);
    };

/** A mistake in the program, and what a rule says about it. */
export interface Slip {
    readonly rule: string;
    /** Name of the resource that is edited, with its type where that is not enough. */
    readonly on: string;
    /** Resource that the rule names, if it is another one. */
    readonly reportedOn?: string;
    /** Part of the message that says what to do. */
    readonly remedy: string;
    readonly edit: Edit;
}
