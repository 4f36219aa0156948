import { at, isEmpty, textAt } from "../engine/read";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import type { Value } from "../engine/value";
import { releaseOf } from "../views/releases";

/** The chart that was checked is the chart that is installed. */
export const chartVersionExact: ResourceRule = {
    id: "IMG-03",
    name: "chart-version-exact",
    description:
        "Charts must have one exact version, and must come over HTTPS, from a registry or from this repository.",
    clause: { section: "Application Data", line: 99 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Set version to a full semantic version, and the repository to its https:// address.",
    scope: "resource",
    judge,
};

const exact = /^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

function judge(resource: Resource): Verdict {
    const release = releaseOf(resource);
    return judgeEach(release === undefined || isFromGit(resource) ? [] : [release], ({ title }) => {
        const isHelm = resource.type.startsWith("kubernetes:helm.sh/");
        const { version, chart, repository } = (isHelm ? helmSource : argoSource)(resource.props);
        const isKnown =
            /^(?:oci|https):\/\/|^\.\//.test(chart) || /^(?:oci|https):\/\//.test(repository);
        return [
            ...(exact.test(version)
                ? []
                : [`The ${title} must have an exact version of its chart.`]),
            ...(isKnown
                ? []
                : [
                      `The ${title} must take its chart from an https:// or oci:// address, or from this repository.`,
                  ]),
        ];
    });
}

interface Source {
    readonly version: string;
    readonly chart: string;
    readonly repository: string;
}

function helmSource(props: Value): Source {
    return {
        version: textAt(props, "version") ?? "",
        chart: textAt(props, "chart") ?? "",
        repository: textAt(props, "repositoryOpts", "repo") ?? "",
    };
}

/**
 * Argo CD names registries without their scheme. What it takes from Git is a folder, and no chart with
 * a version of its own.
 */
function argoSource(props: Value): Source {
    const source = at(props, "spec", "source");
    const repository = textAt(source, "repoURL") ?? "";
    return {
        version: textAt(source, "targetRevision") ?? "",
        chart: "",
        repository: repository.includes("://") ? repository : `https://${repository}`,
    };
}

function isFromGit({ type, props }: Resource): boolean {
    const source = at(props, "spec", "source");
    return (
        !type.startsWith("kubernetes:helm.sh/") &&
        isEmpty(at(source, "chart")) &&
        !/^oci:/.test(textAt(source, "repoURL") ?? "")
    );
}
