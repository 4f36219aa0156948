import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A commit's files, in a folder of their own. */
export interface BaseTree {
    readonly folder: string;
    /** `origin/main (1a2b3c4)` */
    readonly title: string;
    /** What differs from a checkout of its own, a sentence each. */
    readonly notes: readonly string[];
    remove(): void;
}

/**
 * Writes the files of a commit to a scratch folder, with this repository's packages: a second copy of
 * Pulumi's SDK would not know the engine that this one talks to. Nothing of the repository changes.
 *
 * @throws Error saying what to do when there is no such commit.
 */
export function checkOutBase(repository: string, commit: string): BaseTree {
    const id = git(repository, ["rev-parse", "--verify", "--end-of-options", `${commit}^{commit}`]);
    if (id === undefined) {
        throw new Error(
            `BASE=${commit} names no commit of this repository. Name one that is here, or fetch it first: git fetch origin ${commit}.`,
        );
    }
    // Modules are known by their real paths.
    const root = realpathSync(mkdtempSync(join(tmpdir(), "homelab-base-")));
    const folder = join(root, "tree");
    const remove = () => {
        rmSync(root, { recursive: true, force: true });
    };
    const index = { GIT_INDEX_FILE: join(root, "index") };
    const isWritten =
        git(repository, ["read-tree", id], index) !== undefined &&
        git(repository, ["checkout-index", "--all", `--prefix=${folder}/`], index) !== undefined;
    if (!isWritten) {
        remove();
        throw new Error(`Git could not write the files of ${commit}.`);
    }
    symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
    return {
        ...{ folder, remove, title: `${commit} (${id.slice(0, 7)})` },
        notes: isSame("package-lock.json", repository, folder)
            ? []
            : [
                  `${commit} was brought up with this tree's packages, which are not all its own: what changes only by a package's version is not seen.`,
              ],
    };
}

function git(
    repository: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
): string | undefined {
    const { status, stdout } = spawnSync("git", ["-C", repository, ...args], {
        encoding: "utf8",
        env: { ...process.env, ...env },
    });
    return status === 0 ? stdout.trim() : undefined;
}

function isSame(file: string, ...folders: readonly string[]): boolean {
    return new Set(folders.map((folder) => readFileSync(join(folder, file), "utf8"))).size === 1;
}
