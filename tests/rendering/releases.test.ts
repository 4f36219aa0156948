import { apiVersionsOf, releasesOf } from "../../rendering/releases";
import { recordShipped, shippedConfig } from "../support/shipped-program";

const secret = (value: unknown) => ({ "4dabf18193072939515e22adb298388d": "1b47", value });

describe("the releases of a program", () => {
    it("are those of Helm, with their values unwrapped", () => {
        expect(
            releasesOf([
                { type: "kubernetes:core/v1:Namespace", inputs: {} },
                {
                    type: "kubernetes:helm.sh/v3:Release",
                    inputs: {
                        name: "diary",
                        namespace: "writing",
                        chart: "diary",
                        version: "1.2.3",
                        repositoryOpts: { repo: "https://example.org/charts" },
                        values: secret({ list: [{ text: secret("dear") }] }),
                    },
                },
            ]),
        ).toEqual([
            {
                name: "diary",
                namespace: "writing",
                chart: {
                    chart: "diary",
                    version: "1.2.3",
                    repository: "https://example.org/charts",
                },
                values: { list: [{ text: "dear" }] },
                by: "Pulumi",
            },
        ]);
    });

    it("are the same when Argo CD installs them", async () => {
        const listed = async (delivery: "release" | "argocd") => {
            const apps = JSON.parse(shippedConfig()["homelab:apps"] ?? "{}") as object;
            const config = {
                "homelab:apps": JSON.stringify({
                    ...apps,
                    immich: { enabled: true, delivery },
                    glance: { enabled: true, delivery },
                }),
            };
            const releases = releasesOf(await recordShipped({ config }));
            return releases.filter(({ name }) => ["immich", "glance"].includes(name));
        };
        const byArgoCd = await listed("argocd");
        const byPulumi = await listed("release");
        expect(byArgoCd.map(({ by }) => by)).toEqual(["Argo CD", "Argo CD"]);
        // The version of a chart in Git is a revision; everything else agrees.
        const compared = byArgoCd.map((release) =>
            release.chart.chart === "./charts/app"
                ? { ...release, by: "Pulumi", chart: { ...release.chart, version: "0.1.0" } }
                : { ...release, by: "Pulumi" },
        );
        expect(compared).toEqual(byPulumi);
    });
});

describe("the API versions of a program's own objects", () => {
    it("are those beyond Kubernetes' own, each with its kinds", () => {
        const types = [
            "kubernetes:core/v1:Namespace",
            "kubernetes:helm.sh/v3:Release",
            "kubernetes:cilium.io/v2:CiliumNetworkPolicy",
            "kubernetes:cilium.io/v2:CiliumNetworkPolicy",
            "kubernetes:bitnami.com/v1alpha1:SealedSecret",
            "proxmoxve:index/vmLegacy:VmLegacy",
        ];
        expect(apiVersionsOf(types.map((type) => ({ type, inputs: {} })))).toEqual([
            "bitnami.com/v1alpha1",
            "bitnami.com/v1alpha1/SealedSecret",
            "cilium.io/v2",
            "cilium.io/v2/CiliumNetworkPolicy",
        ]);
    });
});
