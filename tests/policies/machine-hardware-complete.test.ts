import { machineHardwareComplete } from "../../policies/rules/machine-hardware-complete";
import { machine, machineConfig, volumeConfig } from "./machine-samples";
import { kube, testRule, unknown } from "./support";

const judged = ["node-1"];
const says = (text: string) => ["node-1", `The virtual machine node-1 must ${text}`] as const;
const sealed = "its disk keys are sealed to a TPM.";
const tpm = says(`have tpmState of version v2.0: ${sealed}`);
const disk = says(`have an efiDisk: ${sealed}`);
const bios = says(`set bios to ovmf: ${sealed}`);
const plain = { tpmState: undefined, efiDisk: undefined, bios: "seabios" };

testRule(machineHardwareComplete, [
    { title: "passes a machine that has it all", stack: [machine(), machineConfig()], judged },
    {
        title: "judges nothing but machines",
        stack: [machineConfig(), kube("core/v1:Service", "web")],
        judged: [],
    },
    {
        title: "passes a plain machine whose keys are not sealed",
        stack: [machine(plain), machineConfig([volumeConfig("STATE", { nodeID: {} })])],
        judged,
    },
    {
        title: "passes a plain machine when another's keys are sealed",
        stack: [machine(plain), machineConfig(undefined, "192.168.10.99")],
        judged,
    },
    {
        title: "refuses a plain machine whose keys are sealed",
        stack: [machine(plain), machineConfig()],
        judged,
        finds: [tpm, disk, bios],
    },
    {
        title: "sees a sealed key of EPHEMERAL alone",
        stack: [
            machine({ tpmState: undefined }),
            machineConfig([volumeConfig("EPHEMERAL", { tpm: {} })]),
        ],
        judged,
        finds: [tpm],
    },
    ...[undefined, { version: "v1.2" }, {}, unknown.object].map((tpmState) => ({
        title: `refuses the TPM ${JSON.stringify(tpmState)}`,
        stack: [machine({ tpmState }), machineConfig()],
        judged,
        finds: [tpm],
    })),
    ...[undefined, {}].map((efiDisk) => ({
        title: `refuses the EFI disk ${JSON.stringify(efiDisk)}`,
        stack: [machine({ efiDisk }), machineConfig()],
        judged,
        finds: [disk],
    })),
    ...[undefined, "seabios", unknown.text].map((value) => ({
        title: `refuses the firmware ${JSON.stringify(value)}`,
        stack: [machine({ bios: value }), machineConfig()],
        judged,
        finds: [bios],
    })),
    ...[undefined, "virtio-scsi-pci", unknown.text].map((scsiHardware) => ({
        title: `refuses the SCSI hardware ${JSON.stringify(scsiHardware)}`,
        stack: [machine({ scsiHardware })],
        judged,
        finds: [says("set scsiHardware to virtio-scsi-single for the volume driver.")],
    })),
    ...[undefined, {}, { type: "" }].map((cpu) => ({
        title: `refuses the processor ${JSON.stringify(cpu)}`,
        stack: [machine({ cpu })],
        judged,
        finds: [says("name a cpu.type: the default lacks what encryption needs.")],
    })),
    ...[undefined, false, "true"].map((migrate) => ({
        title: `refuses migrate ${JSON.stringify(migrate)}`,
        stack: [machine({ migrate })],
        judged,
        finds: [says("set migrate: the default builds it anew on another host.")],
    })),
]);
