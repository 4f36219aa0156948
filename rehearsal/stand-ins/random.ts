import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { hashSync, truncates } from "bcryptjs";
import type { CreateCall, ResourceKind, StandIn } from "../provider/stand-in";
import { type Fields, text } from "../provider/value";

const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();
const digits = "0123456789";
const specials = "!@#$%&*()-_=+[]{}<>:?";

/** Every input decides the value, so every change makes a new one. */
const always: Pick<ResourceKind, "forceNew" | "read"> = { forceNew: ["*"] };

const kinds: Readonly<Record<string, ResourceKind>> = {
    "random:index/randomPassword:RandomPassword": {
        ...always,
        required: ["length"],
        computed: ["result", "bcryptHash"],
        secrets: ["result", "bcryptHash"],
        problems: lengthProblems,
        create: ({ inputs }) => {
            const result = characters(inputs);
            return { id: "none", outputs: { ...inputs, result, bcryptHash: bcrypt(result) } };
        },
    },
    "random:index/randomString:RandomString": {
        ...always,
        required: ["length"],
        computed: ["result"],
        problems: lengthProblems,
        create: ({ inputs }) => {
            const result = characters(inputs);
            return { id: result, outputs: { ...inputs, result } };
        },
    },
    "random:index/randomBytes:RandomBytes": {
        ...always,
        required: ["length"],
        computed: ["base64", "hex"],
        secrets: ["base64", "hex"],
        create: ({ inputs }) => {
            const bytes = randomBytes(Number(inputs["length"]));
            const outputs = {
                ...inputs,
                base64: bytes.toString("base64"),
                hex: bytes.toString("hex"),
            };
            return { id: "none", outputs };
        },
    },
    "random:index/randomId:RandomId": {
        ...always,
        required: ["byteLength"],
        computed: ["b64Std", "b64Url", "dec", "hex"],
        create: identifier,
    },
    "random:index/randomUuid:RandomUuid": {
        ...always,
        computed: ["result"],
        create: ({ inputs }) => {
            const result = randomUUID();
            return { id: result, outputs: { ...inputs, result } };
        },
    },
    "random:index/randomInteger:RandomInteger": {
        ...always,
        required: ["min", "max"],
        computed: ["result"],
        create: ({ inputs }) => {
            const result = randomInt(Number(inputs["min"]), Number(inputs["max"]) + 1);
            return { id: String(result), outputs: { ...inputs, result } };
        },
    },
};

/**
 * Plays the random provider with real randomness. Its resources exist nowhere but in state. */
export const random: StandIn = {
    name: "random",
    version: "4.21.2",
    kind(type) {
        const kind = kinds[type];
        if (kind === undefined) {
            throw new Error(`${type}: the stand-in for random does not play this type.`);
        }
        return kind;
    },
};

function lengthProblems({ inputs }: { inputs: Fields }) {
    const { length } = inputs;
    const least = ["minLower", "minUpper", "minNumeric", "minSpecial"]
        .map((name) => inputs[name])
        .reduce<number>((sum, value) => sum + (typeof value === "number" ? value : 0), 0);
    return typeof length === "number" && (length < 1 || length < least)
        ? [{ property: "length", reason: `must be at least ${Math.max(1, least)}, got: ${length}` }]
        : [];
}

/** A real hash, but a quick one: nobody attacks a rehearsal. Too long for bcrypt is empty, as there. */
function bcrypt(password: string): string {
    return truncates(password) ? "" : hashSync(password, 4);
}

/** Characters by the provider's rules: the demanded minimum of each class, then any allowed ones. */
function characters(inputs: Fields): string {
    const classes = [
        { on: inputs["lower"], least: inputs["minLower"], letters: lower },
        { on: inputs["upper"], least: inputs["minUpper"], letters: upper },
        { on: inputs["number"] ?? inputs["numeric"], least: inputs["minNumeric"], letters: digits },
        {
            on: inputs["special"],
            least: inputs["minSpecial"],
            letters: text(inputs["overrideSpecial"]) ?? specials,
        },
    ].filter(({ on, letters }) => on !== false && letters.length > 0);
    if (classes.length === 0) {
        throw new Error("no character class is left to choose from");
    }
    const demanded = classes.flatMap(({ least, letters }) => some(letters, Number(least ?? 0)));
    const rest = Number(inputs["length"]) - demanded.length;
    return shuffled([...demanded, ...some(classes.map(({ letters }) => letters).join(""), rest)]);
}

function some(letters: string, count: number): string[] {
    return Array.from({ length: count }, () => letters.charAt(randomInt(letters.length)));
}

function shuffled(items: string[]): string {
    const result: string[] = [];
    for (const item of items) {
        result.splice(randomInt(result.length + 1), 0, item);
    }
    return result.join("");
}

function identifier({ inputs }: CreateCall) {
    const bytes = randomBytes(Number(inputs["byteLength"]));
    const prefix = text(inputs["prefix"]) ?? "";
    const url = bytes.toString("base64url");
    return {
        id: url,
        outputs: {
            ...inputs,
            b64Std: prefix + bytes.toString("base64"),
            b64Url: prefix + url,
            hex: prefix + bytes.toString("hex"),
            dec: prefix + BigInt(`0x${bytes.toString("hex")}`).toString(),
        },
    };
}
