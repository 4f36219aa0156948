export { Cilium } from "./cilium";
export { hostEgress, type HostEgressArgs } from "./host-egress";
