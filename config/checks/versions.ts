import type { Check } from "./check";

/**
 * Kubernetes minor releases that each Talos minor release supports.
 *
 * @see https://github.com/siderolabs/talos/tree/main/pkg/machinery/compatibility
 */
const kubernetesMinors: Readonly<Record<string, { readonly min: number; readonly max: number }>> = {
    "1.12": { min: 30, max: 35 },
    "1.13": { min: 31, max: 36 },
};

const minorOf = (version: string) => version.replace(/^v/, "").split(".").map(Number).slice(0, 2);

/** A Talos release that machine configs can be made for, and a Kubernetes release it supports. */
export const versions: Check = (draft) => {
    const { talosVersion, kubernetesVersion } = draft.cluster ?? {};
    if (talosVersion === undefined) {
        return [];
    }
    const [major = 0, minor = 0] = minorOf(talosVersion);
    const supported = kubernetesMinors[`${major}.${minor}`];
    if (supported === undefined) {
        const newer = major > 1 || minor > 13;
        const message = newer
            ? "is newer than the Talos provider, which writes machine configs up to 1.13. Use v1.13.9."
            : "is too old: disk encryption is set up as Talos 1.12 and later want it. Use v1.13.9.";
        return [{ path: ["cluster", "talosVersion"], value: talosVersion, message }];
    }
    if (kubernetesVersion === undefined) {
        return [];
    }
    const [kubernetesMajor = 0, kubernetesMinor = 0] = minorOf(kubernetesVersion);
    const { min, max } = supported;
    if (kubernetesMajor === 1 && kubernetesMinor >= min && kubernetesMinor <= max) {
        return [];
    }
    const message = `does not run on Talos ${major}.${minor}. Use Kubernetes 1.${min} to 1.${max}.`;
    return [{ path: ["cluster", "kubernetesVersion"], value: kubernetesVersion, message }];
};
