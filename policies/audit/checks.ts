import type { StateCheck } from "./check";
import { certificateInDate } from "./checks/certificate-in-date";
import { ciphertextWhole } from "./checks/ciphertext-whole";
import { drillWithinQuarter } from "./checks/drill-within-quarter";
import { etcdKeyRendered } from "./checks/etcd-key-rendered";
import { keyKeptSecret } from "./checks/key-kept-secret";
import { tunnelLeadsHome } from "./checks/tunnel-leads-home";

/** What only the state can be asked, by number. */
export const stateChecks: readonly StateCheck[] = [
    ciphertextWhole,
    certificateInDate,
    keyKeptSecret,
    tunnelLeadsHome,
    etcdKeyRendered,
    drillWithinQuarter,
];
