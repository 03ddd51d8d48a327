#!/bin/sh
# Creates the trigger that builds the images after each push to main. Connect the repository first, once, in the browser:
# https://console.cloud.google.com/cloud-build/triggers/connect
#   sh scripts/gcp/create_trigger.sh --dry-run
#   sh scripts/gcp/create_trigger.sh
set -eu
cd "$(dirname "$0")/../.."
. scripts/gcp/common.sh "$@"

address=$(git remote get-url origin 2> /dev/null || echo https://github.com/OWNER/NAME)
path=$(printf '%s' "$address" | sed -e 's/\.git$//' -e 's#^.*[:/]\([^/]*/[^/]*\)$#\1#')
run gcloud builds triggers create github --name build-images --repo-owner "${path%/*}" --repo-name "${path#*/}" \
    --branch-pattern '^main$' --build-config cloudbuild.yaml \
    --service-account "projects/$PROJECT/serviceAccounts/$ACCOUNT" \
    --substitutions "_REGION=$REGION,_REPOSITORY=$REPOSITORY,_TAG=\$SHORT_SHA"
