import { unlike } from "../conditions/condition";
import { type ObjectRule, objectRule } from "../conditions/object-rule";
import { at, leaves, textAt } from "../engine/read";
import { joinVerdicts, judgeEach } from "../engine/rule";
import { type Release, releaseOf } from "../views/releases";

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

const saidOf = ({ title, since, successor }: Ended) =>
    `not rest on ${title}, ended with ${since}: take ${successor}`;

const endedImages: readonly (readonly [Ended, RegExp])[] = [
    [ended.agent, /(?:^|\/)grafana\/agent[:@]/],
    [ended.bitnami, /(?:^|\/)bitnami(?:legacy)?\//],
];

const inPods = objectRule({
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
    subjects: "pods",
    requirements: endedImages.map(([part, pattern]) => ({
        of: "container",
        must: unlike("image", pattern),
        says: saidOf(part),
    })),
});

/** What its makers no longer mend is mended by nobody. */
export const partSupported: ObjectRule = {
    ...inPods,
    judge: (resource, context) => {
        const release = releaseOf(resource);
        return joinVerdicts(
            inPods.judge(resource, context),
            judgeEach(release === undefined ? [] : [release], releaseFaults),
        );
    },
};

function releaseFaults(release: Release): readonly string[] {
    return [...new Set(endedIn(release))].map(
        (part) => `The ${release.title} must ${saidOf(part)}.`,
    );
}

function endedIn({ resource, chart, values }: Release): readonly Ended[] {
    const repository =
        textAt(resource.props, "repositoryOpts", "repo") ?? textAt(resource.props, "chart") ?? "";
    const images = imagesIn(values);
    return [
        ...(chart === "grafana-agent" ? [ended.agent] : []),
        ...(chart === "velero" && at(values, "configuration", "uploaderType") === "restic"
            ? [ended.restic]
            : []),
        ...(/charts\.bitnami\.com|\/bitnami(charts|legacy)\//.test(repository)
            ? [ended.bitnami]
            : []),
        ...endedImages
            .filter(([, pattern]) => images.some((image) => pattern.test(image)))
            .map(([part]) => part),
    ];
}

/** Texts called `image` or `repository` in the values of charts. */
function imagesIn(values: Release["values"]): readonly string[] {
    return [...leaves(values)]
        .filter(([path]) => /^(image|repository)$/i.test(String(path.at(-1))))
        .map(([, value]) => value)
        .filter((value) => typeof value === "string");
}
