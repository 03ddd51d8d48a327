#!/bin/sh
# Sets up the monitoring of the API on Google Cloud: what its collector reads, the objectives, the dashboard.
# You can run it again at any time: an objective that changed in its file is changed there too, and a dashboard that is there stays.
#   sh scripts/gcp/create_monitoring.sh --dry-run    only says what it would do
#   sh scripts/gcp/create_monitoring.sh
# `sh scripts/gcp/setup.sh` comes first.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/gcp/common.sh
. scripts/gcp/common.sh

while [ $# -gt 0 ]; do
    case "$1" in
        --dry-run) dry=yes ;;
        *) fail "usage: sh scripts/gcp/create_monitoring.sh [--dry-run]" ;;
    esac
    shift
done
<%_ if (manager === 'uv') { _%>
PATH="$PWD/.venv/bin:$PWD/.venv/Scripts:$PATH"
<%_ } _%>
if [ -z "$dry" ]; then
    command -v curl > /dev/null || fail "\`curl\` is not here: install it, for example with: sudo apt-get install curl"
    if ! python -c "import yaml" 2> /dev/null; then
<%_ if (manager === 'uv') { _%>
        fail "Python cannot read YAML: uv sync"
<%_ } else { _%>
        fail "Python cannot read YAML: python -m pip install -r requirements_dev.txt"
<%_ } _%>
    fi
fi
load_cloud

run gcloud services enable monitoring.googleapis.com secretmanager.googleapis.com

# What the collector reads. A new version only where the file has changed: each version costs a little.
secret=run-monitoring
there gcloud secrets describe "$secret" || run gcloud secrets create "$secret" --replication-policy automatic
stored=""
if [ -z "$dry" ]; then stored=$(gcloud secrets versions access latest --secret "$secret" 2> /dev/null || true); fi
if [ "$stored" != "$(cat monitoring/collector.yaml)" ]; then
    run gcloud secrets versions add "$secret" --data-file monitoring/collector.yaml
fi
run gcloud secrets add-iam-policy-binding "$secret" --member "serviceAccount:$RUNTIME" --role roles/secretmanager.secretAccessor
run gcloud projects add-iam-policy-binding "$PROJECT" --member "serviceAccount:$RUNTIME" --role roles/monitoring.metricWriter --condition None

# send <method> <path> [<file>]: a request to Cloud Monitoring, for which gcloud has no command. The token goes through a pipe, not into the
# list of processes.
send() {
    if [ -n "$dry" ]; then
        echo "would send: $1 https://monitoring.googleapis.com/v3/projects/$PROJECT/$2"
        return
    fi
    printf 'header = "Authorization: Bearer %s"\n' "$(gcloud auth print-access-token)" |
        curl --config - --silent --show-error --fail-with-body --output "$work/answer" --request "$1" \
            ${3:+--header "content-type: application/json" --data "@$3"} "https://monitoring.googleapis.com/v3/projects/$PROJECT/$2"
}

# put <collection> <id option> <id> <file>: creates a thing, or changes the one that is there.
put() {
    if [ -z "$dry" ] && send GET "$1/$3" 2> /dev/null; then
        send PATCH "$1/$3" "$4" || fail "Cloud Monitoring refuses $3: $(cat "$work/answer")"
        echo "changed: $3"
    else
        send POST "$1?$2=$3" "$4" || fail "Cloud Monitoring refuses $3: $(cat "$work/answer" 2> /dev/null)"
        [ -n "$dry" ] || echo "created: $3"
    fi
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What the objectives are about: the service of Cloud Run.
service=$(printf 'run-%s' "<%- distribution %>" | cut -c 1-63 | sed 's/-*$//')
printf '{"displayName": "%s", "basicService": {"serviceType": "CLOUD_RUN", "serviceLabels": {"service_name": "api", "location": "%s"}}}' \
    "<%- distribution %>" "$REGION" > "$work/service.json"
put services serviceId "$service" "$work/service.json"
as_json="import json, sys, yaml; json.dump(yaml.safe_load(open(sys.argv[1], encoding='utf-8')), sys.stdout)"
for file in monitoring/slo*.yaml; do
    name=$(basename "$file" .yaml | tr '_' '-')
    if [ -z "$dry" ]; then python -c "$as_json" "$file" > "$work/$name.json"; fi
    put "services/$service/serviceLevelObjectives" serviceLevelObjectiveId "$name" "$work/$name.json"
done

# The dashboard. One that is there may have been edited in the browser, so it stays.
title=$(sed -n 's/^  "displayName": "\(.*\)",$/\1/p' monitoring/dashboard.json)
found=""
if [ -z "$dry" ]; then found=$(gcloud monitoring dashboards list --filter "displayName=\"$title\"" --format 'value(name)' 2> /dev/null | head -n 1); fi
if [ -z "$found" ]; then
    run gcloud monitoring dashboards create --config-from-file monitoring/dashboard.json
else
    echo "there is a dashboard $title already. To take the one in monitoring/: gcloud monitoring dashboards delete $found, then run this again"
fi
echo "next: write COLLECTOR=yes into scripts/gcp/cloud.env, and deploy the API with its collector: sh scripts/gcp/deploy_run.sh --only api"
echo "the dashboard: https://console.cloud.google.com/monitoring/dashboards?project=$PROJECT"
