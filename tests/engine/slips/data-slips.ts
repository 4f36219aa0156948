import { set, type Slip } from "./slip";

/** Slips with data, its volumes, secrets and ways in. */
export const dataSlips: readonly Slip[] = [
    {
        rule: "sensitive-volume-encrypted",
        on: "immich-photos",
        remedy: "Choose one of the encrypted classes",
        edit: set("spec.storageClassName", "proxmox-csi"),
    },
    {
        rule: "sensitive-volume-encrypted",
        on: "inbox-zero-cache-data",
        remedy: "Choose one of the encrypted classes",
        edit: set("spec.storageClassName", "proxmox-csi"),
    },
    {
        // That class does not only leave its volumes plain, it deletes them too.
        rule: "irreplaceable-volume-retained",
        on: "immich-photos",
        remedy: "Choose one with reclaimPolicy Retain",
        edit: set("spec.storageClassName", "proxmox-csi"),
    },
    {
        rule: "encrypted-class-names-secrets",
        on: "proxmox-csi-encrypted-g1",
        remedy: "must set the parameter csi.storage.k8s.io/node-expand-secret-name",
        edit: set('parameters["csi.storage.k8s.io/node-expand-secret-name"]', undefined),
    },
    {
        rule: "encryption-secret-has-passphrase",
        on: "SealedSecret::proxmox-csi-luks",
        reportedOn: "StorageClass::proxmox-csi-encrypted-g1",
        remedy: "Rename the key",
        edit: ({ props }) => {
            const data = props as { spec: { encryptedData: Record<string, unknown> } };
            const { "encryption-passphrase": sealed } = data.spec.encryptedData;
            data.spec.encryptedData = { passphrase: sealed };
        },
    },
    {
        rule: "data-classified",
        on: "immich-queue-data",
        remedy: "must carry the label data.homelab/classification=internal",
        edit: set('metadata.labels["data.homelab/classification"]', "public"),
    },
    {
        rule: "secret-sealed",
        on: "sealing-key-secret",
        remedy: "make it as a SealedSecret",
        edit: set("metadata.labels", {}),
    },
    {
        rule: "credential-by-reference",
        on: "Release::immich",
        remedy: "name an existing secret instead",
        edit: set("values.controllers.main.containers.main.env.DB_PASSWORD", "correct-horse"),
    },
    {
        rule: "default-tls-requires-1-3",
        on: "gateway-tls",
        remedy: "must set minVersion to VersionTLS13",
        edit: set("spec.minVersion", "VersionTLS12"),
    },
    {
        rule: "route-https-only",
        on: "HTTPRoute::immich-route",
        remedy: "must attach to a listener of this stack",
        edit: set("spec.parentRefs", [{ name: "house", namespace: "traefik", sectionName: "web" }]),
    },
    {
        rule: "service-not-exposed",
        on: "Release::sealed-secrets",
        remedy: "leave it ClusterIP and publish it by an HTTPRoute",
        edit: set("values.service", { type: "NodePort" }),
    },
    {
        rule: "namespace-denies-by-default",
        on: "traefik-default-deny",
        reportedOn: "Namespace::traefik",
        remedy: "add a NetworkPolicy with podSelector {}",
        edit: set("spec.policyTypes", ["Ingress"]),
    },
    {
        rule: "claim-mounted-by-owner",
        on: "immich-models",
        remedy: "must have no access mode but ReadWriteOnce",
        edit: set("spec.accessModes", ["ReadWriteMany"]),
    },
    {
        rule: "irreplaceable-protected",
        on: "VmLegacy::homelab-worker-02",
        remedy: "set protect in its resource options",
        edit: ({ opts }) => {
            opts.protect = false;
        },
    },
];
