import { readFileSync } from "node:fs";
import { apps } from "../apps";
import { collect } from "../catalogue/catalogue";
import { unusedReport, unusedVolumes } from "./unused-volumes";

/**
 * Lists volumes that nothing uses. Reads objects from standard input; changes nothing.
 *
 *     kubectl get pv,pvc,pods -A -o json | node -r ts-node/register/transpile-only commands/volumes.ts
 */
function main(): void {
    const objects = JSON.parse(readFileSync(0, "utf8")) as unknown;
    console.log(unusedReport(unusedVolumes(objects, collect(apps).assets)));
}

main();
