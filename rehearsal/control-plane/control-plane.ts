import { generateKeyPairSync, randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KubernetesApi } from "./api";
import { freePorts, Program } from "./program";

/** Paths of the programs. */
export interface ControlPlanePrograms {
    readonly etcd: string;
    /** Folder of kube-apiserver, kube-controller-manager and kube-scheduler. */
    readonly kubernetes: string;
}

/** The cluster's networks; any that are not the owner's. */
const serviceNetwork = "10.96.0.0/12";

/**
 * A real Kubernetes control plane on this machine's loopback address: etcd, API server, controller
 * manager and scheduler, without nodes. Everything it writes is in a folder of its own, which is
 * not searched for secrets, because a database of secrets is full of them, and gone at its end.
 */
export class ControlPlane {
    readonly api: KubernetesApi;
    /** For programs that want a file. */
    readonly kubeconfig: string;
    private readonly files: Files;
    readonly folder: string;
    private readonly programs: Program[];

    private constructor(folder: string, api: KubernetesApi, files: Files, programs: Program[]) {
        this.folder = folder;
        this.files = files;
        this.api = api;
        this.kubeconfig = writeKubeconfig(files, api);
        this.programs = programs;
    }

    /** Takes some seconds. @throws Error with the last words of the program that does not start. */
    static async start(paths: ControlPlanePrograms): Promise<ControlPlane> {
        const folder = mkdtempSync(join(tmpdir(), "homelab-control-plane-"));
        chmodSync(folder, 0o700);
        const started: Program[] = [];
        try {
            return await assemble(paths, folder, started);
        } catch (error) {
            await stopAll(started);
            rmSync(folder, { recursive: true, force: true });
            throw error;
        }

        async function assemble(
            { etcd, kubernetes }: ControlPlanePrograms,
            root: string,
            programs: Program[],
        ): Promise<ControlPlane> {
            const files = writeFiles(root);
            const [etcdPort = 0, peerPort = 0, apiPort = 0] = await freePorts(3);
            programs.push(startEtcd(etcd, files, etcdPort, peerPort));
            programs.push(startApiServer(kubernetes, files, etcdPort, apiPort));
            const api = await reach(programs.at(-1), files, apiPort);
            for (const start of [startController, startScheduler]) {
                programs.push(start(kubernetes, files, api));
            }
            return new ControlPlane(root, api, files, programs);
        }
    }

    /** A file for a program that passes for an account of the cluster, with all rights. */
    kubeconfigAs(user: string): string {
        return writeKubeconfig(this.files, this.api, user);
    }

    /** Adds a program that ends with the control plane. */
    adopt(program: Program): void {
        this.programs.push(program);
    }

    async stop(): Promise<void> {
        this.api.close();
        await stopAll(this.programs);
        rmSync(this.folder, { recursive: true, force: true });
    }
}

interface Files {
    readonly root: string;
    readonly token: string;
    readonly tokens: string;
    readonly privateKey: string;
    readonly publicKey: string;
    readonly certificates: string;
    readonly log: (name: string) => string;
}

function writeFiles(root: string): Files {
    const file = (name: string, text: string) => {
        writeFileSync(join(root, name), text, { mode: 0o600 });
        return join(root, name);
    };
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const token = randomBytes(24).toString("base64url");
    mkdirSync(join(root, "certificates"), { mode: 0o700 });
    return {
        root,
        token,
        tokens: file("tokens.csv", `${token},rehearsal,rehearsal,"system:masters"\n`),
        privateKey: file(
            "accounts.key",
            privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
        ),
        publicKey: file(
            "accounts.pub",
            publicKey.export({ type: "spki", format: "pem" }).toString(),
        ),
        certificates: join(root, "certificates"),
        log: (name) => join(root, `${name}.log`),
    };
}

function start(name: string, path: string, files: Files, args: readonly string[]): Program {
    return new Program(name, path, args, { folder: files.root, log: files.log(name) });
}

/** What is written here lives for minutes: no write need survive a power cut. */
function startEtcd(path: string, files: Files, port: number, peerPort: number): Program {
    const client = `http://127.0.0.1:${port}`;
    const peer = `http://127.0.0.1:${peerPort}`;
    return start("etcd", path, files, [
        `--data-dir=${join(files.root, "etcd")}`,
        `--listen-client-urls=${client}`,
        `--advertise-client-urls=${client}`,
        `--listen-peer-urls=${peer}`,
        `--initial-advertise-peer-urls=${peer}`,
        `--initial-cluster=default=${peer}`,
        "--unsafe-no-fsync",
        "--log-level=warn",
    ]);
}

function startApiServer(folder: string, files: Files, etcdPort: number, port: number): Program {
    return start("kube-apiserver", join(folder, "kube-apiserver"), files, [
        `--etcd-servers=http://127.0.0.1:${etcdPort}`,
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        `--secure-port=${port}`,
        `--cert-dir=${files.certificates}`,
        `--token-auth-file=${files.tokens}`,
        "--anonymous-auth=false",
        "--authorization-mode=RBAC",
        `--service-cluster-ip-range=${serviceNetwork}`,
        "--service-account-issuer=https://kubernetes.default.svc",
        `--service-account-key-file=${files.publicKey}`,
        `--service-account-signing-key-file=${files.privateKey}`,
        // Charts may ask for it, as Talos' own API server allows.
        "--allow-privileged=true",
    ]);
}

async function reach(
    server: Program | undefined,
    files: Files,
    port: number,
): Promise<KubernetesApi> {
    let api: KubernetesApi | undefined;
    await server?.becomesReady(async () => {
        // The server makes its certificate itself, as it starts.
        const authority = readFileSync(join(files.certificates, "apiserver.crt"), "utf8");
        api ??= new KubernetesApi({
            url: `https://127.0.0.1:${port}`,
            authority,
            token: files.token,
        });
        return (await api.send("GET", "/readyz")) === "ok";
    });
    if (api === undefined) {
        throw new Error("kube-apiserver was never reached");
    }
    return api;
}

function writeKubeconfig(files: Files, { access }: KubernetesApi, as?: string): string {
    const path = join(files.root, `kubeconfig${as === undefined ? "" : `-${as}`}`);
    const user = {
        token: access.token,
        ...(as !== undefined && { as, "as-groups": ["system:masters"] }),
    };
    const config = {
        apiVersion: "v1",
        kind: "Config",
        clusters: [
            {
                name: "rehearsal",
                cluster: {
                    server: access.url,
                    "certificate-authority-data": Buffer.from(access.authority).toString("base64"),
                },
            },
        ],
        users: [{ name: "rehearsal", user }],
        contexts: [{ name: "rehearsal", context: { cluster: "rehearsal", user: "rehearsal" } }],
        "current-context": "rehearsal",
    };
    writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
    return path;
}

/** Under its own name, by which the rules of admission know it. */
function startController(folder: string, files: Files, api: KubernetesApi): Program {
    const kubeconfig = writeKubeconfig(files, api, "system:kube-controller-manager");
    return start("kube-controller-manager", join(folder, "kube-controller-manager"), files, [
        `--kubeconfig=${kubeconfig}`,
        `--service-account-private-key-file=${files.privateKey}`,
        `--root-ca-file=${join(files.certificates, "apiserver.crt")}`,
        "--leader-elect=false",
        "--secure-port=0",
        // The nodes are played and send no heartbeats.
        "--controllers=*,-node-lifecycle-controller",
        "--concurrent-namespace-syncs=20",
    ]);
}

function startScheduler(folder: string, files: Files, api: KubernetesApi): Program {
    const kubeconfig = writeKubeconfig(files, api, "system:kube-scheduler");
    return start("kube-scheduler", join(folder, "kube-scheduler"), files, [
        `--kubeconfig=${kubeconfig}`,
        "--leader-elect=false",
        "--secure-port=0",
    ]);
}

/** In reverse, so that nobody's last words are that the server is gone. */
async function stopAll(programs: readonly Program[]): Promise<void> {
    for (const program of [...programs].reverse()) {
        await program.stop();
    }
}
