import { at, isList, listAt, textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { unknownValue, type Value } from "../engine/value";
import { type KubeObject, namespaced, objectsIn } from "../views/kube-object";

/** What is asked of cert-manager can be had, is renewed in time, and speaks for the house alone. */
export const certificateRequestSound: StackRule = {
    id: "TLS-07",
    name: "certificate-request-sound",
    description:
        "Certificates must be asked of an issuer of this stack with a known authority, for names of its zones, and be renewed in time.",
    clause: { section: "Encryption in Transit", line: 353 },
    severity: "medium",
    level: "advisory",
    remediation:
        "Name an issuer that the stack makes, ask for names within the zones that its solvers prove, " +
        "and set renewBefore to a third of duration, as cert-manager does by itself.",
    scope: "stack",
    judge,
};

const group = "cert-manager.io";

/** Public authorities that are asked over ACME; tests' own answers nobody trusts. */
const authorities: readonly string[] = ["acme-v02.api.letsencrypt.org"];

/** Browsers refuse certificates that live longer. */
const longestHours = 398 * 24;

/** What cert-manager takes where nothing is said. */
const defaults = { hours: 90 * 24, part: 1 / 3 };

/** Parts of its life that may be left when it is renewed. */
const left = { least: 0.1, most: 0.5 };

function judge(stack: Stack): Verdict {
    return judgeEach(objectsIn(stack, group, "Certificate"), (certificate) => {
        const title = `The Certificate ${namespaced(certificate)} must`;
        return [
            ...timeFaults(certificate).map((fault) => `${title} ${fault}`),
            ...issuerFaults(certificate, stack).map((fault) => `${title} ${fault}`),
        ];
    });
}

function timeFaults({ body }: KubeObject): readonly string[] {
    const duration = hoursOf(at(body, "spec", "duration"), defaults.hours);
    if (duration === undefined || duration > longestHours) {
        return [`live ${String(longestHours)} hours at most: set duration.`];
    }
    const part = leftOf(body, duration);
    return part !== undefined && part >= left.least && part <= left.most
        ? []
        : [
              "be renewed when between a tenth and half of its life is left: set renewBefore, or leave it out.",
          ];
}

/** The part of its life that is left when it is renewed. */
function leftOf(body: Value, duration: number): number | undefined {
    const percentage = at(body, "spec", "renewBeforePercentage");
    if (percentage !== undefined && percentage !== null) {
        return typeof percentage === "number" ? percentage / 100 : undefined;
    }
    const before = hoursOf(at(body, "spec", "renewBefore"), duration * defaults.part);
    return before === undefined ? undefined : before / duration;
}

const duration = /^(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?$/;

/** Hours of a duration as Go writes it, `2160h` or `1h30m`; `undefined` for one that cannot be read. */
function hoursOf(value: Value, absent: number): number | undefined {
    if (value === undefined || value === null) {
        return absent;
    }
    const match = typeof value === "string" ? duration.exec(value) : null;
    if (match === null || value === "") {
        return undefined;
    }
    const [, hours = "0", minutes = "0", seconds = "0"] = match;
    return Number(hours) + Number(minutes) / 60 + Number(seconds) / 3600;
}

function issuerFaults(certificate: KubeObject, stack: Stack): readonly string[] {
    const issuer = issuerOf(certificate, stack);
    if (issuer === undefined) {
        return ["be asked of an issuer of this stack: name it in issuerRef."];
    }
    const names = at(certificate.body, "spec", "dnsNames");
    if (!isList(names) || names.length === 0 || names.includes(unknownValue)) {
        return ["list the names it is for, known at preview: set dnsNames."];
    }
    const server = textAt(issuer.body, "spec", "acme", "server");
    if (at(issuer.body, "spec", "acme") === undefined) {
        return names.every(isOfCluster)
            ? []
            : ["be for names of the cluster alone: its issuer is no public authority."];
    }
    return [
        ...(server !== undefined && authorities.includes(hostIn(server))
            ? []
            : [`be asked of one of these authorities: ${authorities.join(", ")}.`]),
        ...(names.every((name) => isProved(name, issuer.body))
            ? []
            : ["be for names within the zones that its issuer can prove: correct dnsNames."]),
    ];
}

function issuerOf({ body, namespace }: KubeObject, stack: Stack): KubeObject | undefined {
    const kind = textAt(body, "spec", "issuerRef", "kind") ?? "Issuer";
    const name = textAt(body, "spec", "issuerRef", "name");
    return objectsIn(stack, group, kind).find(
        (issuer) =>
            issuer.name === name && (kind === "ClusterIssuer" || issuer.namespace === namespace),
    );
}

function hostIn(server: string): string {
    return URL.canParse(server) && server.startsWith("https:") ? new URL(server).hostname : "";
}

/** `name.namespace.svc`, with the cluster's domain or without. */
function isOfCluster(name: Value): boolean {
    return typeof name === "string" && /\.svc(?:\.cluster\.local)?$/.test(name);
}

/** A solver without zones of its own is for every name. */
function isProved(name: Value, issuer: Value): boolean {
    const host = typeof name === "string" ? name.replace(/^\*\./, "") : "";
    return listAt(issuer, "spec", "acme", "solvers").some((solver) => {
        const zones = listAt(solver, "selector", "dnsZones");
        return (
            host !== "" &&
            (zones.length === 0 ||
                zones.some((zone) => typeof zone === "string" && `.${host}`.endsWith(`.${zone}`)))
        );
    });
}
