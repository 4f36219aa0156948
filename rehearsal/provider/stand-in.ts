import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import type { Datacenter } from "../datacenter/datacenter";
import type { Fields, Path, Properties } from "./value";

/** Why the inputs of a resource are not acceptable. */
export interface Problem {
    readonly property: string;
    readonly reason: string;
}

/** The resource that a call is about. */
export interface Subject {
    readonly urn: string;
    /** Type token, e.g. `random:index/randomPassword:RandomPassword`. */
    readonly type: string;
    /** Logical name. */
    readonly name: string;
    readonly datacenter: Datacenter;
}

export interface CheckCall extends Subject {
    readonly inputs: Fields;
    /** Inputs of the last run; empty for a new resource. */
    readonly olds: Fields;
}

export interface CreateCall extends Subject {
    readonly inputs: Fields;
    /** Patterns of what is secret in inputs and outputs; not all of it need exist. */
    readonly secrets: readonly Path[];
}

export interface ExistingCall extends Subject {
    readonly id: string;
    /** State of the last run. */
    readonly outputs: Fields;
    readonly inputs: Fields;
    readonly secrets: readonly Path[];
}

export interface UpdateCall extends ExistingCall {
    /** Inputs of the last run. */
    readonly declared: Fields;
}

export interface Created {
    readonly id: string;
    readonly outputs: Fields;
}

export interface Found {
    readonly outputs: Fields;
    readonly inputs: Fields;
}

/** How one resource type behaves. Paths are patterns such as `spec.rules[*].host`. */
export interface ResourceKind {
    readonly required?: readonly string[];
    /** A change here replaces the resource. */
    readonly forceNew?: readonly string[];
    /** Outputs that nobody knows before the resource exists. */
    readonly computed?: readonly string[];
    /** Outputs that an update makes anew, unknown in its preview. */
    readonly recomputed?: readonly string[];
    /** Outputs that are secret whatever the inputs are. */
    readonly secrets?: readonly string[];
    /** Fills in defaults; unknown values may be anywhere. */
    complete?(call: CheckCall): Fields;
    /** What the upstream API would refuse; unknown values are given the benefit of the doubt. */
    problems?(call: CheckCall): readonly Problem[];
    /** Further paths that force a replacement, where that depends on values. */
    replaces?(olds: Fields, news: Fields, changed: readonly Path[], id: string): readonly Path[];
    /** Whether the old object must go first because the new one needs its name. */
    deletesFirst?(news: Fields): boolean;
    create(call: CreateCall): Created | Promise<Created>;
    /** `undefined` when the object is gone. Without it, state is taken for truth. */
    read?(call: ExistingCall): Found | undefined | Promise<Found | undefined>;
    update?(call: UpdateCall): Fields | Promise<Fields>;
    /** What the upstream API is asked in a preview of an update; unknown values may be anywhere. */
    dryRun?(call: UpdateCall): void;
    delete?(call: ExistingCall): void | Promise<void>;
    /** Decides on changes itself; only dynamic resources do. */
    changes?(call: UpdateCall): Promise<{ changed: boolean; replaces: readonly string[] }>;
}

export interface InvokeCall {
    readonly args: Fields;
    readonly datacenter: Datacenter;
}

/** A function of a package. */
export interface InvokedFunction {
    readonly required?: readonly string[];
    readonly secrets?: readonly string[];
    call(call: InvokeCall): Fields | Promise<Fields>;
}

/** What a provider plugin answers, by the name of the method. */
export type Service = UntypedServiceImplementation;

/** Plays one provider plugin. */
export interface StandIn {
    /** Package name, e.g. `kubernetes`. */
    readonly name: string;
    readonly version: string;
    readonly requiredConfig?: readonly string[];
    /** The behaviour of a type; throws for types the package does not have. */
    kind(type: string): ResourceKind;
    readonly functions?: Readonly<Record<string, InvokedFunction>>;
    /** Puts something in front of what is played. */
    wrap?(played: Service, datacenter: Datacenter): Service;
    configure?(config: Properties, datacenter: Datacenter): void;
    close?(): void | Promise<void>;
}
