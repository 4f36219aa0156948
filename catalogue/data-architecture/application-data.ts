import type { SpecifiedRow } from "./row";

type Column = "Data Type" | "Storage" | "Purpose" | "Retention";

/** The table "Application Data" of data-architecture.md. */
export const applicationData: readonly SpecifiedRow<Column>[] = [
    {
        cells: {
            "Data Type": "Container images",
            Storage: "Proxmox local",
            Purpose: "Container registry cache",
            Retention: "Until cleanup",
        },
        assets: ["platform.container-images"],
    },
    {
        cells: {
            "Data Type": "Helm charts",
            Storage: "Temporary",
            Purpose: "Deployment artifacts",
            Retention: "N/A",
        },
        assets: ["platform.helm-charts"],
    },
    {
        cells: {
            "Data Type": "ArgoCD state",
            Storage: "etcd",
            Purpose: "GitOps sync state",
            Retention: "Until resource deletion",
        },
        assets: ["platform.argocd-state"],
    },
    {
        cells: {
            "Data Type": "Sealed secrets",
            Storage: "Git + etcd",
            Purpose: "Encrypted credentials",
            Retention: "Indefinite",
        },
        assets: ["platform.sealed-secrets"],
    },
];
