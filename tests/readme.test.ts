import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./support/shipped-program";

const readme = readFileSync(join(repository, "README.md"), "utf8");

test("the README's app is the one that a test adds to the program", () => {
    const [, example = ""] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
    const fixture = readFileSync(join(repository, "tests/fixtures/linkding.ts"), "utf8");
    const moved = fixture
        .replace("../../catalogue/", "../catalogue/")
        .replace("../../apps/chart-values/", "./chart-values/");
    expect(example).toBe(moved);
});

test("every file and folder that the README links to is there", () => {
    const links = [...readme.matchAll(/\]\(([^):#]+)\)/g)].map(([, path = ""]) => path);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
});

test("every command that the README names is a target of the Makefile", () => {
    const makefile = readFileSync(join(repository, "Makefile"), "utf8");
    const named = [...readme.matchAll(/(?:`|^)make ([a-z-]+)/gm)].map(([, target = ""]) => target);
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((target) => !makefile.includes(`\n${target}:`))).toEqual([]);
});
