import type { Conditional } from "./app-options";
import type { BackupPriority } from "./data-asset";
import type { Retention, Size } from "./units";

/** Confidential data states how it is backed up; for the rest `none` is assumed. */
type BackupDecision =
    | {
          readonly classification: "sensitive" | "credentials";
          readonly backup: BackupPriority;
      }
    | {
          readonly classification: "public" | "internal";
          /** @default "none" */
          readonly backup?: BackupPriority;
      };

interface Described extends Conditional {
    /** What it is, in the owner's words. */
    readonly title: string;
    readonly retention: Retention;
    /** About a person. @default false */
    readonly personal?: boolean;
}

/** Files in a volume claim of their own. */
export type VolumeData = Described &
    BackupDecision & {
        readonly kind: "volume";
        readonly size: Size;
        /** User and group that its files belong to; who copies them takes their place. @default 1000 */
        readonly user?: number;
    };

/** A PostgreSQL database of its own (one CloudNativePG cluster). */
export type PostgresData = Described &
    BackupDecision & {
        readonly kind: "postgres";
        readonly size: Size;
        /** Operand image with tag; its major version and extensions are the app's business. */
        readonly image: string;
        /** Created in this order when the database is born. */
        readonly extensions?: readonly string[];
        readonly preloadLibraries?: readonly string[];
        /** Server settings beside the house's own. */
        readonly parameters?: Readonly<Record<string, string>>;
    };

/** A SQLite file inside one of the app's volumes. */
export type SqliteData = Described &
    BackupDecision & {
        readonly kind: "sqlite";
        readonly storedIn: string;
        /** Path of the file in that volume; absent where the app makes consistent copies itself. */
        readonly file?: string;
    };

/** A Redis-compatible cache or job queue (Valkey). */
export type CacheData = Described &
    BackupDecision & { readonly kind: "cache"; readonly size: Size };

/** Where a credential comes from: made by the program, or a secret key of the stack's configuration. */
export type CredentialSource =
    | { readonly generate: { readonly length: number } }
    | {
          readonly config: string;
          /** How the owner comes by it, as a sentence without its full stop. */
          readonly make?: string;
          /** A value of another form is refused. */
          readonly form?: CredentialForm;
          /** Switches that a JSON object must have, by key; without one the app does otherwise. */
          readonly holds?: Readonly<Record<string, boolean>>;
      };

/** Forms of configured credentials that are checked before they are used. */
export type CredentialForm = "JSON object" | "https address";

/** Credentials, delivered as one SealedSecret. */
export interface SecretData extends Described {
    readonly kind: "secret";
    readonly classification: "credentials";
    readonly backup: BackupPriority;
    readonly keys: Readonly<Record<string, CredentialSource>>;
}

/** Data the app computes from other data and keeps inside one of its stores. */
export type DerivedData = Described &
    BackupDecision & {
        readonly kind: "derived";
        readonly storedIn: string;
        /** Data that it holds in another form, such as the database that a dump is of. */
        readonly copyOf?: string;
        /** Scheduled job of the app that makes it; absent where the app does so itself. */
        readonly madeBy?: string;
    };

/** Data fetched from elsewhere that can be fetched again. */
export type ArtifactData = Described &
    BackupDecision & {
        readonly kind: "artifact";
        readonly storedIn?: string;
        /** Data that it holds in another form, such as the flows that were pushed to Git. */
        readonly copyOf?: string;
        /** Scheduled job of the app that makes it; absent where something else does. */
        readonly madeBy?: string;
    };

export type AppData = Readonly<
    Record<
        string,
        VolumeData | PostgresData | SqliteData | CacheData | SecretData | DerivedData | ArtifactData
    >
>;

/** The names of those entries of `D` that are of kind `K`. */
export type NamesOfKind<D extends AppData, K extends AppData[string]["kind"]> = {
    [N in keyof D]: D[N]["kind"] extends K ? N : never;
}[keyof D] &
    string;
