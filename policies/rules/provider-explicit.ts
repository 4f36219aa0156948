import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { shown } from "../views/kube-object";

/** A provider that nobody configured acts on whatever this computer happens to point at. */
export const providerExplicit: ResourceRule = {
    id: "ENG-01",
    name: "provider-explicit",
    description: "Resources must be made by a provider that the program configures.",
    clause: { section: "Infrastructure Data", line: 110 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Hand the resource its provider, or a parent that has one. A default provider reads tokens " +
        "and kubeconfigs of the computer it runs on, and may reach another cluster.",
    scope: "resource",
    judge,
};

/** Packages that act on nothing outside of the state. */
const harmless = /^pulumi(-nodejs)?:/;

function judge(resource: Resource): Verdict {
    const { provider, type, name } = resource;
    if (provider === undefined || harmless.test(type)) {
        return judgeEach([], () => []);
    }
    return judgeEach([{ resource }], () =>
        /^default(_|$)/.test(provider)
            ? [`The resource ${shown(name)} must name its provider, not use a default one.`]
            : [],
    );
}
