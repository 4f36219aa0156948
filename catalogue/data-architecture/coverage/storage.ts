import { type Answer, made } from "./answer";

const classes = made("storageClass", "proxmox-csi", "proxmox-csi-encrypted-g1");

/** "Storage Architecture". */
export const storageAnswers: readonly Answer[] = [
    {
        lines: [124, 131],
        how: "Each volume of an app is a claim, mounted by the workload that its file names.",
        made: made("claim", "immich-photos"),
    },
    {
        lines: [125, 126, 152],
        how: "Each claim names a class; a volume is made when a claim asks for it.",
        made: [...classes, ...made("claim", "immich-photos")],
    },
    {
        lines: [127, 128, 129, 130],
        how: "The driver makes a disk in the pool with an account that may do no more.",
        made: [
            ...made("release", "proxmox-csi-plugin"),
            ...made("role", "csi-role"),
            ...made("token", "csi-token"),
        ],
    },
    {
        lines: [137],
        how: "The class of that name, to the letter; with a second host its binding waits.",
        made: made("storageClass", "proxmox-csi"),
    },
    {
        lines: [153],
        how: "A larger size in the configuration is an update of the claim.",
        made: classes,
    },
    {
        lines: [154],
        how: "Only for data that may be thrown away; all other volumes outlive their claims.",
        made: classes,
        decisions: ["0001"],
    },
    {
        lines: [155],
        how: "With one host; with more, and for encrypted volumes, binding waits for the pod.",
        made: classes,
        decisions: ["0001"],
    },
    {
        lines: [160, 161, 162, 163, 164],
        how: "The pool of both classes, unless another is named for some data.",
        made: classes,
        decisions: ["0064"],
    },
    {
        lines: [165, 166, 167],
        how: "Holds the Talos image and the registry cache, and data that is put there by name.",
        made: [
            ...made("image", "talos-image-pve1"),
            ...made("storageClass", "proxmox-csi-images-g1"),
        ],
        decisions: ["0064"],
    },
    {
        lines: [168, 169, 170],
        how: "May be declared for images for installation and for what Proxmox copies there; never for volumes.",
        decisions: ["0058"],
    },
];
