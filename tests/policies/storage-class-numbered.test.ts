import { storageClassNumbered } from "../../policies/rules/storage-class-numbered";
import { claim, storageClass } from "./storage-class-samples";
import { testRule, unknown } from "./support";

const called = (name: string, lifecycle = "retained") => storageClass({}, lifecycle, name);
const refused = (name: string) =>
    [[name, `The StorageClass ${name} must end in its generation, like -g1.`]] as const;

testRule(storageClassNumbered, [
    ...["kept-g1", "kept-g12", "proxmox-csi-encrypted-g2"].map((name) => ({
        title: `passes ${name}`,
        stack: [called(name)],
        judged: [name],
    })),
    {
        title: "judges no disposable class, which is simply replaced",
        stack: [called("proxmox-csi", "disposable")],
        judged: [],
    },
    { title: "judges nothing but classes", stack: [claim()], judged: [] },
    ...["kept", "kept-g", "kept-g0", "keptg1", "kept-g1-old", "kept-G1"].map((name) => ({
        title: `refuses ${name}`,
        stack: [called(name)],
        judged: [name],
        finds: refused(name),
    })),
    {
        title: "takes a class whose label is not known for one that keeps",
        stack: [storageClass({}, unknown.text, "kept")],
        judged: ["kept"],
        finds: refused("kept"),
    },
    {
        title: "takes a class without labels for one that keeps",
        stack: [storageClass({}, "", "kept", { labels: undefined })],
        judged: ["kept"],
        finds: refused("kept"),
    },
]);
