import { chartSource } from "../../components/platform/gitops/chart-source";
import { recordShipped, shippedConfig } from "../support/shipped-program";
import { objectsOf, releasesOf, valuesOfKey } from "./recorded";

const git = { repository: "https://git.example.org/house.git", revision: "v1" };

test.each([
    [
        { chart: "./charts/app", version: "0.1.0" },
        { repoURL: git.repository, targetRevision: "v1", path: "charts/app" },
    ],
    [
        { chart: "oci://registry.example.org/charts/album", version: "1.2.3" },
        {
            repoURL: "oci://registry.example.org/charts/album",
            targetRevision: "1.2.3",
            path: ".",
        },
    ],
    [
        { chart: "album", repository: "https://charts.example.org", version: "1.2.3" },
        { repoURL: "https://charts.example.org", targetRevision: "1.2.3", chart: "album" },
    ],
] as const)("Argo CD finds the chart %j", (ref, expected) => {
    expect(chartSource(ref, git)).toEqual(expected);
});

/** The shipped homelab with some apps handed to Argo CD. */
function shippedWith(...delivered: readonly string[]) {
    const chosen = JSON.parse(shippedConfig()["homelab:apps"] ?? "{}") as Record<string, object>;
    for (const name of delivered) {
        chosen[name] = { ...chosen[name], delivery: "argocd" };
    }
    return recordShipped({ config: { "homelab:apps": JSON.stringify(chosen) } });
}

test("an app handed to Argo CD has the same chart and values, and no release", async () => {
    const before = releasesOf(await shippedWith());
    const after = await shippedWith("immich", "glance");
    const names = releasesOf(after).map(({ name }) => name);
    const gone = before.map(({ name }) => name).filter((name) => !names.includes(name));
    expect(gone.sort()).toEqual(["glance", "immich"]);
    const applications = [...objectsOf(after, "Application")].sort((a, b) =>
        b.name.localeCompare(a.name),
    );
    expect(
        applications.map(({ name, namespace, spec }) => [
            name,
            namespace,
            valuesOfKey(spec, "valuesObject"),
            valuesOfKey(spec, "releaseName"),
            valuesOfKey(spec, "automated"),
        ]),
    ).toEqual(
        ["immich", "glance"].map((name) => [
            name,
            "argocd",
            [before.find((release) => release.name === name)?.values],
            [name],
            // What leaves the chart is kept where the app has data.
            [{ prune: name === "glance", selfHeal: true }],
        ]),
    );
});

test("Argo CD may deliver those apps and the kinds they are made of, from their sources only", async () => {
    const recorded = await shippedWith("immich", "glance");
    const projects = objectsOf(recorded, "AppProject");
    expect(projects.map(({ name }) => name).sort()).toEqual(["apps", "default"]);
    expect(objectsOf(recorded, "Application").map(({ spec }) => spec["project"])).toEqual([
        "apps",
        "apps",
    ]);
    const project = projects.find(({ name }) => name === "apps");
    expect(project?.spec["destinations"]).toEqual(
        ["immich", "glance"].map((namespace) => ({
            server: "https://kubernetes.default.svc",
            namespace,
        })),
    );
    expect(project?.spec["sourceRepos"]).toEqual([
        "oci://ghcr.io/immich-app/immich-charts/immich",
        "https://github.com/example/homelab.git",
    ]);
    const kinds = valuesOfKey(project?.spec, "kind");
    expect(kinds).toContain("Deployment");
    expect(kinds).not.toContain("Secret");
    expect(kinds).not.toContain("PersistentVolumeClaim");
    expect(project?.spec["clusterResourceWhitelist"]).toEqual([]);
});

test("Argo CD's own project, which allows everything, is taken from it and allows nothing", async () => {
    const project = objectsOf(await shippedWith(), "AppProject").find(
        ({ name }) => name === "default",
    );
    expect(project?.spec).toMatchObject({
        sourceRepos: [],
        destinations: [],
        clusterResourceWhitelist: [],
        // No list of what is allowed would mean all kinds of a namespace.
        namespaceResourceBlacklist: [{ group: "*", kind: "*" }],
    });
    expect(valuesOfKey(project?.all, "pulumi.com/patchForce")).toEqual(["true"]);
});

test("Argo CD calls no host when it delivers nothing, and only those of the sources else", async () => {
    const hosts = async (...delivered: readonly string[]) =>
        objectsOf(await shippedWith(...delivered), "CiliumNetworkPolicy")
            .filter(({ namespace }) => namespace === "argocd")
            .flatMap(({ spec }) => valuesOfKey(spec, "matchName"));
    expect(await hosts()).toEqual([]);
    expect(await hosts("immich")).toEqual(["ghcr.io", "pkg-containers.githubusercontent.com"]);
    expect(await hosts("glance")).toEqual(["github.com", "codeload.github.com"]);
});

test("a private repository's login is sealed, under the label that Argo CD looks for", async () => {
    const gitops = JSON.parse(shippedConfig()["homelab:gitops"] ?? "{}") as object;
    const sealed = objectsOf(
        await recordShipped({
            config: { "homelab:gitops": JSON.stringify({ ...gitops, user: "reader" }) },
        }),
        "SealedSecret",
    ).find(({ name }) => name === "argocd-repository");
    expect(sealed?.spec).toMatchObject({
        encryptedData: { type: "sealed", url: "sealed", username: "sealed", password: "sealed" },
        template: {
            metadata: { labels: { "argocd.argoproj.io/secret-type": "repository" } },
        },
    });
});

test("Argo CD makes no namespace, and deletes nothing of an app that has data", async () => {
    const recorded = await shippedWith("immich", "glance");
    const optionsOf = (app: string) =>
        objectsOf(recorded, "Application")
            .filter(({ name }) => name === app)
            .flatMap(({ spec }) => valuesOfKey(spec, "syncOptions").flat());
    expect(optionsOf("immich")).toEqual(
        expect.arrayContaining(["CreateNamespace=false", "Delete=false"]),
    );
    expect(optionsOf("glance")).toContain("CreateNamespace=false");
    expect(optionsOf("glance")).not.toContain("Delete=false");
});

test("Argo CD sees and writes the kinds that charts of apps have, and no Secret", async () => {
    const values = releasesOf(await shippedWith()).find(({ name }) => name === "argocd")?.values;
    const [inclusions] = valuesOfKey(values, "resource.inclusions").map(String);
    expect(inclusions).toContain("- Deployment");
    expect(inclusions).not.toMatch(/Secret|"\*"\n {2}kinds|kinds:\n {4}- "\*"/);
    const rights = valuesOfKey(values, "clusterRoleRules") as {
        enabled: boolean;
        rules: { resources: string[]; verbs: string[] }[];
    }[];
    expect(rights).toHaveLength(2);
    for (const { enabled, rules } of rights) {
        expect(enabled).toBe(true);
        expect(rules.flatMap(({ resources }) => resources)).not.toContain("secrets");
        expect(rules.flatMap(({ resources, verbs }) => [...resources, ...verbs])).not.toContain(
            "*",
        );
    }
});
