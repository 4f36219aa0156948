import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KubernetesApi } from "../../../rehearsal/control-plane/api";
import { Definitions } from "../../../rehearsal/real/definitions";

/** Nothing is asked of it here. */
const noServer = new KubernetesApi({ url: "https://127.0.0.1:1", authority: "", token: "" });

describe("published definitions of custom kinds", () => {
    it("include the one that Talos brings", () => {
        const text = new Definitions(noServer, undefined).textOf("serviceaccounts.talos.dev");
        expect(text).toContain("group: talos.dev");
    });

    it.each([2, 4])("are found in documents indented by %d", (width) => {
        const folder = mkdtempSync(join(tmpdir(), "homelab-definitions-"));
        const indent = " ".repeat(width);
        writeFileSync(
            join(folder, "pony.yaml"),
            [
                ...["---", "kind: CustomResourceDefinition", "metadata:"],
                `${indent}labels:`,
                `${indent}${indent}name: not-this`,
                `${indent}name: "ponies.example.org"`,
                ...["spec:", `${indent}group: example.org`, ""],
            ].join("\n"),
        );
        try {
            const definitions = new Definitions(noServer, folder);
            expect(definitions.textOf("ponies.example.org")).toContain("not-this");
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});
