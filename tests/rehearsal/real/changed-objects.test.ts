import { setTimeout as wait } from "node:timers/promises";
import type { KubernetesApi } from "../../../rehearsal/control-plane/api";
import { changed } from "../../../rehearsal/engine/outcome";
import type { Rehearsal } from "../../../rehearsal/rehearsal";
import { openShipped } from "../../engine/support";
import { shippedConfig } from "../../support/shipped-program";
import { describeReal } from "./real-cluster";

type Apps = Record<string, { enabled: boolean; options?: object; sizes?: object }>;

const apps = JSON.parse(shippedConfig()["homelab:apps"] ?? "") as Apps;
const claim = {
    ...{ apiVersion: "v1", kind: "PersistentVolumeClaim" },
    metadata: { name: "home-assistant-config", namespace: "home-assistant" },
};
const pipeline = {
    ...{ apiVersion: "v1", kind: "ConfigMap" },
    metadata: { name: "collector", namespace: "observability" },
};
const ofGlance = [
    { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "glance" } },
    { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "main" } },
    { apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", metadata: { name: "glance" } },
].map((object) => ({ ...object, metadata: { ...object.metadata, namespace: "glance" } }));
const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "glance" } };

describeReal("a change of the configuration in front of a real API server", () => {
    let rehearsal: Rehearsal;
    let api: KubernetesApi;

    beforeAll(async () => {
        rehearsal = await openShipped({ config: { "homelab:protection": "lifted" }, real: {} });
        const up = await rehearsal.stack.up();
        expect(up).toMatchObject({ succeeded: true, error: "" });
        ({ api } = rehearsal.real as NonNullable<Rehearsal["real"]>);
        for (const object of [claim, pipeline, namespace, ...ofGlance]) {
            expect(await api.read(object)).toMatchObject(object);
        }
        // A claim can be widened once it has its volume, for which its pod has to be placed.
        while ((await status(claim))["phase"] !== "Bound") {
            await wait(100);
        }
    });

    afterAll(() => rehearsal.close());

    const status = async (of: typeof claim) =>
        ((await api.read(of))?.["status"] ?? {}) as Record<string, unknown>;

    it("updates single objects there, and deletes single ones", async () => {
        const news: Apps = {
            ...apps,
            glance: { enabled: false },
            "home-assistant": {
                ...(apps["home-assistant"] ?? { enabled: true }),
                sizes: { config: "30Gi" },
            },
        };
        await rehearsal.stack.configure({ "homelab:apps": { value: JSON.stringify(news) } });
        const before = await api.read(claim);
        const change = await rehearsal.stack.up();
        expect(change).toMatchObject({ succeeded: true, error: "" });
        expect(new Set(changed(change).map(({ operation }) => operation))).toEqual(
            new Set(["update", "delete"]),
        );

        const after = await api.read(claim);
        expect(after).toMatchObject({ spec: { resources: { requests: { storage: "30Gi" } } } });
        // The same object, with the volume that it had.
        expect(after?.metadata["uid"]).toBe(before?.metadata["uid"]);
        expect(after).toMatchObject({ spec: { volumeName: expect.stringMatching(/./) as string } });
        expect(JSON.stringify((await api.read(pipeline))?.["data"])).not.toContain("glance");
        for (const object of [namespace, ...ofGlance]) {
            expect(await api.read(object)).toBeUndefined();
        }
    });
});
