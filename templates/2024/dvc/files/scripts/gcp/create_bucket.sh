#!/bin/sh
# Creates a bucket of Google Cloud Storage for the data and makes it the DVC remote. You can run it again: what is there stays.
#   sh scripts/gcp/create_bucket.sh --dry-run BUCKET    only says what it would do
#   sh scripts/gcp/create_bucket.sh BUCKET [REGION]     the region is europe-west1 unless you name another one
set -eu
cd "$(dirname "$0")/../.."

dry=""
if [ "${1:-}" = --dry-run ]; then
    dry=yes
    shift
fi
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    echo "usage: sh scripts/gcp/create_bucket.sh [--dry-run] BUCKET [REGION]" >&2
    exit 2
fi
bucket=$1
region=${2:-europe-west1}

run() {
    if [ -n "$dry" ]; then
        echo "would run: $*"
    else
        echo "+ $*" >&2
        "$@"
    fi
}

for tool in gcloud dvc; do
    if [ -z "$dry" ] && ! command -v "$tool" > /dev/null; then
        echo "\`$tool\` is not here: docs/dvc.md says how to install it" >&2
        exit 1
    fi
done
if [ -n "$dry" ] || ! gcloud storage buckets describe "gs://$bucket" > /dev/null 2>&1; then
    # Nobody can make what is in it public by accident.
    run gcloud storage buckets create "gs://$bucket" --location "$region" --uniform-bucket-level-access \
        --public-access-prevention
fi
run dvc remote add --force --default storage "gs://$bucket/dvc"
if [ -z "$dry" ]; then
    echo "the remote is gs://$bucket/dvc. Next: dvc push, then commit .dvc/config"
fi
