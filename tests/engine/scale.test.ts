import { changed } from "../../rehearsal/engine/outcome";
import type { Rehearsal } from "../../rehearsal/rehearsal";
import { largeHomelab } from "./large-homelab";
import { describeEngine, openShipped } from "./support";

const size = { hosts: 5, nodes: 20, apps: 100 };

describeEngine("five hosts, twenty nodes and a hundred apps, by configuration alone", () => {
    let rehearsal: Rehearsal;
    const { apps, config } = largeHomelab(size);

    beforeAll(async () => {
        rehearsal = await openShipped({ with: apps, config });
    });
    afterAll(async () => {
        await rehearsal.close();
    });

    test("preview and come up, and a second run changes nothing", async () => {
        const preview = await rehearsal.stack.preview();
        expect(preview).toMatchObject({ succeeded: true, error: "" });
        const up = await rehearsal.stack.up();
        expect(up).toMatchObject({ succeeded: true, error: "" });
        expect(up.changes["create"]).toBe(preview.changes["create"]);

        const made = (type: string) =>
            up.registered.filter(({ type: one }) => one.endsWith(`:${type}`));
        expect(made("VmLegacy")).toHaveLength(size.nodes);
        expect(made("ConfigurationApply")).toHaveLength(size.nodes);
        const claims = made("PersistentVolumeClaim").map(({ inputs }) => inputs["metadata"]);
        expect(claims.filter((one) => /^app-/.test((one as { name: string }).name))).toHaveLength(
            size.apps,
        );
        const places = made("VmLegacy").map(({ inputs }) => inputs["nodeName"]);
        expect(new Set(places).size).toBe(size.hosts);

        expect(changed(await rehearsal.stack.up())).toEqual([]);
    }, 1_200_000);
});
