import { at, dotted, leaves, listAt, textAt } from "../engine/read";
import type { Resource } from "../engine/resource";
import { joinVerdicts, judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import type { Path, Value } from "../engine/value";
import { namespaced, shown } from "../views/kube-object";
import { containersOf, podsOf } from "../views/pods";
import { releaseOf } from "../views/releases";

/** What leaves the house leaves it by HTTPS. */
export const outboundEncrypted: ResourceRule = {
    id: "TLS-06",
    name: "outbound-encrypted",
    description:
        "Addresses outside the cluster must be HTTPS in environment variables and Helm values.",
    clause: { section: "External API Integration", line: 391 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Write https:// in front of the host. Services of the cluster may be named by http://.",
    scope: "resource",
    judge,
};

function judge(resource: Resource): Verdict {
    const release = releaseOf(resource);
    return joinVerdicts(
        judgeEach(release === undefined ? [] : [release], ({ title, values }) =>
            [...leaves(values)]
                .filter(([, value]) => isPlain(value))
                .map(
                    ([path]) =>
                        `The ${title} must use HTTPS for what is outside (${dotted(["values", ...path.map(printable)])}).`,
                ),
        ),
        judgeEach(
            podsOf(resource).map((pod) => ({ resource, pod })),
            ({ pod }) =>
                containersOf(pod)
                    .flatMap(({ body }) => listAt(body, "env"))
                    .filter((variable) => isPlain(at(variable, "value")))
                    .map(
                        (variable) =>
                            `The ${pod.object.kind} ${namespaced(pod.object)} must use HTTPS for what is outside (${shown(textAt(variable, "name") ?? "")}).`,
                    ),
        ),
    );
}

function printable(part: Path[number]): Path[number] {
    return typeof part === "string" ? shown(part) : part;
}

const address = /^(?:http|ws|ftp):\/\/(?:[^/@\s]*@)?(\[[^\]]*\]|[^/:\s]+)/i;

/** The whole text is an address of a host with a public name or number. */
function isPlain(value: Value): boolean {
    const host = (
        typeof value === "string" ? address.exec(value.trim()) : null
    )?.[1]?.toLowerCase();
    if (host === undefined) {
        return false;
    }
    const isInside =
        /(?:^|\.)(?:svc|local|localhost|internal|home\.arpa|lan)(?:\.cluster\.local)?$/.test(
            host,
        ) ||
        /^(?:\[|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0$)/.test(host) ||
        /[${]/.test(host);
    return host.includes(".") && !isInside;
}
