import { podUnprivileged } from "../../policies/rules/pod-unprivileged";
import { EnforcedSecurity } from "../../policies/views/enforced-security";
import { context, kube, verdictOf } from "./support";

const label = "pod-security.kubernetes.io/enforce";
const namespace = (name: string, level: unknown, type = "core/v1:Namespace") =>
    kube(type, name, {}, { name, labels: { [label]: level } });

/** What pods of `stick` may do, whose app may need `privileged` by an option. */
function levelOf(...noted: ReturnType<typeof namespace>[]): string {
    const enforced = new EnforcedSecurity();
    const known = enforced.within({
        ...context,
        podSecurityOf: () => "restricted",
        podSecuritiesOf: (name) =>
            name === "stick" ? ["privileged", "restricted"] : ["restricted"],
    });
    for (const resource of noted) {
        enforced.note(resource);
    }
    return [known.podSecurityOf("stick"), known.podSecurityOf("other")].join(" ");
}

test.each([
    ["is as declared while no namespace is known", [], "restricted"],
    ["is what its namespace enforces", [namespace("stick", "privileged")], "privileged"],
    ["stays strict where the option is off", [namespace("stick", "restricted")], "restricted"],
    ["is no level that is declared for nothing", [namespace("stick", "baseline")], "restricted"],
    ["is no level that there is not", [namespace("stick", "lax")], "restricted"],
    ["is not read from unknown labels", [namespace("stick", undefined)], "restricted"],
    [
        "is not read from other objects",
        [
            namespace("stick", "privileged", "core/v1:Pod"),
            namespace("stick", "privileged", "a.example/v1:Namespace"),
        ],
        "restricted",
    ],
    [
        "is what was said last",
        [namespace("stick", "privileged"), namespace("stick", "restricted")],
        "restricted",
    ],
    [
        "is nothing that another namespace enforces",
        [namespace("other", "privileged")],
        "restricted",
    ],
])("the pod security of a namespace %s", (_, noted, level) => {
    expect(levelOf(...noted)).toBe(`${level} restricted`);
});

test("rules about pods follow what the namespace enforces", () => {
    const pod = kube(
        "core/v1:Pod",
        "radio",
        { spec: { containers: [{ name: "main", securityContext: { privileged: true } }] } },
        { namespace: "home-assistant" },
    );
    const enforced = new EnforcedSecurity();
    const known = enforced.within({
        ...context,
        podSecuritiesOf: () => ["privileged", "restricted"],
    });
    const findings = () => podUnprivileged.judge(pod, known).findings.length;
    expect(findings()).toBe(1);
    enforced.note(namespace("home-assistant", "privileged"));
    expect(findings()).toBe(0);
    expect(verdictOf(podUnprivileged, [pod]).findings).toHaveLength(1);
});
