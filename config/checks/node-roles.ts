import type { Check } from "./check";

/** An odd number of control planes, so that etcd has a majority, and a worker for the apps. */
export const nodeRoles: Check = (draft) => {
    const nodes = draft.cluster?.nodes;
    const roles = nodes?.map((node) => node?.role);
    if (roles === undefined || roles.length === 0 || roles.includes(undefined)) {
        return [];
    }
    const problem = (message: string) => [{ path: ["cluster", "nodes"], value: nodes, message }];
    const controlPlanes = roles.filter((role) => role === "controlplane").length;
    const workers = roles.length - controlPlanes;
    return [
        ...(controlPlanes === 0
            ? problem("has no control plane. Give one node the role controlplane.")
            : []),
        ...(controlPlanes > 0 && controlPlanes % 2 === 0
            ? problem(
                  `has ${controlPlanes} control planes; an even number survives no more failures than one less. Use ${controlPlanes - 1} or ${controlPlanes + 1}.`,
              )
            : []),
        ...(workers === 0
            ? problem("has no worker, so apps have nowhere to run. Give one node the role worker.")
            : []),
    ];
};
