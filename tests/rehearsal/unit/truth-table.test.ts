import type { Registered } from "../../../rehearsal/engine/outcome";
import { Ledger } from "../../../rehearsal/real/ledger";
import { shareOf, showTruth, truthOf } from "../../../rehearsal/real/truth-table";
import { urnOf } from "./stage";

const claimType = "kubernetes:core/v1:PersistentVolumeClaim";
const releaseType = "kubernetes:helm.sh/v3:Release";
const machineType = "talos:machine/configurationApply:ConfigurationApply";

const registered = (type: string, name: string): Registered => ({
    ...{ urn: urnOf(type, name), type },
    ...{ inputs: {}, protect: false, parent: "" },
});

describe("the truth table", () => {
    const ledger = new Ledger();
    ledger.note(urnOf(claimType, "photos"), { by: "server" });
    ledger.note(urnOf(releaseType, "far"), { by: "nothing", note: "the chart far 1 is not here" });
    ledger.noteRelease({ name: "far", missing: "the chart far 1 is not here", objects: [] });
    ledger.noteRelease({
        name: "near",
        objects: [
            { kind: "v1:Service", name: "near", acceptance: { by: "server" }, kept: true },
            {
                kind: "v1:APIService",
                name: "v1.near",
                acceptance: { by: "server" },
                kept: false,
            },
        ],
    });
    ledger.noteMachine(urnOf(machineType, "node"), ["v1alpha1:Config", "v1alpha1:HostnameConfig"]);
    const truth = truthOf(
        [
            registered("pulumi:pulumi:Stack", "homelab"),
            registered("homelab:workload:App", "photos"),
            registered(claimType, "photos"),
            registered(claimType, "models"),
            registered(releaseType, "far"),
            registered(machineType, "node"),
            registered(machineType, "refused"),
            registered("cloudflare:index/dnsRecord:DnsRecord", "a"),
        ],
        ledger,
    );
    const rowOf = (kind: string) => truth.resources.find((row) => row.kind === kind)?.count;

    it("leaves out what exists in the engine alone", () => {
        expect(truth.resources.map(({ kind }) => kind)).toEqual([
            "cloudflare:index/dnsRecord:DnsRecord",
            claimType,
            releaseType,
            machineType,
        ]);
    });

    it("counts by kind who accepted", () => {
        expect(rowOf(claimType)).toMatchObject({ server: 1, nothing: 1, types: 0 });
        expect(rowOf("cloudflare:index/dnsRecord:DnsRecord")).toMatchObject({ types: 1 });
        expect(rowOf(machineType)).toMatchObject({ parser: 1, nothing: 1 });
    });

    it("names everything that nobody looked at, with the reason", () => {
        expect(truth.gaps).toEqual([
            `${claimType} models: it never reached the API server`,
            `${releaseType} far: the chart far 1 is not here`,
            "machine configuration refused: Talos did not take it",
            `${machineType} refused: Talos did not take it`,
        ]);
    });

    it("counts what is missing as not accepted", () => {
        expect(shareOf(truth.resources)).toEqual({ accepted: 2, all: 6 });
    });

    it("says above the table how many releases were rendered, and which were not", () => {
        const shown = showTruth(truth).split("\n");
        expect(shown.slice(0, 2)).toEqual([
            "Releases rendered: 1 of 2",
            "  - not far: the chart far 1 is not here",
        ]);
        expect(shown).toContain("The program's own Kubernetes objects: 1 of 2 accepted (50 %)");
        expect(shown).toContain("Talos documents: 2 of 3 accepted (66.6 %)");
        expect(shown).toContain("All Kubernetes objects: 3 of 5 accepted (60 %)");
        expect(shown).toContain(
            "  1 of them by dry run only: they refer to servers that do not run here.",
        );
    });

    it("claims no share of nothing", () => {
        expect(showTruth(truthOf([], new Ledger()))).toContain("objects: there are none");
    });

    it("never rounds a share up to the whole", () => {
        const many = Array.from({ length: 2000 }, (_, i) => registered(claimType, `c${i}`));
        const most = new Ledger();
        for (const { urn } of many.slice(1)) {
            most.note(urn, { by: "server" });
        }
        expect(showTruth(truthOf(many, most))).toContain("1999 of 2000 accepted (99.9 %)");
    });
});
