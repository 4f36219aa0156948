import { spawnSync } from "node:child_process";
import { join } from "node:path";

const builder = join(__dirname, "..", "tools", "build.sh");

/** What Helm is asked for: one release of a chart that lies on this computer. */
export interface TemplateRequest {
    readonly release: string;
    readonly namespace: string;
    /** Path of a chart's folder or archive. */
    readonly path: string;
    readonly values: object;
    /** Version of the cluster that charts are told of, as in `1.36.3`. */
    readonly kubernetesVersion: string;
    /** Versions and kinds, as in `cilium.io/v2`, that charts may find beside Kubernetes' own. */
    readonly apiVersions: readonly string[];
}

let folder: string | undefined;

/** Folder of the pinned Helm, whose name is new with every change of its version; empty without it. */
export function helmFolder(): string {
    folder ??= spawnSync("bash", [builder, "--print", "helm"], { encoding: "utf8" }).stdout.trim();
    return folder;
}

/**
 * The objects that Helm would install, as YAML. Asks no cluster and no repository, and reads no
 * settings of this computer's user.
 *
 * @throws Error with Helm's complaint, or saying that Helm is not built.
 */
export function helmTemplate(request: TemplateRequest): string {
    if (helmFolder() === "") {
        throw new Error("Helm is not built; run `make tools`.");
    }
    const { status, stdout, stderr, error } = spawnSync(
        join(helmFolder(), "helm"),
        [
            ...["template", request.release, request.path],
            ...["--namespace", request.namespace, "--kube-version", request.kubernetesVersion],
            ...request.apiVersions.flatMap((version) => ["--api-versions", version]),
            ...["--include-crds", "--skip-tests", "--values", "-"],
        ],
        {
            encoding: "utf8",
            env: { HOME: "/nonexistent" },
            input: JSON.stringify(request.values),
            maxBuffer: 64 * 1024 * 1024,
        },
    );
    if (error !== undefined) {
        throw error;
    }
    if (status !== 0) {
        throw new Error(stderr.trim().replace(/^Error: /, ""));
    }
    return stdout;
}
