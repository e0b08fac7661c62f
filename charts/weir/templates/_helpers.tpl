{{/* The name that all objects begin with. */}}
{{- define "weir.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains "weir" .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-weir" (.Release.Name | trunc 35 | trimSuffix "-") -}}
{{- end -}}
{{- end -}}

{{/* What selects a component's pods; never changed, since Deployments keep theirs. Takes (list $ component). */}}
{{- define "weir.selector" -}}
{{- $ := index . 0 -}}
app.kubernetes.io/name: weir
app.kubernetes.io/instance: {{ $.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* Labels of every object. Takes (list $ component). */}}
{{- define "weir.labels" -}}
{{- $ := index . 0 -}}
{{ include "weir.selector" . }}
app.kubernetes.io/version: {{ $.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: weir
app.kubernetes.io/managed-by: {{ $.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $.Chart.Name $.Chart.Version }}
{{- end -}}

{{- define "weir.kafka" -}}
{{- if .Values.development.enabled -}}
{{ include "weir.fullname" . }}-kafka:9092
{{- else -}}
{{ required "Expected kafka.bootstrapServers, but it is empty; give the address of a Kafka, or set development.enabled for one of the chart's own." .Values.kafka.bootstrapServers }}
{{- end -}}
{{- end -}}

{{- define "weir.jdbcUrl" -}}
{{- $host := .Values.database.host -}}
{{- if .Values.development.enabled -}}
{{- $host = printf "%s-postgres" (include "weir.fullname" .) -}}
{{- end -}}
jdbc:postgresql://{{ required "Expected database.host, but it is empty; give the address of a PostgreSQL, or set development.enabled for one of the chart's own." $host }}:{{ include "weir.databasePort" . }}/{{ .Values.database.name }}
{{- with .Values.database.parameters }}?{{ . }}{{ end -}}
{{- end -}}

{{- define "weir.databasePort" -}}
{{ ternary 5432 (int .Values.database.port) .Values.development.enabled }}
{{- end -}}

{{- define "weir.databaseSecret" -}}
{{- if .Values.development.enabled -}}
{{ include "weir.fullname" . }}-postgres
{{- else -}}
{{ required "Expected database.existingSecret, but it is empty; name a Secret that holds the password." .Values.database.existingSecret }}
{{- end -}}
{{- end -}}

{{/* The path of file: storage; empty with another scheme. */}}
{{- define "weir.storagePath" -}}
{{- if hasPrefix "file://" .Values.storage.base -}}
{{ trimPrefix "file://" .Values.storage.base }}
{{- end -}}
{{- end -}}

{{/* Environment of every service. Takes (list $ port). */}}
{{- define "weir.env" -}}
- name: SERVER_ADDRESS
  value: "0.0.0.0"
- name: SERVER_PORT
  value: {{ index . 1 | quote }}
{{- end -}}

{{- define "weir.env.kafka" -}}
- name: WEIR_KAFKA_BOOTSTRAPSERVERS
  value: {{ include "weir.kafka" . }}
{{- end -}}

{{- define "weir.env.database" -}}
- name: SPRING_DATASOURCE_URL
  value: {{ include "weir.jdbcUrl" . | quote }}
- name: SPRING_DATASOURCE_USERNAME
  value: {{ .Values.database.user }}
- name: SPRING_CONFIG_IMPORT
  value: configtree:/weir/secrets/database/
{{- end -}}

{{- define "weir.volume.database" -}}
- name: database
  secret:
    secretName: {{ include "weir.databaseSecret" . }}
    defaultMode: 0440
    items:
      - key: {{ ternary "password" .Values.database.passwordKey .Values.development.enabled }}
        path: spring.datasource.password
{{- end -}}

{{/* A volume of some keys of the Secret of secret values. Takes (list $ name key...). */}}
{{- define "weir.volume.secret" -}}
- name: {{ index . 1 }}
  secret:
    secretName: {{ (index . 0).Values.secretValues.existingSecret }}
    defaultMode: 0440
    items:
      {{- range slice . 2 }}
      - key: {{ . }}
        path: {{ . }}
      {{- end }}
{{- end -}}

{{- define "weir.volume.storage" -}}
- name: storage
  persistentVolumeClaim:
    claimName: {{ .Values.storage.existingClaim }}
{{- end -}}

{{/* What a pod of the restricted Pod Security Standard says. */}}
{{- define "weir.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "weir.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* The pod of a service around its container. Takes a dict: root, component, module, port, values, env, mounts, volumes, account. */}}
{{- define "weir.pod" -}}
{{- $ := .root -}}
metadata:
  labels:
    {{- include "weir.labels" (list $ .component) | nindent 4 }}
  {{- with $.Values.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "weir.fullname" $ }}-{{ .component }}
  automountServiceAccountToken: {{ .account | default false }}
  # Variables named after Services could be taken for settings.
  enableServiceLinks: false
  terminationGracePeriodSeconds: 30
  securityContext:
    {{- include "weir.podSecurity" $ | nindent 4 }}
  {{- with $.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- with $.Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $.Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $.Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $.Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if $.Values.spreadOverNodes }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "weir.selector" (list $ .component) | nindent 10 }}
  {{- end }}
  containers:
    - name: {{ .module }}
      image: {{ $.Values.image.prefix }}/{{ .module }}:{{ $.Values.image.tag | default $.Chart.AppVersion }}
      imagePullPolicy: {{ $.Values.image.pullPolicy }}
      securityContext:
        {{- include "weir.containerSecurity" $ | nindent 8 }}
      env:
        {{- include "weir.env" (list $ .port) | nindent 8 }}
        {{- .env | nindent 8 }}
        {{- with .values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - name: http
          containerPort: {{ .port }}
      # Two minutes to come up; until the log is read, which may take longer, it is alive and not ready.
      startupProbe:
        httpGet: {path: /livez, port: http}
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet: {path: /livez, port: http}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: {path: /readyz, port: http}
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 2
      # Time for Services and proxies to stop sending before the process is asked to end.
      lifecycle:
        preStop:
          exec:
            command: [sleep, "5"]
      resources:
        {{- toYaml .values.resources | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        {{- with .mounts }}
        {{- . | nindent 8 }}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: 1Gi
    {{- with .volumes }}
    {{- . | nindent 4 }}
    {{- end }}
{{- end -}}

{{/* Account, Service and budget of a component. Takes (list $ component port replicas serviceType servicePort). */}}
{{- define "weir.around" -}}
{{- $ := index . 0 -}}
{{- $component := index . 1 -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "weir.fullname" $ }}-{{ $component }}
  labels:
    {{- include "weir.labels" (list $ $component) | nindent 4 }}
automountServiceAccountToken: false
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "weir.fullname" $ }}-{{ $component }}
  labels:
    {{- include "weir.labels" (list $ $component) | nindent 4 }}
spec:
  type: {{ index . 4 }}
  selector:
    {{- include "weir.selector" (list $ $component) | nindent 4 }}
  ports:
    - name: http
      port: {{ index . 5 }}
      targetPort: http
{{- if and $.Values.podDisruptionBudget.enabled (gt (int (index . 3)) 1) }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "weir.fullname" $ }}-{{ $component }}
  labels:
    {{- include "weir.labels" (list $ $component) | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "weir.selector" (list $ $component) | nindent 6 }}
{{- end }}
{{- end -}}

{{/* What every pod may ask: names. */}}
{{- define "weir.egress.dns" -}}
- to:
    - namespaceSelector: {}
  ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
{{- end -}}

{{/* Kafka and PostgreSQL are outside, at ports that are known; which addresses these have, is not. */}}
{{- define "weir.egress.kafka" -}}
- ports:
    {{- range splitList "," (include "weir.kafka" .) }}
    - {port: {{ . | trim | splitList ":" | last | int }}, protocol: TCP}
    {{- end }}
{{- end -}}

{{- define "weir.egress.database" -}}
- ports:
    - {port: {{ include "weir.databasePort" . }}, protocol: TCP}
{{- end -}}

{{/* Takes (list $ component port). */}}
{{- define "weir.egress.service" -}}
- to:
    - podSelector:
        matchLabels:
          {{- include "weir.selector" (list (index . 0) (index . 1)) | nindent 10 }}
  ports:
    - {port: {{ index . 2 }}, protocol: TCP}
{{- end -}}

{{/* Takes (list $ port component...): those components, and who reads metrics. */}}
{{- define "weir.ingress.from" -}}
{{- $ := index . 0 -}}
{{- $port := index . 1 -}}
{{- with slice . 2 }}
- from:
    {{- range . }}
    - podSelector:
        matchLabels:
          {{- include "weir.selector" (list $ .) | nindent 10 }}
    {{- end }}
  ports:
    - {port: {{ $port }}, protocol: TCP}
{{- end }}
{{- with $.Values.networkPolicy.metricsFrom }}
- from:
    {{- toYaml . | nindent 4 }}
  ports:
    - {port: {{ $port }}, protocol: TCP}
{{- end }}
{{- end -}}
