import { apps } from "../../../apps";
import { collect } from "../../../catalogue/catalogue";
import { dataArchitectureTables } from "../../../catalogue/data-architecture/tables";
import { seedDocument, tableBelow } from "../../support/seed-document";

/** The document's tables, copied cell by cell: what the homelab was asked to hold. */
const copied = {
    "User Data": `
        Photos/Videos | Immich | PVC (object storage) | Critical | Indefinite
        Documents | Paperless | PVC + PostgreSQL | Critical | Indefinite
        Home automation config | Home Assistant | PVC (YAML + SQLite) | High | Indefinite
        Workflow definitions | n8n | SQLite/PostgreSQL | Medium | Indefinite
        Email data | Inbox Zero | Transient | Low | 30 days`,
    "Application Data": `
        Container images | Proxmox local | Container registry cache | Until cleanup
        Helm charts | Temporary | Deployment artifacts | N/A
        ArgoCD state | etcd | GitOps sync state | Until resource deletion
        Sealed secrets | Git + etcd | Encrypted credentials | Indefinite`,
    "Infrastructure Data": `
        etcd snapshots | Talos node | Cluster state backup | 7 days
        Cluster metrics | Grafana Cloud | Observability | 30 days (free tier)
        Application logs | Grafana Cloud | Troubleshooting | 14 days (free tier)
        Terraform state | Local file | Infrastructure state | Indefinite (Git)`,
    "Backup Strategies by Application": `
        Immich | Built-in export | Manual | External drive
        Paperless | Document export | Manual | External drive
        Home Assistant | Snapshot | Manual | External drive
        n8n | Workflow export | Manual | Git repository
        ArgoCD | Git repository | Continuous | GitHub
        Secrets | Sealed in Git | Continuous | GitHub`,
    "Data Retention": `
        Application data | Indefinite | Manual deletion
        Logs (Loki) | 14 days | Automatic (Grafana Cloud)
        Metrics (Prometheus) | 30 days | Automatic (Grafana Cloud)
        etcd snapshots | 7 days | Automatic (Talos)
        Container images | Until cleanup | Manual via kubectl`,
    "Data Classification": `
        Public | Website content | TLS in transit
        Internal | Application configs | Sealed Secrets, access control
        Sensitive | User photos, documents | Encryption at rest (future), strict access control
        Credentials | Passwords, API keys | Sealed Secrets, never in Git plaintext`,
} as const;

const headings = Object.keys(copied) as (keyof typeof copied)[];
const linesOf = (text: string) => text.trim().split(/\n\s*/);
const catalogue = collect(apps);
const allRows = headings.flatMap((heading) =>
    dataArchitectureTables[heading].map((row) => ({
        ...row,
        name: `${heading}: ${Object.values(row.cells)[0]}`,
    })),
);

test("there are six tables with 5, 4, 4, 6, 5 and 4 rows", () => {
    expect(Object.keys(dataArchitectureTables)).toEqual(headings);
    expect(headings.map((heading) => dataArchitectureTables[heading].length)).toEqual([
        5, 4, 4, 6, 5, 4,
    ]);
});

test.each(headings)("%s says what the document says", (heading) => {
    const written = dataArchitectureTables[heading].map(({ cells }) =>
        Object.values(cells).join(" | "),
    );
    expect(written).toEqual(linesOf(copied[heading]));
});

test.each(headings)("%s equals the document's own table", (heading) => {
    const cells = dataArchitectureTables[heading].map((row) => row.cells);
    expect(cells).toEqual(tableBelow(seedDocument(), heading));
});

test.each(allRows)("$name is answered by assets of the catalogue", ({ assets }) => {
    expect(assets.length).toBeGreaterThan(0);
    expect(assets.filter((id) => catalogue.find(id) === undefined)).toEqual([]);
});

/** The document's words for a retention, without remarks in brackets. */
function retentionOf(words: string): string {
    const period = words.replace(/ \(.*\)$/, "").toLowerCase();
    return period === "n/a" ? "transient" : period;
}

test.each(
    (["User Data", "Application Data", "Infrastructure Data", "Data Retention"] as const).flatMap(
        (heading) =>
            dataArchitectureTables[heading].map(({ cells, assets }) => ({
                name: `${heading}: ${cells["Data Type"]}`,
                period: "Retention" in cells ? cells.Retention : cells["Retention Period"],
                assets,
            })),
    ),
)("$name is kept as long as the document says", ({ period, assets }) => {
    const kept = assets.map((id) => catalogue.find(id)?.retention);
    expect(kept).toEqual(assets.map(() => retentionOf(period)));
});

test.each(dataArchitectureTables["User Data"])(
    "$cells.Application's data has the document's backup priority",
    ({ cells, assets }) => {
        const priorities = assets.map((id) => catalogue.find(id)?.backup);
        expect(priorities).toEqual(assets.map(() => cells["Backup Priority"].toLowerCase()));
    },
);

test.each([
    ["User photos (Immich)", "immich.photos"],
    ["Scanned documents (Paperless)", "paperless.documents"],
    ["Home automation data (Home Assistant)", "home-assistant.config"],
    ["Home automation data (Home Assistant)", "home-assistant.history"],
])("personal data: %s is %s", (_, id) => {
    expect(catalogue.find(id)).toMatchObject({ personal: true, classification: "sensitive" });
});

test("home automation data and e-mail are sensitive", () => {
    const ids = ["home-assistant.config", "home-assistant.history", "inbox-zero.mail"];
    expect(ids.map((id) => catalogue.find(id)?.classification)).toEqual([
        "sensitive",
        "sensitive",
        "sensitive",
    ]);
});
