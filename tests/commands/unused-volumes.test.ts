import { spawnSync } from "node:child_process";
import { unusedReport, unusedVolumes } from "../../commands/unused-volumes";
import { immich } from "../../apps/immich";
import { collect } from "../../catalogue/catalogue";
import { repository } from "../support/shipped-program";

const assets = collect([immich]).of("immich");

function volume(name: string, phase: string, claim: string, namespace = "immich") {
    return {
        kind: "PersistentVolume",
        metadata: { name },
        spec: {
            capacity: { storage: "10Gi" },
            storageClassName: "proxmox-csi-encrypted-g1",
            persistentVolumeReclaimPolicy: "Retain",
            claimRef: { kind: "PersistentVolumeClaim", namespace, name: claim },
            csi: { driver: "csi.proxmox.sinextra.dev", volumeHandle: `homelab/pve1/pool/${name}` },
        },
        status: { phase },
    };
}
function claim(name: string, asset?: string, namespace = "immich") {
    const labels = asset === undefined ? {} : { "data.homelab/asset": asset };
    return { kind: "PersistentVolumeClaim", metadata: { name, namespace, labels } };
}
function pod(claimName: string, namespace = "immich") {
    return {
        kind: "Pod",
        metadata: { name: "server", namespace },
        spec: {
            volumes: [{ name: "tmp", emptyDir: {} }, { persistentVolumeClaim: { claimName } }],
        },
    };
}
const kubectl = (...items: object[]) => ({ apiVersion: "v1", kind: "List", items });

describe("volumes that nothing uses", () => {
    it("are not those that a pod mounts", () => {
        const objects = kubectl(
            volume("pv-1", "Bound", "immich-photos"),
            claim("immich-photos", "immich.photos"),
            pod("immich-photos"),
        );
        expect(unusedVolumes(objects, assets)).toEqual([]);
        expect(unusedReport([])).toBe("Every volume is claimed and mounted.");
    });

    it("are those whose claim is gone, and the claim's name still says what they hold", () => {
        const [found] = unusedVolumes(kubectl(volume("pv-1", "Released", "immich-photos")), assets);
        expect(found).toMatchObject({
            volume: "pv-1",
            why: "released",
            claim: "immich/immich-photos",
            size: "10Gi",
            disk: "homelab/pve1/pool/pv-1",
            asset: { id: "immich.photos" },
        });
    });

    it("are those whose claim no pod of its namespace mounts", () => {
        const objects = kubectl(
            volume("pv-1", "Bound", "immich-renamed"),
            claim("immich-renamed", "immich.photos"),
            pod("immich-renamed", "elsewhere"),
        );
        expect(unusedVolumes(objects, assets)).toMatchObject([
            { why: "unmounted", asset: { id: "immich.photos" } },
        ]);
    });

    it("are listed with what deleting them loses, and how to delete released ones", () => {
        const objects = kubectl(
            volume("pv-1", "Released", "immich-photos"),
            volume("pv-2", "Released", "something", "elsewhere"),
            volume("pv-3", "Bound", "immich-models"),
        );
        const report = unusedReport(unusedVolumes(objects, assets));
        expect(report).toMatch(/pv-1 +released .*sensitive, backup critical\); check a restore/);
        expect(report).toMatch(/pv-2 +released .*unknown: look into it first/);
        expect(report).toMatch(/pv-3 +unmounted .*nothing that cannot be had again/);
        expect(report).toContain(
            "kubectl delete pv pv-1   # then, on Proxmox: homelab/pve1/pool/pv-1",
        );
        expect(report).not.toContain("kubectl delete pv pv-3");
    });

    it("cannot be told from something else than a list", () => {
        expect(() => unusedVolumes({ kind: "Pod" }, assets)).toThrow(/kubectl get pv,pvc,pods/);
        expect(() => unusedVolumes(kubectl({ kind: "PersistentVolume" }), assets)).toThrow(
            /A PersistentVolume cannot be read/,
        );
    });

    it("are listed by the command", () => {
        const { stdout, status } = spawnSync(
            process.execPath,
            ["-r", "ts-node/register/transpile-only", "commands/volumes.ts"],
            {
                cwd: repository,
                encoding: "utf8",
                input: JSON.stringify(kubectl(volume("pv-1", "Released", "immich-photos"))),
            },
        );
        expect(stdout).toMatch(/pv-1 +released +immich\/immich-photos +10Gi/);
        expect(status).toBe(0);
    });
});
