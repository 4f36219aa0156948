import {
    clusterRuns,
    endCluster,
    leaveCluster,
    startCluster,
    talosNodeType,
} from "../../../../rehearsal/datacenter/cluster-life";
import { Datacenter } from "../../../../rehearsal/datacenter/datacenter";

const claimType = "kubernetes:core/PersistentVolumeClaim";
const addresses = { first: "10.0.0.21", second: "10.0.0.22", worker: "10.0.0.31" };
let world: Datacenter;
beforeEach(() => {
    world = new Datacenter();
    world.put(talosNodeType, addresses.first, { role: "controlplane" });
    world.put(talosNodeType, addresses.second, { role: "controlplane" });
    world.put(talosNodeType, addresses.worker, { role: "worker" });
    world.put("proxmoxve:index/acl:Acl", "acl", {});
});

describe("a cluster", () => {
    it("runs from its start on, with the namespaces it makes itself", () => {
        expect(clusterRuns(world)).toBe(false);
        startCluster(world, addresses.first);
        expect(clusterRuns(world)).toBe(true);
        expect(world.list("kubernetes:core/Namespace").map(({ id }) => id)).toEqual([
            "default",
            "kube-node-lease",
            "kube-public",
            "kube-system",
        ]);
    });

    it("lives on while one control plane is left, and ends with the last", () => {
        startCluster(world, addresses.first);
        world.put(claimType, "default/photos", {});
        leaveCluster(world, [addresses.first]);
        expect(clusterRuns(world)).toBe(true);
        expect(world.get(claimType, "default/photos")).toBeDefined();
        leaveCluster(world, [addresses.second]);
        expect(clusterRuns(world)).toBe(false);
        expect(world.list().map(({ id }) => id)).toEqual([addresses.worker, "acl"]);
    });

    it("does not notice machines that were never in it", () => {
        world = new Datacenter();
        startCluster(world, addresses.first);
        leaveCluster(world, ["10.9.9.9"]);
        expect(clusterRuns(world)).toBe(true);
    });

    it("takes all of its objects along when it ends, and nothing else", () => {
        startCluster(world, addresses.first);
        world.put(claimType, "default/photos", {});
        endCluster(world);
        expect(world.list().map(({ type }) => type)).toEqual([
            talosNodeType,
            talosNodeType,
            talosNodeType,
            "proxmoxve:index/acl:Acl",
        ]);
    });
});
