import { at, isEmpty, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { unknownValue, type Value } from "../engine/value";
import { shown } from "../views/kube-object";

/** Keys to the house are ciphertext in state, and travel only to who they are meant for. */
export const providerGuarded: StackRule = {
    id: "SEC-07",
    name: "provider-guarded",
    description:
        "Providers must be given their credentials as secrets, and Proxmox a token over TLS 1.3 with a certificate that is checked.",
    clause: { section: "Data Classification", line: 497 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Pass credentials from `pulumi config set --secret`; give Proxmox an API token of a user of its own and minTls 1.3.",
    // A provider may be registered before what declares the stack's exemptions.
    scope: "stack",
    judge,
};

const credentials = [
    "apiToken",
    "apiKey",
    "apiUserServiceKey",
    "authTicket",
    "password",
    "kubeconfig",
    "auth",
];

function judge({ resources }: Stack): Verdict {
    const providers = resources.filter(({ type }) => type.startsWith("pulumi:providers:"));
    return judgeEach(
        providers.map((resource) => ({ resource })),
        ({ resource }) => {
            const title = `The provider ${shown(resource.name)} must`;
            return [
                ...credentials
                    .filter((key) => isShown(at(resource.props, key)) && !resource.isSecret([key]))
                    .map((key) => `${title} be given ${key} as a secret.`),
                ...(resource.type === "pulumi:providers:proxmoxve"
                    ? proxmoxFaults(title, resource)
                    : []),
            ];
        },
    );
}

function proxmoxFaults(title: string, { props }: Resource): readonly string[] {
    const isRoot = /^root@/.test(textAt(props, "apiToken") ?? textAt(props, "username") ?? "");
    return [
        ...(textAt(props, "minTls") === "1.3" ? [] : [`${title} set minTls to 1.3.`]),
        ...(isEmpty(at(props, "apiToken")) ? [`${title} use an API token.`] : []),
        ...(isEmpty(at(props, "password")) ? [] : [`${title} not use a password.`]),
        ...(isUnchecked(at(props, "insecure"))
            ? [`${title} check Proxmox' certificate: leave insecure out.`]
            : []),
        ...(isRoot ? [`${title} not act as root.`] : []),
    ];
}

/** Providers get their inputs as texts, or as what they are. */
function isUnchecked(insecure: Value): boolean {
    return !isEmpty(insecure) && insecure !== false && insecure !== "false";
}

/** Whether a value is secret is known when the value is: before the cluster is there, its kubeconfig is not. */
function isShown(value: Value): boolean {
    return !isEmpty(value) && value !== unknownValue;
}
