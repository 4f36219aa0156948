import type { AnyApp } from "../../catalogue/app-spec";
import type { RehearsedStack } from "../engine/stack";
import type { RealCluster } from "./cluster";
import type { Place } from "./isolation/places";

/** What came of asking the real servers one question. */
export interface CheckResult {
    readonly name: string;
    /** What was looked at, in numbers. */
    readonly summary: string;
    readonly problems: readonly string[];
}

/** The stack that is up, and what it stands on. */
export interface Standing {
    readonly real: RealCluster;
    readonly stack: RehearsedStack;
    /** The apps that run. */
    readonly apps: readonly AnyApp[];
    /** Where traffic may come from and go to outside of the pods' network. */
    readonly places: readonly Place[];
}

/** A question to the real servers while the whole stack is up. */
export interface Check {
    readonly name: string;
    readonly run: (standing: Standing) => Promise<Omit<CheckResult, "name">>;
}
