import type { RuleContext } from "../engine/context";
import { at } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { type KubeObject, namespaced, shown } from "../views/kube-object";
import { type Release, releasesIn } from "../views/releases";
import { sealingKeys } from "../views/sealing-keys";

/** Sealed secrets in Git can be opened again after the cluster is gone, by this one key. */
export const sealingKeyLasting: StackRule = {
    id: "SEC-10",
    name: "sealing-key-lasting",
    description:
        "The sealing key must be strong, immutable and valid for years, and the controller must make no other.",
    clause: { section: "Application Data", line: 101 },
    severity: "critical",
    level: "mandatory",
    remediation:
        'Keep an RSA key of 4096 bits with a certificate of 5 years or more, make its Secret immutable, and set the chart\'s keyrenewperiod to "0".',
    scope: "stack",
    judge,
};

const keyToken = "tls:index/privateKey:PrivateKey";
const certificateToken = "tls:index/selfSignedCert:SelfSignedCert";
const fiveYears = 5 * 365 * 24;

function judge(stack: Stack, context: RuleContext): Verdict {
    const keys = sealingKeys(stack, context);
    const controllers = releasesIn(stack).filter(({ chart }) => chart === "sealed-secrets");
    return joinVerdicts(
        judgeEach(keys, (key) => keyFaults(key, stack)),
        judgeEach(controllers, controllerFaults),
    );
}

function keyFaults(key: KubeObject, stack: Stack): readonly string[] {
    const title = `The sealing key ${namespaced(key)} must`;
    const sources = key.resource.dependencies.map((urn) => stack.find(urn));
    return [
        ...(at(key.body, "immutable") === true ? [] : [`${title} be immutable.`]),
        ...sources.flatMap((source) => (source === undefined ? [] : sourceFaults(source))),
    ];
}

function sourceFaults({ type, name, props }: Resource): readonly string[] {
    const title = `The sealing key's source ${shown(name)} must`;
    if (type === keyToken) {
        const bits = at(props, "rsaBits");
        const isStrong =
            at(props, "algorithm") === "RSA" && typeof bits === "number" && bits >= 4096;
        return isStrong ? [] : [`${title} be an RSA key of 4096 bits.`];
    }
    const hours = at(props, "validityPeriodHours");
    return type !== certificateToken || (typeof hours === "number" && hours >= fiveYears)
        ? []
        : [`${title} be valid for 5 years or more.`];
}

function controllerFaults({ title, values }: Release): readonly string[] {
    return at(values, "keyrenewperiod") === "0"
        ? []
        : [
              `The ${title} must set keyrenewperiod to "0": a key it made itself would not be in state.`,
          ];
}
