#!/bin/sh
# Deploys functions/main.py as a function of Cloud Run. Google builds the image: this needs no Docker and none of the images here.
#   sh scripts/gcp/deploy_function.sh --dry-run    only says what it would do
#   sh scripts/gcp/deploy_function.sh
set -eu
cd "$(dirname "$0")/../.."
. scripts/gcp/common.sh

for word in "$@"; do
    case "$word" in
        --dry-run) dry=yes ;;
        *) fail "usage: sh scripts/gcp/deploy_function.sh [--dry-run]" ;;
    esac
done
load_cloud
weights=gs://$BUCKET/models/model.pth
if [ -z "$dry" ] && ! there gcloud storage objects describe "$weights"; then
    fail "no weights are found at $weights: upload yours with:" \
        "gcloud storage cp models/model.pth $weights --if-generation-match=0 (which leaves weights alone that are there)"
fi

# A function is a folder with main.py and requirements.txt. The project goes into it, because it is in no index of packages.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM # with dash, Ctrl+C alone ends a script without the line above
cp -R functions/main.py functions/requirements.txt pyproject.toml README.md src "$work"
if [ -f LICENSE ]; then cp LICENSE "$work"; fi
find "$work" \( -name __pycache__ -o -name '*.egg-info' \) -prune -exec rm -rf {} +

<%_ if (manager === 'uv') { _%>
base=$(sed -n 's/^[^0-9]*\([0-9]*\)\.\([0-9]*\).*/python\1\2/p' .python-version | head -n 1) # 3.11.9: python311
<%_ } else { _%>
base=$(echo "python<%- python %>" | tr -d .)
<%_ } _%>
<%_ if (tasks.includes('gcp-bucket-remote')) { _%>
set -- --set-env-vars "MODEL_URI=$weights"
<%_ } else { _%>
set -- --set-env-vars MODEL_URI=file:/bucket/models/model.pth --add-volume-mount volume=bucket,mount-path=/bucket \
    --add-volume "name=bucket,type=cloud-storage,bucket=$BUCKET,readonly=true"
<%_ } _%>
# The older door to the same thing is: gcloud functions deploy predict --gen2 --trigger-http
run gcloud run deploy predict --source "$work" --function predict --base-image "$base" --region "$REGION" "$@" \
    --image "$IMAGES/predict" --service-account "$RUNTIME" --build-service-account "projects/$PROJECT/serviceAccounts/$BUILDER" \
    --memory 2Gi --cpu 1 --concurrency 20 --max-instances 3 --no-invoker-iam-check ||
    fail "the function was not deployed: the lines above say why," \
        "or the log at https://console.cloud.google.com/cloud-build/builds?project=$PROJECT"
if [ -n "$dry" ]; then exit; fi
url=$(gcloud run services describe predict --region "$REGION" --format 'value(status.url)')
echo "the function: $url"
echo "try it: curl $url shows an item; curl $url --json '{\"items\": [ITEM]}' predicts its class"
