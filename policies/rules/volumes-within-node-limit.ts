import { listAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, notApplicable, type StackRule, type Verdict } from "../engine/rule";
import type { Value } from "../engine/value";
import { shown } from "../views/kube-object";
import { type Machine, machinesIn, volumesTag } from "../views/machines";
import { storageClasses, topologiesOf } from "../views/storage-class";
import { volumeHolders, type VolumeRequest } from "../views/volumes";

/** A machine takes so many disks; the pod that needs one more never starts. */
export const volumesWithinNodeLimit: StackRule = {
    id: "XLY-03",
    name: "volumes-within-node-limit",
    description:
        "All volumes of the stack, and those that are bound to one host, must find room on its machines, which take 24 each, also with one machine down.",
    clause: { section: "Persistent Volume Provisioning", line: 131 },
    severity: "medium",
    level: "mandatory",
    remediation: "Add a worker, or turn off an app with volumes.",
    scope: "stack",
    judge,
};

/** The driver's own limit; a virtual SCSI controller ends at 30. */
const perMachine = 24;

function judge(stack: Stack): Verdict {
    const carriers = machinesIn(stack).filter(({ resource }) =>
        listAt(resource.props, "tags").includes(volumesTag),
    );
    const volumes = volumeHolders(stack).flatMap(({ requests }) => requests);
    if (carriers.length === 0) {
        return volumes.length === 0
            ? notApplicable()
            : notApplicable("No machine is tagged as one that volumes are attached to.");
    }
    const hostOf = (volume: VolumeRequest) => onlyHost(volume.storageClass, stack);
    const hosts = new Set(carriers.map(({ host }) => host));
    const faults = [
        faultOf(carriers, volumes.length, ""),
        ...[...hosts].map((host) =>
            faultOf(
                carriers.filter((carrier) => carrier.host === host),
                host === undefined || hosts.size === 1
                    ? 0
                    : volumes.filter((volume) => hostOf(volume) === host).length,
                ` that are bound to ${shown(host ?? "")}`,
            ),
        ),
    ];
    return judgeEach(carriers, (carrier) =>
        faults.flatMap((fault) => (fault?.carrier === carrier ? [fault.message] : [])),
    );
}

/** Where these machines do not take the volumes: said once, and of the first of them by name. */
function faultOf(
    carriers: readonly Machine[],
    volumes: number,
    which: string,
): { readonly carrier: Machine; readonly message: string } | undefined {
    // The engine's order varies.
    const [carrier] = [...carriers].sort((one, other) => one.name.localeCompare(other.name));
    // A single machine that is down takes all its pods with it anyway.
    const room = Math.max(1, carriers.length - 1) * perMachine;
    return carrier === undefined || volumes <= room
        ? undefined
        : {
              carrier,
              message:
                  `The ${carrier.title} and its like must have room for ${String(volumes)} volumes${which}, but take ` +
                  `${String(room)} with one machine down.`,
          };
}

/** The host that a class binds its volumes to, where it is but one. */
function onlyHost(name: Value, stack: Stack): Value {
    const [found] = storageClasses(stack).filter((each) => each.name === name);
    const zones = new Set(
        (found && topologiesOf(found))?.flatMap((topology) => topology.zones) ?? [],
    );
    return zones.size === 1 ? [...zones][0] : undefined;
}
