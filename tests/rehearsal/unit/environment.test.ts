import { spawnSync } from "node:child_process";
import { enterIsolation } from "../../../rehearsal/engine/environment";

const scratch = { home: "/scratch/home", programs: "/scratch/programs" };
const ofTheUser = {
    HOME: "/home/owner",
    KUBECONFIG: "/home/owner/.kube/config",
    TALOSCONFIG: "/home/owner/.talos/config",
    PULUMI_HOME: "/home/owner/.pulumi",
    PULUMI_ACCESS_TOKEN: "pul-owner",
    PULUMI_BACKEND_URL: "s3://owner",
    PULUMI_CONFIG_PASSPHRASE: "owner",
    PROXMOX_VE_API_TOKEN: "owner",
    CLOUDFLARE_API_TOKEN: "owner",
    AWS_PROFILE: "owner",
    NODE_OPTIONS: "--no-warnings",
};

describe("while a rehearsal runs, the environment", () => {
    let before: NodeJS.ProcessEnv;

    beforeEach(() => {
        before = { ...process.env };
        Object.assign(process.env, ofTheUser, { LANG: "C", TZ: "Europe/Vienna" });
    });

    afterEach(() => {
        for (const name of Object.keys(process.env)) {
            Reflect.deleteProperty(process.env, name);
        }
        Object.assign(process.env, before);
    });

    it("has nothing of the user's that leads to a cluster, a host, an account or a state", () => {
        const leave = enterIsolation(scratch, { PULUMI_CONFIG_PASSPHRASE: "rehearsal" });
        const seen = { ...process.env };
        leave();
        expect(Object.values(seen).filter((value) => value?.includes("owner"))).toEqual([]);
        expect(seen).toMatchObject({
            HOME: "/scratch/home",
            KUBECONFIG: "/dev/null",
            PULUMI_HOME: "/scratch/home",
            PULUMI_CONFIG_PASSPHRASE: "rehearsal",
            LANG: "C",
            TZ: "Europe/Vienna",
        });
        expect(Object.keys(ofTheUser).filter((name) => name in seen)).toEqual([
            "HOME",
            "KUBECONFIG",
            "PULUMI_HOME",
            "PULUMI_CONFIG_PASSPHRASE",
        ]);
    });

    it("looks for programs in the scratch folder and the system only", () => {
        process.env["PATH"] = `/home/owner/bin:${process.env["PATH"] ?? ""}`;
        const leave = enterIsolation(scratch, {});
        const folders = process.env["PATH"].split(":");
        leave();
        expect(folders[0]).toBe("/scratch/programs");
        expect(folders).not.toContain("/home/owner/bin");
    });

    it("is what a child sees too, and is the old one again afterwards", () => {
        const old = { ...process.env };
        const leave = enterIsolation(scratch, {});
        const child = spawnSync(process.execPath, ["-p", "process.env.KUBECONFIG"], {
            encoding: "utf8",
            env: process.env,
        });
        leave();
        expect(child.stdout.trim()).toBe("/dev/null");
        expect({ ...process.env }).toEqual(old);
    });
});
