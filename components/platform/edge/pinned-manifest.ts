import * as crypto from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

interface PinnedManifestInputs {
    readonly url: string;
    readonly sha256: string;
}

interface PinnedManifestOutputs extends PinnedManifestInputs {
    readonly content: string;
}

async function download(inputs: PinnedManifestInputs): Promise<PinnedManifestOutputs> {
    const response = await fetch(inputs.url);
    if (!response.ok) {
        throw new Error(
            `${inputs.url}: the server answered ${String(response.status)}. Check the address and the network.`,
        );
    }
    const content = await response.text();
    const found = crypto.createHash("sha256").update(content).digest("hex");
    if (found !== inputs.sha256) {
        throw new Error(
            `${inputs.url}: the content has the checksum ${found}, not the pinned ${inputs.sha256}. ` +
                "Do not go on until you know who changed it.",
        );
    }
    return { url: inputs.url, sha256: inputs.sha256, content };
}

const provider: pulumi.dynamic.ResourceProvider<PinnedManifestInputs, PinnedManifestOutputs> = {
    async create(inputs) {
        return { id: inputs.sha256, outs: await download(inputs) };
    },
    diff(_id, olds, news) {
        return Promise.resolve({ changes: olds.url !== news.url || olds.sha256 !== news.sha256 });
    },
    async update(_id, _olds, news) {
        return { outs: await download(news) };
    },
};

/** A manifest from the network that is used only if its bytes are the pinned ones. */
export class PinnedManifest extends pulumi.dynamic.Resource {
    declare readonly content: pulumi.Output<string>;

    constructor(name: string, args: PinnedManifestInputs, opts: pulumi.CustomResourceOptions) {
        super(provider, name, { ...args, content: undefined }, opts, "homelab", "PinnedManifest");
    }
}
