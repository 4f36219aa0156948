import { setTimeout as wait } from "node:timers/promises";

/** What a provider is about to do. */
export type Operation = "create" | "read" | "update" | "delete" | "invoke";

interface PlannedFailure {
    readonly type: string;
    readonly operation: Operation;
    readonly message: string;
    /** Whether the work is done and only the answer is lost. */
    readonly afterwards: boolean;
    /** Calls still to come before the failing one. */
    remaining: number;
}

/** Trouble that a test arranges: failing calls, lost answers, silent or slow APIs. */
export class Faults {
    private planned: PlannedFailure[] = [];
    private readonly down = new Map<string, string>();
    private readonly delays = new Map<string, number>();

    /** Fails the `nth` call (1 is the next) of an operation on a resource type. */
    fail(
        operation: Operation,
        type: string,
        options: { nth?: number; message?: string } = {},
    ): void {
        this.plan(operation, type, options, false);
    }

    /** The `nth` call does its work, but the engine gets an error for an answer. */
    loseAnswer(
        operation: Operation,
        type: string,
        options: { nth?: number; message?: string } = {},
    ): void {
        this.plan(operation, type, options, true);
    }

    /** Every call to a package fails until {@link restore}. */
    unreachable(packageName: string, message = "dial tcp: connect: no route to host"): void {
        this.down.set(packageName, message);
    }

    /** Every call to a package takes at least this many milliseconds. */
    slow(packageName: string, milliseconds: number): void {
        this.delays.set(packageName, milliseconds);
    }

    /** Ends the trouble of one package, or all trouble. */
    restore(packageName?: string): void {
        if (packageName === undefined) {
            this.planned = [];
            this.down.clear();
            this.delays.clear();
        } else {
            this.down.delete(packageName);
            this.delays.delete(packageName);
        }
    }

    /** Called before the work; throws when the call is to fail. */
    async before(operation: Operation, type: string): Promise<void> {
        const packageName = type.split(":")[0] ?? type;
        const delay = this.delays.get(packageName);
        if (delay !== undefined) {
            await wait(delay);
        }
        const reason = this.down.get(packageName);
        if (reason !== undefined) {
            throw new Error(`${packageName}: ${reason}`);
        }
        this.strike(operation, type, false);
    }

    /** Called after the work; throws when the answer is to be lost. */
    after(operation: Operation, type: string): void {
        this.strike(operation, type, true);
    }

    private plan(
        operation: Operation,
        type: string,
        {
            nth = 1,
            message = "the API answered 500 Internal Server Error",
        }: { nth?: number; message?: string },
        afterwards: boolean,
    ): void {
        this.planned.push({ operation, type, message, afterwards, remaining: nth - 1 });
    }

    /** Every failure that is meant counts the call, also one that another failure strikes. */
    private strike(operation: Operation, type: string, afterwards: boolean): void {
        const due = this.planned.filter(
            (failure) =>
                failure.operation === operation &&
                failure.type === type &&
                failure.afterwards === afterwards &&
                failure.remaining-- === 0,
        );
        const [first] = due;
        if (first !== undefined) {
            this.planned = this.planned.filter((failure) => !due.includes(failure));
            throw new Error(first.message);
        }
    }
}
