/** A release that the rules could not look into, and why: a part of a sentence. */
export interface UnseenRelease {
    /** `Release::immich` */
    readonly release: string;
    readonly reason: string;
}

/** How far the rules saw into Helm releases. */
export interface Reach {
    /** Number of releases. */
    readonly all: number;
    readonly unseen: readonly UnseenRelease[];
}

/** The policy that tells it at preview. */
export const reachPolicy = "releases-rendered";

/** One sentence: how many releases were looked into. */
export function reachSentence({ all, unseen }: Reach): string {
    return `The rules looked into ${String(all - unseen.length)} of ${String(all)} Helm releases.`;
}

/** One line for a release that was not looked into. */
export function unseenLine({ release, reason }: UnseenRelease): string {
    return `${release}: ${reason}`;
}

/** How it is reported, a line for each release that was not looked into: {@link readReachText} takes it apart again. */
export function reachText(reach: Reach): string {
    return [
        reachSentence(reach),
        ...reach.unseen.map((one) => `- ${oneLine(unseenLine(one))}`),
    ].join("\n");
}

/**
 * The parts of {@link reachText}, also where the engine has put the policy's own sentence before it;
 * `undefined` for any other text.
 */
export function readReachText(text: string): Reach | undefined {
    const [, all] = /^The rules looked into \d+ of (\d+) Helm releases\.$/m.exec(text) ?? [];
    return all === undefined
        ? undefined
        : {
              all: Number(all),
              unseen: [...text.matchAll(/^- (.+?::.*?): (.*?)\s*$/gm)].map(
                  ([, release = "", reason = ""]) => ({ release, reason }),
              ),
          };
}

/** Names and paths may hold anything. */
function oneLine(text: string): string {
    return text.replace(/\s+/g, " ");
}
