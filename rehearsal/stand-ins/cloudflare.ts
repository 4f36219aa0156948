import { createHash, randomBytes } from "node:crypto";
import { valueAt } from "../provider/path";
import type { CheckCall, CreateCall, Problem, ResourceKind, StandIn } from "../provider/stand-in";
import { list, text } from "../provider/value";
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
    R2Bucket: stored({
        required: ["accountId", "name"],
        forceNew: ["accountId", "name", "location", "jurisdiction"],
        id: ({ inputs }) => text(inputs["name"]) ?? newId(),
    }),
    ZoneSetting: stored({
        required: ["zoneId", "settingId"],
        forceNew: ["zoneId", "settingId"],
        id: ({ inputs }) => `${text(inputs["zoneId"]) ?? ""}/${text(inputs["settingId"]) ?? ""}`,
    }),
};

/** What is alike for all other types. */
const anyOther = stored({ forceNew: ["accountId", "zoneId"], id: newId });
const anyToken = stored({
    required: ["name", "policies"],
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
    return last !== undefined && text(valueAt(last, ["hostname"])) !== undefined
        ? [{ property: "config.ingresses", reason: "the last ingress must match every host" }]
        : [];
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
