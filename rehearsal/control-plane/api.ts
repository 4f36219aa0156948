import { Agent, request } from "node:https";
import { setTimeout as wait } from "node:timers/promises";
import { Refusal } from "./refusal";

/** An object as the API server takes and gives it. */
export interface KubernetesObject {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: {
        readonly name?: string;
        readonly namespace?: string;
        readonly labels?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
        readonly [field: string]: unknown;
    };
    readonly [field: string]: unknown;
}

/** What names an object. */
export type ObjectName = Pick<KubernetesObject, "apiVersion" | "kind" | "metadata">;

interface ApiResource {
    readonly name: string;
    readonly kind: string;
    readonly namespaced: boolean;
}

export interface ApiAccess {
    /** Such as `https://127.0.0.1:6443`. */
    readonly url: string;
    /** Certificate to be trusted, PEM. */
    readonly authority: string;
    /** Bearer token. */
    readonly token: string;
    /** Whom to pass for, with all rights; the bearer of the token without it. */
    readonly as?: string;
}

interface Answer {
    readonly status: number;
    readonly body: unknown;
}

export interface ApplyOptions {
    /** Whether the server only says what it would do. */
    readonly dryRun?: boolean;
}

/** Who owns the fields that are applied. */
const fieldManager = "homelab";
const masters = "system:masters";
const goneAfterSeconds = 120;

/**
 * Speaks to a Kubernetes API server as it is: objects are sent byte for byte, and no field is
 * dropped or renamed on the way, so that the server judges what the program wrote. See
 * docs/decisions/0070-speak-to-the-api-server-directly.md.
 */
export class KubernetesApi {
    readonly access: ApiAccess;
    private readonly agent: Agent;
    private readonly others = new Map<string, KubernetesApi>();
    private readonly known = new Map<string, readonly ApiResource[]>();

    constructor(access: ApiAccess) {
        this.access = access;
        this.agent = new Agent({ ca: access.authority, keepAlive: true, maxSockets: 16 });
    }

    /** The same server, spoken to as somebody else who may do everything. */
    as(user: string): KubernetesApi {
        const known = this.others.get(user) ?? new KubernetesApi({ ...this.access, as: user });
        this.others.set(user, known);
        return known;
    }

    /**
     * Creates an object or brings it to what is given, by server-side apply with strict validation:
     * unknown fields, duplicate fields and duplicate list keys are refused.
     *
     * @throws Refusal with the server's words.
     */
    async apply(
        object: KubernetesObject,
        { dryRun = false }: ApplyOptions = {},
    ): Promise<KubernetesObject> {
        const query = new URLSearchParams({
            fieldManager,
            force: "true",
            fieldValidation: "Strict",
        });
        if (dryRun) {
            query.set("dryRun", "All");
        }
        const path = `${await this.pathOf(object)}?${query.toString()}`;
        const body = JSON.stringify(object);
        return (await this.send(
            "PATCH",
            path,
            body,
            "application/apply-patch+yaml",
        )) as KubernetesObject;
    }

    /** `undefined` when there is no such object. */
    async read(name: ObjectName): Promise<KubernetesObject | undefined> {
        const path = await this.pathOf(name).catch(absent);
        return path === undefined
            ? undefined
            : ((await this.send("GET", path).catch(absent)) as KubernetesObject | undefined);
    }

    /** All objects of a kind, of all namespaces unless one is named. */
    async list(apiVersion: string, kind: string, namespace?: string): Promise<KubernetesObject[]> {
        const resource = await this.resource(apiVersion, kind);
        const place = namespace === undefined ? "" : `/namespaces/${namespace}`;
        const path = `${rootOf(apiVersion)}${place}/${resource.name}`;
        const { items } = (await this.send("GET", path)) as { items: KubernetesObject[] };
        // Lists leave out what each item has in common.
        return items.map((item) => ({ ...item, apiVersion, kind }));
    }

    /** Changes some fields of an object, or of its status, by JSON merge patch. */
    async merge(name: ObjectName, change: object, subresource = ""): Promise<void> {
        const path = `${await this.pathOf(name)}${subresource && `/${subresource}`}`;
        await this.send("PATCH", path, JSON.stringify(change), "application/merge-patch+json");
    }

    /** Sends an object to be answered, as reviews are. */
    async create(object: KubernetesObject): Promise<KubernetesObject> {
        const path = (await this.pathOf(object)).replace(/\/[^/]*$/, "");
        return (await this.send("POST", path, JSON.stringify(object))) as KubernetesObject;
    }

    /** Removes an object; that there is none is fine. Finalizers may keep it for a while. */
    async remove(name: ObjectName, options: { now?: boolean } = {}): Promise<void> {
        const body = JSON.stringify({
            kind: "DeleteOptions",
            apiVersion: "v1",
            propagationPolicy: "Background",
            ...(options.now === true && { gracePeriodSeconds: 0 }),
        });
        const path = await this.pathOf(name).catch(absent);
        if (path !== undefined) {
            await this.send("DELETE", path, body).catch(absent);
        }
    }

    /** Removes an object and waits until it is gone. @throws Error naming what keeps it. */
    async removeWhole(name: ObjectName): Promise<void> {
        await this.remove(name);
        const due = performance.now() + goneAfterSeconds * 1000;
        for (;;) {
            const left = await this.read(name);
            if (left === undefined) {
                return;
            }
            if (performance.now() > due) {
                const kept = JSON.stringify(left["status"] ?? left.metadata["finalizers"] ?? "");
                throw new Error(`${name.kind} ${name.metadata.name ?? ""} is not gone: ${kept}`);
            }
            await wait(100);
        }
    }

    /** Whether the server knows a kind now. */
    async knows(apiVersion: string, kind: string): Promise<boolean> {
        return this.resource(apiVersion, kind).then(
            () => true,
            () => false,
        );
    }

    /** Names of the groups that the server serves now, the oldest, nameless one left out. */
    async groups(): Promise<readonly string[]> {
        const { groups } = (await this.send("GET", "/apis")) as { groups: { name: string }[] };
        return groups.map(({ name }) => name);
    }

    /** Path of an object. @throws Refusal when the server does not know its kind. */
    async pathOf({ apiVersion, kind, metadata }: ObjectName): Promise<string> {
        const resource = await this.resource(apiVersion, kind);
        const place = resource.namespaced ? `/namespaces/${metadata.namespace ?? "default"}` : "";
        return `${rootOf(apiVersion)}${place}/${resource.name}/${metadata.name ?? ""}`;
    }

    /** How the server serves a kind; asked anew for what it did not know before. */
    async resource(apiVersion: string, kind: string): Promise<ApiResource> {
        const cached = this.known.get(apiVersion)?.find((found) => found.kind === kind);
        if (cached !== undefined) {
            return cached;
        }
        const answer = (await this.send("GET", rootOf(apiVersion)).catch(absent)) as
            { resources: ApiResource[] } | undefined;
        const resources = (answer?.resources ?? []).filter(({ name }) => !name.includes("/"));
        this.known.set(apiVersion, resources);
        const found = resources.find((resource) => resource.kind === kind);
        if (found === undefined) {
            throw new Refusal(404, `no matches for kind "${kind}" in version "${apiVersion}"`);
        }
        return found;
    }

    /** @throws Refusal for every status but success. */
    async send(
        method: string,
        path: string,
        body?: string,
        type = "application/json",
    ): Promise<unknown> {
        const answer = await this.exchange(method, path, body, type);
        if (answer.status >= 300) {
            throw Refusal.of(answer.status, answer.body);
        }
        return answer.body;
    }

    close(): void {
        for (const other of this.others.values()) {
            other.close();
        }
        this.agent.destroy();
    }

    private exchange(
        method: string,
        path: string,
        body: string | undefined,
        type: string,
    ): Promise<Answer> {
        const { url, token, as } = this.access;
        const headers = {
            authorization: `Bearer ${token}`,
            accept: "application/json",
            ...(as !== undefined && { "impersonate-user": as, "impersonate-group": masters }),
            ...(body !== undefined && {
                "content-type": type,
                "content-length": Buffer.byteLength(body),
            }),
        };
        return new Promise((resolve, reject) => {
            const call = request(
                new URL(path, url),
                { method, headers, agent: this.agent },
                (response) => {
                    const parts: Buffer[] = [];
                    response.on("data", (part: Buffer) => parts.push(part));
                    response.on("error", reject);
                    response.on("end", () => {
                        const text = Buffer.concat(parts).toString("utf8");
                        resolve({ status: response.statusCode ?? 0, body: parsed(text) });
                    });
                },
            );
            call.on("error", reject);
            call.end(body);
        });
    }
}

function rootOf(apiVersion: string): string {
    return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

function absent(error: unknown): undefined {
    if (error instanceof Refusal && error.status === 404) {
        return undefined;
    }
    throw error;
}
