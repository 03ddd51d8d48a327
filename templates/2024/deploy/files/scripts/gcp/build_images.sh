#!/bin/sh
# Builds the images on Google Cloud and pushes them to the registry, as cloudbuild.yaml says.
#   sh scripts/gcp/build_images.sh --dry-run
#   sh scripts/gcp/build_images.sh
set -eu
cd "$(dirname "$0")/../.."
. scripts/gcp/common.sh "$@"

tag=$(git rev-parse --short HEAD 2> /dev/null || echo manual)
# What is uploaded is the folder without what .gitignore names: no data, no models, no keys.
run gcloud builds submit . --config cloudbuild.yaml \
    --substitutions "_REGION=$REGION,_REPOSITORY=$REPOSITORY,_TAG=$tag" \
    --service-account "projects/$PROJECT/serviceAccounts/$ACCOUNT" --gcs-source-staging-dir "gs://$BUCKET/builds"
