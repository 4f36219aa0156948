import fc from "fast-check";
import { endedBackupExemptions } from "../../../policies/exemptions/backup-exemptions";
import { readExemptions } from "../../../policies/exemptions/exemption";
import { isDay, today } from "../../../shared/day";
import { Exemptions, exemptText, readExemptText } from "../../../policies/exemptions/exemptions";
import { stackOf } from "../../../policies/engine/resource";
import { plainValue, type Value } from "../../../policies/engine/value";
import { platformAssets } from "../../../catalogue/platform-assets";
import { kube } from "../support";

const rules = ["image-pinned", "pod-probed"];
const server = kube("apps/v1:Deployment", "server");
const other = kube("apps/v1:Deployment", "other");
const stack = stackOf([server, other]);
const day = "2026-06-15";

function exemption(changes: Readonly<Record<string, Value>> = {}): Value {
    return {
        ...{ rule: "image-pinned", resource: "Deployment::server" },
        ...{ reason: "Its chart can do no better.", until: "2026-06-15" },
        ...changes,
    };
}

const found = {
    judged: [server.urn, other.urn],
    findings: [
        { urn: server.urn, message: "The image a must be pinned." },
        { urn: other.urn, message: "The image b must be pinned." },
    ],
};

function tried(...declared: readonly Value[]) {
    const exemptions = new Exemptions(rules, day);
    exemptions.declare(declared, "urn:root");
    const left = exemptions.applyTo("image-pinned", found, stack.find);
    return {
        left: left.findings.map(({ message }) => message),
        exempt: exemptions.findings().map(exemptText),
        faults: exemptions.faults(stack).map(({ message }) => message),
    };
}

const both = ["The image a must be pinned.", "The image b must be pinned."];

describe("an exemption", () => {
    test("takes its finding away, but not out of sight", () => {
        expect(tried(exemption())).toEqual({
            left: ["The image b must be pinned."],
            exempt: [
                "Exempt from image-pinned until 2026-06-15 (Its chart can do no better.): The image a must be pinned.",
            ],
            faults: [],
        });
    });

    test("counts for all resources that it means", () => {
        expect(tried(exemption({ resource: "Deployment::*er" })).left).toEqual([]);
    });

    test("counts no more after its day, and then is a violation itself", () => {
        expect(tried(exemption({ until: "2026-06-14" }))).toEqual({
            left: both,
            exempt: [],
            faults: [
                "The exemption of Deployment::server from image-pinned must end on a day to come, and ended on 2026-06-14. Repair what it is about, or decide anew.",
            ],
        });
    });

    test("of another rule leaves this one's findings alone, and is not needed", () => {
        expect(tried(exemption({ rule: "pod-probed" }))).toEqual({
            left: both,
            exempt: [],
            faults: [
                "The exemption of Deployment::server from pod-probed must be removed: the rule finds nothing there.",
            ],
        });
    });

    test("from a rule that there is not names the one that was meant", () => {
        expect(tried(exemption({ rule: "image-pined" }))).toMatchObject({
            left: both,
            faults: [
                "The exemption of Deployment::server from image-pined must name a rule of the pack. Did you mean image-pinned?",
            ],
        });
    });

    test("of a resource that there is not names the one that was meant", () => {
        expect(tried(exemption({ resource: "Deployment::servr" }))).toMatchObject({
            left: both,
            faults: [
                "The exemption of Deployment::servr from image-pinned must name a resource of the stack. Did you mean Deployment::server?",
            ],
        });
    });

    test("that nothing comes near to is to be corrected or removed", () => {
        expect(tried(exemption({ rule: "x-y", resource: "z" })).faults).toEqual([
            "The exemption of z from x-y must name a rule of the pack. Correct it, or remove it.",
        ]);
    });

    test.each<[string, Value]>([
        ["lacks its reason", exemption({ reason: "" })],
        ["lacks its end", exemption({ until: undefined })],
        ["ends on no day", exemption({ until: "2026-02-30" })],
        ["ends at a time", exemption({ until: "2026-06-15T00:00:00Z" })],
        ["is a word", "image-pinned"],
        ["is nothing", null],
    ])("that %s is none", (_title, declared) => {
        expect(tried(declared, exemption({ resource: "other" }))).toMatchObject({
            left: ["The image a must be pinned."],
            faults: [
                "The exemption 1 must have rule, resource, reason and until, a day like 2027-01-31. Correct it, or remove it.",
            ],
        });
    });

    test("is reported where it was declared", () => {
        const exemptions = new Exemptions(rules, day);
        exemptions.declare([exemption({ rule: "no-rule" })], "urn:root");
        exemptions.declare("nonsense");
        expect(exemptions.faults(stack)).toEqual([
            { message: "The exemptions must be a list that is known." },
            { message: expect.stringContaining("no-rule") as string, urn: "urn:root" },
        ]);
    });

    test("is declared by the latest word", () => {
        const exemptions = new Exemptions(rules, day);
        exemptions.declare([exemption({ rule: "no-rule" })], "urn:root");
        exemptions.declare([], "urn:root");
        expect(exemptions.faults(stack)).toEqual([]);
    });
});

test("anything may be declared, and nothing throws or hides a finding that it does not mean", () => {
    fc.assert(
        fc.property(fc.anything(), (junk) => {
            const exemptions = new Exemptions(rules, day);
            exemptions.declare(plainValue(junk));
            expect(exemptions.applyTo("image-pinned", found, stack.find)).toEqual(found);
            expect(exemptions.faults(stack).every(({ message }) => /must/.test(message))).toBe(
                true,
            );
        }),
    );
});

test("what is said of an exempt finding can be taken apart again", () => {
    const [one] = readExemptions([
        exemption({ reason: "So (and no other) way: it is." }),
    ]).exemptions;
    const finding = { urn: "u", message: "The pod must (not) fail.", rule: "image-pinned" };
    const text = one === undefined ? "" : exemptText({ ...finding, exemption: one });
    for (const told of [text, `Findings must still be seen.\n${text} `]) {
        expect(readExemptText(told)).toEqual({
            rule: "image-pinned",
            until: "2026-06-15",
            reason: "So (and no other) way: it is.",
            message: "The pod must (not) fail.",
        });
    }
    expect(readExemptText("The pod must not fail.")).toBeUndefined();
});

test("days are days of the calendar", () => {
    expect(["2028-02-29", "2027-02-29", "2027-1-31", "", "2027-13-01"].map(isDay)).toEqual([
        ...[true, false, false, false, false],
    ]);
    expect(today(new Date("2026-06-15T23:59:59Z"))).toBe("2026-06-15");
});

describe("an exemption from backups", () => {
    test("says nothing as long as it counts", () => {
        expect(endedBackupExemptions(platformAssets, "2027-12-31")).toEqual([]);
    });

    test("names the data that rests on it when it has ended", () => {
        expect(endedBackupExemptions(platformAssets, "2028-01-01")).toContain(
            "The exemption from backups kept-outside must be looked at again: it ended on 2027-12-31, and platform.metrics, platform.logs have no backup but for it. Decide anew in catalogue/backup/exemptions.ts, or give them a backup priority.",
        );
    });

    test("that nothing rests on may have ended", () => {
        const backedUp = platformAssets.filter(({ backup }) => backup !== "none");
        expect(endedBackupExemptions(backedUp, "2028-01-01")).toEqual([]);
    });
});

test("an exemption from what is asked elsewhere is neither unused nor unknown here", () => {
    const faults = (changes: Readonly<Record<string, Value>>) => {
        const exemptions = new Exemptions(rules, day, ["ciphertext-whole"]);
        exemptions.declare([exemption({ rule: "ciphertext-whole", ...changes })]);
        return exemptions.faults(stack).map(({ message }) => message);
    };
    expect(faults({})).toEqual([]);
    expect(faults({ until: "2026-06-14" })).toEqual([expect.stringContaining("ended on")]);
    expect(faults({ resource: "Deployment::gone" })).toEqual([
        expect.stringContaining("must name a resource of the stack"),
    ]);
    expect(faults({ rule: "ciphertext-hole" })).toEqual([
        expect.stringContaining("Did you mean ciphertext-whole?"),
    ]);
});

test.each(["*", "**", "::", "*::*"])(
    "an exemption of %s, which is everything, is none",
    (resource) => {
        expect(readExemptions(plainValue([exemption({ resource })])).exemptions).toEqual([]);
    },
);
