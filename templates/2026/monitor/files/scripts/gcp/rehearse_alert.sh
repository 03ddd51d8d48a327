#!/bin/sh
# Sees whether alerts arrive: creates one for which any request is too many, and sends some. Nothing gets broken.
#   sh scripts/gcp/rehearse_alert.sh --dry-run
#   sh scripts/gcp/rehearse_alert.sh
#   sh scripts/gcp/rehearse_alert.sh --end    takes the alert away again
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/gcp/common.sh
. scripts/gcp/common.sh
# shellcheck source=scripts/gcp/alerts.sh
. scripts/gcp/alerts.sh

end=""
while [ $# -gt 0 ]; do
    case "$1" in
        --dry-run) dry=yes ;;
        --end) end=yes ;;
        *) fail "usage: sh scripts/gcp/rehearse_alert.sh [--dry-run] [--end]" ;;
    esac
    shift
done
load_cloud
file=monitoring/rehearsal.yaml
if [ -n "$end" ]; then
    policy=$(find_name gcloud monitoring policies list "$(title_of $file)")
    if [ -n "$dry" ]; then policy=POLICY; fi
    if [ -n "$policy" ]; then run gcloud monitoring policies delete "$policy" --quiet; else echo "no rehearsal is going on"; fi
    exit
fi
host=$(api_host)
find_channel
put_policy $file
# Ten of them: an address with [1-10] is ten addresses for curl.
run curl --silent --output /dev/null "https://$host/health?request=[1-10]" || fail "https://$host does not answer: sh scripts/gcp/cloud_doctor.sh"
echo "an e-mail comes within five minutes. If none does, look into the folder for spam, then at the address: gcloud beta monitoring channels list"
echo "afterwards: sh scripts/gcp/rehearse_alert.sh --end"
