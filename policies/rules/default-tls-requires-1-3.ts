import type { RuleContext } from "../engine/context";
import { at, entriesAt, isEmpty, isList } from "../engine/read";
import type { Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { type KubeObject, namespaced, objectsIn } from "../views/kube-object";
import { type Release, traefikReleases } from "../views/releases";

const version = "VersionTLS13";

/** The one TLS option that Gateway listeners obey asks for TLS 1.3, and Traefik reads it. */
export const defaultTlsRequires13: StackRule = {
    id: "TLS-01",
    name: "default-tls-requires-1-3",
    description:
        "The gateway must accept TLS 1.3 only, through exactly one TLSOption named default.",
    clause: { section: "Encryption in Transit", line: 347 },
    severity: "high",
    level: "mandatory",
    remediation:
        `Register one TLSOption named default with minVersion ${version} and sniStrict true, and ` +
        "switch on Traefik's kubernetesCRD provider. Gateway listeners obey no other option, and " +
        "of two defaults Traefik drops both.",
    scope: "stack",
    judge,
};

function judge(stack: Stack, context: RuleContext): Verdict {
    const options = objectsIn(stack, "traefik.io", "TLSOption");
    const releases = traefikReleases(stack, context);
    const gateways = objectsIn(stack, "gateway.networking.k8s.io", "Gateway");
    const defaults = options.filter((option) => option.name === "default");
    return joinVerdicts(
        judgeEach(options, (option) => [
            ...optionFaults(option),
            ...doubleFaults(option, defaults),
        ]),
        judgeEach(releases, (release) => [
            ...missingFaults(`The ${release.title}`, defaults),
            ...releaseFaults(release, defaults),
        ]),
        judgeEach(releases.length > 0 ? [] : gateways, (gateway) =>
            missingFaults(`The gateway ${namespaced(gateway)}`, defaults),
        ),
    );
}

function missingFaults(title: string, defaults: readonly KubeObject[]): readonly string[] {
    return defaults.length > 0
        ? []
        : [
              `${title} must be given a TLSOption named default with minVersion ${version}: without it TLS 1.2 is accepted.`,
          ];
}

function doubleFaults(option: KubeObject, defaults: readonly KubeObject[]): readonly string[] {
    return option.name === "default" && defaults.length > 1
        ? [
              `The TLS option ${namespaced(option)} must be the only one named default, but there are ${String(defaults.length)}: Traefik drops them all. Remove the others.`,
          ]
        : [];
}

function optionFaults(option: KubeObject): readonly string[] {
    const title = `The TLS option ${namespaced(option)}`;
    const spec = at(option.body, "spec");
    const faults: string[] = [];
    if (at(spec, "minVersion") !== version) {
        faults.push(`${title} must set minVersion to ${version}.`);
    }
    const most = at(spec, "maxVersion");
    if (!isEmpty(most) && most !== version) {
        faults.push(`${title} must not set maxVersion below ${version}.`);
    }
    if (option.name === "default" && at(spec, "sniStrict") !== true) {
        faults.push(`${title} must set sniStrict to true, so that unknown host names are refused.`);
    }
    return faults;
}

function releaseFaults(release: Release, defaults: readonly KubeObject[]): readonly string[] {
    const title = `The ${release.title}`;
    const provider = at(release.values, "providers", "kubernetesCRD");
    const faults: string[] = [];
    if (at(provider, "enabled") !== true) {
        faults.push(
            `${title} must set providers.kubernetesCRD.enabled to true: otherwise no TLSOption is read.`,
        );
    }
    if (entriesAt(release.values, "tlsOptions").some(([name]) => name === "default")) {
        faults.push(
            `${title} must not make a TLSOption named default from its values: register it as a resource.`,
        );
    }
    return [...faults, ...defaults.flatMap((option) => unseenFaults(title, provider, option))];
}

function unseenFaults(
    title: string,
    provider: ReturnType<typeof at>,
    option: KubeObject,
): readonly string[] {
    const watched = at(provider, "namespaces");
    const only = at(provider, "defaultTLSResourcesNamespace");
    const isSeen =
        (isEmpty(watched) || (isList(watched) && watched.includes(option.namespace))) &&
        (isEmpty(only) || only === option.namespace);
    return isSeen
        ? []
        : [
              `${title} must read TLS options from the namespace of ${namespaced(option)}: correct providers.kubernetesCRD.`,
          ];
}
