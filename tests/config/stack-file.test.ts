import { parse } from "yaml";
import { checkStackFile } from "../../config/check-stack-file";
import { base, editedBase } from "./edit-base";
import { knownKeys, sampleApps } from "./sample-apps";

function messageOf(text: string): string {
    try {
        checkStackFile(text, sampleApps);
    } catch (error) {
        return (error as Error).message;
    }
    return "no error";
}

const problem = (line: string) => `The homelab's configuration has 1 problem:\n  - ${line}`;

const noConfig = 'The stack\'s file has no "config:" with keys below it. Add it.';

test.each([
    ["an empty file", "", noConfig],
    ["a file of comments", "# nothing\n", noConfig],
    ["a file that is a list", "- config\n", noConfig],
    ["an empty config", "config:\n", noConfig],
    ["a config that is text", "config: homelab\n", noConfig],
    [
        "a key twice",
        "config:\n    homelab:domain: a.example.org\n    homelab:domain: b.example.org\n",
        "The stack's file is not valid YAML: Map keys must be unique at line 3, column 5.",
    ],
    [
        "a tab for indentation",
        "config:\n\thomelab:domain: lab.example.org\n",
        "The stack's file is not valid YAML: Tabs are not allowed as indentation at line 2, column 1.",
    ],
    [
        "an open quote before a secret",
        'config:\n    homelab:proxmoxApiToken: "hunter2\n',
        "The stack's file is not valid YAML: Missing closing \"quote at line 3, column 1.",
    ],
    [
        "aliases that explode",
        `config:\n    a: &a [x, x, x, x, x, x, x, x, x]\n    b: &b [*a, *a, *a, *a, *a, *a, *a, *a]\n    c: &c [*b, *b, *b, *b, *b, *b, *b, *b]\n    homelab:apps: [*c, *c, *c]\n`,
        "The stack's file is not valid YAML: Excessive alias count indicates a resource exhaustion attack.",
    ],
])("refuses %s", (_title, text, message) => {
    expect(messageOf(text)).toBe(message);
});

test.each([
    [
        "__proto__ in a section",
        base.replace("region: lab", "region: lab\n        __proto__: { insecure: true }"),
        "homelab:proxmox.__proto__: (a map of 1 key): is not a usable key. Remove it.",
    ],
    [
        "constructor as an app",
        editedBase({ set: { "apps.constructor": { enabled: true } } }),
        "homelab:apps.constructor: (a map of 1 key): is not a usable key. Remove it.",
    ],
    [
        "__proto__ as a section",
        base.replace("homelab:protection: enforced", "homelab:__proto__: {}"),
        `homelab:__proto__: (hidden): is not a known key. Choose from: ${knownKeys}.`,
    ],
    [
        "a value far too deep",
        base.replace("region: lab", `region: ${"[".repeat(40)}${"]".repeat(40)}`),
        "homelab:proxmox.region[0]: (a list of 1): is nested more than 20 deep. Remove it.",
    ],
    [
        "a section without content",
        base.replace("homelab:domain: lab.example.org", "homelab:domain:"),
        "homelab:domain: (empty): is empty. Fill it in, e.g. home.example.org.",
    ],
    [
        "text over several lines",
        base.replace("region: lab", "region: |\n            lab\n            two"),
        'homelab:proxmox.region: "lab\\ntwo\\n": is not a DNS label. Use 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.',
    ],
    [
        "letters that only look right",
        base.replace("region: lab", "region: lаb"),
        'homelab:proxmox.region: "lаb": is not a DNS label. Use 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.',
    ],
    [
        "a key that is a number",
        base.replace("region: lab", "region: lab\n        7: seven"),
        'homelab:proxmox.7: "seven": is not a known key. Choose from: endpoint, region, insecure, hosts.',
    ],
])("refuses %s", (_title, text, line) => {
    expect(text).not.toBe(base);
    expect(messageOf(text)).toBe(problem(line));
});

test.each([
    ["Windows line ends", base.replaceAll("\n", "\r\n")],
    ["a byte order mark", `\uFEFF${base}`],
    ["JSON", JSON.stringify(parse(base))],
    ["keys of other namespaces", base.replace("config:", "config:\n    talos:imageFactoryUrl: x")],
    [
        "merge keys",
        base
            .replace("config:", "x: &x { insecure: false }\nconfig:")
            .replace("region: lab", "region: lab\n        <<: *x"),
    ],
])("accepts %s", (_title, text) => {
    expect(text).not.toBe(base);
    expect(checkStackFile(text, sampleApps)).toEqual(checkStackFile(base, sampleApps));
});
