import type { GateVerdict } from "../../../policies/changes/gate";
import type { Outcome, Registered, Violation } from "../../../rehearsal/engine/outcome";
import { judgementOf } from "../../../commands/judgement/judgement";
import { assets, dataLabels } from "../../policies/support";

const root = "urn:pulumi:homelab::homelab::homelab:index:Homelab::homelab";
const app = "urn:pulumi:homelab::homelab::homelab:index:Homelab$homelab:workload:App::immich";

export const urns = {
    root,
    app,
    photos: `${app.replace("::immich", "")}$kubernetes:core/v1:PersistentVolumeClaim::immich-photos`,
    server: `${app.replace("::immich", "")}$kubernetes:apps/v1:Deployment::immich-server`,
    cache: `${app.replace("::immich", "")}$homelab:workload:ValkeyCache::immich-queue`,
    cachePod: `${app.replace("::immich", "")}$homelab:workload:ValkeyCache$kubernetes:apps/v1:Deployment::immich-queue`,
    gateway:
        "urn:pulumi:homelab::homelab::homelab:index:Homelab$homelab:platform:Edge$kubernetes:gateway.networking.k8s.io/v1:Gateway::gateway",
};

function registered(urn: string, parent: string, inputs: Registered["inputs"] = {}): Registered {
    const type = (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
    return { urn, type, parent, inputs, protect: false };
}

/** A homelab of one app with a claim, a deployment and a cache, behind a gateway. */
export const all: readonly Registered[] = [
    registered(urns.root, ""),
    registered(urns.gateway, urns.root, { metadata: { name: "gateway", namespace: "traefik" } }),
    registered(urns.app, urns.root),
    registered(urns.server, urns.app, { metadata: { name: "server", namespace: "immich" } }),
    registered(urns.photos, urns.app, {
        metadata: {
            ...{ name: "photos", namespace: "immich" },
            ...dataLabels("immich.photos", "sensitive", "critical"),
        },
    }),
    registered(urns.cache, urns.app, { asset: "immich.models" }),
    registered(urns.cachePod, urns.cache, { metadata: { name: "queue", namespace: "immich" } }),
];

export const violation: Violation = {
    rule: "image-pinned",
    urn: urns.server,
    level: "mandatory",
    message: "Images must be pinned.\nThe Deployment immich/server must pin its image. ",
};

export const advice: Violation = { ...violation, rule: "pod-probed", level: "advisory" };

export const exempted: Violation = {
    rule: "finding-exempted",
    urn: urns.photos,
    level: "advisory",
    message:
        "Findings that are exempt must still be seen.\nExempt from volume-names-class until 2027-01-31 (It is old.): The claim must name its class.",
};

/** What the pack says when it could not look into a release. */
export const halfSeen: Violation = {
    rule: "releases-rendered",
    urn: "",
    level: "advisory",
    message: [
        "Rules should look into every Helm release.",
        "The rules looked into 1 of 3 Helm releases.",
        "- Release::cilium: there is no folder of charts",
        "- Application::immich: some of its values are not known yet ",
    ].join("\n"),
};

export const nothingLost: GateVerdict = { losses: [], notes: [] };

export const refused: GateVerdict = {
    losses: [
        {
            ...{ urn: urns.photos, resource: "PersistentVolumeClaim::immich-photos" },
            ...{ title: "claim immich/photos", operation: "delete", refusal: "approve it" },
        },
    ],
    notes: ["The approval to delete x approves nothing of this plan."],
};

/** How a preview ended that went well, but for the changes. */
export function outcome(changes: Partial<Outcome> = {}): Outcome {
    return {
        ...{ succeeded: true, error: "", seconds: 1, output: "", changes: {} },
        ...{ steps: [], violations: [], diagnostics: [] },
        verdicts: [{ rule: "image-pinned", passed: 3, failed: 0 }],
        registered: all,
        ...changes,
    };
}

export const judged = (changes: Partial<Outcome> = {}, verdict = nothingLost) =>
    judgementOf(outcome(changes), verdict, assets);
