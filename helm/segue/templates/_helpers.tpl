{{- define "segue.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "segue.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "segue.labels" -}}
{{ include "segue.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{- define "segue.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{- printf "%s@%s" .repository .digest -}}
{{- else -}}
{{- printf "%s:%s" .repository (default $.Chart.AppVersion .tag) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "segue.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "segue.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- /* The protocol to Kafka. */ -}}
{{- define "segue.protocol" -}}
{{- if .Values.kafka.sasl.enabled -}}
{{- ternary "SASL_SSL" "SASL_PLAINTEXT" .Values.kafka.tls.enabled -}}
{{- else -}}
{{- ternary "SSL" "PLAINTEXT" .Values.kafka.tls.enabled -}}
{{- end -}}
{{- end -}}

{{- /* Who may ask the API, and how it shows itself. */ -}}
{{- define "segue.access" -}}
{{- with .Values.access }}
{{- if .issuer -}}
segue.access.issuer: {{ .issuer }}
segue.access.audience: {{ .audience }}
{{- $_ := required "access.peerSecret: name the secret with what the instances know each other by" .peerSecret }}
{{- else if or .open $.Values.networkPolicy.enabled -}}
segue.access.open: true
{{- else }}
{{- fail "nothing guards the API: set access.issuer, networkPolicy.enabled, or access.open if something else does" }}
{{- end }}
{{- if .caSecret }}
segue.access.ca: /etc/segue/issuer/{{ .caKey }}
{{- end }}
{{- if .peerSecret }}
segue.peers.secret-file: /etc/segue/peers/{{ .peerKey }}
{{- end }}
{{- if .auditSecret }}
segue.audit.key-file: /etc/segue/audit/{{ .auditKey }}
{{- end }}
{{- end }}
{{- with .Values.http.tls }}
{{- if .secret }}
segue.http.tls.certificate: /etc/segue/tls/tls.crt
segue.http.tls.key: /etc/segue/tls/tls.key
{{- if .caKey }}
segue.peers.ca: /etc/segue/tls/{{ .caKey }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* The secrets that are mounted, each as NAME: SECRET. */ -}}
{{- define "segue.mounted" -}}
{{- $tls := .Values.kafka.tls }}
{{- if and $tls.enabled $tls.caSecret }}
ca: {{ $tls.caSecret }}
{{- end }}
{{- if and $tls.enabled $tls.clientSecret }}
client: {{ $tls.clientSecret }}
{{- end }}
{{- with .Values.http.tls.secret }}
tls: {{ . }}
{{- end }}
{{- with .Values.access.caSecret }}
issuer: {{ . }}
{{- end }}
{{- with .Values.access.peerSecret }}
peers: {{ . }}
{{- end }}
{{- with .Values.access.auditSecret }}
audit: {{ . }}
{{- end }}
{{- end -}}

{{- /* The settings that the chart makes, over which none can be given. */ -}}
{{- define "segue.own" -}}
application.id: {{ .Values.kafka.applicationId }}
bootstrap.servers: {{ .Values.kafka.bootstrapServers }}
num.standby.replicas: {{ .Values.streams.standbys }}
num.stream.threads: {{ .Values.streams.threads }}
schema.registry.url: {{ .Values.schemaRegistry.url }}
security.protocol: {{ include "segue.protocol" . }}
segue.http.host: 0.0.0.0
segue.http.port: {{ .Values.http.port }}
segue.management.host: 0.0.0.0
segue.management.port: {{ .Values.management.port }}
{{ include "segue.access" . }}
segue.shutdown.timeout: {{ .Values.shutdown.timeoutSeconds }}s
state.dir: /var/lib/segue
{{- with .Values.kafka.tls }}
{{- if and .enabled .caSecret }}
ssl.truststore.location: /etc/segue/ca/{{ .caKey }}
ssl.truststore.type: PEM
{{- end }}
{{- if and .enabled .clientSecret }}
ssl.keystore.location: /etc/segue/client/{{ .clientKey }}
ssl.keystore.type: PKCS12
{{- end }}
{{- end }}
{{- if .Values.kafka.sasl.enabled }}
sasl.mechanism: {{ .Values.kafka.sasl.mechanism }}
{{- end }}
{{- if .Values.schemaRegistry.basicAuth.secret }}
basic.auth.credentials.source: USER_INFO
{{- end }}
{{- end -}}

{{- /* Topic name by setting: (list . "clickstream") */ -}}
{{- define "segue.topic" -}}
{{- $setting := printf "segue.topic.%s" (index . 1) -}}
{{- $standard := ternary "segue-dead-letters" (index . 1) (eq (index . 1) "dead-letters") -}}
{{- get (index . 0).Values.settings $setting | default $standard -}}
{{- end -}}

{{- define "segue.strimziMetadata" -}}
namespace: {{ default .Release.Namespace .Values.strimzi.namespace }}
labels:
  strimzi.io/cluster: {{ required "strimzi.cluster: name the Kafka that topics and user are of" .Values.strimzi.cluster }}
  {{- include "segue.labels" . | nindent 2 }}
{{- end -}}

{{- define "segue.strimziVersion" -}}
kafka.strimzi.io/{{ ternary "v1" "v1beta2" (.Capabilities.APIVersions.Has "kafka.strimzi.io/v1") }}
{{- end -}}
