import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { realSources } from "../../../rehearsal/real/options";

let folder: string;
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "homelab-options-"));
    mkdirSync(join(folder, "repository"));
});
afterEach(() => {
    rmSync(folder, { recursive: true });
});

const read = (...args: string[]) => realSources(args, join(folder, "repository"));

describe("how real a rehearsal is", () => {
    it("is: not at all, unless asked for", () => {
        expect(read()).toBeUndefined();
    });

    it("takes definitions from the folder beside the repository where there is one", () => {
        expect(read("--real")).toEqual({});
        mkdirSync(join(folder, "shared", "crds"), { recursive: true });
        expect(read("--real")).toEqual({ definitions: join(folder, "shared", "crds") });
    });

    it("takes charts and definitions from where it is told", () => {
        expect(read("--real", "--charts", folder, "--definitions", folder)).toEqual({
            charts: folder,
            definitions: folder,
        });
    });

    it("wants folders that exist", () => {
        expect(() => read("--real", "--charts", join(folder, "none"))).toThrow(
            `--charts ${join(folder, "none")}: there is no such folder.`,
        );
    });
});
