import { setTimeout as wait } from "node:timers/promises";
import { apps } from "../../../apps";
import { admissionPolicies } from "../../../policies/admission/policies";
import { operators } from "../../../policies/allowances";
import { recordShipped } from "../../../rehearsal/recording/shipped-program";
import { ControlPlane } from "../../../rehearsal/control-plane/control-plane";
import type { KubernetesApi, KubernetesObject } from "../../../rehearsal/control-plane/api";
import { findRealPrograms } from "../../../rehearsal/real/programs";
import { renderRelease } from "../../../rendering/render-release";
import { apiVersionsOf, releasesOf, unwrapped } from "../../../rendering/releases";
import { describeReal } from "./real-cluster";
import { claim, object, refused, sound, soundPod } from "./refused-objects";

const policies = admissionPolicies(apps, []);

describeReal("the policies at a real API server", () => {
    let controlPlane: ControlPlane;
    let api: KubernetesApi;
    let own: readonly KubernetesObject[];

    beforeAll(async () => {
        controlPlane = await ControlPlane.start(findRealPrograms());
        api = controlPlane.api;
        own = await ownObjects();
        const namespaces = own.flatMap(({ metadata: { namespace } }) => namespace ?? []);
        for (const name of new Set(["field", ...namespaces])) {
            await api.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
        }
        const policies = "admissionregistration.k8s.io/v1";
        for (const installed of own.filter(({ apiVersion }) => apiVersion === policies)) {
            await api.apply(installed);
        }
        await untilEnforced();
    });

    afterAll(() => controlPlane.stop());

    /** A policy takes hold some moments after it is written. */
    async function untilEnforced(): Promise<void> {
        const secret = object("Secret", "probe", {});
        while (await isTaken(secret)) {
            await wait(100);
        }
    }

    async function isTaken(asked: KubernetesObject, as?: string): Promise<boolean> {
        const caller = as === undefined ? api : api.as(as);
        return caller.apply(asked, { dryRun: true }).then(
            () => true,
            () => false,
        );
    }

    it.each(refused)("refuse %s, and say why", async (_, asked, says) => {
        await expect(api.apply(asked)).rejects.toThrow(says);
    });

    it("never repeat what is secret", async () => {
        const said = await api
            .apply(object("Secret", "login", { stringData: { password: "correct horse" } }))
            .then(String, String);
        expect(said).not.toContain("correct horse");
    });

    it("let a role in that charts leave without rules", async () => {
        const role = object("Role", "bare", { rules: null }, "rbac.authorization.k8s.io/v1");
        expect(await api.create(role)).toMatchObject({ rules: null });
    });

    it("let a sound pod, and a Secret made by its controller, in", async () => {
        expect(await isTaken(object("Pod", "sound", { spec: soundPod }))).toBe(true);
        for (const { namespace, account } of operators) {
            const as = `system:serviceaccount:${namespace}:${account}`;
            expect(await isTaken(object("Secret", "made", {}), as)).toBe(true);
        }
    });

    it.each(["10Gi", "1.5Gi", "1536Mi", "64Ti", "67108864Mi"])("let a volume of %s in", (size) =>
        expect(isTaken(claim(size))).resolves.toBe(true),
    );

    it("leave the API server's own service and what is noted in default alone", async () => {
        const inDefault = (kind: string, name: string, body: object, apiVersion = "v1") => ({
            ...object(kind, name, body, apiVersion),
            metadata: { name, namespace: "default" },
        });
        const event = inDefault("Event", "noted", {
            involvedObject: { apiVersion: "v1", kind: "Node", name: "worker-01" },
        });
        expect(await isTaken(event)).toBe(true);
        const service = inDefault("Service", "talos", { spec: { ports: [{ port: 50000 }] } });
        expect(await isTaken(service)).toBe(false);
        expect(await isTaken(service, "talos:admin")).toBe(true);
        expect(await isTaken(service, "system:apiserver")).toBe(true);
    });

    it("pay for the largest things that there may be", async () => {
        const text = "a://bc.de:fg@hi.jk ".repeat(55_000);
        const texts = (count: number, letters: number) =>
            Array.from({ length: count }, () => `$(${"a:/{ ".repeat(letters / 5 - 1)})`);
        const data = (list: readonly string[]) =>
            Object.fromEntries(list.map((value, at) => [`password-${String(at)}`, value]));
        const env = (list: readonly string[]) =>
            list.map((value, at) => ({ name: `A_PASSWORD_${String(at)}`, value }));
        const heavy = [
            object("ConfigMap", "one", { data: { text } }),
            ...[1000, 2000, 4000, 8000].map((letters) =>
                object("ConfigMap", "some", { data: data(texts(32, letters)) }),
            ),
            object("ConfigMap", "many", { data: data(texts(500, 1000)) }),
            ...[texts(1, 130_000), texts(32, 4000), texts(100, 1000), texts(200, 250)].map(
                (list, at) =>
                    object("Pod", `heavy-${String(at)}`, {
                        spec: {
                            ...soundPod,
                            containers: [{ ...sound, env: env(list), args: list }],
                        },
                    }),
            ),
        ];
        for (const each of heavy) {
            await expect(api.apply(each, { dryRun: true })).resolves.toBeDefined();
        }
    });

    it("hold Argo CD to them", async () => {
        const as = "system:serviceaccount:argocd:argocd-application-controller";
        expect(await isTaken(object("Secret", "delivered", {}), as)).toBe(false);
    });

    it("take everything that the program makes itself, and what its own chart makes", async () => {
        expect(own.length).toBeGreaterThan(200);
        const kinds = new Set(
            policies.flatMap(({ resources }) => resources.flatMap((each) => each.resources)),
        );
        const judged = own.filter(({ kind }) => kinds.has(pluralOf(kind)));
        expect(judged.length).toBeGreaterThan(40);
        const problems: string[] = [];
        for (const each of judged) {
            const { namespace } = each.metadata;
            await api.apply(each, { dryRun: true }).catch((error: unknown) => {
                if (String(error).includes("ValidatingAdmissionPolicy")) {
                    problems.push(
                        `${each.kind} ${namespace ?? ""}/${each.metadata.name ?? ""}: ${String(error)}`,
                    );
                }
            });
        }
        expect(problems).toEqual([]);
    });
});

function pluralOf(kind: string): string {
    return `${kind.toLowerCase()}${kind.endsWith("s") ? "es" : "s"}`;
}

/** Objects that the program registers, and those of releases whose charts are this repository's. */
async function ownObjects(): Promise<KubernetesObject[]> {
    const recorded = await recordShipped();
    const options = { kubernetesVersion: "1.36.3", apiVersions: apiVersionsOf(recorded) };
    const rendered = releasesOf(recorded).flatMap((release) => {
        const rendering = renderRelease(release, options);
        return "objects" in rendering
            ? rendering.objects.map((each) => ({
                  ...each,
                  metadata: { namespace: release.namespace, ...each.metadata },
              }))
            : [];
    });
    return [
        ...recorded
            .filter(({ type }) => type.startsWith("kubernetes:") && !type.includes("helm.sh"))
            .map(({ inputs }) => unwrapped(inputs) as KubernetesObject),
        ...rendered,
    ];
}
