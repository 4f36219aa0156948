import { platformAsset, platformAssets } from "../../catalogue/platform-assets";

test("what the platform holds: class, backup priority and retention", () => {
    const rows = platformAssets.map(
        ({ id, kind, classification, backup, retention }) =>
            `${id} | ${kind} | ${classification} | ${backup} | ${retention}`,
    );
    expect(rows).toEqual([
        "platform.container-images | images | public | none | until cleanup",
        "platform.helm-charts | artifact | public | none | transient",
        "platform.website | artifact | public | low | indefinite",
        "platform.configuration | git | internal | high | indefinite",
        "platform.argocd-state | derived | internal | low | until resource deletion",
        "platform.metrics | metrics | internal | none | 30 days",
        "platform.logs | logs | internal | none | 14 days",
        "platform.etcd | etcd | credentials | critical | until resource deletion",
        "platform.etcd-snapshots | etcd snapshot | credentials | critical | 7 days",
        "platform.pulumi-state | state | credentials | critical | indefinite",
        "platform.sealed-secrets | git | credentials | critical | indefinite",
        "platform.sealing-key | secret | credentials | critical | indefinite",
        "platform.luks-passphrase | secret | credentials | critical | indefinite",
        "platform.talos-secrets | secret | credentials | critical | indefinite",
        "platform.stack-passphrase | secret | credentials | critical | indefinite",
        "platform.kopia-password | secret | credentials | critical | indefinite",
        "platform.restic-password | secret | credentials | critical | indefinite",
        "platform.etcd-snapshot-identity | secret | credentials | critical | indefinite",
        "platform.machine-backup-key | secret | credentials | critical | indefinite",
        "platform.bucket-credentials | secret | credentials | medium | indefinite",
        "platform.admin-credentials | secret | credentials | none | until cleanup",
        "platform.csi-token | secret | credentials | low | indefinite",
        "platform.stack-secrets | secret | credentials | medium | indefinite",
        "platform.argocd-credentials | secret | credentials | low | indefinite",
        "platform.grafana-cloud-token | secret | credentials | low | indefinite",
        "platform.proxmox-metrics-token | secret | credentials | low | indefinite",
        "platform.dns-token | secret | credentials | low | indefinite",
        "platform.tunnel-token | secret | credentials | low | indefinite",
        "platform.access-tokens | secret | credentials | low | until resource deletion",
        "platform.edge-certificate | secret | credentials | low | until cleanup",
    ]);
});

test("nothing of the platform is about a person, and every secret is a credential", () => {
    expect(platformAssets.filter(({ personal }) => personal)).toEqual([]);
    expect(
        platformAssets.filter(
            ({ kind, classification }) => kind === "secret" && classification !== "credentials",
        ),
    ).toEqual([]);
});

test("one asset by its name", () => {
    expect(platformAsset("csi-token")).toEqual({
        id: "platform.csi-token",
        title: "Proxmox API token of the storage driver",
        kind: "secret",
        classification: "credentials",
        backup: "low",
        retention: "indefinite",
        personal: false,
    });
});
