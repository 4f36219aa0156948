import { X509Certificate } from "node:crypto";
import { dayOf } from "../../../shared/day";
import { dotted, leaves } from "../../engine/read";
import { judgeEach } from "../../engine/rule";
import type { Value } from "../../engine/value";
import type { Resource } from "../../engine/resource";
import { shown } from "../../views/kube-object";
import type { ExportedState } from "../../state/exported-state";
import type { StateCheck } from "../check";

/** Renewed by then, whatever renews it; days, or this part of its life where that is less. */
const enough = { days: 30, part: 1 / 3 };
const day = 24 * 60 * 60 * 1000;

const pem = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;
/** `-----BEGIN CERT` in base64. */
const pemInBase64 = /^LS0tLS1CRUdJTiBDRVJU[A-Za-z0-9+/=\s]*$/;

/** Certificates that the stack has made, wherever they lie, count for a while yet. */
export const certificateInDate: StateCheck = {
    id: "AUD-02",
    name: "certificate-in-date",
    description: "Certificates in the state must be valid now, and for some time yet.",
    clause: { section: "Encryption in Transit", line: 353 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Run `make up`, which renews what is close to its end. Talos' own client certificate is renewed by hand: `talosctl config new`.",
    judge: (state, _context, now) =>
        judgeEach(
            state.stack.resources
                .map((resource) => ({ resource, found: certificatesOf(resource, state) }))
                .filter(({ found }) => found.length > 0),
            ({ resource, found }) =>
                found.flatMap(({ place, text }) => faults(resource, place, text, now)),
        ),
};

interface Place {
    readonly place: string;
    /** PEM. */
    readonly text: string;
}

/** Each certificate of a resource once, by the first place where it lies. */
function certificatesOf({ urn }: Resource, { outputs }: ExportedState): readonly Place[] {
    const found = new Map<string, Place>();
    for (const [path, value] of leaves(outputs.get(urn))) {
        for (const text of certificatesIn(value)) {
            found.set(text, found.get(text) ?? { place: dotted(path), text });
        }
    }
    return [...found.values()];
}

function certificatesIn(value: Value): readonly string[] {
    if (typeof value !== "string") {
        return [];
    }
    const text = pemInBase64.test(value) ? Buffer.from(value, "base64").toString("latin1") : value;
    return text.match(pem) ?? [];
}

function faults({ name }: Resource, place: string, text: string, now: Date): readonly string[] {
    const title = `The certificate ${shown(place)} of ${shown(name)} must`;
    const certificate = read(text);
    if (certificate === undefined) {
        return [`${title} be readable.`];
    }
    const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
    const end = dayOf(new Date(to));
    if (from > now.getTime() + day) {
        return [`${title} be valid now: it begins on ${dayOf(new Date(from))}.`];
    }
    if (to <= now.getTime()) {
        return [`${title} be valid now: it ended on ${end}.`];
    }
    return to - now.getTime() < Math.min(enough.days * day, (to - from) * enough.part)
        ? [`${title} be renewed: it ends on ${end}.`]
        : [];
}

function read(text: string): X509Certificate | undefined {
    try {
        return new X509Certificate(text);
    } catch {
        return undefined;
    }
}
