import { apps } from "../../../apps";
import type { Standing } from "../../../rehearsal/real/check";
import type { RealCluster } from "../../../rehearsal/real/cluster";
import { checkRights } from "../../../rehearsal/real/isolation/check-rights";
import { declaredRights } from "../../../rehearsal/real/isolation/declared-rights";
import { describeReal, realStage } from "./real-cluster";

describeReal("what a real API server says of who may read", () => {
    let cluster: RealCluster;

    beforeAll(async () => {
        ({ cluster } = await realStage());
    });

    afterAll(() => cluster.stop());

    /** An account that may do something with a resource in its namespace. */
    async function account(
        namespace: string,
        name: string,
        may?: { verbs: string[]; resources: string[] },
        annotations = {},
    ): Promise<void> {
        const metadata = { name, namespace };
        const { api } = cluster;
        const rbac = "rbac.authorization.k8s.io/v1";
        await api.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
        await api.apply({
            ...{ apiVersion: "v1", kind: "ServiceAccount" },
            metadata: { ...metadata, annotations },
        });
        if (may !== undefined) {
            const rules = [{ apiGroups: [""], ...may }];
            await api.apply({ apiVersion: rbac, kind: "Role", metadata, rules });
            await api.apply({
                ...{ apiVersion: rbac, kind: "RoleBinding", metadata },
                roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
                subjects: [{ kind: "ServiceAccount", name, namespace }],
            });
        }
    }
    const problems = async () =>
        (await checkRights({ real: cluster } as unknown as Standing)).problems;

    it("equals what is declared while nobody asks for more", async () => {
        await account("argocd", "argocd-server", { verbs: ["get"], resources: ["secrets"] });
        await account("photos", "main", { verbs: ["get", "list"], resources: ["configmaps"] });
        expect(await problems()).toEqual([]);
    });

    it("names an account that may read what nobody declared, by either verb", async () => {
        await account("photos", "getting", { verbs: ["get"], resources: ["secrets"] });
        await account("photos", "listing", { verbs: ["list"], resources: ["*"] });
        const helm = { "meta.helm.sh/release-name": "cilium" };
        await account("kube-system", "a-chart", { verbs: ["get"], resources: ["secrets"] }, helm);
        expect([...(await problems())].sort()).toEqual([
            "kube-system/a-chart may read the secrets of kube-system, which nobody declared",
            "photos/getting may read the secrets of photos, which nobody declared",
            "photos/listing may read the persistentvolumeclaims of photos, which nobody declared",
            "photos/listing may read the secrets of photos, which nobody declared",
        ]);
    });

    it("names a right that is declared and not there", async () => {
        await account("volsync-system", "volsync", { verbs: ["get"], resources: ["secrets"] });
        expect(await problems()).toContain(
            "volsync-system/volsync may read the secrets of photos by what is declared, " +
                "and the server refuses it",
        );
    });
});

test("no right is declared twice, and none is an app's", () => {
    const keys = declaredRights.map(({ account, resource }) => `${account} ${resource}`);
    expect(new Set(keys).size).toBe(keys.length);
    const ofApps = new Set<string>(apps.map(({ name }) => name));
    expect(keys.filter((key) => ofApps.has(key.split("/")[0] ?? ""))).toEqual([]);
});
