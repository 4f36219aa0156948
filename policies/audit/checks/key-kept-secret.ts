import { at } from "../../engine/read";
import { judgeEach } from "../../engine/rule";
import type { Path } from "../../engine/value";
import { shown } from "../../views/kube-object";
import type { StateCheck } from "../check";

/** Where resources that make keys put them, by type. */
const keysOf: Readonly<Record<string, readonly Path[]>> = {
    "random:index/randomPassword:RandomPassword": [["result"], ["bcryptHash"]],
    "random:index/randomBytes:RandomBytes": [["base64"], ["hex"]],
    "tls:index/privateKey:PrivateKey": [
        ...[["privateKeyPem"], ["privateKeyOpenssh"], ["privateKeyPemPkcs8"]],
    ],
    "talos:machine/secrets:Secrets": [["machineSecrets"], ["clientConfiguration", "clientKey"]],
    "talos:machine/configurationApply:ConfigurationApply": [
        ...[["machineConfiguration"], ["machineConfigurationInput"]],
    ],
    "talos:cluster/kubeconfig:Kubeconfig": [
        ...[["kubeconfigRaw"], ["kubernetesClientConfiguration", "clientKey"]],
    ],
    "cloudflare:index/accountToken:AccountToken": [["value"]],
    "proxmoxve:storage/pbs:Pbs": [["generatedEncryptionKey"], ["password"]],
};

/** Keys are in the state, and so must be encrypted there. */
export const keyKeptSecret: StateCheck = {
    id: "AUD-03",
    name: "key-kept-secret",
    description: "Keys and passwords that the stack has made must be kept as secrets in its state.",
    clause: { section: "Data Classification", line: 497 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Name the output in additionalSecretOutputs, run `make up`, and make the key anew: copies of the state show it.",
    judge: (state) =>
        judgeEach(
            state.stack.resources
                .filter(({ type }) => keysOf[type] !== undefined)
                .map((resource) => ({ resource, keys: keysOf[resource.type] ?? [] })),
            ({ resource: { urn, name }, keys }) =>
                keys
                    .filter((path) => {
                        const value = at(state.outputs.get(urn), ...path);
                        const isThere = value !== undefined && value !== null && value !== "";
                        return isThere && !state.isSecretOutput(urn, path);
                    })
                    .map(
                        (path) =>
                            `The output ${path.join(".")} of ${shown(name)} must be kept as a secret.`,
                    ),
        ),
};
