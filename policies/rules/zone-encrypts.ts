import { at, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { shown } from "../views/kube-object";
import { groupedBy } from "../views/once";

/** Between browsers and Cloudflare, and on to the house, nobody reads along. */
export const zoneEncrypts: StackRule = {
    id: "CFD-02",
    name: "zone-encrypts",
    description:
        "The zone of public names must demand HTTPS with TLS 1.3, and a certificate of the house that is valid.",
    clause: { section: "Encryption in Transit", line: 347 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Set the zone's ssl to strict, min_tls_version to 1.3, tls_1_3 to on and always_use_https to on.",
    scope: "stack",
    judge,
};

const settingToken = "cloudflare:index/zoneSetting:ZoneSetting";
const recordToken = "cloudflare:index/dnsRecord:DnsRecord";

/** What a setting may be; the first one is the remedy. */
const demanded: Readonly<Record<string, readonly string[]>> = {
    ssl: ["strict", "origin_pull"],
    min_tls_version: ["1.3"],
    tls_1_3: ["on", "zrt"],
    always_use_https: ["on"],
};

function judge(stack: Stack): Verdict {
    const zoneOf = ({ props }: Resource) => textAt(props, "zoneId") ?? "";
    const settings = groupedBy(
        stack.resources.filter(({ type }) => type === settingToken),
        zoneOf,
    );
    const records = groupedBy(
        stack.resources.filter(({ type }) => type === recordToken),
        zoneOf,
    );
    const zones = [...new Set([...settings.keys(), ...records.keys()])];
    return judgeEach(
        zones.flatMap((zone) => {
            const own = settings.get(zone) ?? [];
            // What is missing is said of the zone's first resource.
            const [first] = [...own, ...(records.get(zone) ?? [])];
            return [...new Set([first, ...own])].flatMap((resource) =>
                resource === undefined ? [] : [{ resource, isFirst: resource === first, own }],
            );
        }),
        ({ resource, isFirst, own }) => [
            ...settingFaults(resource),
            ...(isFirst ? missing(resource, own) : []),
        ],
    );
}

function settingFaults({ type, name, props }: Resource): readonly string[] {
    const id = type === settingToken ? textAt(props, "settingId") : undefined;
    const allowed = demanded[id ?? ""];
    const value = at(props, "value");
    return allowed === undefined || (typeof value === "string" && allowed.includes(value))
        ? []
        : [
              `The zone setting ${shown(name)} must be ${String(allowed[0])}: set the value of ${String(id)}.`,
          ];
}

function missing({ name }: Resource, own: readonly Resource[]): readonly string[] {
    const ids = own.map(({ props }) => textAt(props, "settingId"));
    const lacking = Object.keys(demanded).filter((id) => !ids.includes(id));
    return lacking.length === 0
        ? []
        : [
              `The zone of ${shown(name)} must have settings that nobody made: add ${lacking.join(", ")}.`,
          ];
}
