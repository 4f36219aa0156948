import { stackOf } from "../../../policies/engine/resource";
import { EnforcedSecurity } from "../../../policies/views/enforced-security";
import { namespaceFaults, namespacesIn } from "../../../policies/views/namespaces";
import { context, dataLabels, kube, unknown } from "../support";

test("pods may do what their namespace enforces, if that is declared for it", () => {
    const allowed = (level: unknown, token = "core/v1:Namespace") => {
        const security = new EnforcedSecurity();
        const labels = { "pod-security.kubernetes.io/enforce": level };
        security.note(kube(token, "home", {}, { namespace: undefined, labels }));
        return security
            .within({
                ...context,
                podSecuritiesOf: () => ["restricted", "baseline", "privileged"],
                podSecurityOf: () => "restricted",
            })
            .podSecurityOf("home");
    };
    expect(["restricted", "baseline", "privileged"].map((level) => allowed(level))).toEqual([
        "restricted",
        "baseline",
        "privileged",
    ]);
    expect(allowed("other")).toBe("restricted");
    expect(allowed(undefined)).toBe("restricted");
    expect(allowed("privileged", "core/v1:ConfigMap")).toBe("restricted");
    expect(allowed("privileged", "other/v1:Namespace")).toBe("restricted");
});

test("what is not declared for a namespace does not count, whatever it enforces", () => {
    const security = new EnforcedSecurity();
    const labels = { "pod-security.kubernetes.io/enforce": "privileged" };
    security.note(kube("core/v1:Namespace", "immich", {}, { labels }));
    expect(security.within(context).podSecurityOf("immich")).toBe("restricted");
    expect(security.within(context).podSecurityOf("nowhere")).toBe(
        context.podSecurityOf("nowhere"),
    );
});

describe("a namespace's class", () => {
    const label = (classification: unknown) => ({
        namespace: undefined,
        labels: { "data.homelab/classification": classification },
    });
    const claim = kube(
        "core/v1:PersistentVolumeClaim",
        "files",
        { spec: {} },
        { namespace: "notes", ...dataLabels("notes.files", "internal", "medium") },
    );
    const faults = (classification: unknown, ...beside: ReturnType<typeof kube>[]) => {
        const namespace = kube("core/v1:Namespace", "notes", {}, label(classification));
        const stack = stackOf([namespace, ...beside]);
        return namespacesIn(stack).flatMap((each) => namespaceFaults(each, stack, context));
    };

    test("is that of the most confidential data in it", () => {
        expect(faults("sensitive", claim)).toEqual([]);
        expect(faults("internal", claim)).toEqual([
            "The namespace notes holds sensitive data and must not be labelled internal. Label it sensitive.",
        ]);
        expect(faults("credentials", claim)).toEqual([
            "The namespace notes holds nothing above sensitive and must not be labelled credentials. Label it sensitive.",
        ]);
    });

    test("is not what it says of itself", () => {
        expect(faults("credentials")).toHaveLength(1);
    });

    test("counts what is labelled in it, be it a volume or not", () => {
        const secret = kube(
            "core/v1:ConfigMap",
            "keys",
            {},
            { namespace: "notes", labels: { "data.homelab/classification": "credentials" } },
        );
        expect(faults("credentials", claim, secret)).toEqual([]);
        expect(faults("sensitive", claim, secret)).toHaveLength(1);
    });

    test("is not that of another namespace", () => {
        const own = kube("core/v1:Namespace", "default", {}, label("internal"));
        const other = kube("core/v1:Namespace", "vault", {}, label("credentials"));
        const stack = stackOf([own, other]);
        const [first] = namespacesIn(stack);
        expect(first && namespaceFaults(first, stack, context)).toEqual([]);
    });

    test("is one of the known ones", () => {
        expect(faults("secret")).toEqual([
            "The namespace notes must be classified: its label data.homelab/classification must be one of public, internal, sensitive, credentials.",
        ]);
        expect(faults(unknown.text)[0]).toContain("must be known at preview");
    });
});
