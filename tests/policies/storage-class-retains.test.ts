import { storageClassRetains } from "../../policies/rules/storage-class-retains";
import { storageClass } from "./storage-class-samples";
import { kube, testRule, unknown } from "./support";

const judged = ["kept-g1"];
const says = (text: string) => ["kept-g1", `The StorageClass kept-g1 must ${text}`] as const;
const retain = says(
    "set reclaimPolicy to Retain, or to Delete where it is disposable: left out it means Delete.",
);
const foreign = says("use the provisioner csi.proxmox.sinextra.dev.");

testRule(storageClassRetains, [
    { title: "passes a class that keeps", stack: [storageClass()], judged },
    {
        title: "passes a disposable class that deletes",
        stack: [storageClass({ reclaimPolicy: "Delete" }, "disposable")],
        judged,
    },
    {
        title: "passes a disposable class that keeps",
        stack: [storageClass({}, "disposable")],
        judged,
    },
    {
        title: "judges nothing but classes",
        stack: [kube("core/v1:PersistentVolumeClaim", "claim")],
        judged: [],
    },
    ...["Delete", undefined, "Recycle", unknown.text].map((reclaimPolicy) => ({
        title: `refuses the policy ${JSON.stringify(reclaimPolicy)}`,
        stack: [storageClass({ reclaimPolicy })],
        judged,
        finds: [retain],
    })),
    {
        title: "refuses a policy left out of a disposable class",
        stack: [storageClass({ reclaimPolicy: undefined }, "disposable")],
        judged,
        finds: [retain],
    },
    {
        title: "refuses a class that deletes under another label",
        stack: [storageClass({ reclaimPolicy: "Delete" }, "temporary")],
        judged,
        finds: [retain],
    },
    ...["rancher.io/local-path", undefined, unknown.text].map((provisioner) => ({
        title: `refuses the provisioner ${JSON.stringify(provisioner)}`,
        stack: [storageClass({ provisioner })],
        judged,
        finds: [foreign],
    })),
]);
