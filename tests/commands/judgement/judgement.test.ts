import { findingsText, judgementText } from "../../../commands/judgement/print";
import { advice, all, exempted, halfSeen, judged, refused, urns, violation } from "./made-up";

test("resources stand under the data they hold, else behind the data of their app or layer", () => {
    const { rows } = judged();
    expect(rows.map(({ group, resources }) => [group.name, resources])).toEqual([
        ["platform, the rest", 1],
        ["immich.photos", 1],
        ["immich.models", 2],
        ["immich, the rest", 2],
        ["homelab, the rest", 1],
    ]);
});

test("a group names the rules that judged it", () => {
    const photos = judged().rows.find(({ group }) => group.name === "immich.photos");
    expect(photos?.rules).toEqual(
        expect.arrayContaining(["data-classified", "volume-names-class"]),
    );
    expect(photos?.rules).not.toContain("pod-unprivileged");
});

test("findings are counted where they were found", () => {
    const { rows } = judged({ violations: [violation, advice, exempted] });
    const counts = rows.map((row) => [row.group.name, row.violations, row.advice, row.exempt]);
    expect(counts).toContainEqual(["immich, the rest", 1, 1, 0]);
    expect(counts).toContainEqual(["immich.photos", 0, 0, 1]);
});

test("a finding on the whole stack has a row of its own", () => {
    const { rows, violations } = judged({ violations: [{ ...violation, urn: "" }] });
    expect(rows.find(({ group }) => group.name === "the stack")).toMatchObject({
        ...{ resources: 0, violations: 1 },
    });
    expect(violations[0]?.resource).toBe("");
});

test("a finding is told in its own words", () => {
    expect(judged({ violations: [violation] }).violations).toEqual([
        {
            ...{ rule: "image-pinned", urn: violation.urn, level: "mandatory" },
            ...{ resource: "Deployment::immich-server", group: "immich, the rest" },
            message: "The Deployment immich/server must pin its image.",
        },
    ]);
});

test("what is exempt is no advice, and says which rule, why and until when", () => {
    const judgement = judged({ violations: [exempted] });
    expect(judgement.advice).toEqual([]);
    expect(judgement.exempt).toMatchObject([
        {
            ...{ rule: "volume-names-class", until: "2027-01-31", reason: "It is old." },
            message: "The claim must name its class.",
        },
    ]);
    expect(judgement.exitCode).toBe(0);
});

const failed = { succeeded: false, error: "pulumi preview ended with 255." };

test.each([
    ["0 when nothing is wrong", judged(), 0],
    ["0 for advice", judged({ violations: [advice] }), 0],
    ["1 for a violation", judged({ ...failed, violations: [violation] }), 1],
    ["2 for a loss that nobody approved", judged({}, refused), 2],
    ["2 for both", judged({ ...failed, violations: [violation] }, refused), 2],
    ["3 when the program failed", judged({ ...failed, diagnostics: ["error: x"] }), 3],
    ["3 when no policy was run", judged({ verdicts: [] }), 3],
    [
        "3 when a rule could not see what it judges",
        judged({ diagnostics: ["can't run policy 'x' during preview: unknown"] }),
        3,
    ],
])("the exit code is %s", (_title, { exitCode }, expected) => {
    expect(exitCode).toBe(expected);
});

test("why it could not be judged is said", () => {
    expect(judged({ ...failed, diagnostics: ["error: x"] }).problems).toEqual(["error: x"]);
    expect(judged(failed).problems).toEqual(["pulumi preview ended with 255."]);
    expect(judged({ verdicts: [] }).problems).toEqual([
        "The policies judged nothing: they were never run.",
    ]);
});

test("everything that stops the change is printed, with what to do", () => {
    expect(findingsText(judged({ violations: [violation, exempted] }, refused))).toBe(
        [
            "Refused: this would destroy what cannot be made again",
            "",
            "  delete PersistentVolumeClaim::immich-photos (claim immich/photos): approve it.",
            "",
            "Violations",
            "",
            "  image-pinned: Deployment::immich-server: The Deployment immich/server must pin its image.",
            "",
            "Exempt",
            "",
            "  volume-names-class on PersistentVolumeClaim::immich-photos until 2027-01-31: It is old.",
            "",
            "Notes",
            "",
            "  The approval to delete x approves nothing of this plan.",
            "",
            "Refused: 1 losses refused, 1 violations, 0 pieces of advice, 1 exempt.",
        ].join("\n"),
    );
});

test("the table has a line for each group", () => {
    const lines = judgementText(judged({ violations: [violation] })).split("\n");
    expect(lines[0]?.trim().split(/\s{2,}/)).toEqual([
        ...["asset", "class", "resources", "rules", "violations", "advice", "exempt"],
    ]);
    expect(lines.find((line) => line.includes("immich, the rest"))).toMatch(/2 +\d+ +1 +0 +0$/);
});

test("there is no table where nothing was registered", () => {
    const text = judgementText(judged({ ...failed, registered: [], diagnostics: ["error: x"] }));
    expect(text.split("\n")[0]).toBe("Could not be judged");
});

describe("how far the rules saw into releases", () => {
    test("is told by how many, and each that they did not look into, and is no finding", () => {
        const judgement = judged({ violations: [halfSeen] });
        expect(judgement).toMatchObject({ advice: [], violations: [], exitCode: 0 });
        expect(findingsText(judgement)).toBe(
            [
                "Helm releases",
                "",
                "  The rules looked into 1 of 3 Helm releases.",
                "  Not into Release::cilium: there is no folder of charts.",
                "  Not into Application::immich: some of its values are not known yet.",
                "",
                "Passed: 0 violations, 0 pieces of advice, 0 exempt.",
            ].join("\n"),
        );
    });

    test("is all of them when the pack passes them", () => {
        const release = (name: string) => ({
            ...{ urn: `${urns.root}-${name}`, type: "kubernetes:helm.sh/v3:Release" },
            ...{ parent: urns.root, inputs: { chart: name }, protect: false },
        });
        const registered = [...all, release("a"), release("b")];
        const verdicts = [{ rule: "releases-rendered", passed: 1, failed: 0 }];
        expect(judged({ registered, verdicts }).reach).toEqual({ all: 2, unseen: [] });
        expect(findingsText(judged({ registered, verdicts }))).toContain("into 2 of 2 Helm");
    });

    test("is nothing where nobody said", () => {
        expect(judged().reach).toBeUndefined();
        expect(findingsText(judged())).not.toContain("Helm");
    });
});
