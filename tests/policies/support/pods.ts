import { type ObjectRule, requirementsIn } from "../../../policies/conditions/object-rule";
import type { Resource } from "../../../policies/engine/resource";
import { asStored, refuses } from "./admission";
import { context, kube, unknown, verdictOf } from ".";

type Fields = Readonly<Record<string, unknown>>;

/** A container that no rule has anything to say about. */
export const goodContainer = {
    name: "main",
    image: "docker.io/library/app:1.2.3@sha256:" + "a".repeat(64),
    ports: [{ containerPort: 8080 }],
    readinessProbe: { tcpSocket: { port: 8080 } },
    livenessProbe: { tcpSocket: { port: 8080 } },
    resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "64Mi" } },
    securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
    },
};

/** A pod that no rule has anything to say about. */
const goodPod = {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    containers: [goodContainer],
    volumes: [{ name: "tmp", emptyDir: {} }],
};

/** A change to the good pod or to its container, and what is then said of the pod. */
export interface PodCase {
    readonly title: string;
    readonly pod?: Fields;
    readonly container?: Fields;
    /** Rest of "The Deployment immich/app must …", without containers and full stop. */
    readonly says?: string | readonly string[];
    /** Name of the variable that it is said of. @default the container's */
    readonly which?: string;
}

const kinds: readonly (readonly [token: string, wrap: (spec: Fields) => object])[] = [
    ["core/v1:Pod", (spec) => ({ spec })],
    ["apps/v1:Deployment", (spec) => ({ spec: { template: { spec } } })],
    ["batch/v1:Job", (spec) => ({ spec: { template: { spec } } })],
    ["batch/v1:CronJob", (spec) => ({ spec: { jobTemplate: { spec: { template: { spec } } } } })],
];

const lists = ["containers", "initContainers", "ephemeralContainers"] as const;

/** Each case in each kind of pod and, for a container, in each list of containers. */
export function testPodRule(rule: ObjectRule, cases: readonly PodCase[]): void {
    describe(rule.name, () => {
        const all = cases.flatMap((each) => placed(rule, each));
        test.each(all)("$title", ({ resource, object, messages }) => {
            const { judged, findings } = verdictOf(rule, [resource]);
            expect(judged).toEqual(["urn:app"]);
            expect(findings.map(({ message }) => message)).toEqual(messages);
            expect(refuses(rule, object, context)).toBe(messages.length > 0);
        });
        testUnreadable(rule);
    });
}

function placed(rule: ObjectRule, { title, pod, container, says = [], which }: PodCase) {
    const told = typeof says === "string" ? [says] : says;
    const inList = pod === undefined ? lists : (["containers"] as const);
    return kinds.flatMap(([token, wrap]) =>
        inList.map((list) => {
            const kind = token.split(":")[1] ?? "";
            const base = { ...goodPod, ...pod };
            const changed = { ...goodContainer, ...container };
            const spec =
                list === "containers"
                    ? {
                          ...base,
                          ...(pod?.["containers"] === undefined && { containers: [changed] }),
                      }
                    : { ...base, [list]: [{ ...changed, name: "extra" }] };
            const named = list === "containers" ? "main" : `${list} extra`;
            return {
                title: `${title} (${kind}, ${list})`,
                resource: kube(token, "app", wrap(spec)),
                object: asStored({ kind, ...wrap(spec) }) as object,
                messages: told.map((rest) => {
                    const of = requirementsIn(rule, context).find((r) => r.says === rest)?.of;
                    const isOfPart = of === "container" || of === "variable";
                    const suffix = isOfPart ? ` (${which ?? named})` : "";
                    return `The ${kind} immich/app must ${rest}${suffix}.`;
                }),
            };
        }),
    );
}

/** What no pod rule may pass: pods that cannot be read. */
function testUnreadable(rule: ObjectRule): void {
    const deployment = (spec: unknown): Resource =>
        kube("apps/v1:Deployment", "app", { spec: { template: { spec } } });
    const isOfContainers = requirementsIn(rule, context).some(
        ({ of }) => of === "container" || of === "variable",
    );
    test.each([
        ["an unknown pod", unknown.object],
        ["a text for a pod", "malformed"],
        ["unknown containers", { ...goodPod, containers: unknown.list, volumes: unknown.list }],
        ["a text for containers", { ...goodPod, containers: "malformed", volumes: "malformed" }],
    ])("does not pass %s", (_, spec) => {
        const { findings } = verdictOf(rule, [deployment(spec)]);
        const isReadable = typeof spec === "object" && !isOfContainers;
        expect(findings.length > 0 || isReadable).toBe(true);
    });
    test("is silent without pods", () => {
        expect(verdictOf(rule, [kube("core/v1:ConfigMap", "app")]).judged).toEqual([]);
    });
    test("holds only in namespaces as strict as the rule", () => {
        const relaxed = kube("core/v1:Pod", "app", { spec: {} }, { namespace: "kube-system" });
        expect(verdictOf(rule, [relaxed]).judged).toEqual(
            rule.strictness === "privileged" ? ["urn:app"] : [],
        );
    });
}
