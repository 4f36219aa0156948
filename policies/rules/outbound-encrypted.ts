import { holds } from "../conditions/holds";
import { type ObjectRule, objectRule } from "../conditions/object-rule";
import { dotted, leaves } from "../engine/read";
import { joinVerdicts, judgeEach } from "../engine/rule";
import type { Path } from "../engine/value";
import { shown } from "../views/kube-object";
import { encryptedOutside } from "../views/outside-address";
import { type Release, releaseOf } from "../views/releases";

const demand = "use HTTPS for what is outside";

const variables = objectRule({
    id: "TLS-06",
    name: "outbound-encrypted",
    description:
        "Addresses outside the cluster must be HTTPS in environment variables and Helm values.",
    clause: { section: "External API Integration", line: 391 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Write https:// in front of the host. Services of the cluster may be named by http://.",
    subjects: "pods",
    requirements: [{ of: "variable", must: encryptedOutside("value"), says: demand }],
});

/** What leaves the house leaves it by HTTPS. */
export const outboundEncrypted: ObjectRule = {
    ...variables,
    judge: (resource, context) => {
        const release = releaseOf(resource);
        return joinVerdicts(
            variables.judge(resource, context),
            judgeEach(release === undefined ? [] : [release], releaseFaults),
        );
    },
};

function releaseFaults({ title, values }: Release): readonly string[] {
    return [...leaves(values)]
        .filter(([, value]) => holds(encryptedOutside(""), value) === false)
        .map(
            ([path]) =>
                `The ${title} must ${demand} (${dotted(["values", ...path.map(printable)])}).`,
        );
}

function printable(part: Path[number]): Path[number] {
    return typeof part === "string" ? shown(part) : part;
}
