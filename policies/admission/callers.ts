import type { NamedExpression } from "../../catalogue/admission-policy";
import { kubernetesNamespace, operators } from "../allowances";

const user = "request.userInfo.username";
const accounts = operators.map(
    ({ namespace, account }) => `system:serviceaccount:${namespace}:${account}`,
);

/** The API server's own hands, and Talos', whose certificate for them never leaves the nodes. */
const ownHands = ["system:apiserver", "talos:admin"];

/**
 * Whose requests are looked at: those of people, pipelines and Argo CD. Kubernetes' own controllers
 * only make pods of what was judged when it was written, and what is being deleted must be let go.
 */
export const callerConditions: readonly NamedExpression[] = [
    { name: "kept", expression: "!has(object.metadata.deletionTimestamp)" },
    {
        name: "not-by-kubernetes",
        expression: `!(${user} in ${JSON.stringify(ownHands)}) && !${user}.startsWith("system:kube-") && !${user}.startsWith("system:node:") && !${user}.startsWith("system:serviceaccount:${kubernetesNamespace}:")`,
    },
    { name: "not-by-operators", expression: `!(${user} in ${JSON.stringify(accounts)})` },
];

/** Pods of Kubernetes itself are Talos' and the network's. */
export const outsideKubernetes: NamedExpression = {
    name: "outside-kubernetes",
    expression: `request.namespace != "${kubernetesNamespace}"`,
};
