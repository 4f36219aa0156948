export { Admission } from "./admission";
