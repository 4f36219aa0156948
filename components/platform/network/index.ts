export { Cilium } from "./cilium";
export { hostEgress, type HostEgressArgs } from "./host-egress";
export { meshMember } from "./mesh";
