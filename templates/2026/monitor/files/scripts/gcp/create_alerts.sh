#!/bin/sh
# Creates the alerts of monitoring/alerts/ on Google Cloud, and who hears of them.
# You can run it again at any time: an alert that changed in its file is changed there too, and nothing is created twice.
#   sh scripts/gcp/create_alerts.sh --dry-run    only says what it would do
#   sh scripts/gcp/create_alerts.sh
# Options:
#   --email ADDRESS   who gets the alerts; the default is the account that is logged in
#   --uptime-check    somebody asks for /health every 15 minutes, from three continents, and an alert comes if there is no answer. It keeps an
#                     instance awake: docs/monitor.md says what that costs
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/gcp/common.sh
. scripts/gcp/common.sh
# shellcheck source=scripts/gcp/alerts.sh
. scripts/gcp/alerts.sh

usage="usage: sh scripts/gcp/create_alerts.sh [--dry-run] [--email ADDRESS] [--uptime-check]"
address=""
uptime=""
while [ $# -gt 0 ]; do
    case "$1" in
        --dry-run) dry=yes ;;
        --uptime-check) uptime=yes ;;
        --email)
            [ $# -gt 1 ] || fail "$usage"
            address=$2
            shift
            ;;
        *) fail "$usage" ;;
    esac
    shift
done
load_cloud
run gcloud services enable monitoring.googleapis.com
find_channel
for file in monitoring/alerts/*.yaml; do
    if [ "$file" != monitoring/alerts/down.yaml ]; then put_policy "$file"; fi
done

if [ -n "$uptime" ]; then
    host=$(api_host)
    check="pkgname: health of the API"
    if [ -z "$(find_name gcloud monitoring uptime list-configs "$check")" ]; then
        run gcloud monitoring uptime create "$check" --resource-type uptime-url --resource-labels "host=$host,project_id=$PROJECT" \
            --protocol https --path /health --period 15 --timeout 60 --regions usa-virginia,europe,asia-pacific
    fi
    put_policy monitoring/alerts/down.yaml
else
    echo "nobody asks whether the API is there while nobody uses it: --uptime-check does, and costs something"
fi
echo "see them at https://console.cloud.google.com/monitoring/alerting?project=$PROJECT, and see one arrive: sh scripts/gcp/rehearse_alert.sh"
