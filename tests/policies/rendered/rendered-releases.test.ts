import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { helmFolder } from "../../../rendering/helm";
import { cacheFolder } from "../../../rendering/saved-renderings";
import { allowedCharts } from "../../../policies/allowances";
import { stackOf } from "../../../policies/engine/resource";
import type { StackRule } from "../../../policies/engine/rule";
import { reachText } from "../../../policies/rendered/reach";
import { RenderedReleases } from "../../../policies/rendered/rendered-releases";
import { claimMountedByOwner } from "../../../policies/rules/claim-mounted-by-owner";
import { dataClassified } from "../../../policies/rules/data-classified";
import { imagePinned } from "../../../policies/rules/image-pinned";
import { namespaceDeniesByDefault } from "../../../policies/rules/namespace-denies-by-default";
import { routeHttpsOnly } from "../../../policies/rules/route-https-only";
import { serviceNotExposed } from "../../../policies/rules/service-not-exposed";
import { volumeNamesClass } from "../../../policies/rules/volume-names-class";
import { rules } from "../../../policies/rules";
import { recordShipped } from "../../../rehearsal/recording/shipped-program";
import { context, resource, unknown, verdictOf } from "../support";

const templates = {
    "pod.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata: { name: pony }\nspec:\n  containers:\n    - { name: main, image: {{ .Values.image | quote }} }\n",
    "service.yaml":
        "apiVersion: v1\nkind: Service\nmetadata: { name: pony, namespace: field }\nspec: { type: {{ .Values.door }} }\n",
    "class.yaml":
        "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: kept-g1 }\nprovisioner: x\n",
    "stray.yaml": `{{- if .Values.stray }}
apiVersion: v1
kind: Namespace
metadata: { name: stray }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: stray }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: stray }
spec: { podSelector: {}, policyTypes: [Ingress], ingress: [{}] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: stray }
spec: { rules: [{ host: stray.example.org }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: stray }
spec:
  template:
    spec:
      containers: []
      volumes: [{ name: photos, persistentVolumeClaim: { claimName: immich-photos } }]
{{- end }}
`,
};

const describeHelm = helmFolder() === "" ? describe.skip : describe;

describeHelm("what is inside a release", () => {
    let charts: string;
    let releases: RenderedReleases;

    beforeAll(() => {
        charts = mkdtempSync(join(tmpdir(), "homelab-charts-"));
        for (const name of ["pony", "cilium"]) {
            mkdirSync(join(charts, name, "templates"), { recursive: true });
            const about = `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;
            writeFileSync(join(charts, name, "Chart.yaml"), about);
            for (const [file, text] of Object.entries(templates)) {
                writeFileSync(join(charts, name, "templates", file), text);
            }
        }
        releases = new RenderedReleases(charts);
    });

    afterAll(() => {
        rmSync(charts, { recursive: true });
    });

    const pony = (values: object, more: object = {}) =>
        resource("kubernetes:helm.sh/v3:Release", "pony", {
            ...{ name: "pony", namespace: "immich", chart: "pony", version: "1.0.0" },
            values: { image: "docker.io/library/pony:1.0.0", door: "ClusterIP", ...values },
            ...more,
        });
    const inside = (values: object, more: object = {}) => {
        const release = pony(values, more);
        releases.note(release);
        return releases.judgedBy("image-pinned", release);
    };

    it("is seen as resources, in the release's namespace unless they say another", () => {
        expect(
            inside({}).map(({ urn, type, name, props }) => [
                ...[urn, type, name],
                (props as { metadata: { namespace?: string } }).metadata.namespace,
            ]),
        ).toEqual(
            expect.arrayContaining([
                ["urn:pony", "kubernetes:core/v1:Pod", "pony", "immich"],
                ["urn:pony", "kubernetes:core/v1:Service", "pony", "field"],
                ["urn:pony", "kubernetes:storage.k8s.io/v1:StorageClass", "kept-g1", undefined],
            ]),
        );
    });

    it("is judged by the same rules, and found fault with at the release", () => {
        const found = verdictOf(imagePinned, inside({ image: "docker.io/library/pony:latest" }));
        expect(found.findings).toEqual([
            {
                urn: "urn:pony",
                message: "The Pod immich/pony must name an image with a version or digest (main).",
            },
        ]);
        expect(verdictOf(imagePinned, inside({})).findings).toEqual([]);
        expect(verdictOf(serviceNotExposed, inside({ door: "NodePort" })).findings).toHaveLength(1);
    });

    it("is nothing for what is no release", () => {
        const pod = resource("kubernetes:core/v1:Pod", "pod", {});
        expect(releases.judgedBy("image-pinned", pod)).toEqual([]);
    });

    it.each([
        ["a chart that is not here", {}, { version: "2.0.0" }, /pony is version 1\.0\.0/],
        ["unknown values", { image: unknown.text }, {}, /not known yet/],
        ["a chart that breaks", { door: "a: b: c" }, {}, /Helm does not render it/],
        [
            "a program that changes what the chart makes",
            {},
            { postrender: "/usr/bin/kustomize" },
            /where nobody can read it/,
        ],
        ["inputs of another shape", {}, { chart: 7 }, /cannot be read/],
    ])("is said not to be seen for %s", (_, values, more, says) => {
        expect(inside(values, more)).toEqual([]);
        expect(reachText(releases.reach())).toMatch(
            /^The rules looked into 0 of 1 Helm releases\.\n- Release::pony: /,
        );
        expect(reachText(releases.reach())).toMatch(says);
    });

    it("is kept on this computer, unless a secret went into it", () => {
        const folder = join(cacheFolder(), "rendered");
        const isKept = (tag: string) =>
            readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(tag));
        for (const [secretPaths, kept] of [
            [["values.image"], false],
            [["values"], false],
            [[], true],
        ] as const) {
            const tag = randomBytes(8).toString("hex");
            const plain = pony({ image: `docker.io/library/pony:${tag}` });
            const release = resource(plain.type, plain.name, plain.props, { secretPaths });
            releases.note(release);
            expect(releases.judgedBy("image-pinned", release)).not.toEqual([]);
            expect(isKept(tag)).toBe(kept);
        }
    });

    it("never repeats a value in what it says", () => {
        inside({ door: "correct: horse: battery" });
        expect(reachText(releases.reach())).not.toContain("horse");
    });

    it("says that it looked into all", () => {
        inside({});
        expect(reachText(releases.reach())).toBe("The rules looked into 1 of 1 Helm releases.");
    });

    describe("to rules about the whole stack", () => {
        const judged = (values: object, more: object = {}) => {
            const release = pony(values, more);
            releases.note(release);
            const stack = stackOf([release]);
            return (rule: StackRule) =>
                rule
                    .judge(releases.stackFor(rule.name, stack), context)
                    .findings.map(({ urn, message }) => `${urn}: ${message}`);
        };

        it.each([
            [dataClassified, /^urn:pony: The namespace stray must be classified/],
            [namespaceDeniesByDefault, /^urn:pony: The network policy immich\/stray must not/],
            [routeHttpsOnly, /^urn:pony: The ingress immich\/stray must/i],
            [volumeNamesClass, /^urn:pony: The claim immich\/stray must name the storage class/],
            [claimMountedByOwner, /^urn:pony: The Deployment immich\/stray mounts the claim /],
        ])("stands beside the program's own: $name", (rule, says) => {
            expect(judged({ stray: true })(rule)).toContainEqual(expect.stringMatching(says));
            expect(judged({})(rule)).not.toContainEqual(expect.stringMatching(says));
        });

        it("is left out of a chart that need not pass the rule, and in for all others", () => {
            const found = judged({ stray: true }, { chart: "cilium" });
            expect(found(dataClassified).join()).not.toContain("namespace stray");
            expect(found(volumeNamesClass).join()).toContain("claim immich/stray");
        });

        it("never stands for the release itself", () => {
            const release = pony({ stray: true });
            releases.note(release);
            const stack = stackOf([release]);
            const whole = releases.stackFor("volume-names-class", stack);
            expect(whole.resources.length).toBe(9);
            expect(whole.find("urn:pony")).toBe(release);
        });

        it("is put together once for all rules that see the same", () => {
            const release = pony({});
            releases.note(release);
            const stack = stackOf([release]);
            const seen = (rule: string) => releases.stackFor(rule, stack);
            expect(seen("volume-names-class")).toBe(seen("route-https-only"));
            expect(seen("volume-names-class")).not.toBe(seen("data-classified"));
        });

        it("is nothing where there is no release", () => {
            const stack = stackOf([resource("kubernetes:core/v1:Pod", "pod", {})]);
            expect(releases.stackFor("volume-names-class", stack)).toBe(stack);
        });
    });

    it("is not judged by the rules that its chart need not pass", () => {
        const cilium = pony({}, { chart: "cilium" });
        releases.note(cilium);
        expect(releases.judgedBy("data-classified", cilium)).toEqual([]);
        expect(releases.judgedBy("image-pinned", cilium).length).toBe(3);
    });
});

it("names rules of the pack in the allowances of charts", () => {
    const names = rules.map(({ name }) => name);
    expect(allowedCharts.flatMap((one) => one.rules).filter((one) => !names.includes(one))).toEqual(
        [],
    );
});

describeHelm("the releases of this repository's own chart", () => {
    it("pass every mandatory rule with all that is inside them", async () => {
        const releases = new RenderedReleases(undefined);
        const recorded = await recordShipped({ preview: true });
        const own = recorded
            .filter(({ inputs }) => String(inputs["chart"]).startsWith("./"))
            .map(({ type, name, inputs }) => resource(type, name, inputs));
        expect(own.length).toBeGreaterThanOrEqual(6);
        const findings = own.flatMap((release) =>
            rules.flatMap((rule) =>
                rule.scope === "resource" && rule.level === "mandatory"
                    ? releases
                          .judgedBy(rule.name, release)
                          .flatMap((object) => rule.judge(object, context).findings)
                    : [],
            ),
        );
        expect(findings).toEqual([]);
        expect(reachText(releases.reach())).toBe(
            `The rules looked into ${String(own.length)} of ${String(own.length)} Helm releases.`,
        );
    });
});
