import { unknownValue, type Value } from "../engine/value";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { type Machine, machinesIn } from "../views/machines";

/** Machines are told apart by what the program says, never by what Proxmox hands out. */
export const machineIdentityUnique: StackRule = {
    id: "PVE-01",
    name: "machine-identity-unique",
    description:
        "Virtual machines must have a number, name, address and MAC address of their own, all spelled out.",
    clause: { section: "Storage Backend (Proxmox)", line: 160 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Set vmId, name, an IPv4 address with its prefix and a macAddress on the machine, each used " +
        "by no other. Without them a lost answer of Proxmox makes a second machine.",
    scope: "stack",
    judge,
};

/** The volume driver keeps disks of no machine under this number. */
const driversOwn = 9999;
const dnsLabel = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const octet = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const cidr = new RegExp(`^${octet}(\\.${octet}){3}/([89]|[12]\\d|3[0-2])$`);
const mac = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i;

interface Identity {
    readonly what: string;
    readonly of: (machine: Machine) => readonly Value[];
    readonly valid: (value: Value) => boolean;
    readonly form: string;
}

const identities: readonly Identity[] = [
    {
        what: "number",
        of: ({ vmId }) => [vmId],
        valid: (value) => Number.isInteger(value) && Number(value) >= 100 && value !== driversOwn,
        form: `vmId to a whole number from 100 on that is not ${String(driversOwn)}`,
    },
    {
        what: "name",
        of: ({ name }) => [name],
        valid: (value) => typeof value === "string" && dnsLabel.test(value),
        form: "name to a DNS label",
    },
    {
        what: "address",
        of: ({ addresses }) => (addresses.length === 0 ? [undefined] : addresses),
        valid: (value) => typeof value === "string" && cidr.test(value),
        form: "an IPv4 address with its prefix, like 192.168.10.21/24",
    },
    {
        what: "MAC address",
        of: ({ macAddresses }) => (macAddresses.length === 0 ? [undefined] : macAddresses),
        valid: (value) => typeof value === "string" && mac.test(value),
        form: "macAddress to six bytes, like BC:24:11:00:00:65",
    },
];

function judge(stack: Stack): Verdict {
    const machines = machinesIn(stack);
    return judgeEach(machines, (machine) =>
        identities.flatMap((identity) =>
            identity.of(machine).flatMap((value) => faultsOf(value, machine, identity, machines)),
        ),
    );
}

function faultsOf(
    value: Value,
    machine: Machine,
    { what, of, valid, form }: Identity,
    machines: readonly Machine[],
): readonly string[] {
    if (!valid(value)) {
        const why = value === unknownValue ? " known at preview" : "";
        return [`The ${machine.title} must set ${form}${why}.`];
    }
    const key = textOf(value)?.toLowerCase();
    const twin = machines.find(
        (other) =>
            other !== machine && of(other).some((each) => textOf(each)?.toLowerCase() === key),
    );
    return twin === undefined
        ? []
        : [
              `The ${machine.title} must have a ${what} of its own, but shares it with the ${twin.title}.`,
          ];
}

function textOf(value: Value): string | undefined {
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
