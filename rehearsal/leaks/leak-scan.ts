import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { NeedleIndex } from "./needle-index";
import type { SecretValue } from "./secret-values";

/** A place at which a secret can be read. */
export interface Leak {
    /** Where the secret came from. */
    readonly source: string;
    /** Where it was found, e.g. a file. */
    readonly place: string;
    /** In which form: `raw`, `base64`, `url`, `json`. */
    readonly form: string;
}

/** A text to be searched. */
export interface Place {
    readonly place: string;
    readonly text: string;
}

/** Looks for every secret, in every form in which it usually travels, in every place. */
export function findLeaks(secrets: readonly SecretValue[], places: readonly Place[]): Leak[] {
    const index = new NeedleIndex(
        distinct(secrets).flatMap(({ source, value }) =>
            formsOf(value).map(({ form, needle }) => ({ source, form, needle })),
        ),
    );
    return places.flatMap(({ place, text }) =>
        index.within(text).map(({ source, form }) => ({ source, place, form })),
    );
}

/** Every file below a folder, as text; what is no text in it leaves the text around it legible. */
export function filesBelow(folder: string): Place[] {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file) => ({ place: relative(folder, file), text: readFileSync(file, "utf8") }));
}

function distinct(secrets: readonly SecretValue[]): SecretValue[] {
    return [...new Map(secrets.map((secret) => [secret.value, secret])).values()];
}

function formsOf(value: string): { form: string; needle: string }[] {
    const forms = [
        { form: "raw", needle: value },
        { form: "url", needle: encodeURIComponent(value) },
        { form: "json", needle: JSON.stringify(value).slice(1, -1) },
        ...base64Forms(value).map((needle) => ({ form: "base64", needle })),
    ];
    // The first name wins where forms are alike.
    return [...new Map(forms.reverse().map((form) => [form.needle, form])).values()];
}

/**
 * Base64 of the value wherever it begins within a longer text: the three alignments, without the
 * characters at the ends that depend on the neighbours.
 */
function base64Forms(value: string): string[] {
    return [0, 1, 2].map((shift) => {
        const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(value, "utf8")]);
        const text = bytes.toString("base64").replaceAll("=", "");
        const end = bytes.length % 3 === 0 ? undefined : -1;
        return text.slice(shift === 0 ? 0 : shift + 1, end);
    });
}
