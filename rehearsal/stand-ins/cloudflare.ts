import { createHash, randomBytes } from "node:crypto";
import { valueAt } from "../provider/path";
import type { CheckCall, CreateCall, Problem, ResourceKind, StandIn } from "../provider/stand-in";
import { list, text, type Value } from "../provider/value";
import { stored } from "./stored";

/** A Cloudflare id: 32 hex digits. */
const newId = () => randomBytes(16).toString("hex");
const newUuid = () => newId().replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

const kinds: Readonly<Record<string, ResourceKind>> = {
    DnsRecord: stored({
        required: ["zoneId", "name", "type", "ttl"],
        forceNew: ["zoneId"],
        problems: recordProblems,
        admit: onlyRecordOfItsName,
        id: newId,
    }),
    ZeroTrustTunnelCloudflared: stored({
        required: ["accountId", "name"],
        forceNew: ["accountId", "configSrc"],
        secrets: ["tunnelSecret"],
        id: newUuid,
    }),
    ZeroTrustTunnelCloudflaredConfig: stored({
        required: ["accountId", "tunnelId"],
        forceNew: ["accountId", "tunnelId"],
        problems: ingressProblems,
        admit: (call) => {
            mustExist(call, "ZeroTrustTunnelCloudflared", "tunnelId");
        },
        id: ({ inputs }) => text(inputs["tunnelId"]) ?? newId(),
    }),
    ZeroTrustAccessServiceToken: stored({
        required: ["name"],
        computed: ["clientId", "clientSecret"],
        secrets: ["clientSecret"],
        additions: () => ({
            clientId: `${newId()}.access`,
            clientSecret: randomBytes(32).toString("hex"),
        }),
        id: newUuid,
    }),
    ZeroTrustAccessPolicy: stored({
        required: ["accountId", "name", "decision"],
        forceNew: ["accountId"],
        problems: decisionProblems,
        id: newUuid,
    }),
    ZeroTrustAccessApplication: stored({
        forceNew: ["accountId", "zoneId"],
        computed: ["aud"],
        additions: () => ({ aud: randomBytes(32).toString("hex") }),
        admit: (call, id) => {
            policiesMustExist(call);
            onlyApplicationOfItsDomain(call, id);
        },
        id: newUuid,
    }),
    R2Bucket: stored({
        required: ["accountId", "name"],
        forceNew: ["accountId", "name", "location", "jurisdiction"],
        id: ({ inputs }) => text(inputs["name"]) ?? newId(),
    }),
    R2BucketLifecycle: ofBucket(),
    R2BucketLock: ofBucket(),
    ZoneSetting: stored({
        required: ["zoneId", "settingId"],
        forceNew: ["zoneId", "settingId"],
        id: ({ inputs }) => `${text(inputs["zoneId"]) ?? ""}/${text(inputs["settingId"]) ?? ""}`,
    }),
};

/** Rules of a bucket, which must be there before them. */
function ofBucket(): ResourceKind {
    return stored({
        required: ["accountId", "bucketName"],
        forceNew: ["accountId", "bucketName", "jurisdiction"],
        admit: (call) => {
            mustExist(call, "R2Bucket", "bucketName");
        },
        id: ({ inputs }) => text(inputs["bucketName"]) ?? newId(),
    });
}

/** What is alike for all other types. */
const anyOther = stored({ forceNew: ["accountId", "zoneId"], id: newId });
const anyToken = stored({
    required: ["name", "policies"],
    problems: tokenProblems,
    computed: ["value"],
    secrets: ["value"],
    additions: () => ({ value: randomBytes(30).toString("base64url") }),
    id: newId,
});

/** Plays the Cloudflare provider: DNS, tunnels, access and buckets that exist in the datacenter only. */
export const cloudflare: StandIn = {
    name: "cloudflare",
    version: "6.22.1",
    kind(type) {
        const name = type.split(":").at(-1) ?? "";
        return kinds[name] ?? (/^(Account|Api)Token$/.test(name) ? anyToken : anyOther);
    },
    functions: {
        "cloudflare:index/getZeroTrustTunnelCloudflaredToken:getZeroTrustTunnelCloudflaredToken": {
            required: ["accountId", "tunnelId"],
            secrets: ["token"],
            call: ({ args }) => ({
                ...args,
                id: args["tunnelId"] ?? null,
                token: createHash("sha256")
                    .update(`tunnel ${text(args["tunnelId"]) ?? ""}`)
                    .digest("base64"),
            }),
        },
    },
};

function recordProblems({ inputs }: CheckCall): Problem[] {
    const { ttl, proxied } = inputs;
    return proxied === true && typeof ttl === "number" && ttl !== 1
        ? [{ property: "ttl", reason: "must be 1 (automatic) while the record is proxied" }]
        : [];
}

function ingressProblems({ inputs }: CheckCall): Problem[] {
    const ingresses = list(valueAt(inputs, ["config", "ingresses"]));
    const last = ingresses.at(-1);
    const narrow = (rule: Value) =>
        ["hostname", "path"].some((key) => text(valueAt(rule, [key])) !== undefined);
    return last !== undefined && narrow(last)
        ? [{ property: "config.ingresses", reason: "the last ingress must match every host" }]
        : [];
}

const decisions = ["allow", "deny", "non_identity", "bypass"];

function decisionProblems({ inputs }: CheckCall): Problem[] {
    const decision = text(inputs["decision"]);
    return decision === undefined || decisions.includes(decision)
        ? []
        : [{ property: "decision", reason: `must be one of ${decisions.join(", ")}` }];
}

/** What a token may be used on is JSON in a string, and each right has a number. */
function tokenProblems({ inputs }: CheckCall): Problem[] {
    return list(inputs["policies"]).flatMap((policy, at) => {
        const resources = text(valueAt(policy, ["resources"]));
        const groups = list(valueAt(policy, ["permissionGroups"]));
        const nameless = groups.some(
            (group) => !/^[0-9a-f]{32}$/.test(text(valueAt(group, ["id"])) ?? ""),
        );
        return [
            ...(resources === undefined || isJsonObject(resources)
                ? []
                : [{ property: `policies[${at}].resources`, reason: "must be a JSON object" }]),
            ...(nameless
                ? [{ property: `policies[${at}].permissionGroups`, reason: "must have ids" }]
                : []),
        ];
    });
}

function isJsonObject(json: string): boolean {
    try {
        return typeof JSON.parse(json) === "object";
    } catch {
        return false;
    }
}

function policiesMustExist({ datacenter, inputs }: CreateCall): void {
    const known = datacenter.list().filter(({ type }) => type.endsWith(":ZeroTrustAccessPolicy"));
    for (const policy of list(inputs["policies"])) {
        const id = text(valueAt(policy, ["id"]));
        if (id !== undefined && !known.some((object) => object.id === id)) {
            throw new Error(`policies: access policy ${id} does not exist (12130)`);
        }
    }
}

function onlyApplicationOfItsDomain({ datacenter, type, inputs }: CreateCall, id?: string): void {
    const twin = datacenter
        .list(type)
        .some((other) => other.id !== id && other.fields["domain"] === inputs["domain"]);
    if (twin && inputs["domain"] !== undefined) {
        throw new Error("access.api.error.application_already_exists (11010)");
    }
}

function onlyRecordOfItsName({ datacenter, type, inputs }: CreateCall, id?: string): void {
    const twin = datacenter
        .list(type)
        .some(
            (other) =>
                other.id !== id &&
                ["zoneId", "name", "type", "content"].every(
                    (key) => other.fields[key] === inputs[key],
                ),
        );
    if (twin) {
        throw new Error("An identical record already exists. (81058)");
    }
}

function mustExist({ datacenter, inputs }: CreateCall, kind: string, property: string): void {
    const id = text(inputs[property]) ?? "";
    const found = datacenter
        .list()
        .some((object) => object.id === id && object.type.endsWith(`:${kind}`));
    if (!found) {
        throw new Error(`${property}: ${kind} ${id} does not exist`);
    }
}
