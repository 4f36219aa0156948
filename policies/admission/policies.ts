import type { AdmissionPolicy, NamedExpression } from "../../catalogue/admission-policy";
import type { AnyApp } from "../../catalogue/app-spec";
import { collect } from "../../catalogue/catalogue";
import { isStrictEnough, type KindRef, type ObjectRule } from "../conditions/object-rule";
import { type RuleContext, ruleContext } from "../engine/context";
import { callerConditions, outsideKubernetes } from "./callers";
import { expressionsOf, podVariables, type Validation } from "./expressions";
import { admissionRules } from "./rules";

type Level = AdmissionPolicy["level"];

/** The kinds that pods come from. */
const podKinds: readonly KindRef[] = [
    { group: "core", version: "v1", kind: "Pod", plural: "pods" },
    {
        group: "core",
        version: "v1",
        kind: "ReplicationController",
        plural: "replicationcontrollers",
    },
    { group: "apps", version: "v1", kind: "Deployment", plural: "deployments" },
    { group: "apps", version: "v1", kind: "StatefulSet", plural: "statefulsets" },
    { group: "apps", version: "v1", kind: "DaemonSet", plural: "daemonsets" },
    { group: "apps", version: "v1", kind: "ReplicaSet", plural: "replicasets" },
    { group: "batch", version: "v1", kind: "Job", plural: "jobs" },
    { group: "batch", version: "v1", kind: "CronJob", plural: "cronjobs" },
];

/**
 * The rules about single objects as the API server asks them: one policy for all that is said of
 * pods and one for other objects, each for what is refused and for what is only advised.
 *
 * @param apps those that run, as their options make them: they say how strict their namespaces are
 * @param exemptions of rules that the owner lives with for a time; these rules only warn
 */
export function admissionPolicies(
    apps: readonly AnyApp[],
    exemptions: readonly { readonly rule: string }[],
): AdmissionPolicy[] {
    const context = ruleContext(collect(apps), apps);
    const levelOf = ({ name, level }: ObjectRule): Level =>
        exemptions.some(({ rule }) => rule === name) ? "advisory" : level;
    return (["mandatory", "advisory"] as const).flatMap((level) => {
        const rules = admissionRules.filter((rule) => levelOf(rule) === level);
        const suffix = level === "mandatory" ? "" : "-advised";
        return [
            podPolicy(`homelab-pods${suffix}`, level, rules, context),
            objectPolicy(`homelab-objects${suffix}`, level, rules, context),
            namespacedPolicy(`homelab-namespaced${suffix}`, level, rules, context),
        ].filter(({ validations }) => validations.length > 0);
    });
}

function podPolicy(
    name: string,
    level: Level,
    rules: readonly ObjectRule[],
    context: RuleContext,
): AdmissionPolicy {
    const judged = rules.filter(({ subjects }) => subjects === "pods");
    return {
        name,
        level,
        resources: resourcesOf(podKinds),
        conditions: [...callerConditions, outsideKubernetes],
        variables: [...podVariables, relaxed("baseline", context), relaxed("restricted", context)],
        validations: judged.flatMap((rule) =>
            validationsOf(
                rule,
                context,
                rule.strictness === "privileged"
                    ? undefined
                    : `request.namespace in variables.${variableOf(rule.strictness)}`,
            ),
        ),
    };
}

/** Namespaces in which rules of this strictness are silent. */
function relaxed(
    wanted: "baseline" | "restricted",
    { namespaces, podSecurityOf }: RuleContext,
): NamedExpression {
    const names = namespaces.filter((name) => !isStrictEnough(podSecurityOf(name), wanted));
    return { name: variableOf(wanted), expression: JSON.stringify([...new Set(names)].sort()) };
}

function variableOf(strictness: "baseline" | "restricted"): string {
    return strictness === "baseline" ? "belowBaseline" : "belowRestricted";
}

function objectPolicy(
    name: string,
    level: Level,
    rules: readonly ObjectRule[],
    context: RuleContext,
): AdmissionPolicy {
    const judged = rules.flatMap((rule) =>
        typeof rule.subjects === "string" ? [] : [{ rule, kinds: rule.subjects }],
    );
    return {
        name,
        level,
        resources: resourcesOf(judged.flatMap(({ kinds }) => kinds)),
        conditions: callerConditions,
        variables: [],
        validations: judged.flatMap(({ rule, kinds }) => {
            const own = JSON.stringify(kinds.map(({ kind }) => kind));
            return validationsOf(rule, context, `!(object.kind in ${own})`);
        }),
    };
}

/** Controllers note what happens to things without a namespace in `default`. */
const events = ["", "events.k8s.io"].map((group) => ({
    apiGroups: [group],
    apiVersions: ["*"],
    resources: ["events"],
}));

/** About whatever lives in a namespace, so asked only where there may be something to say. */
function namespacedPolicy(
    name: string,
    level: Level,
    rules: readonly ObjectRule[],
    context: RuleContext,
): AdmissionPolicy {
    const judged = rules.filter(({ subjects }) => subjects === "namespaced");
    return {
        name,
        level,
        resources: [{ apiGroups: ["*"], apiVersions: ["*"], resources: ["*"] }],
        except: events,
        namespaces: [...new Set(judged.flatMap(({ within = [] }) => within))],
        conditions: callerConditions,
        variables: [],
        validations: judged.flatMap((rule) => validationsOf(rule, context, undefined)),
    };
}

/** A rule's validations, each true where the rule is silent: an expression, if it ever is. */
function validationsOf(
    rule: ObjectRule,
    context: RuleContext,
    silent: string | undefined,
): Validation[] {
    return expressionsOf(rule, context).validations.map(({ expression, message }) => ({
        expression: silent === undefined ? expression : `${silent} || (${expression})`,
        message: `${message} ${rule.remediation}`,
    }));
}

/** What the API server is to be asked about, kinds of one group and version together. */
function resourcesOf(kinds: readonly KindRef[]): AdmissionPolicy["resources"] {
    const versionOf = ({ group, version }: KindRef) => `${group}/${version}`;
    return [...new Map(kinds.map((kind) => [versionOf(kind), kind])).values()].map((one) => ({
        apiGroups: [one.group === "core" ? "" : one.group],
        apiVersions: [one.version],
        resources: [
            ...new Set(
                kinds
                    .filter((kind) => versionOf(kind) === versionOf(one))
                    .map(({ plural }) => plural),
            ),
        ].sort(),
    }));
}
