import { randomBytes } from "node:crypto";
import type { ResourceKind, StandIn } from "../provider/stand-in";
import { type Fields, text } from "../provider/value";

/** Standard output of a command by its text; a rehearsal runs no command. */
export type CommandAnswers = (command: string, inputs: Fields) => string;

/** Plays the command provider: notes what would have run, and answers for it. */
export function command(answers: CommandAnswers = () => ""): StandIn {
    const outputs = (inputs: Fields, key: "create" | "update"): Fields => ({
        ...inputs,
        stdout: answers(text(inputs[key]) ?? text(inputs["create"]) ?? "", inputs),
        stderr: "",
    });
    const kind: ResourceKind = {
        forceNew: ["triggers", "connection.host"],
        computed: ["stdout", "stderr"],
        recomputed: ["stdout", "stderr"],
        secrets: ["connection.password", "connection.privateKey"],
        create: ({ inputs }) => ({
            id: `command-${randomBytes(8).toString("hex")}`,
            outputs: outputs(inputs, "create"),
        }),
        update: ({ inputs }) => outputs(inputs, "update"),
    };
    return {
        name: "command",
        version: "4.5.0",
        kind(type) {
            if (type !== "command:local:Command" && type !== "command:remote:Command") {
                throw new Error(`${type}: the stand-in for command does not play this type.`);
            }
            return kind;
        },
    };
}
