{{- /* Labels that select the pods of one workload: (dict "root" $ "name" "main") */ -}}
{{- define "app.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end -}}

{{- define "app.labels" -}}
{{ include "app.selector" . }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end -}}

{{- /* The workload called main is named like the release, any other after it. */ -}}
{{- define "app.fullname" -}}
{{- if eq .name "main" }}{{ .root.Release.Name }}{{ else }}{{ .root.Release.Name }}-{{ .name }}{{ end -}}
{{- end -}}

{{- /* Secrets first: a text may refer to those before it, as in $(PASSWORD). */ -}}
{{- define "app.env" -}}
{{- range $name, $value := . }}
{{- if kindIs "map" $value }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef: { name: {{ $value.secret | quote }}, key: {{ $value.key | quote }} }
{{- end }}
{{- end }}
{{- range $name, $value := . }}
{{- if not (kindIs "map" $value) }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "app.probe" -}}
{{- if .command }}
exec: { command: {{ .command | toJson }} }
{{- else if .path }}
httpGet: { path: {{ .path | quote }}, port: {{ .port }} }
{{- else }}
tcpSocket: { port: {{ .port }} }
{{- end }}
periodSeconds: {{ .every | default 10 }}
timeoutSeconds: {{ .timeout | default 5 }}
failureThreshold: {{ .failures | default 3 }}
{{- end -}}

{{- /* A device of the node opens to privileged containers only. */ -}}
{{- define "app.securityContext" -}}
{{- $devices := false }}
{{- range .mounts }}{{- if .device }}{{- $devices = true }}{{- end }}{{- end -}}
{{- if $devices }}
privileged: true
{{- else }}
allowPrivilegeEscalation: false
{{- end }}
readOnlyRootFilesystem: {{ not .writableRoot }}
capabilities:
  drop: [ALL]
  {{- with .capabilities }}
  add: {{ . | toJson }}
  {{- end }}
{{- end -}}

{{- define "app.mounts" -}}
{{- range $name, $mount := . }}
- name: {{ $name }}
  mountPath: {{ $mount.path | quote }}
  {{- if $mount.file }}
  subPath: {{ $mount.file | quote }}
  {{- else if $mount.subPath }}
  subPath: {{ $mount.subPath | quote }}
  {{- end }}
  {{- if or $mount.readOnly $mount.secret $mount.file }}
  readOnly: true
  {{- end }}
{{- end }}
{{- end -}}
