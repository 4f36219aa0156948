/**
 * Programs that run in n8n's own image. Nothing secret: they take it from their environment.
 */

/** Header by which callers of webhooks prove that they belong to the house. */
export const webhookHeader = "X-Webhook-Secret";

/**
 * Hands n8n the credentials that the owner gave: a variable `OVERWRITE_<type>_<field>` fills that
 * field wherever a credential of that type leaves it empty, and n8n never shows it; the secret of
 * the webhooks becomes a credential that webhook nodes can choose.
 *
 * @see https://docs.n8n.io/hosting/configuration/credential-overwrites/
 */
export const handOverCredentials = `import { writeFileSync } from "node:fs";

const [folder] = process.argv.slice(2);
const write = (file, content) =>
    writeFileSync(folder + "/" + file, JSON.stringify(content), { mode: 0o600 });

const overwrites = {};
for (const [name, value] of Object.entries(process.env)) {
    const [, type, field] = /^OVERWRITE_([A-Za-z0-9]+)_([A-Za-z]+)$/.exec(name) ?? [];
    if (type !== undefined) {
        (overwrites[type] ??= {})[field] = value;
    }
}
write("overwrites.json", overwrites);

const header = { name: "${webhookHeader}", value: process.env.WEBHOOK_SECRET };
write("webhooks.json", [
    { id: "homelabWebhooks", name: "Webhooks of the house", type: "httpHeaderAuth", data: header },
]);
`;

/** Writes each flow to a file of its own. Credentials are not exported: there is no command for it here. */
export const exportFlows = `set -eu
if n8n export:workflow --backup --output="$FLOWS" >/tmp/export.log 2>&1; then
    cat /tmp/export.log
    exit 0
fi
cat /tmp/export.log >&2
# An instance without a flow has nothing to export, which n8n takes for an error.
grep -q "No workflows found" /tmp/export.log
`;

/** Copies flows without what test runs left in them, and refuses whatever is no flow. */
export const cleanFlows = `import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const [from, to] = process.argv.slice(2);
for (const file of readdirSync(from).filter((name) => name.endsWith(".json"))) {
    const flow = JSON.parse(readFileSync(from + "/" + file, "utf8"));
    if (!Array.isArray(flow.nodes) || typeof flow.connections !== "object") {
        throw new Error(file + " is no flow: nothing is pushed");
    }
    // Pinned and static data are what a flow met, not what it does; sharing names accounts.
    for (const key of ["pinData", "staticData", "shared"]) {
        delete flow[key];
        if (flow.activeVersion) {
            delete flow.activeVersion[key];
        }
    }
    writeFileSync(to + "/" + file, JSON.stringify(flow, undefined, 2) + "\\n");
}
`;

/** Commits the flows to the owner's repository and pushes them, when there is something new. */
export const pushFlows = `set -eu
case "$REPOSITORY" in
    "https://$HOST/"?*) ;;
    *)
        echo "The repository in homelab:n8nFlowRepository is not on https://$HOST/: change it, or the option flowHost" >&2
        exit 1
        ;;
esac
case "$REPOSITORY" in
    *@*)
        echo "The address in homelab:n8nFlowRepository holds a login: only homelab:n8nFlowToken may" >&2
        exit 1
        ;;
esac
export HOME=/tmp GIT_TERMINAL_PROMPT=0
# The helper reads the token when git asks for it: it is on no command line and in no file.
helper='!login() { echo "username=x-access-token"; echo "password=$TOKEN"; }; login'
git -c credential.helper="$helper" clone --quiet --depth 1 -- "$REPOSITORY" /tmp/repository
mkdir -p /tmp/repository/flows
rm -f /tmp/repository/flows/*.json
node /etc/n8n/clean.mjs "$FLOWS" /tmp/repository/flows
cd /tmp/repository
git add --all flows
if git diff --cached --quiet; then
    echo "No flow has changed."
    exit 0
fi
git -c user.name=n8n -c user.email=n8n@localhost commit --quiet --message "Export flows"
git -c credential.helper="$helper" push --quiet origin HEAD
echo "Pushed $(git diff-tree -r --no-commit-id --name-only --root HEAD | wc -l) changed files."
`;
