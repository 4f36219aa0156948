import type { AppChartValues, WorkloadValues } from "../../apps/chart-values/app";
import { describeHelm, render } from "./render";

const plain: WorkloadValues = {
    image: "ghcr.io/example/diary:v1.2.3",
    user: 1000,
    ports: { http: 8080 },
    probes: { liveness: { path: "/health", port: 8080 } },
    resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "128Mi" } },
};

const rendered = (main: Partial<WorkloadValues>, rest: Partial<AppChartValues> = {}) =>
    render("charts/app", "diary", { workloads: { main: { ...plain, ...main } }, ...rest });

interface Deployment {
    readonly spec: {
        readonly strategy: unknown;
        readonly template: { readonly spec: Record<string, unknown> };
    };
}

function pod(main: Partial<WorkloadValues>, rest: Partial<AppChartValues> = {}) {
    const deployment = rendered(main, rest).find(({ kind }) => kind === "Deployment");
    return (deployment as unknown as Deployment).spec.template.spec;
}

function container(main: Partial<WorkloadValues>) {
    return (pod(main)["containers"] as Record<string, unknown>[])[0] ?? {};
}

describeHelm("charts/app", () => {
    test("makes a deployment, a service and an account for a plain workload", () => {
        expect(rendered({}).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
            "ServiceAccount diary",
            "Service diary",
            "Deployment diary",
        ]);
    });

    test("runs pods under that account, which has no token for the API server", () => {
        const account = rendered({}).find(({ kind }) => kind === "ServiceAccount");
        expect(account).toMatchObject({ automountServiceAccountToken: false });
        expect(pod({})).toMatchObject({ serviceAccountName: "diary" });
    });

    test("names further workloads after the release", () => {
        const objects = render("charts/app", "diary", {
            workloads: { main: plain, worker: plain },
        });
        expect(objects.map(({ metadata }) => metadata.name)).toContain("diary-worker");
    });

    test("is restricted without being told", () => {
        expect(pod({})).toMatchObject({
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: {
                runAsNonRoot: true,
                runAsUser: 1000,
                seccompProfile: { type: "RuntimeDefault" },
            },
        });
        expect(container({})).toMatchObject({
            securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ["ALL"] },
            },
        });
    });

    test("replaces a pod instead of running two on one volume", () => {
        const deployment = rendered({}).find(({ kind }) => kind === "Deployment");
        expect((deployment as unknown as Deployment).spec.strategy).toEqual({ type: "Recreate" });
    });

    test("has no service for a workload that does not listen", () => {
        const kinds = render("charts/app", "diary", {
            workloads: {
                main: {
                    ...plain,
                    ports: undefined,
                    probes: { liveness: { command: ["true"] } },
                },
            },
        }).map(({ kind }) => kind);
        expect(kinds).toEqual(["ServiceAccount", "Deployment"]);
    });

    test("takes environment variables as text and from secrets", () => {
        const env = { PLAIN: "yes", PASSWORD: { secret: "diary-login", key: "password" } };
        expect(container({ env })["env"]).toEqual([
            {
                name: "PASSWORD",
                valueFrom: { secretKeyRef: { name: "diary-login", key: "password" } },
            },
            { name: "PLAIN", value: "yes" },
        ]);
    });

    test("puts secrets before texts, which may refer to them", () => {
        const env = { ADDRESS: "redis://:$(SECRET)@queue", SECRET: { secret: "login", key: "a" } };
        const names = (container({ env })["env"] as { name: string }[]).map(({ name }) => name);
        expect(names).toEqual(["SECRET", "ADDRESS"]);
    });

    test("runs further containers in the same pod, with the same mounts and environment", () => {
        const resources = { requests: { cpu: "5m", memory: "32Mi" }, limits: { memory: "64Mi" } };
        const { containers } = pod({
            env: { COLOUR: "blue", SIZE: "big" },
            mounts: { tmp: { path: "/tmp", scratch: "64Mi" } },
            beside: [
                {
                    name: "worker",
                    command: ["work"],
                    env: { SIZE: "small" },
                    liveness: { command: ["ask"], every: 60 },
                    resources,
                },
            ],
        });
        expect((containers as unknown[]).slice(1)).toEqual([
            {
                name: "worker",
                image: "ghcr.io/example/diary:v1.2.3",
                imagePullPolicy: "IfNotPresent",
                command: ["work"],
                env: [
                    { name: "COLOUR", value: "blue" },
                    { name: "SIZE", value: "small" },
                ],
                livenessProbe: {
                    exec: { command: ["ask"] },
                    periodSeconds: 60,
                    timeoutSeconds: 5,
                    failureThreshold: 3,
                },
                resources,
                securityContext: {
                    allowPrivilegeEscalation: false,
                    readOnlyRootFilesystem: true,
                    capabilities: { drop: ["ALL"] },
                },
                volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
            },
        ]);
    });

    test("runs on the nodes that it asks for, or on any", () => {
        const nodeSelector = { "device.homelab/radio": "true" };
        expect(pod({ nodeSelector })["nodeSelector"]).toEqual(nodeSelector);
        expect(pod({})).not.toHaveProperty("nodeSelector");
    });

    test("is privileged for a device of the node, and only then", () => {
        const device = { path: "/dev/ttyUSB0", device: "/dev/ttyUSB0" };
        expect(container({ mounts: { device } })["securityContext"]).toEqual({
            privileged: true,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
        });
        expect(pod({ mounts: { device } })["volumes"]).toEqual([
            { name: "device", hostPath: { path: "/dev/ttyUSB0", type: "CharDevice" } },
        ]);
    });

    test("mounts claims, secrets, files and scratch space", () => {
        const { volumes, containers } = pod(
            {
                mounts: {
                    pages: { path: "/pages", claim: "diary-pages" },
                    login: { path: "/login", secret: "diary-login", items: ["password"] },
                    config: { path: "/etc/diary.yml", file: "diary.yml" },
                    tmp: { path: "/tmp", scratch: "64Mi" },
                    shm: { path: "/dev/shm", memory: "32Mi" },
                },
            },
            { files: { "diary.yml": "colour: blue\n" } },
        );
        expect(volumes).toEqual([
            { name: "config", configMap: { name: "diary-files" } },
            {
                name: "login",
                secret: {
                    secretName: "diary-login",
                    defaultMode: 288,
                    items: [{ key: "password", path: "password" }],
                },
            },
            { name: "pages", persistentVolumeClaim: { claimName: "diary-pages" } },
            { name: "shm", emptyDir: { medium: "Memory", sizeLimit: "32Mi" } },
            { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
        ]);
        expect(containers).toMatchObject([
            {
                volumeMounts: [
                    {
                        name: "config",
                        mountPath: "/etc/diary.yml",
                        subPath: "diary.yml",
                        readOnly: true,
                    },
                    { name: "login", mountPath: "/login", readOnly: true },
                    { name: "pages", mountPath: "/pages" },
                    { name: "shm", mountPath: "/dev/shm" },
                    { name: "tmp", mountPath: "/tmp" },
                ],
            },
        ]);
    });

    test("starts pods anew when a file changes", () => {
        const hash = (text: string) =>
            JSON.stringify(rendered({}, { files: { "diary.yml": text } })).match(
                /"checksum\/files":"(\w+)"/,
            )?.[1];
        expect(hash("a")).not.toBe(hash("b"));
    });

    test("runs what comes before with the same mounts and rights", () => {
        const { initContainers } = pod({
            before: [{ name: "prepare", command: ["sh", "-c", "true"] }],
            mounts: { tmp: { path: "/tmp", scratch: "1Mi" } },
        });
        expect(initContainers).toMatchObject([
            {
                name: "prepare",
                image: plain.image,
                securityContext: { readOnlyRootFilesystem: true },
                volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
            },
        ]);
    });

    test.each([
        ["a moving tag", { image: "ghcr.io/example/diary:latest" }, /image/],
        ["no tag", { image: "ghcr.io/example/diary" }, /image/],
        ["no memory limit", { resources: { requests: plain.resources.requests } }, /limits/],
        ["no liveness probe", { probes: {} }, /liveness/],
        ["a port that does not exist", { ports: { http: 70_000 } }, /ports/],
        ["an unknown key", { imagePullPolicy: "Always" }, /imagePullPolicy/],
        ["root without a reason", { root: "" }, /root/],
        ["a mount of nothing", { mounts: { tmp: { path: "/tmp" } } }, /name a claim, secret/],
        ["a number as an environment variable", { env: { COUNT: 3 } }, /env/],
    ])("refuses %s", (_, main, complaint) => {
        expect(() => rendered(main as Partial<WorkloadValues>)).toThrow(complaint);
    });
});
