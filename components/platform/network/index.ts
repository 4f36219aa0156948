export { Cilium } from "./cilium";
