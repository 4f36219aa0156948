import { at, leaves, textAt } from "../engine/read";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import type { Value } from "../engine/value";
import { containersOf, podsOf } from "../views/pods";
import { releaseOf } from "../views/releases";

/** What its makers no longer mend is mended by nobody. */
export const partSupported: ResourceRule = {
    id: "XLY-06",
    name: "part-supported",
    description:
        "Charts, images and their settings must not be of a line that its makers have ended.",
    clause: { section: "Metrics Collection", line: 412 },
    severity: "medium",
    level: "advisory",
    remediation:
        "Take its successor: Alloy for Grafana Agent, Kopia for Velero's restic, charts and images " +
        "of the projects themselves for Bitnami's.",
    scope: "resource",
    judge,
};

interface Ended {
    readonly title: string;
    readonly since: string;
    readonly successor: string;
}

const ended = {
    agent: { title: "Grafana Agent", since: "November 2025", successor: "Alloy" },
    restic: { title: "Velero's restic uploader", since: "Velero 1.17", successor: "kopia" },
    bitnami: {
        title: "Bitnami's free images",
        since: "August 2025",
        successor: "those of the project itself",
    },
} as const satisfies Readonly<Record<string, Ended>>;

function judge(resource: Resource): Verdict {
    const release = releaseOf(resource);
    const images = imagesOf(resource);
    const repository =
        textAt(resource.props, "repositoryOpts", "repo") ?? textAt(resource.props, "chart");
    const found: readonly (Ended | undefined)[] = [
        release?.chart === "grafana-agent" ? ended.agent : undefined,
        release?.chart === "velero" &&
        at(release.values, "configuration", "uploaderType") === "restic"
            ? ended.restic
            : undefined,
        release !== undefined &&
        /charts\.bitnami\.com|\/bitnami(charts|legacy)\//.test(repository ?? "")
            ? ended.bitnami
            : undefined,
        images.some((image) => /(^|\/)grafana\/agent[:@]/.test(image)) ? ended.agent : undefined,
        images.some((image) => /(^|\/)bitnami(legacy)?\//.test(image)) ? ended.bitnami : undefined,
    ];
    const isSubject = release !== undefined || images.length > 0;
    return judgeEach(isSubject ? [{ resource }] : [], () =>
        [...new Set(found)].flatMap((one) =>
            one === undefined
                ? []
                : [
                      `The ${release?.title ?? `resource ${resource.name}`} must not rest on ${one.title}, ended with ${one.since}: take ${one.successor}.`,
                  ],
        ),
    );
}

/** Images in pods, and texts called `image` or `repository` in the values of charts. */
function imagesOf(resource: Resource): readonly string[] {
    const inPods = podsOf(resource).flatMap((pod) =>
        containersOf(pod).map(({ body }) => at(body, "image")),
    );
    const release = releaseOf(resource);
    const inValues =
        release === undefined
            ? []
            : [...leaves(release.values)]
                  .filter(([path]) => /^(image|repository)$/i.test(String(path.at(-1))))
                  .map(([, value]) => value);
    return [...inPods, ...inValues].filter((value: Value) => typeof value === "string");
}
