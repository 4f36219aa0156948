import { join } from "node:path";
import { parse } from "yaml";
import { recordStack, repository } from "../rehearsal/recording/shipped-program";
import { readStackConfig } from "../rehearsal/stack-file";
import { renderRelease } from "../rendering/render-release";
import { apiVersionsOf, releasesOf } from "../rendering/releases";
import { allRender, renderReport } from "./render-report";

/**
 * Renders every release of a stack with real Helm and says what objects it makes. Contacts nothing
 * and needs no secret: the program runs against mocks, and charts are taken from a folder.
 *
 *     node -r ts-node/register/transpile-only commands/render.ts STACK [CHARTS]
 */
async function main([stack = "homelab", charts]: readonly string[]): Promise<void> {
    const config = readStackConfig(join(repository, `Pulumi.${stack}.yaml`));
    const resources = await recordStack(config, undefined, { preview: true });
    const { kubernetesVersion } = parse(config["homelab:cluster"] ?? "{}") as {
        kubernetesVersion: string;
    };
    const options = { charts, kubernetesVersion, apiVersions: apiVersionsOf(resources) };
    const renderings = releasesOf(resources).map((release) => renderRelease(release, options));
    console.log(renderReport(renderings));
    process.exitCode = allRender(renderings) ? 0 : 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
