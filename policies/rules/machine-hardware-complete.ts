import { at, isEmpty, textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { type MachineConfig, machineConfigs, volumeKeys } from "../views/machine-configs";
import { type Machine, machinesIn } from "../views/machines";

/** The virtual hardware that disk encryption and the volume driver rest on. */
export const machineHardwareComplete: StackRule = {
    id: "PVE-05",
    name: "machine-hardware-complete",
    description:
        "Virtual machines must have the hardware that their disk keys and the volume driver need, and must move without being built anew.",
    clause: { section: "Encryption at Rest", line: 339 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Where disk keys are sealed to a TPM give the machine tpmState v2.0, an efiDisk and bios " +
        "ovmf. Set scsiHardware to virtio-scsi-single, name a cpu.type, and set migrate.",
    scope: "stack",
    judge,
};

function judge(stack: Stack): Verdict {
    const configs = machineConfigs(stack);
    return judgeEach(machinesIn(stack), (machine) => [
        ...(configs.some((config) => usesTpm(config, machine)) ? tpmFaults(machine) : []),
        ...generalFaults(machine),
    ]);
}

function usesTpm(config: MachineConfig, { resource }: Machine): boolean {
    return (
        config.machine?.resource.urn === resource.urn &&
        ["STATE", "EPHEMERAL"].some((volume) =>
            volumeKeys(config, volume).some((key) => at(key, "tpm") !== undefined),
        )
    );
}

function tpmFaults({ resource: { props }, title }: Machine): readonly string[] {
    const reason = "its disk keys are sealed to a TPM";
    return [
        ...(at(props, "tpmState", "version") === "v2.0"
            ? []
            : [`The ${title} must have tpmState of version v2.0: ${reason}.`]),
        ...(isEmpty(at(props, "efiDisk")) ? [`The ${title} must have an efiDisk: ${reason}.`] : []),
        ...(at(props, "bios") === "ovmf" ? [] : [`The ${title} must set bios to ovmf: ${reason}.`]),
    ];
}

function generalFaults({ resource: { props }, title }: Machine): readonly string[] {
    return [
        ...(textAt(props, "scsiHardware") === "virtio-scsi-single"
            ? []
            : [`The ${title} must set scsiHardware to virtio-scsi-single for the volume driver.`]),
        ...(textAt(props, "cpu", "type") === undefined
            ? [`The ${title} must name a cpu.type: the default lacks what encryption needs.`]
            : []),
        ...(at(props, "migrate") === true
            ? []
            : [`The ${title} must set migrate: the default builds it anew on another host.`]),
    ];
}
