import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findPlugin } from "../../../rehearsal/real/provider-plugin";

const program = "pulumi-resource-pony";

describe("the search for an installed plugin", () => {
    let root: string;

    beforeEach(() => {
        root = mkdtempSync(join(tmpdir(), "homelab-plugins-"));
    });

    afterEach(() => {
        rmSync(root, { recursive: true });
    });

    const install = (...folder: string[]) => {
        const path = join(root, ...folder);
        mkdirSync(path, { recursive: true });
        writeFileSync(join(path, program), "");
        return join(path, program);
    };

    it("finds none where none is", () => {
        mkdirSync(join(root, ".pulumi", "plugins", "resource-pony-v1.0.0"), { recursive: true });
        expect(findPlugin("pony", { PATH: root, HOME: root })).toBeUndefined();
        expect(findPlugin("pony", {})).toBeUndefined();
    });

    it("takes the first on PATH before any that Pulumi has downloaded", () => {
        const first = install("first");
        install("second");
        install(".pulumi", "plugins", "resource-pony-v9.0.0");
        const PATH = ["empty", "first", "second"].map((name) => join(root, name)).join(delimiter);
        expect(findPlugin("pony", { PATH, HOME: root })).toBe(first);
    });

    it("takes the newest that Pulumi has downloaded, by number", () => {
        install(".pulumi", "plugins", "resource-pony-v4.9.1");
        const newest = install(".pulumi", "plugins", "resource-pony-v4.34.2");
        install(".pulumi", "plugins", "resource-pony-v4.99.0.lock");
        install(".pulumi", "plugins", "resource-ponytail-v5.0.0");
        expect(findPlugin("pony", { HOME: root })).toBe(newest);
    });

    it("looks where PULUMI_HOME says", () => {
        install(".pulumi", "plugins", "resource-pony-v4.9.1");
        const moved = install("elsewhere", "plugins", "resource-pony-v1.0.0");
        const PULUMI_HOME = join(root, "elsewhere");
        expect(findPlugin("pony", { HOME: root, PULUMI_HOME })).toBe(moved);
    });
});
