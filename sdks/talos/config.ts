import * as pulumi from "@pulumi/pulumi";

import { packageName } from "./support";

/** Settings of the default provider, from the stack's configuration, read when asked for. */
export const config = {
    /** Image Factory's URL; undefined stands for https://factory.talos.dev. */
    get imageFactoryUrl(): string | undefined {
        return new pulumi.Config(packageName).get("imageFactoryUrl");
    },
};
