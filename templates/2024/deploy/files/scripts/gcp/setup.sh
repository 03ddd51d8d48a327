#!/bin/sh
# Sets up the project on Google Cloud, once: services, the registry for images, the bucket, and what the account may do.
# You can run it again: what is there stays.
#   sh scripts/gcp/setup.sh --dry-run
#   sh scripts/gcp/setup.sh
set -eu
cd "$(dirname "$0")/../.."
. scripts/gcp/common.sh "$@"

run gcloud services enable artifactregistry.googleapis.com cloudbuild.googleapis.com aiplatform.googleapis.com \
    run.googleapis.com compute.googleapis.com
there gcloud artifacts repositories describe "$REPOSITORY" --location "$REGION" ||
    run gcloud artifacts repositories create "$REPOSITORY" --location "$REGION" --repository-format docker
there gcloud storage buckets describe "gs://$BUCKET" ||
    run gcloud storage buckets create "gs://$BUCKET" --location "$REGION" --uniform-bucket-level-access --public-access-prevention
for role in artifactregistry.writer logging.logWriter storage.objectUser; do
    run gcloud projects add-iam-policy-binding "$PROJECT" --member "serviceAccount:$ACCOUNT" --role "roles/$role" \
        --condition None --format none
done
