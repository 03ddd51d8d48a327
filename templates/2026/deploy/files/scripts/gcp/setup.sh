#!/bin/sh
# Creates on Google Cloud what the project needs. You can run it again at any time: what is there already stays.
#   sh scripts/gcp/setup.sh --dry-run    only says what it would do
#   sh scripts/gcp/setup.sh
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/gcp/common.sh
. scripts/gcp/common.sh
if [ "${1:-}" = --dry-run ]; then dry=yes; fi
load_cloud
run gcloud services enable artifactregistry.googleapis.com cloudbuild.googleapis.com run.googleapis.com
