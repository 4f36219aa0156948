import type { CredentialForm } from "../catalogue/app-data";
import type { AnyApp } from "../catalogue/app-spec";
import { rolesOf } from "../catalogue/backup/targets";
import { applies } from "../catalogue/effective-app";
import type { HomelabConfig } from "./schema";

/** A secret that the owner gives the program, as a key of its own in the stack's configuration. */
export interface SecretKey {
    /** Key without `homelab:`. */
    readonly key: string;
    readonly title: string;
    /** How the owner comes by it. */
    readonly make: string;
    /** Whether `pulumi up` needs it. */
    neededBy(this: void, config: HomelabConfig): boolean;
    /** A value of another form is refused. */
    readonly form?: CredentialForm;
    /** Switches that a JSON object must have, by key. */
    readonly holds?: Readonly<Record<string, boolean>>;
    /** What is wrong with a value, never the value itself; `undefined` when nothing is. */
    problem?(this: void, value: string): string | undefined;
}

const apiTokenForm =
    /^[^\s@!=]+@[^\s@!=]+![A-Za-z][A-Za-z0-9._-]*=[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

const proxmoxApiToken: SecretKey = {
    key: "proxmoxApiToken",
    title: "API token of Proxmox, user@realm!token=uuid",
    make: "Make it in Proxmox under Datacenter > Permissions > API Tokens, without privilege separation",
    neededBy: () => true,
    problem: (value) =>
        apiTokenForm.test(value) ? undefined : "is not of the form user@realm!token=uuid",
};

const gitopsToken: SecretKey = {
    key: "gitopsToken",
    title: "Token that may read the private repository in homelab:gitops",
    make: "Make it where the repository is hosted, for the user in homelab:gitops.user, with the right to read contents only",
    neededBy: ({ gitops }) => gitops?.user !== undefined,
};

const grafanaCloudToken: SecretKey = {
    key: "grafanaCloudToken",
    title: "Token that may push metrics and logs to Grafana Cloud",
    make: "Make it in Grafana Cloud under Security > Access Policies, with the scopes metrics:write and logs:write only",
    neededBy: ({ observability }) => observability.grafanaCloud !== undefined,
};

const grafanaToken: SecretKey = {
    key: "grafanaToken",
    title: "Token that may keep dashboards and alert rules in Grafana, glsa_...",
    make: "Make it in Grafana under Administration > Users and access > Service accounts, with the role Editor",
    neededBy: ({ observability }) => observability.grafanaCloud?.grafanaUrl !== undefined,
    problem: (value) =>
        value.startsWith("glsa_") ? undefined : "is no token of a service account, glsa_...",
};

/** The two halves of a bucket's access key. */
function bucketKeys(role: "first" | "second", prefix: string): readonly SecretKey[] {
    const neededBy = ({ backup }: HomelabConfig) => rolesOf(backup.targets)[role]?.kind === "s3";
    const make = `Make an application key for that bucket alone at its provider, with the rights to read, write, list and delete`;
    const title = `access key of the ${role} backup bucket in homelab:backup`;
    return [
        { key: `${prefix}KeyId`, title: `Id of the ${title}`, make, neededBy },
        { key: `${prefix}Key`, title: `Secret part of the ${title}`, make, neededBy },
    ];
}

const restServerPassword: SecretKey = {
    key: "restServerPassword",
    title: "Password of the user on restic's rest-server",
    make: "Make it on the rest-server with htpasswd -B",
    neededBy: ({ backup }) => rolesOf(backup.targets).drive !== undefined,
};

const backupServerPassword: SecretKey = {
    key: "backupServerPassword",
    title: "Password or token secret of the user on Proxmox Backup Server",
    make: "Make an API token there under Access Control, with the role DatastoreBackup on the datastore",
    neededBy: ({ backup }) => rolesOf(backup.targets).machines !== undefined,
};

const cloudflareApiToken: SecretKey = {
    key: "cloudflareApiToken",
    title: "API token of Cloudflare",
    make: "Make it in Cloudflare under Manage Account > Account API Tokens, for the one account and the one zone: edit Cloudflare Tunnel, Access: Apps and Policies, Access: Service Tokens, Account API Tokens, Workers R2 Storage, DNS, Zone Settings, SSL and Certificates; read Zone",
    neededBy: ({ cloudflare }) => cloudflare !== undefined,
    problem: (value) =>
        /^[A-Za-z0-9_-]{40,}$/.test(value)
            ? undefined
            : "is not an API token: 40 or more letters, digits, hyphens and underscores",
};

/** Secrets of the platform. */
const platformSecretKeys = [
    proxmoxApiToken,
    cloudflareApiToken,
    gitopsToken,
    grafanaCloudToken,
    grafanaToken,
    ...bucketKeys("first", "backup"),
    ...bucketKeys("second", "secondBackup"),
    restServerPassword,
    backupServerPassword,
];

const forms: Readonly<Record<CredentialForm, (value: string) => boolean>> = {
    "JSON object": isJsonObject,
    "https address": (value) => URL.canParse(value) && new URL(value).protocol === "https:",
};

function isJsonObject(text: string): boolean {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === "object" && value !== null && !Array.isArray(value);
    } catch {
        return false;
    }
}

function appSecretKeys(app: AnyApp): readonly SecretKey[] {
    return Object.values(app.data).flatMap((data) =>
        data.kind !== "secret"
            ? []
            : Object.entries(data.keys).flatMap(([name, source]) =>
                  "config" in source
                      ? [
                            {
                                key: source.config,
                                title: `${data.title}: ${name} of ${app.title}`,
                                make:
                                    source.make ??
                                    `Get it from the service that ${app.title} uses it for`,
                                neededBy: ({ apps }: HomelabConfig) => {
                                    const chosen = apps[app.name];
                                    return (
                                        chosen?.enabled === true && applies(data, chosen.options)
                                    );
                                },
                                ...(source.form && { form: source.form }),
                                ...(source.holds && { holds: source.holds }),
                            },
                        ]
                      : [],
              ),
    );
}

/** Every secret key the stack's configuration may hold: the platform's and the apps'. */
export function secretKeys(apps: readonly AnyApp[]): readonly SecretKey[] {
    const byKey = new Map<string, SecretKey>();
    for (const secret of [...platformSecretKeys, ...apps.flatMap(appSecretKeys)]) {
        const known = byKey.get(secret.key);
        byKey.set(
            secret.key,
            known === undefined
                ? secret
                : {
                      ...known,
                      neededBy: (config) => known.neededBy(config) || secret.neededBy(config),
                  },
        );
    }
    return [...byKey.values()];
}

/** The command that stores a secret; it asks for the value, so that no shell history holds it. */
export function setSecretCommand(key: string): string {
    return `pulumi config set --secret homelab:${key}`;
}

/** What is wrong with a secret's value, if anything. */
export function secretProblem(secret: SecretKey, value: string): string | undefined {
    if (value === "") {
        return "is empty";
    }
    if (value.trim() !== value) {
        return "has white space at an end";
    }
    return secret.form !== undefined && !forms[secret.form](value)
        ? `is not of the form: ${secret.form}`
        : (switchProblem(secret.holds, value) ?? secret.problem?.(value));
}

/** Which switch is not as it must be; says nothing of what else the value holds. */
function switchProblem(holds: SecretKey["holds"], value: string): string | undefined {
    const wanted = Object.entries(holds ?? {});
    if (wanted.length === 0) {
        return undefined;
    }
    const found = JSON.parse(value) as Readonly<Record<string, unknown>>;
    const wrong = wanted.filter(([key, setting]) => found[key] !== setting);
    return wrong.length === 0
        ? undefined
        : `must have ${wrong.map(([key, setting]) => `"${key}": ${setting}`).join(", ")}`;
}

/** One line for a secret that is not set: what it is, how to make it, how to set it. */
export function missingSecretText(secret: SecretKey): string {
    return `homelab:${secret.key} (${secret.title}). ${secret.make}, then run \`${setSecretCommand(secret.key)}\`.`;
}
