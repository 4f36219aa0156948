import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes a chart that makes a ConfigMap of its values' text, and returns its folder. */
export function writeChart(
    folder: string,
    name: string,
    version: string,
    templates: Readonly<Record<string, string>> = { "text.yaml": textTemplate },
): string {
    const chart = join(folder, name);
    mkdirSync(join(chart, "templates"), { recursive: true });
    writeFileSync(join(chart, "Chart.yaml"), `apiVersion: v2\nname: diary\nversion: ${version}\n`);
    writeFileSync(join(chart, "values.yaml"), "text: nothing\n");
    for (const [file, template] of Object.entries(templates)) {
        writeFileSync(join(chart, "templates", file), template);
    }
    return chart;
}

export const textTemplate = `
apiVersion: v1
kind: ConfigMap
metadata: { name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }} }
data: { text: {{ .Values.text | quote }}, cluster: {{ .Capabilities.KubeVersion.Version }} }
`;
